namespace Trading.Scoring;

/// <summary>
/// F = lowest adjusted price / adjusted price · 100 (procurement-87:55; docs/spec/scoring.md, section 6).
/// </summary>
internal static class LowestPriceBenchmark
{
    public static PriceScores Score(PriceField field, ScoringPack pack)
    {
        var (rule, benchmark) = (pack.Rules.LowestPrice, field.Benchmark.Min(b => b.Prices.Adjusted));
        return new PriceScores(
            benchmark,
            Score,
            () => [Term.Of("benchmark", "min A", benchmark, rule, ("bids", field.Benchmark.Count))],
            p => [Term.Of("price", "benchmark / A × 100", Score(p), rule, ("benchmark", benchmark), ("A", p.Adjusted))]
        );

        Fraction Score(BidPrice price) => benchmark / price.Adjusted * Fraction.Hundred;
    }
}
