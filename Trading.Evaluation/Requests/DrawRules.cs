namespace Trading.Evaluation.Requests;

/// <summary>
/// What the law of one trade asks of a committee and its draw, as a value that a request pins. Gates take every number
/// and every rule id from here. Source: docs/spec/draw.md, "Gates".
/// </summary>
/// <param name="Id">For example <c>procurement-goods</c>.</param>
/// <param name="Version">1 and up.</param>
/// <param name="LeastMembers">Fewer members than this are no committee.</param>
/// <param name="MembersRule">Its rule id, and that of the odd number.</param>
/// <param name="LeastMembersOfLarge">The same for a large budget or a weighty matter.</param>
/// <param name="LargeFromFen">From this budget on, in fen; 0 where the trade knows no such rule.</param>
/// <param name="LargeRule">Its rule id.</param>
/// <param name="ExpertsOf">Of so many members …</param>
/// <param name="ExpertsAtLeast">… at least so many are experts.</param>
/// <param name="ExpertsRule">Its rule id.</param>
/// <param name="AgentRule">Rule id: the agent's staff are no members.</param>
/// <param name="EarliestSeconds">The draw is at most so many seconds before the room opens.</param>
/// <param name="LatestSeconds">And at least so many.</param>
/// <param name="TimeRule">Its rule id.</param>
public sealed record DrawRules(
    string Id,
    ushort Version,
    int LeastMembers,
    string MembersRule,
    int LeastMembersOfLarge,
    long LargeFromFen,
    string LargeRule,
    int ExpertsOf,
    int ExpertsAtLeast,
    string ExpertsRule,
    string AgentRule,
    long EarliestSeconds,
    long LatestSeconds,
    string TimeRule
)
{
    /// <summary>Works: 招标投标法, national.</summary>
    public static DrawRules ConstructionNational { get; } =
        new(
            "construction-national",
            1,
            LeastMembers: 5,
            MembersRule: "bidding-law:37",
            LeastMembersOfLarge: 5,
            LargeFromFen: 0,
            LargeRule: "",
            ExpertsOf: 3,
            ExpertsAtLeast: 2,
            ExpertsRule: "bidding-law:37",
            AgentRule: "bidding-reg:46",
            EarliestSeconds: 86_400,
            LatestSeconds: 1800,
            TimeRule: "spec:draw"
        );

    /// <summary>Government procurement of goods: order 87.</summary>
    public static DrawRules ProcurementGoods { get; } =
        new(
            "procurement-goods",
            1,
            LeastMembers: 5,
            MembersRule: "procurement-87:47",
            LeastMembersOfLarge: 7,
            LargeFromFen: 1_000_000_000,
            LargeRule: "procurement-87:47",
            ExpertsOf: 3,
            ExpertsAtLeast: 2,
            ExpertsRule: "procurement-87:47",
            AgentRule: "procurement-87:47",
            EarliestSeconds: 86_400,
            LatestSeconds: 1800,
            TimeRule: "spec:draw"
        );

    /// <summary>Government procurement of services: order 87; the same gates.</summary>
    public static DrawRules ProcurementServices { get; } = ProcurementGoods with { Id = "procurement-services" };

    /// <summary>All that this version knows; one of this list is never edited, only followed.</summary>
    public static IReadOnlyList<DrawRules> All { get; } = [ConstructionNational, ProcurementGoods, ProcurementServices];

    /// <summary>The rules of that id and version, or null.</summary>
    public static DrawRules? Find(string id, int version) =>
        All.FirstOrDefault(r => r.Id == id && r.Version == version);
}
