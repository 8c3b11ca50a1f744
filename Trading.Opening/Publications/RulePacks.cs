namespace Trading.Opening.Publications;

/// <summary>
/// The rule packs that this version knows. A session pins one as a whole value at publication: a later version of a
/// pack changes no running session, and a pack of this list is never edited, only followed by its next version.
/// </summary>
public static class RulePacks
{
    /// <summary>Works: 招标投标法 and its regulation, national.</summary>
    public static RulePack ConstructionNational { get; } =
        new(
            "construction-national",
            1,
            MinimumSubmitted: 3,
            MinimumSubmittedRule: "bidding-reg:44",
            FewOpened.Continue,
            ProtestKind.Objection,
            ProtestRule: "bidding-reg:44",
            SilenceAccepts: false,
            LateRule: "bidding-reg:36",
            RecordRule: "e-bidding:32"
        );

    /// <summary>Government procurement of goods: order 87.</summary>
    public static RulePack ProcurementGoods { get; } =
        new(
            "procurement-goods",
            1,
            MinimumSubmitted: 3,
            MinimumSubmittedRule: "procurement-87:41",
            FewOpened.Fail,
            ProtestKind.Question,
            ProtestRule: "procurement-87:42",
            SilenceAccepts: false,
            LateRule: "procurement-87:33",
            RecordRule: "procurement-87:42"
        );

    /// <summary>Government procurement of services: order 87; the same gates at the opening as for goods.</summary>
    public static RulePack ProcurementServices { get; } = ProcurementGoods with { Id = "procurement-services" };

    /// <summary>All of them: those of before, which sessions of before have pinned, then the newest.</summary>
    public static IReadOnlyList<RulePack> All { get; } =
    [
        ConstructionNational,
        ProcurementGoods,
        ProcurementServices,
        WithPeriod(ConstructionNational, usual: 600),
        WithPeriod(ProcurementGoods, usual: 900),
        WithPeriod(ProcurementServices, usual: 900),
    ];

    /// <summary>The pack of that id and version, or null.</summary>
    public static RulePack? Find(string id, int version) => All.FirstOrDefault(p => p.Id == id && p.Version == version);

    /// <summary>The newest version of the pack, the only one that is still published under; or null.</summary>
    public static RulePack? Newest(string id) => All.LastOrDefault(p => p.Id == id);

    // Version 2. No law gives a number: the usual ones leave time to read a table and to sign, a minute is the least
    // in which a bidder can, and more than a day is no opening any more.
    private static RulePack WithPeriod(RulePack first, int usual) =>
        first with
        {
            Version = 2,
            LeastPeriodSeconds = 60,
            UsualPeriodSeconds = usual,
            MostPeriodSeconds = 86_400,
        };
}
