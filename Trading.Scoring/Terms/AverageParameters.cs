namespace Trading.Scoring;

/// <summary>Parameters of the average benchmark; each is null where the file has none.</summary>
/// <param name="K">Factor, 1/1000 to 2.</param>
/// <param name="DrawnFrom">The published values from which K was drawn.</param>
/// <param name="CeilingShare">Share of the ceiling, 0 to 1.</param>
/// <param name="CeilingK">Factor of the ceiling, 1/1000 to 2; null: K.</param>
/// <param name="DropFrom">From so many quotations on, extremes are dropped.</param>
/// <param name="DropEach">So many at each end.</param>
/// <param name="MeanFrom">Steps that choose the quotations of the mean, in their published order.</param>
/// <param name="LowestShare">Share of the lowest quotation of the mean, 0 to 1.</param>
/// <param name="DeductAbove">What a deviation above the benchmark costs.</param>
/// <param name="DeductBelow">What a deviation below it costs.</param>
/// <param name="Floor">Least F.</param>
/// <param name="FloorAbove">Least F above the benchmark; null: <paramref name="Floor"/>.</param>
/// <param name="FloorBelow">Least F at or below it; null: <paramref name="Floor"/>.</param>
public sealed record AverageParameters(
    Fraction? K = null,
    IReadOnlyList<Fraction>? DrawnFrom = null,
    Fraction? CeilingShare = null,
    Fraction? CeilingK = null,
    long? DropFrom = null,
    long? DropEach = null,
    IReadOnlyList<MeanStep>? MeanFrom = null,
    Fraction? LowestShare = null,
    Deduction? DeductAbove = null,
    Deduction? DeductBelow = null,
    Fraction? Floor = null,
    Fraction? FloorAbove = null,
    Fraction? FloorBelow = null
);

/// <summary>What a band of quotations is measured by.</summary>
public enum BandOf
{
    /// <summary>The mean of the quotations that are left.</summary>
    Mean,

    /// <summary>The published ceiling.</summary>
    Ceiling,
}

/// <summary>A step that chooses the quotations of the mean: first its band, then its tiers.</summary>
/// <param name="Of">What the band is measured by.</param>
/// <param name="Low">The lower end's share of it, 0 to 2.</param>
/// <param name="High">The upper end's share of it, 0 to 2; null: no upper end.</param>
/// <param name="Drop">By how many quotations are left, rising: how many are dropped.</param>
public sealed record MeanStep(BandOf Of, Fraction Low, Fraction? High, IReadOnlyList<DropTier> Drop);

/// <summary>How many quotations are dropped where so many are left.</summary>
/// <param name="From">From so many on, 1 to 1,000.</param>
/// <param name="Lowest">Lowest ones, 0 to 100.</param>
/// <param name="Highest">Highest ones, 0 to 100.</param>
public sealed record DropTier(int From, int Lowest, int Highest);

/// <summary>
/// Points of F per per cent of deviation, by how far it goes: each tier counts for the part of the deviation that lies
/// in it (docs/spec/scoring.md, section 6).
/// </summary>
/// <param name="Tiers">Rising.</param>
public sealed record Deduction(IReadOnlyList<DeductionTier> Tiers)
{
    /// <summary>The same for the whole deviation.</summary>
    public static Deduction Flat(Fraction perPercent) => new([new DeductionTier(Fraction.Zero, perPercent)]);

    /// <summary>The part of a deviation that lies in a tier, per cent.</summary>
    internal Fraction PartIn(int tier, Fraction deviation)
    {
        var from = Tiers[tier].FromPercent;
        var to =
            tier + 1 < Tiers.Count && Tiers[tier + 1].FromPercent < deviation ? Tiers[tier + 1].FromPercent : deviation;
        return Fraction.Larger(Fraction.Zero, to - from);
    }

    /// <summary>Points of F for a deviation in per cent.</summary>
    internal Fraction Points(Fraction deviation)
    {
        var points = Fraction.Zero;
        for (var i = 0; i < Tiers.Count; i++)
            points += Tiers[i].PerPercent * PartIn(i, deviation);
        return points;
    }
}

/// <summary>One tier of a deduction.</summary>
/// <param name="FromPercent">Where it begins, 0 to 1,000.</param>
/// <param name="PerPercent">Points of F per per cent, 0 to 100.</param>
public sealed record DeductionTier(Fraction FromPercent, Fraction PerPercent);
