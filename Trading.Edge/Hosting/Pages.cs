using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;
using Trading.Edge.Requests;

namespace Trading.Edge.Hosting;

/// <summary>
/// The pages as Trading.Web's build left them beside the program, held in memory with their compressed forms. Nothing
/// outside that folder can be asked for: a path is looked up, never opened.
/// </summary>
public sealed class Pages
{
    // Everything comes from this server; no script, style or picture stands inside the page or comes from elsewhere.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
        + "connect-src 'self'; worker-src 'self'; "
        + "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private const string Forever = "public, max-age=31536000, immutable";
    private const string Index = "index.html";
    private static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];

    // What only programs ask for: what is not there is told them as a problem, whatever they accept.
    private static readonly string[] Programs = ["/api", "/assets", "/feed", "/healthz", "/openapi"];

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>(
        StringComparer.Ordinal
    )
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".webp"] = "image/webp",
        [".json"] = "application/json",
        [".woff2"] = "font/woff2",
        // What the PDF reader takes beside itself: tables of encodings and standard fonts.
        [".ttf"] = "font/ttf",
        [".pfb"] = "application/octet-stream",
        [".bcmap"] = "application/octet-stream",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly FrozenDictionary<string, Page> pages;

    public Pages(string folder) =>
        pages = !Directory.Exists(folder)
            ? FrozenDictionary<string, Page>.Empty
            : Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(file => Types.ContainsKey(Path.GetExtension(file)))
                .ToFrozenDictionary(
                    file => Path.GetRelativePath(folder, file).Replace('\\', '/'),
                    Load,
                    StringComparer.Ordinal
                );

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "wwwroot");

    /// <summary>Whether there are any: a server can be built without them.</summary>
    public bool AreThere => pages.ContainsKey(Index);

    // A first segment may have a page that asks for its scripts at once (vite.config.ts makes hall.html); beside what
    // it asks for early it is the page of all.
    private string FirstOf(string route) =>
        route.Split('/') is [_, { Length: > 0 } segment, ..] && pages.ContainsKey($"{segment}.html")
            ? $"{segment}.html"
            : Index;

    public IResult Answer(string path, HttpContext context)
    {
        if (!pages.TryGetValue(path, out var page))
            return Problems.NotFound("page");
        var coding = Dress(context, page, path.StartsWith("assets/", StringComparison.Ordinal) ? Forever : "no-cache");
        return TypedResults.Bytes(
            page.In(coding),
            page.Type,
            entityTag: new EntityTagHeaderValue($"\"{page.Hash}{coding}\"")
        );
    }

    /// <summary>
    /// An address that nobody knows, asked for by a person's browser: the page that says so, under the status that
    /// stands already. False for a program, which is told a problem.
    /// </summary>
    public async Task<bool> TryTellUnknownAsync(HttpContext context)
    {
        var request = context.Request;
        var isLooking = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        var isPerson = request
            .GetTypedHeaders()
            .Accept.Any(accepted => accepted.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
        if (!isLooking || !isPerson || Programs.Any(path => request.Path.StartsWithSegments(path)))
            return false;
        if (context.Response.StatusCode != StatusCodes.Status404NotFound || !pages.TryGetValue(Index, out var page))
            return false;
        var bytes = page.In(Dress(context, page, "no-store"));
        context.Response.ContentType = page.Type;
        context.Response.ContentLength = bytes.Length;
        if (HttpMethods.IsGet(request.Method))
            await context.Response.Body.WriteAsync(bytes);
        return true;
    }

    // Sets the headers; the answer is the coding that the client takes.
    private static string Dress(HttpContext context, Page page, string keeping)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.CacheControl = keeping;
        var coding = page.CodingFor(context.Request.GetTypedHeaders().AcceptEncoding);
        if (coding.Length > 0)
            headers.ContentEncoding = coding;
        return coding;
    }

    private static Page Load(string file)
    {
        var plain = File.ReadAllBytes(file);
        return new Page(
            Types[Path.GetExtension(file)],
            Convert.ToHexStringLower(SHA256.HashData(plain)[..12]),
            plain,
            Other(file + ".br"),
            Other(file + ".gz")
        );
    }

    private static byte[]? Other(string file) => File.Exists(file) ? File.ReadAllBytes(file) : null;

    private sealed record Page(string Type, string Hash, byte[] Plain, byte[]? Brotli, byte[]? Gzip)
    {
        public string CodingFor(IList<StringWithQualityHeaderValue> accepted) =>
            Brotli is not null && Takes(accepted, "br") ? "br"
            : Gzip is not null && Takes(accepted, "gzip") ? "gzip"
            : "";

        public byte[] In(string coding) =>
            coding switch
            {
                "br" => Brotli!,
                "gzip" => Gzip!,
                _ => Plain,
            };

        private static bool Takes(IList<StringWithQualityHeaderValue> accepted, string coding) =>
            accepted.Any(value =>
                value.Value.Equals(coding, StringComparison.OrdinalIgnoreCase) && value.Quality is null or > 0
            );
    }

    /// <summary>
    /// The routes of the pages, where there are pages. Any path beside them stays an API's business, and its 404 a
    /// problem.
    /// </summary>
    /// <param name="routes">Where they are mapped.</param>
    /// <param name="known">What the router of the pages knows: patterns of paths.</param>
    public static void Map(IEndpointRouteBuilder routes, IEnumerable<string> known)
    {
        var pages = routes.ServiceProvider.GetRequiredService<Pages>();
        if (!pages.AreThere)
            return;
        foreach (var route in known)
        {
            var first = pages.FirstOf(route);
            routes
                .MapMethods(route, Read, (HttpContext context) => pages.Answer(first, context))
                .ExcludeFromDescription();
        }
        routes
            .MapMethods(
                "/assets/{**path}",
                Read,
                (string path, HttpContext context) => pages.Answer($"assets/{path}", context)
            )
            .ExcludeFromDescription();
        routes
            .MapMethods("/favicon.svg", Read, (HttpContext context) => pages.Answer("favicon.svg", context))
            .ExcludeFromDescription();
    }
}
