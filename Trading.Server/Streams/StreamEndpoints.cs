using System.Security.Claims;
using Trading.Server.People;

namespace Trading.Server.Streams;

/// <summary>
/// Heads and proofs of streams. Who may have them says the aggregate that owns the stream's prefix: whoever may read
/// the events, and of a closed stream its witnesses.
/// </summary>
public static class StreamEndpoints
{
    public static void MapStreams(this IEndpointRouteBuilder routes)
    {
        routes.MapPages();
        var api = routes.MapGroup("/api/streams/{stream}").WithTags("streams");
        api.MapGet("checkpoint", CheckpointAsync);
        api.MapGet("consistency", ConsistencyAsync).Produces<ConsistencyAnswer>();
        api.MapGet("inclusion", InclusionAsync).Produces<ConsistencyAnswer>();
    }

    private static async Task<IResult> CheckpointAsync(
        string stream,
        ClaimsPrincipal user,
        StreamRules rules,
        HeadStore heads
    ) =>
        await MayReadAsync(stream, user, rules) && heads.NewestHead(stream) is { } head
            ? TypedResults.Text(head.Cosigned)
            : Problems.NotFound("checkpoint");

    private static async Task<IResult> ConsistencyAsync(
        string stream,
        long from,
        long to,
        ClaimsPrincipal user,
        StreamRules rules,
        StreamTails tails,
        StreamTrees trees
    )
    {
        if (!await MayReadAsync(stream, user, rules))
            return Problems.NotFound("stream");
        return from >= 1 && from <= to && await tails.HasAsync(stream, to)
            ? TypedResults.Ok(new ConsistencyAnswer(await trees.ConsistencyAsync(stream, from, to)))
            : Problems.Malformed("1 ≤ from ≤ to ≤ the stream's length.");
    }

    private static async Task<IResult> InclusionAsync(
        string stream,
        long index,
        long size,
        ClaimsPrincipal user,
        StreamRules rules,
        StreamTails tails,
        StreamTrees trees
    )
    {
        if (!await MayReadAsync(stream, user, rules))
            return Problems.NotFound("stream");
        return index >= 0 && index < size && await tails.HasAsync(stream, size)
            ? TypedResults.Ok(new ConsistencyAnswer(await trees.InclusionAsync(stream, index, size)))
            : Problems.Malformed("0 ≤ index < size ≤ the stream's length.");
    }

    private static async Task<bool> MayReadAsync(string stream, ClaimsPrincipal user, StreamRules rules) =>
        await rules.MayReadAsync(stream)
        || TicketHandler.CallerOf(user) is { IsTrustee: true } trustee
            && await rules.MayWitnessAsync(stream, trustee.Key);
}
