using System.Security.Claims;
using Trading.Rooms.Rooms;
using Trading.Server.People;

namespace Trading.Server.Rooms;

/// <summary>The list of rooms, newest first, a page at a time. Source: docs/spec/http.md, "Rooms".</summary>
internal static class RoomList
{
    private const int LinesOfPage = 50;

    // Of those that do not fit: a page may have fewer lines than it could, and tells where to go on.
    private const int MostLookedAt = 1_000;

    /// <summary>Rooms of one session, or those in which the caller has a part.</summary>
    public static async Task<IResult> AnswerAsync(
        string? session,
        bool? mine,
        string? before,
        ClaimsPrincipal user,
        RoomDesks desks
    )
    {
        if (session is not null && !Names.IsSession(session))
            return Problems.Malformed("session is the id of a session.");
        var key = mine != true ? null : TicketHandler.CallerOf(user)?.Key ?? [];
        if (key is { Length: 0 })
            return Problems.NotSignedIn;
        var ids = await desks.AllAsync();
        var end = before is null ? ids.Count : ids.ToList().LastIndexOf(before);
        if (end < 0)
            return Problems.Malformed("before is the next of an answer.");
        var lines = new List<RoomListLine>();
        var at = end;
        while (at > 0 && lines.Count < LinesOfPage && end - at < MostLookedAt)
            if (
                await desks.FindAsync(ids[--at]) is { } state
                && (session is null || state.Facts.Start.Session == session)
                && LineOf(state, key) is var line
                && (key is null || line.Mine.Count > 0)
            )
                lines.Add(line);
        return TypedResults.Ok(new RoomPage(lines, at > 0 ? ids[at] : null));
    }

    /// <summary>What the public stream says of one room.</summary>
    public static async Task<IResult> SummaryAsync(string room, RoomDesks desks, RoomCounts counts)
    {
        if (await desks.FindAsync(room) is not { } state)
            return Problems.NotFound("room");
        var (start, last) = (state.Facts.Start, state.Last());
        return TypedResults.Ok(
            new RoomSummary(
                start.Room,
                start.Session,
                start.Lot,
                start.Draw,
                state.Phase(),
                last.Stage,
                start.Seats.Count,
                last.Committee.Members.Count,
                last.Work.EndsAt,
                state is Room.Stopped,
                last.Work.Revision,
                (await counts.OfAsync(room)).Sheets
            )
        );
    }

    private static RoomListLine LineOf(Room.Started state, byte[]? key)
    {
        var start = state.Facts.Start;
        return new RoomListLine(
            start.Room,
            start.Session,
            start.Lot,
            state.Phase(),
            state.Last().Stage,
            state.Facts.StartedAt,
            key is null ? [] : [.. PartsOf(state, key)]
        );
    }

    private static IEnumerable<string> PartsOf(Room.Started state, byte[] key)
    {
        var start = state.Facts.Start;
        if (RoomStates.IsKey(start.Host, key))
            yield return "host";
        if (RoomStates.IsKey(start.Supervisor, key))
            yield return "supervisor";
        if (state.SeatOf(key) > 0)
            yield return "seat";
        if (start.Bids.Any(b => b.Keys.Any(own => RoomStates.IsKey(own, key))))
            yield return "bidder";
    }
}
