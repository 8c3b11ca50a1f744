namespace Trading.Recount;

internal enum Method
{
    LowestPriceBenchmark,
    LowestEvaluatedPrice,
    AverageBenchmark,
}

/// <summary>
/// Section 3: the law of one trade. Procurement and construction differ in all but the limits of the weight. Its rules
/// are those that reasons and corrections name.
/// </summary>
internal sealed record Pack(bool IsProcurement, int LeastPricePermille, int MostPricePermille)
{
    public static readonly Pack Goods = new(true, 300, 1000);
    public static readonly Pack Services = new(true, 100, 1000);
    public static readonly Pack National = new(false, 0, 1000);
    public static readonly Pack Wuhai = new(false, 0, 400);

    public int MostAdjustPermille => IsProcurement ? 400 : 200;

    public (long Least, long Most)? SmallPermille => IsProcurement ? (100, 200) : (30, 50);

    public (long Least, long Most)? DomesticPermille => IsProcurement ? (200, 200) : null;

    public bool AllowsDropping => !IsProcurement;

    public bool AllowsDeviations => !IsProcurement;

    public bool AllowsMeanWithoutExtremes => !IsProcurement;

    public bool ListBeatsBody => IsProcurement;

    public bool HasBrandRule => IsProcurement;

    /// <summary>A bid rejected after the benchmark was computed stays in it.</summary>
    public bool KeepsBenchmark => !IsProcurement;

    /// <summary>With fewer than three bidders nobody is recommended.</summary>
    public bool NeedsThree => IsProcurement;

    public bool Knows(Method method) => !IsProcurement || method != Method.AverageBenchmark;

    public string RuleOfPrices => IsProcurement ? "procurement-87:59" : "committee:19";

    /// <summary>Procurement alone has this rule, and the next.</summary>
    public const string RuleOfBrands = "procurement-87:31";

    public const string RuleOfFewBidders = "procurement-87:43";

    public string RuleOfTies => IsProcurement ? "procurement-87:57" : "bidding-reg:49";

    public string RuleOfCandidates => IsProcurement ? "procurement-87:61" : "bidding-reg:53";

    /// <summary>A ground is null where none is given, and for a price above the ceiling.</summary>
    public string RuleOfRejection(string? ground)
    {
        if (!IsProcurement)
            return "bidding-reg:51";
        return ground switch
        {
            "below-cost" => "procurement-87:60",
            "collusion" => "procurement-87:37",
            _ => "procurement-87:63",
        };
    }
}
