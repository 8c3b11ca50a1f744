namespace Trading.Recount;

/// <summary>The words of a list of rules, in the order of the arithmetic (2).</summary>
internal enum RoundAt
{
    Line,
    Benchmark,
    Deviation,
    Price,
    PricePoints,
    Item,
    ItemPoints,
    TechnicalPoints,
    Total,
}

internal enum RoundMode
{
    HalfUp,
    HalfEven,
    Down,
    Up,
}

internal sealed record RoundRule(RoundAt At, int Digits, RoundMode Mode);

/// <summary>
/// What the terms round. The older form, one object, is one or two rules too; it also says how many digits are printed
/// at least.
/// </summary>
internal sealed record Rounding(List<RoundRule> Rules, int LeastPrinted)
{
    public const int UsualDigits = 2;

    public static readonly Rounding None = new([], UsualDigits);

    public RoundRule? Find(RoundAt at) => Rules.Find(rule => rule.At == at);

    /// <summary>The value as it goes on: rounded where a rule says so, else exact.</summary>
    /// <param name="at">Where in the arithmetic.</param>
    /// <param name="exact">The value, not negative.</param>
    /// <param name="unit">What the rule counts in, in the unit of the value.</param>
    public Ratio Apply(RoundAt at, Ratio exact, long unit = 1) =>
        Find(at) is { } rule ? (exact / unit).Rounded(rule.Digits, rule.Mode) * unit : exact;
}
