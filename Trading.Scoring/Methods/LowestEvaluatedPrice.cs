namespace Trading.Scoring;

/// <summary>
/// The lowest evaluated price comes first: F = lowest evaluated price / evaluated price · 100 puts them in that order
/// (procurement-87:54; works committee:31; docs/spec/scoring.md, section 6).
/// </summary>
internal static class LowestEvaluatedPrice
{
    public static PriceScores Score(PriceField field, ScoringPack pack)
    {
        // Standing bids only: it orders them, and a price that is gone orders nothing.
        var (rule, benchmark) = (pack.Rules.EvaluatedPrice, field.Standing.Min(p => p.Evaluated));
        return new PriceScores(
            benchmark,
            Score,
            () => [Term.Of("benchmark", "min E", benchmark, rule, ("bids", field.Standing.Count))],
            p => [Term.Of("price", "benchmark / E × 100", Score(p), rule, ("benchmark", benchmark), ("E", p.Evaluated))]
        );

        Fraction Score(BidPrice price) => benchmark / price.Evaluated * Fraction.Hundred;
    }
}
