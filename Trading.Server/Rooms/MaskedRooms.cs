using Trading.Rooms.Rooms;
using Trading.Server.People;

namespace Trading.Server.Rooms;

/// <summary>A masked bid: the id under which it is scored, and the kinds of what was found.</summary>
public sealed record MaskedBid(string Bid, IReadOnlyList<IdentityKind> Found);

/// <summary>
/// What a seat is told while bids are masked. Ahead: the room will come to it. Papers are the commitments of masked
/// sheets, in no order of seats; IsIn says of the own one that it is among them.
/// </summary>
public sealed record MaskedView(
    bool IsMasked,
    bool IsAhead,
    RoomPhase Phase,
    long EndsAt,
    bool IsReady,
    byte[]? Terms,
    IReadOnlyList<MaskedBid> Bids,
    IReadOnlyList<string> Papers,
    int Seats,
    bool IsIn,
    bool HasSaidShort
);

/// <summary>
/// Rooms while bids are masked: what a seat is told then, and that its ticket opens nothing else. Source:
/// docs/spec/room.md, "Masked scoring".
/// </summary>
public sealed class MaskedRooms(RoomDesks desks, MaskDesk masks)
{
    private static readonly IResult IsMasked = Problems.Of(
        new Refusal(
            Reason.NotAllowed,
            "spec:room",
            "Bids are scored masked: with a seat's ticket nothing is read that could name a bidder.",
            "score-masked"
        )
    );

    /// <summary>Whether bids are masked in a room now; while it is stopped, as it was before.</summary>
    internal static bool Masks(Room.Started state) => state is Room.Masking or Room.Stopped { Before: Room.Masking };

    /// <summary>The room of a seat's ticket.</summary>
    internal static string RoomOf(Caller caller) => caller.Name.Split('.')[0];

    /// <summary>What a seat is told.</summary>
    public async Task<IResult> ViewAsync(string room, Caller caller)
    {
        if (await desks.FindAsync(room) is not { } state)
            return Problems.NotFound("room");
        var (seat, last) = (state.SeatOf(caller.Key), state.Last());
        if (!caller.IsSeat || seat == 0)
            return Problems.NotAllowed;
        var isMasked = Masks(state);
        var work = last.Work;
        return TypedResults.Ok(
            new MaskedView(
                isMasked,
                MaskDesk.IsMaskedBy(state.Facts) && last.Stage < RoomStage.Masking,
                state.Phase(),
                work.EndsAt,
                isMasked && !work.Labels.IsEmpty,
                isMasked ? state.Facts.Terms : null,
                isMasked ? [.. work.Labels.Select(label => new MaskedBid(label.Masked, label.Found))] : [],
                isMasked
                    ?
                    [
                        .. work
                            .Masked.Values.Select(held => Convert.ToHexStringLower(held.Commitment))
                            .Order(StringComparer.Ordinal),
                    ]
                    : [],
                state.Facts.Seats,
                work.Masked.ContainsKey(seat),
                work.Short.Contains(seat)
            )
        );
    }

    /// <summary>What was found, with page and kind, for host and supervisor.</summary>
    public async Task<IResult> IdentityAsync(string room, Caller caller)
    {
        if (await desks.FindAsync(room) is not { } state)
            return Problems.NotFound("room");
        var start = state.Facts.Start;
        return RoomStates.IsKey(start.Supervisor, caller.Key) || RoomStates.IsKey(start.Host, caller.Key)
            ? TypedResults.Ok(masks.FoundIn(room))
            : Problems.NotAllowed;
    }

    /// <summary>Why a seat's call is answered by nothing now; null where it is.</summary>
    public async ValueTask<IResult?> RefuseAsync(HttpContext context, Caller seat)
    {
        var room = RoomOf(seat);
        if (await desks.FindAsync(room) is not { } state || !Masks(state))
            return null;
        return MayCall(context.Request, room) ? null : IsMasked;
    }

    // Everything that is not named here is closed: a call that is added later says nothing before somebody has thought
    // of it.
    private static bool MayCall(HttpRequest request, string room)
    {
        var path = request.Path.Value ?? "";
        // Addresses are found whatever their case: what is closed is closed in each.
        if (
            !path.StartsWith("/api", StringComparison.OrdinalIgnoreCase)
            && !path.StartsWith("/feed", StringComparison.OrdinalIgnoreCase)
        )
            return true; // pages and their parts, which are the same for everybody
        var own = $"/api/rooms/{room}/";
        string[] open = ["/api/me", "/api/time", $"/api/rooms/{room}", $"{own}masked", $"{own}acts"];
        return open.Contains(path)
            || path.StartsWith("/api/sign-in/", StringComparison.Ordinal)
            || path.StartsWith($"{own}drafts/", StringComparison.Ordinal)
            // Voices of the other members: nothing of a call says whose bid is whose.
            || path == $"{own}media"
            || path.StartsWith($"{own}media/", StringComparison.Ordinal)
            || path.StartsWith($"{own}bids/", StringComparison.Ordinal)
            || (path == $"{own}sheets" && HttpMethods.IsPost(request.Method));
    }
}

internal static class MaskedSeats
{
    /// <summary>Behind sign-in: a seat whose bids are masked calls what is meant for that alone.</summary>
    public static void UseMaskedSeats(this IApplicationBuilder app) =>
        app.Use(
            async (context, next) =>
            {
                // Whoever has no seat costs rooms nothing, not even their file.
                if (
                    TicketHandler.CallerOf(context.User) is { IsSeat: true } seat
                    && await context.RequestServices.GetRequiredService<MaskedRooms>().RefuseAsync(context, seat)
                        is { } refused
                )
                    await refused.ExecuteAsync(context);
                else
                    await next(context);
            }
        );
}
