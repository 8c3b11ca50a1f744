using System.Buffers;

namespace Trading.Server.Requests;

/// <summary>Takes bytes and forgets them: a page measures how fast they went (docs/spec/http.md, "Speed").</summary>
internal static class SpeedEndpoint
{
    private const int ReadBytes = 64 << 10;

    public static void MapSpeed(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/api/speed", ReadAsync)
            .WithTags("speed")
            .WithBodyOf(Limits.SpeedBytes)
            .RequireRateLimiting(Limits.SpeedPolicy)
            .TakesOctets()
            .Produces(StatusCodes.Status204NoContent);

    private static async Task<IResult> ReadAsync(HttpRequest request, CancellationToken stop)
    {
        var room = ArrayPool<byte>.Shared.Rent(ReadBytes);
        try
        {
            while (await request.Body.ReadAsync(room, stop) > 0) { }
            return TypedResults.NoContent();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room);
        }
    }
}
