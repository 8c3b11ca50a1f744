namespace Trading.Recount;

/// <summary>So many of each end are dropped when at least <c>From</c> quotations are left.</summary>
internal sealed record Tier(long From, long Lowest, long Highest);

/// <summary>One choice of quotations: a band around the ceiling or the mean, then tiers.</summary>
internal sealed record MeanStep(bool IsOfCeiling, Ratio Low, Ratio? High, List<Tier> Drop);

/// <summary>Points per per cent, from a deviation on. One fraction for all deviations is one element from 0.</summary>
internal sealed record Deduction(Ratio FromPercent, Ratio PerPercent);

/// <summary>What the terms publish about the average benchmark; null is absent.</summary>
internal sealed record Parameters
{
    public static readonly Parameters None = new();

    public Ratio? K { get; init; }

    public List<Ratio>? DrawnFrom { get; init; }

    public Ratio? CeilingShare { get; init; }

    public Ratio? CeilingK { get; init; }

    public long? DropFrom { get; init; }

    public long? DropEach { get; init; }

    public List<MeanStep>? MeanFrom { get; init; }

    public Ratio? LowestShare { get; init; }

    public List<Deduction>? DeductAbove { get; init; }

    public List<Deduction>? DeductBelow { get; init; }

    public Ratio? Floor { get; init; }

    public Ratio? FloorAbove { get; init; }

    public Ratio? FloorBelow { get; init; }
}
