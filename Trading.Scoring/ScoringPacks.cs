namespace Trading.Scoring;

/// <summary>
/// The packs that this version knows. A pack of this list is never edited, only followed by its next one: tenders pin
/// it.
/// </summary>
public static class ScoringPacks
{
    private static readonly PackRules ProcurementRules = new(
        Terms: "procurement-87:55",
        Prices: "procurement-87:59",
        Ties: "procurement-87:57",
        Scores: "procurement-87:64",
        PriceWeight: "procurement-87:55",
        LowestPrice: "procurement-87:55",
        EvaluatedPrice: "procurement-87:54",
        FewBidders: "procurement-87:43",
        Rejection: "procurement-87:63",
        BelowCost: "procurement-87:60",
        Collusion: "procurement-87:37",
        Candidates: "procurement-87:61"
    );

    private static readonly PackRules WorksRules = new(
        Terms: "bidding-reg:49",
        Prices: "committee:19",
        Ties: "bidding-reg:49",
        Scores: "bidding-reg:49",
        PriceWeight: "bidding-reg:49",
        LowestPrice: "bidding-reg:49",
        EvaluatedPrice: "committee:31",
        FewBidders: "committee:27",
        Rejection: "bidding-reg:51",
        BelowCost: "bidding-reg:51",
        Collusion: "bidding-reg:51",
        Candidates: "bidding-reg:53"
    );

    /// <summary>Government procurement of goods.</summary>
    public static ScoringPack ProcurementGoods { get; } =
        new(
            "procurement-goods",
            [Method.LowestPriceBenchmark, Method.LowestEvaluatedPrice],
            LeastPricePermille: 300,
            MostPricePermille: 1000,
            MostAdjustPermille: 400,
            SmallPermille: new(100, 200),
            DomesticPermille: new(200, 200),
            AllowsDropping: false,
            AllowsDeviations: false,
            ListBeatsBody: true,
            OneBrandOneBidder: true,
            AllowsMeanWithoutExtremes: false,
            KeepsBenchmark: false,
            new AbnormallyLowShares(new(1, 2), new(1, 2), new(9, 20)),
            FewBiddersStop: true,
            ProcurementRules
        );

    /// <summary>Government procurement of services.</summary>
    public static ScoringPack ProcurementServices { get; } =
        ProcurementGoods with
        {
            Id = "procurement-services",
            LeastPricePermille = 100,
        };

    /// <summary>Works, national.</summary>
    public static ScoringPack ConstructionNational { get; } =
        new(
            "construction-national",
            [Method.LowestPriceBenchmark, Method.LowestEvaluatedPrice, Method.AverageBenchmark],
            LeastPricePermille: 0,
            MostPricePermille: 1000,
            MostAdjustPermille: 200,
            SmallPermille: new(30, 50),
            DomesticPermille: null,
            AllowsDropping: true,
            AllowsDeviations: true,
            ListBeatsBody: false,
            OneBrandOneBidder: false,
            AllowsMeanWithoutExtremes: true,
            KeepsBenchmark: true,
            AbnormallyLow: null,
            FewBiddersStop: false,
            WorksRules
        );

    /// <summary>Works with a local cap on the price's weight.</summary>
    public static ScoringPack ConstructionWuhai { get; } =
        ConstructionNational with
        {
            Id = "construction-wuhai",
            MostPricePermille = 400,
        };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ScoringPack> All { get; } =
    [ProcurementGoods, ProcurementServices, ConstructionNational, ConstructionWuhai];
}
