using System.Threading.RateLimiting;
using Trading.Gateway.Links;
using Trading.Gateway.Notices;
using Trading.Gateway.Providers;

namespace Trading.Gateway.Http;

/// <summary>How the experts' page is served.</summary>
/// <param name="Address">The origin under which experts reach it; ends with '/'.</param>
/// <param name="Urls">Where to listen for it.</param>
/// <param name="Contact">Whom experts call, or nothing.</param>
public sealed record PageOptions(Uri Address, string Urls, string Contact);

/// <param name="Id">32 hexadecimal digits.</param>
public sealed record PageRequest(string Id);

/// <param name="Id">32 hexadecimal digits.</param>
/// <param name="Answer">What is answered.</param>
/// <param name="Key">The key of this answer, 32 bytes.</param>
public sealed record PageAnswerRequest(string Id, CallAnswer Answer, byte[] Key);

/// <summary>Whom experts call; empty where the operator said nothing.</summary>
public sealed record ContactAnswer(string Contact);

/// <summary>
/// The experts' page: an origin of its own, which serves nothing of the gateway but this. What is asked and answered
/// stands in bodies, and the secret of a link in the browser alone: addresses and logs in between hold nothing.
/// </summary>
public static class PageServer
{
    /// <summary>Bytes of a request.</summary>
    public const int MostBytes = 1 << 10;

    /// <summary>Of one address; a page takes five.</summary>
    public const int RequestsPerSecond = 50;

    /// <summary>Of everybody together: whoever floods the page takes nothing from those who are rung.</summary>
    public const int RequestsOfAll = 500;

    /// <summary>Connections at once.</summary>
    public const int MostConnections = 500;

    // The router of Trading.Web/src/expert knows one page; without its secret it says so.
    private static readonly string[] PageRoutes = ["/", "/n"];

    /// <summary>The server of the page, not yet started.</summary>
    public static WebApplication Build(PageOptions options, PageDesk desk)
    {
        var builder = EdgeSetup.Builder(options.Urls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Limits.MaxRequestBodySize = MostBytes;
        });
        builder
            .Services.AddEdge()
            .AddSingleton(desk)
            .AddRateLimiter(limiter =>
            {
                limiter.OnRejected = async (context, _) => await Problems.TooMany.ExecuteAsync(context.HttpContext);
                limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                    PartitionedRateLimiter.Create<HttpContext, string>(context =>
                        RateBuckets.Of(RateBuckets.AddressOf(context), RequestsPerSecond)
                    ),
                    PartitionedRateLimiter.Create<HttpContext, string>(_ => RateBuckets.Of("", RequestsOfAll))
                );
            });
        var app = builder.Build();
        app.Use(Dress);
        app.UseOpenEdge();
        var api = app.MapGroup("/api").WithTags("notice");
        api.MapGet("contact", () => TypedResults.Ok(new ContactAnswer(options.Contact)));
        api.MapPost("notice", Find).Produces<PageView>();
        api.MapPost("notice/answer", Answer).Produces<PageView>();
        Pages.Map(app, PageRoutes);
        app.PrepareBodies();
        return app;
    }

    private static IResult Find(PageRequest request, PageDesk desk) => Told(desk.Find(IdOf(request.Id)));

    private static IResult Answer(PageAnswerRequest request, PageDesk desk) =>
        Told(desk.Answer(IdOf(request.Id), request.Answer, request.Key));

    private static IResult Told(PageView? view) => view is null ? Problems.NotFound("notice") : TypedResults.Ok(view);

    // What is no id is answered like one that nobody has.
    private static byte[] IdOf(string text) =>
        text.Length == 2 * PageLink.IdBytes && text.All(char.IsAsciiHexDigitLower) ? Convert.FromHexString(text) : [];

    // Nobody finds or keeps what is asked for here; files of the build alone may be kept, and are nobody's.
    private static Task Dress(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            context.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
            if (!context.Request.Path.StartsWithSegments("/assets"))
                context.Response.Headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(context);
    }
}

/// <summary>Serves the page as long as the gateway runs.</summary>
public sealed class PageHost(PageOptions options, PageDesk desk) : IHostedService, IAsyncDisposable
{
    private readonly WebApplication app = PageServer.Build(options, desk);

    /// <summary>Where it listens.</summary>
    public IEnumerable<string> Urls => app.Urls;

    public Task StartAsync(CancellationToken cancellationToken) => app.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => app.StopAsync(cancellationToken);

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
