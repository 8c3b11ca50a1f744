namespace Trading.Scoring;

/// <summary>
/// How totals are printed (docs/spec/scoring.md, 8.1): as many digits as it takes that different totals look different.
/// </summary>
internal static class PrintedTotals
{
    /// <summary>One text for each total, in order.</summary>
    public static IReadOnlyList<string> Print(IReadOnlyList<Scored> all, Rounding rounding)
    {
        if (rounding.At(RoundingAt.Total) is { } total)
            return [.. all.Select(s => s.Standing.ToDecimalText(total.Digits))];
        var distinct = all.Select(s => s.Total).ToHashSet();
        var digits = rounding.PrintDigits;
        while (distinct.Select(t => t.ToDecimalText(digits)).ToHashSet(StringComparer.Ordinal).Count < distinct.Count)
            digits++;
        return [.. all.Select(s => s.Total.ToDecimalText(digits))];
    }
}
