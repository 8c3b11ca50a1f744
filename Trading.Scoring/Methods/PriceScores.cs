namespace Trading.Scoring;

/// <summary>The price scores of a method.</summary>
/// <param name="Benchmark">B, after its published rounding.</param>
/// <param name="Score">F of a standing bid by its prices, 0 to 100, not yet rounded.</param>
/// <param name="ExplainBenchmark">How the benchmark came about.</param>
/// <param name="Explain">The terms behind that F.</param>
internal sealed record PriceScores(
    Fraction Benchmark,
    Func<BidPrice, Fraction> Score,
    Func<IReadOnlyList<Term>> ExplainBenchmark,
    Func<BidPrice, IReadOnlyList<Term>> Explain
);

/// <summary>A bid of the benchmark set.</summary>
/// <param name="BidId">Its id.</param>
/// <param name="Prices">Its prices.</param>
internal sealed record PricedBid(string BidId, BidPrice Prices);

/// <summary>The prices that a method works on.</summary>
/// <param name="Standing">Of the bids that stand, at least one.</param>
/// <param name="Benchmark">Of the benchmark set: where the pack keeps the benchmark, with the bids that were rejected
/// late.</param>
internal sealed record PriceField(IReadOnlyList<BidPrice> Standing, IReadOnlyList<PricedBid> Benchmark)
{
    public PriceScores Score(Tender tender) =>
        tender.Method switch
        {
            Method.LowestPriceBenchmark => LowestPriceBenchmark.Score(this, tender.Pack),
            Method.LowestEvaluatedPrice => LowestEvaluatedPrice.Score(this, tender.Pack),
            _ => AverageBenchmark.Score(this, tender),
        };
}
