using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Trading.Server.Storage;

namespace Trading.Server.Streams;

/// <summary>
/// Catching up by pages: <c>GET /api/feed/{stream}?after=h</c> answers the events behind height h up to the end of h's
/// page of <see cref="PageEvents"/>. A page that is full never changes, so anything between may keep it for ever;
/// <c>head</c> is then the head when it was made, and a reader goes on until a page ends before a multiple of the
/// page's size. A page that is not full holds whatever was answered before it was asked for: it asks the log itself,
/// because the tails hear of a commit a moment later.
/// </summary>
public static class FeedEndpoint
{
    public const int PageEvents = 256;
    private const string Forever = "public, max-age=31536000, immutable";

    public static void MapPages(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/feed/{stream}", PageAsync)
            .WithTags("streams")
            .Produces(StatusCodes.Status200OK, contentType: "application/json");

    private static async Task<IResult> PageAsync(
        string stream,
        long? after,
        HttpContext context,
        IEventLog log,
        StreamTails tails,
        PackedPages packed,
        MayRead mayRead
    )
    {
        if (after is { } height && !Heights.IsAfter(height))
            return Problems.Malformed(Heights.Rule);
        if (!await mayRead(stream))
            return Problems.NotFound("stream");
        var from = (after ?? -1) + 1;
        var end = (from / PageEvents + 1) * PageEvents;
        var head = await tails.HeadAsync(stream);
        if (head < end)
            head = await log.HeadAsync(stream);
        context.Response.Headers.CacheControl = end <= head ? Forever : "no-store";
        context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        var wantsPacked = Takes(context.Request, PackedPages.Coding);
        if (wantsPacked && packed.Find(stream, from, head) is { } known)
            return Packed(context, known);
        var events = from < head ? await log.ReadAsync(stream, from, (int)(Math.Min(end, head) - from)) : [];
        var page = EventWire.Page(stream, head, events);
        return wantsPacked && packed.Pack(stream, from, head, page) is { } made
            ? Packed(context, made)
            : TypedResults.Bytes(page, "application/json");
    }

    private static FileContentHttpResult Packed(HttpContext context, byte[] page)
    {
        context.Response.Headers.ContentEncoding = PackedPages.Coding;
        return TypedResults.Bytes(page, "application/json");
    }

    private static bool Takes(HttpRequest request, string coding) =>
        request
            .GetTypedHeaders()
            .AcceptEncoding.Any(value =>
                value.Value.Equals(coding, StringComparison.OrdinalIgnoreCase) && value.Quality is null or > 0
            );
}
