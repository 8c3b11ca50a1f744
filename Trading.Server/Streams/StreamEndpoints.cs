using System.Security.Claims;
using Trading.Server.Locks;
using Trading.Server.People;
using Trading.Server.Requests;

namespace Trading.Server.Streams;

/// <summary>
/// Heads and proofs of streams. Of an intake that is still closed they are for its trustees: heads say nothing of
/// entries.
/// </summary>
public static class StreamEndpoints
{
    public static void MapStreams(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/streams/{stream}").WithTags("streams");
        api.MapGet("checkpoint", CheckpointAsync);
        api.MapGet("consistency", ConsistencyAsync).Produces<ConsistencyAnswer>();
        api.MapGet("inclusion", InclusionAsync).Produces<ConsistencyAnswer>();
    }

    private static async Task<IResult> CheckpointAsync(
        string stream,
        ClaimsPrincipal user,
        Desks desks,
        RelayStore relay
    ) =>
        await MayReadAsync(stream, user, desks) && relay.NewestHead(stream) is { } head
            ? TypedResults.Text(head.Cosigned)
            : Problems.NotFound("checkpoint");

    private static async Task<IResult> ConsistencyAsync(
        string stream,
        long from,
        long to,
        ClaimsPrincipal user,
        Desks desks,
        StreamTails tails,
        StreamTrees trees
    )
    {
        if (!await MayReadAsync(stream, user, desks))
            return Problems.NotFound("stream");
        return from >= 1 && from <= to && to <= await tails.HeadAsync(stream)
            ? TypedResults.Ok(new ConsistencyAnswer(await trees.ConsistencyAsync(stream, from, to)))
            : Problems.Malformed("1 ≤ from ≤ to ≤ the stream's length.");
    }

    private static async Task<IResult> InclusionAsync(
        string stream,
        long index,
        long size,
        ClaimsPrincipal user,
        Desks desks,
        StreamTails tails,
        StreamTrees trees
    )
    {
        if (!await MayReadAsync(stream, user, desks))
            return Problems.NotFound("stream");
        return index >= 0 && index < size && size <= await tails.HeadAsync(stream)
            ? TypedResults.Ok(new ConsistencyAnswer(await trees.InclusionAsync(stream, index, size)))
            : Problems.Malformed("0 ≤ index < size ≤ the stream's length.");
    }

    private static async Task<bool> MayReadAsync(string stream, ClaimsPrincipal user, Desks desks)
    {
        if (await desks.MayReadAsync(stream))
            return true;
        if (
            TicketHandler.CallerOf(user) is not { IsTrustee: true } trustee
            || stream.Split('.') is not ["intake", var session, var lot]
        )
            return false;
        return await desks.FindLotAsync(session, lot) is { } found && Wants.NumberIn(found.Policy, trustee) > 0;
    }
}
