namespace Trading.Scoring;

/// <summary>Where a published rounding applies, in the order of the arithmetic.</summary>
public enum RoundingAt
{
    /// <summary>Unit price · quantity, and every other value of a price part, in yuan.</summary>
    Line,

    /// <summary>The benchmark of the average, in yuan or in per cent.</summary>
    Benchmark,

    /// <summary>The deviation from the benchmark, in per cent.</summary>
    Deviation,

    /// <summary>F of the price.</summary>
    Price,

    /// <summary>F of the price · its weight.</summary>
    PricePoints,

    /// <summary>F of every other criterion.</summary>
    Item,

    /// <summary>F of every other criterion · its weight.</summary>
    ItemPoints,

    /// <summary>The sum of the points of all criteria but the price.</summary>
    TechnicalPoints,

    /// <summary>The total, which then ranks.</summary>
    Total,
}

/// <summary>Which way a value is rounded (docs/spec/scoring.md, section 1).</summary>
public enum RoundingMode
{
    /// <summary>To the nearest, a half upwards.</summary>
    HalfUp,

    /// <summary>To the nearest, a half to the even one.</summary>
    HalfEven,

    /// <summary>Towards 0.</summary>
    Down,

    /// <summary>Away from 0.</summary>
    Up,
}

/// <summary>One published rounding.</summary>
/// <param name="At">Where.</param>
/// <param name="Digits">Decimal digits, 0 to 12.</param>
/// <param name="Mode">Which way.</param>
public sealed record RoundingRule(RoundingAt At, int Digits, RoundingMode Mode)
{
    /// <summary>A value of 0 and up, rounded.</summary>
    internal Fraction Apply(Fraction value) => value.Round(Digits, Mode);
}

/// <summary>All published roundings. What is in no rule is exact.</summary>
/// <param name="Rules">In the order of the file.</param>
/// <param name="PrintDigits">With how many digits print begins where no rule rounds the total.</param>
public sealed record Rounding(IReadOnlyList<RoundingRule> Rules, int PrintDigits = 2)
{
    private const long FenOfYuan = 100,
        MillionthsOfPerCent = 10_000;

    /// <summary>None; print begins with two digits.</summary>
    public static Rounding None { get; } = new([]);

    /// <summary>The rule for a place, or null: it stays exact.</summary>
    internal RoundingRule? At(RoundingAt at)
    {
        foreach (var rule in Rules)
            if (rule.At == at)
                return rule;
        return null;
    }

    /// <summary>A value of 0 and up, rounded where that is published for its place.</summary>
    internal Fraction Apply(RoundingAt at, Fraction value) => At(at)?.Apply(value) ?? value;

    /// <summary>The same for fen where the rule counts in yuan.</summary>
    internal Fraction ApplyInYuan(RoundingAt at, Fraction fen) => ApplyIn(at, fen, FenOfYuan);

    /// <summary>The same for millionths where the rule counts in per cent.</summary>
    internal Fraction ApplyInPerCent(RoundingAt at, Fraction millionths) =>
        ApplyIn(at, millionths, MillionthsOfPerCent);

    private Fraction ApplyIn(RoundingAt at, Fraction value, long unit) =>
        At(at) is { } rule ? rule.Apply(value / unit) * unit : value;
}
