namespace Trading.Scoring;

/// <summary>The price scores of a method.</summary>
/// <param name="Benchmark">The benchmark and how it came about; empty where no bid stands.</param>
/// <param name="Score">F of a standing bid by its prices, 0 to 100, not yet rounded.</param>
/// <param name="Explain">The term behind that F.</param>
internal sealed record PriceScores(
    IReadOnlyList<Term> Benchmark,
    Func<BidPrice, Fraction> Score,
    Func<BidPrice, Term> Explain
);

/// <summary>The prices that a method works on.</summary>
/// <param name="Standing">Of the bids that stand.</param>
/// <param name="Benchmark">Of the benchmark set: where the pack keeps the benchmark, with the bids that were rejected
/// late.</param>
internal sealed record PriceField(IReadOnlyList<BidPrice> Standing, IReadOnlyList<BidPrice> Benchmark)
{
    public PriceScores Score(Tender tender) =>
        Standing.Count == 0
            ? new PriceScores(
                [],
                _ => throw new InvalidOperationException("no bid stands"),
                _ => throw new InvalidOperationException("no bid stands")
            )
            : tender.Method switch
            {
                Method.LowestPriceBenchmark => LowestPriceBenchmark.Score(this, tender.Pack),
                Method.LowestEvaluatedPrice => LowestEvaluatedPrice.Score(this, tender.Pack),
                _ => AverageBenchmark.Score(this, tender),
            };
}
