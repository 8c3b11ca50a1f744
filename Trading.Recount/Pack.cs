namespace Trading.Recount;

internal enum Method
{
    LowestPriceBenchmark,
    LowestEvaluatedPrice,
    AverageBenchmark,
}

/// <summary>
/// Section 3: the law of one trade. Procurement and construction differ in all but the limits of the weight.
/// </summary>
internal sealed record Pack(bool IsProcurement, int LeastPricePermille, int MostPricePermille)
{
    public static readonly Pack Goods = new(true, 300, 1000);
    public static readonly Pack Services = new(true, 100, 1000);
    public static readonly Pack National = new(false, 0, 1000);
    public static readonly Pack Wuhai = new(false, 0, 400);

    public int MostAdjustPermille => IsProcurement ? 400 : 200;

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
}
