using System.Security.Claims;
using Trading.Rooms.Rooms;
using Trading.Server.Opening;
using Trading.Server.People;
using Trading.Server.Streams;

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
        RoomDesks desks,
        Desks sessions
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
                && PartsOf(state, key) is var parts
                && (key is null || parts.Count > 0)
            )
                lines.Add(LineOf(state, parts, await TermsAsync(state, sessions)));
        return TypedResults.Ok(new RoomPage(lines, at > 0 ? ids[at] : null));
    }

    /// <summary>What the public stream says of one room.</summary>
    public static async Task<IResult> SummaryAsync(string room, RoomDesks desks, Desks sessions, RoomCounts counts)
    {
        if (await desks.FindAsync(room) is not { } state)
            return Problems.NotFound("room");
        var (start, last) = (state.Facts.Start, state.Last());
        var terms = await TermsAsync(state, sessions);
        return TypedResults.Ok(
            new RoomSummary(
                start.Room,
                start.Session,
                terms?.Title ?? "",
                terms?.TenderCode ?? "",
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

    // Everybody may read a session's terms, whoever asks.
    private static async Task<SessionTerms?> TermsAsync(Room.Started state, Desks sessions) =>
        (await sessions.Session(state.Facts.Start.Session).ReadAsync()).Published()?.Terms;

    private static RoomListLine LineOf(Room.Started state, IReadOnlyList<string> parts, SessionTerms? terms)
    {
        var start = state.Facts.Start;
        return new RoomListLine(
            start.Room,
            start.Session,
            terms?.Title ?? "",
            terms?.TenderCode ?? "",
            start.Lot,
            state.Phase(),
            state.Last().Stage,
            state.Facts.StartedAt,
            parts
        );
    }

    private static IReadOnlyList<string> PartsOf(Room.Started state, byte[]? key) =>
        key is null ? [] : [.. OwnPartsOf(state, key)];

    private static IEnumerable<string> OwnPartsOf(Room.Started state, byte[] key)
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
