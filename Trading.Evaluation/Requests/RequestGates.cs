namespace Trading.Evaluation.Requests;

/// <summary>Why a request is refused, as a stable word; sentences stand where words live.</summary>
public enum RequestReason
{
    /// <summary>It names other rules than those that it is judged by.</summary>
    OtherRules,

    /// <summary>Fewer members than a committee has.</summary>
    TooFewMembers,

    /// <summary>Fewer members than a large or weighty matter asks for.</summary>
    TooFewForLarge,

    /// <summary>An even number of members.</summary>
    EvenMembers,

    /// <summary>Too few of the members are experts: the buyer fills too many seats.</summary>
    TooFewExperts,

    /// <summary>The buyer names one of the agent's staff.</summary>
    AgentsStaff,

    /// <summary>The buyer names one person twice.</summary>
    SamePersonTwice,

    /// <summary>The buyer names somebody who is to be avoided.</summary>
    AvoidedPersonSits,

    /// <summary>The draw is too long before the room opens.</summary>
    DrawTooEarly,

    /// <summary>The draw is too shortly before the room opens, or after it.</summary>
    DrawTooLate,
}

/// <summary>One "no" to a request.</summary>
/// <param name="Reason">The stable word.</param>
/// <param name="Rule">The rule id.</param>
/// <param name="Found">What the request has: members, experts, or seconds before the room opens.</param>
/// <param name="Bound">What the rule asks for, in the same unit; 0 where there is no number.</param>
public sealed record RequestRefusal(RequestReason Reason, string Rule, long Found = 0, long Bound = 0);

/// <summary>
/// The gates of a request, in one list that can be read against the rules. Source: docs/spec/draw.md, "Gates".
/// </summary>
public static class RequestGates
{
    private const string Draw = "spec:draw";
    private const long Second = 1_000_000;

    private static readonly Func<DrawRequest, DrawRules, RequestRefusal?>[] All =
    [
        (r, rules) =>
            r.Rules == rules.Id && r.RulesVersion == rules.Version ? null : new(RequestReason.OtherRules, Draw),
        (r, rules) =>
            r.Members >= rules.LeastMembers
                ? null
                : new(RequestReason.TooFewMembers, rules.MembersRule, r.Members, rules.LeastMembers),
        (r, rules) =>
            !IsLarge(r, rules) || r.Members >= rules.LeastMembersOfLarge
                ? null
                : new(RequestReason.TooFewForLarge, rules.LargeRule, r.Members, rules.LeastMembersOfLarge),
        (r, rules) => r.Members % 2 == 1 ? null : new(RequestReason.EvenMembers, rules.MembersRule, r.Members),
        (r, rules) =>
            r.DrawnSeats * rules.ExpertsOf >= r.Members * rules.ExpertsAtLeast
                ? null
                : new(RequestReason.TooFewExperts, rules.ExpertsRule, r.DrawnSeats, ExpertsNeeded(r, rules)),
        (r, rules) =>
            r.AgentUnit.Length > 0 && r.BuyerSeats.Any(b => b.Unit == r.AgentUnit)
                ? new(RequestReason.AgentsStaff, rules.AgentRule)
                : null,
        (r, _) => Persons(r).Distinct().Count() == r.BuyerSeats.Count ? null : new(RequestReason.SamePersonTwice, Draw),
        (r, _) =>
            Persons(r).Intersect(r.AvoidedPersons.Select(Convert.ToHexString)).Any()
                ? new(RequestReason.AvoidedPersonSits, Draw)
                : null,
        (r, rules) =>
            r.RoomAt - r.DrawAt <= rules.EarliestSeconds * Second
                ? null
                : new(RequestReason.DrawTooEarly, rules.TimeRule, SecondsBefore(r), rules.EarliestSeconds),
        (r, rules) =>
            r.RoomAt - r.DrawAt >= rules.LatestSeconds * Second
                ? null
                : new(RequestReason.DrawTooLate, rules.TimeRule, SecondsBefore(r), rules.LatestSeconds),
    ];

    /// <summary>Every gate that says no to a well-formed request; empty where it may be drawn for.</summary>
    public static IReadOnlyList<RequestRefusal> Check(DrawRequest request, DrawRules rules)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(rules);
        return [.. All.Select(gate => gate(request, rules)).OfType<RequestRefusal>()];
    }

    private static bool IsLarge(DrawRequest r, DrawRules rules) =>
        rules.LargeFromFen > 0 && (r.IsWeighty || r.BudgetFen >= rules.LargeFromFen);

    private static int ExpertsNeeded(DrawRequest r, DrawRules rules) =>
        (r.Members * rules.ExpertsAtLeast + rules.ExpertsOf - 1) / rules.ExpertsOf;

    private static IEnumerable<string> Persons(DrawRequest r) =>
        r.BuyerSeats.Select(b => Convert.ToHexString(b.Person));

    private static long SecondsBefore(DrawRequest r) => (r.RoomAt - r.DrawAt) / Second;
}
