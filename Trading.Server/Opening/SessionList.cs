using System.Security.Claims;
using System.Text.Json;
using Trading.Server.People;
using Trading.Server.Streams;

namespace Trading.Server.Opening;

/// <summary>The list of sessions, whole or as it is asked for (docs/spec/http.md, "Sessions").</summary>
internal static class SessionList
{
    private const int MostLetters = 100;
    private const int MostLines = 100;
    private const int MostSkipped = 1_000_000;
    private static readonly string[] States = ["running", "failed", "concluded", "sealed"];

    /// <summary>
    /// Without <paramref name="most"/> every session that fits, in the order of publication; with it so many, the
    /// latest deadline first, behind the first <paramref name="skip"/>.
    /// </summary>
    public static async Task<IResult> AnswerAsync(
        string? text,
        long? from,
        long? until,
        string? state,
        bool? mine,
        int? skip,
        int? most,
        ClaimsPrincipal user,
        Desks desks,
        TenderNumbers numbers
    )
    {
        var asked = new Asked(LookAlike.Fold(text ?? ""), from ?? 0, until ?? Heights.Most, state, KeyOf(user, mine));
        if (WhyNot(text, asked, skip, most) is { } why)
            return Problems.Malformed(why);
        if (asked.Key is { Length: 0 })
            return Problems.NotSignedIn;

        var found = new List<(Session.Running Running, string Phase)>();
        foreach (var id in await desks.SessionsAsync())
            if (await desks.Session(id).ReadAsync() is var now && now.Published() is { } running)
                if (asked.Fits(running, PhaseOf(now)))
                    found.Add((running, PhaseOf(now)));

        var lines = most is null ? found : [.. found.AsEnumerable().Reverse().OrderByDescending(CloseOf)];
        var page = lines.Skip(skip ?? 0).Take(most ?? int.MaxValue).ToArray();
        var marks = await numbers.MarksAsync([.. page.Select(line => line.Running.Id)]);
        return TypedResults.Ok(
            page.Select(line => LineOf(line.Running, line.Phase, marks[line.Running.Id], asked.Key)).ToArray()
        );
    }

    // Null where nobody asked for the own sessions, empty for whoever has no key.
    private static byte[]? KeyOf(ClaimsPrincipal user, bool? mine) =>
        mine != true ? null : TicketHandler.CallerOf(user)?.Key ?? [];

    private static string? WhyNot(string? text, Asked asked, int? skip, int? most)
    {
        if (text?.Length > MostLetters)
            return $"text has at most {MostLetters} letters.";
        if (asked.From < 0 || asked.Until < asked.From || asked.Until > Heights.Most)
            return "0 ≤ from ≤ until ≤ 9007199254740991, in UTC microseconds.";
        if (asked.State is not null && !States.Contains(asked.State))
            return "state is running, failed, concluded or sealed.";
        if (most is < 1 or > MostLines)
            return $"most is 1 to {MostLines}.";
        return skip is < 0 or > MostSkipped ? $"skip is 0 to {MostSkipped}." : null;
    }

    private static long CloseOf((Session.Running Running, string Phase) line) =>
        line.Running.Lots.Values.Min(lot => lot.Policy.CloseAt);

    private static SessionLine LineOf(Session.Running s, string phase, TenderMark tender, byte[]? key) =>
        new(
            s.Id,
            s.Terms.Title,
            s.Terms.TenderCode,
            phase,
            s.Terms.Drill,
            s.PreparedAt,
            s.Terms.Publisher,
            tender,
            [
                .. s.Terms.Lots.Select(terms => new LotLine(
                    terms.Lot,
                    terms.Title,
                    Word(s.Lots[terms.Lot]),
                    s.Lots[terms.Lot].Policy.CloseAt
                )),
            ],
            [.. RolesOf(s.Terms, key)]
        );

    private static IEnumerable<Role> RolesOf(SessionTerms terms, byte[]? key) =>
        key is null ? [] : terms.Roles.Where(role => role.Key.AsSpan().SequenceEqual(key)).Select(role => role.Role);

    private static string PhaseOf(Session state) =>
        state switch
        {
            Session.Sealed => "sealed",
            Session.Concluded => "concluded",
            _ => "running",
        };

    private static string Word(Lot lot) => JsonNamingPolicy.CamelCase.ConvertName(lot.GetType().Name);

    /// <summary>What a session has to be. Text is folded, and empty fits all; a key is that of a role.</summary>
    private sealed record Asked(string Text, long From, long Until, string? State, byte[]? Key)
    {
        public bool Fits(Session.Running session, string phase) =>
            IsOfState(session, phase)
            && session.Lots.Values.Any(lot => lot.Policy.CloseAt >= From && lot.Policy.CloseAt < Until)
            && (Text.Length == 0 || Texts(session.Terms).Any(Holds))
            && (Key is null || RolesOf(session.Terms, Key).Any());

        // A session of which every lot failed is that, whatever else was said of it.
        private bool IsOfState(Session.Running session, string phase) =>
            State is null || State == (session.Lots.Values.All(lot => lot is Lot.Failed) ? "failed" : phase);

        private bool Holds(string text) => LookAlike.Fold(text).Contains(Text, StringComparison.Ordinal);

        private static IEnumerable<string> Texts(SessionTerms terms) =>
            [
                terms.Title,
                terms.TenderCode,
                .. terms.Lots.Select(lot => lot.Title),
                .. terms.Publisher is { } publisher ? [publisher.Name] : Array.Empty<string>(),
                .. terms.Roles.Where(role => role.Role is Role.Tenderer or Role.Agent).Select(role => role.Name),
            ];
    }
}
