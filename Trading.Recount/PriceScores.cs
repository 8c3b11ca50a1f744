namespace Trading.Recount;

/// <summary>Section 6: the benchmark and F_price, 0 to 100 points, of each standing bid.</summary>
internal sealed class PriceScores
{
    private static readonly Ratio Full = Ratio.Whole(100);

    private readonly Tender tender;
    private readonly Standing standing;
    private readonly Ratio benchmark;

    public PriceScores(Tender tender, Standing standing)
    {
        (this.tender, this.standing) = (tender, standing);
        if (standing.Bids.Count == 0)
            return;
        var counted = standing.Benchmark.Select(CountedOf);
        benchmark = IsAverage ? AverageBenchmark.Of(tender, counted) : counted.Min();
    }

    /// <summary>A rule rounded the benchmark to nothing: no price can be scored against it.</summary>
    public bool HasZeroBenchmark => standing.Bids.Count > 0 && benchmark.Top.IsZero;

    private bool IsAverage => tender.Method == Method.AverageBenchmark;

    public List<Ratio> OfEachBid() =>
        standing.Bids.ConvertAll(bid =>
            tender.Rounding.Apply(
                RoundAt.Price,
                IsAverage ? Deducted(CountedOf(bid)) : Full * benchmark / CountedOf(bid)
            )
        );

    private Ratio CountedOf(int bid) =>
        tender.Method == Method.LowestEvaluatedPrice ? standing.PriceOf(bid).Evaluated : standing.PriceOf(bid).Adjusted;

    /// <summary>max(floor, 100 − deduction).</summary>
    private Ratio Deducted(Ratio price)
    {
        var terms = tender.Parameters;
        var isAbove = price > benchmark;
        var distance = isAbove ? price - benchmark : benchmark - price;
        var percent = tender.Rounding.Apply(RoundAt.Deviation, distance / benchmark * Full);
        var score = Full - Deduction((isAbove ? terms.DeductAbove : terms.DeductBelow)!, percent);
        var floor = (isAbove ? terms.FloorAbove : terms.FloorBelow) ?? terms.Floor ?? Ratio.Zero;
        return score > floor ? score : floor;
    }

    /// <summary>Each element takes what lies between its per cent and the next one's.</summary>
    private static Ratio Deduction(List<Deduction> list, Ratio percent)
    {
        var sum = Ratio.Zero;
        for (var i = 0; i < list.Count && percent > list[i].FromPercent; i++)
        {
            var end = i + 1 < list.Count && percent > list[i + 1].FromPercent ? list[i + 1].FromPercent : percent;
            sum += list[i].PerPercent * (end - list[i].FromPercent);
        }

        return sum;
    }
}
