using System.Security.Claims;
using Trading.Evaluation.Draws;
using Trading.Server.People;

namespace Trading.Server.Draws;

/// <summary>The list of draws, newest first, a page at a time. Source: docs/spec/draw.md, "HTTP".</summary>
internal static class DrawList
{
    private const int UsualLines = 50;
    private const int MostLines = 100;

    // Of those that do not fit: a page may have fewer lines than were asked for, and tells where to go on.
    private const int MostLookedAt = 1_000;

    /// <summary>
    /// So many draws that were published before another one; those of one session, or those in which the caller is host
    /// or supervisor.
    /// </summary>
    public static async Task<IResult> AnswerAsync(
        string? session,
        bool? mine,
        string? before,
        int? most,
        ClaimsPrincipal user,
        DrawDesks desks
    )
    {
        if (session is not null && !Names.IsSession(session))
            return Problems.Malformed("session is the id of a session.");
        if (most is < 1 or > MostLines)
            return Problems.Malformed($"most is 1 to {MostLines}.");
        var key = mine != true ? null : TicketHandler.CallerOf(user)?.Key ?? [];
        if (key is { Length: 0 })
            return Problems.NotSignedIn;
        var ids = await desks.AllAsync();
        if (EndOf(ids, before) is not { } end)
            return Problems.Malformed("before is the next of an answer.");

        var lines = new List<DrawLine>();
        var at = end;
        while (at > 0 && lines.Count < (most ?? UsualLines) && end - at < MostLookedAt)
            if (await desks.FindAsync(ids[--at]) is { } state && Fits(state, session, key))
                lines.Add(LineOf(state, key));
        return TypedResults.Ok(new DrawPage(lines, at > 0 ? ids[at] : null));
    }

    /// <summary>Whether a role of a policy is held with that key; nobody without a key holds one.</summary>
    public static bool IsKeyOf(byte[]? role, byte[] key) => key.Length > 0 && key.AsSpan().SequenceEqual(role);

    // Behind the last one that is looked at; ids stand oldest first, and none ever goes.
    private static int? EndOf(IReadOnlyList<string> ids, string? before)
    {
        if (before is null)
            return ids.Count;
        for (var i = ids.Count - 1; i >= 0; i--)
            if (ids[i] == before)
                return i;
        return null;
    }

    private static bool Fits(Draw.Published state, string? session, byte[]? key) =>
        (session is null || state.Facts.Request.Session == session) && (key is null || RolesOf(state, key).Any());

    private static IEnumerable<Role> RolesOf(Draw.Published state, byte[] key)
    {
        var roles = state.Facts.Policy.Roles;
        if (IsKeyOf(roles.Host, key))
            yield return Role.Host;
        if (IsKeyOf(roles.Supervisor, key))
            yield return Role.Supervisor;
    }

    private static DrawLine LineOf(Draw.Published state, byte[]? key)
    {
        var (facts, request) = (state.Facts, state.Facts.Request);
        return new DrawLine(
            facts.Id,
            request.Session,
            request.Lot,
            PhaseOf(state),
            request.DrawnSeats,
            request.DrawAt,
            request.RoomAt,
            request.Place,
            facts.Policy.Drill,
            facts.Policy.Custody,
            key is null ? [] : [.. RolesOf(state, key)]
        );
    }

    private static DrawPhase PhaseOf(Draw.Published state) =>
        state switch
        {
            Draw.Locking => DrawPhase.Locking,
            Draw.Drawn => DrawPhase.Drawn,
            Draw.Committed => DrawPhase.Committed,
            Draw.Over { Failure: null } => DrawPhase.Settled,
            Draw.Over => DrawPhase.Failed,
            _ => DrawPhase.Locked,
        };
}
