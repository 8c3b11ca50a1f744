using System.Security.Claims;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Requests;
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
            if (await desks.FindAnyAsync(ids[--at]) is { } state && Fits(state, session, key))
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

    private static bool Fits(Draw state, string? session, byte[]? key) =>
        (session is null || RequestOf(state).Session == session) && (key is null || RolesOf(state, key).Any());

    private static IEnumerable<Role> RolesOf(Draw state, byte[] key)
    {
        var (host, supervisor) = state switch
        {
            Draw.Published s => (s.Facts.Policy.Roles.Host, s.Facts.Policy.Roles.Supervisor),
            Draw.Imported s => (s.Facts.Import.Host, s.Facts.Import.Supervisor),
            _ => (null, null),
        };
        if (IsKeyOf(host, key))
            yield return Role.Host;
        if (IsKeyOf(supervisor, key))
            yield return Role.Supervisor;
    }

    private static DrawRequest RequestOf(Draw state) =>
        state is Draw.Imported imported ? imported.Facts.Import.Request : ((Draw.Published)state).Facts.Request;

    private static DrawLine LineOf(Draw state, byte[]? key)
    {
        var request = RequestOf(state);
        var (import, policy) = ((state as Draw.Imported)?.Facts.Import, (state as Draw.Published)?.Facts.Policy);
        return new DrawLine(
            request.Draw,
            request.Session,
            request.Lot,
            PhaseOf(state),
            request.DrawnSeats,
            request.DrawAt,
            request.RoomAt,
            request.Place,
            import?.Drill ?? policy!.Drill,
            policy?.Custody,
            key is null ? [] : [.. RolesOf(state, key)],
            import is not null,
            import?.System ?? ""
        );
    }

    private static DrawPhase PhaseOf(Draw state) =>
        state switch
        {
            Draw.Locking => DrawPhase.Locking,
            Draw.Drawn => DrawPhase.Drawn,
            Draw.Committed => DrawPhase.Committed,
            Draw.Over { Failure: null } or Draw.ImportOver { Failure: null } => DrawPhase.Settled,
            Draw.Over or Draw.ImportOver => DrawPhase.Failed,
            Draw.Imported => DrawPhase.Imported,
            _ => DrawPhase.Locked,
        };
}
