namespace Trading.Scoring;

/// <summary>One step of a result: why a number is what it is, for a screen or a report.</summary>
/// <param name="Name">What was computed: <c>price</c>, <c>benchmark</c>, a criterion's id, <c>total</c> …</param>
/// <param name="Formula">The formula, as docs/spec/scoring.md spells it.</param>
/// <param name="Inputs">What went in, by name; fractions in canonical text.</param>
/// <param name="Value">What came out.</param>
/// <param name="Rule">Rule id that prescribes it.</param>
public sealed record Term(
    string Name,
    string Formula,
    IReadOnlyList<KeyValuePair<string, string>> Inputs,
    Fraction Value,
    string Rule
)
{
    internal static Term Of(
        string name,
        string formula,
        Fraction value,
        string rule,
        params ReadOnlySpan<(string Name, string Value)> inputs
    )
    {
        var pairs = new List<KeyValuePair<string, string>>(inputs.Length);
        foreach (var (key, text) in inputs)
            pairs.Add(new(key, text));
        return new Term(name, formula, pairs, value, rule);
    }
}
