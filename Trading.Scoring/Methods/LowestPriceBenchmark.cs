namespace Trading.Scoring;

/// <summary>
/// F = lowest adjusted price / adjusted price · 100 (procurement-87:55; docs/spec/scoring.md, section 6).
/// </summary>
internal static class LowestPriceBenchmark
{
    public static PriceScores Score(PriceField field, ScoringPack pack)
    {
        var rule = pack.Rules.LowestPrice;
        var benchmark = field.Benchmark.Min(p => p.Adjusted);
        var term = Term.Of(
            "benchmark",
            "min A",
            benchmark,
            rule,
            ("bids", field.Benchmark.Count.ToString(System.Globalization.CultureInfo.InvariantCulture))
        );
        return new PriceScores(
            [term],
            Score,
            p =>
                Term.Of(
                    "price",
                    "benchmark / A × 100",
                    Score(p),
                    rule,
                    ("benchmark", $"{benchmark}"),
                    ("A", $"{p.Adjusted}")
                )
        );

        Fraction Score(BidPrice price) => benchmark / price.Adjusted * Fraction.Hundred;
    }
}
