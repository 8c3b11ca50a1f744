using System.Globalization;

namespace Trading.Scoring;

/// <summary>One step of a result: why a number is what it is, for a screen or a report.</summary>
/// <param name="Name">What was computed: <c>price</c>, <c>benchmark</c>, a criterion's id, <c>total</c> …</param>
/// <param name="Formula">The formula, as docs/spec/scoring.md spells it.</param>
/// <param name="Inputs">What went in, in the order of the formula.</param>
/// <param name="Value">What came out.</param>
/// <param name="Rule">Rule id that prescribes it.</param>
public sealed record Term(string Name, string Formula, IReadOnlyList<TermInput> Inputs, Fraction Value, string Rule)
{
    /// <summary>Whether the name is an id of the file: of a criterion, an item, a part or a line.</summary>
    public bool IsId { get; init; }

    internal static Term Of(
        string name,
        string formula,
        Fraction value,
        string rule,
        params ReadOnlySpan<TermInput> inputs
    ) => new(name, formula, [.. inputs], value, rule);

    /// <summary>A value after its published rounding; the exact one stands in the term before.</summary>
    internal static Term Rounded(string name, RoundingRule rounding, Fraction value, string rule, string unit = "") =>
        Of(name, "rounded " + Words.Of(rounding.Mode), value, rule, ("digits" + unit, (long)rounding.Digits));
}

/// <summary>What went into a step.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Number">Its value.</param>
public sealed record TermInput(string Name, Fraction Number)
{
    private bool IsWhole { get; init; }

    /// <summary>A fraction in canonical text, or a number of the file.</summary>
    public string Value => IsWhole ? Number.Numerator.ToString(CultureInfo.InvariantCulture) : $"{Number}";

    /// <summary>Whether the name is an id of the file: of a bid, a member, a part or a deviation.</summary>
    public bool IsId { get; init; }

    /// <summary>A fraction.</summary>
    public static implicit operator TermInput((string Name, Fraction Value) input) => new(input.Name, input.Value);

    /// <summary>A number of the file, or how many there were.</summary>
    public static implicit operator TermInput((string Name, long Value) input) =>
        new(input.Name, input.Value) { IsWhole = true };

    /// <summary>What an id of the file stands for.</summary>
    internal static TermInput OfId(string id, Fraction value) => new(id, value) { IsId = true };

    /// <inheritdoc cref="OfId(string, Fraction)"/>
    internal static TermInput OfId(string id, long value) => new(id, value) { IsId = true, IsWhole = true };
}
