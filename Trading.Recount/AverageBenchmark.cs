namespace Trading.Recount;

/// <summary>Section 6, points 1 to 4: which quotations make the mean, and what the benchmark is.</summary>
internal static class AverageBenchmark
{
    private static readonly Ratio One = Ratio.Whole(1);

    /// <summary>B, in the unit of the prices, as the terms round it.</summary>
    /// <param name="tender">The terms.</param>
    /// <param name="prices">A of the benchmark set; at least one.</param>
    public static Ratio Of(Tender tender, IEnumerable<Ratio> prices)
    {
        var terms = tender.Parameters;
        var kept = Kept(tender, [.. prices.Order()]);
        var lowestShare = terms.LowestShare ?? Ratio.Zero;
        var mean = ((One - lowestShare) * Mean(kept)) + (lowestShare * kept[0]);

        var ceilingShare = terms.CeilingShare ?? Ratio.Zero;
        var ofMean = (One - ceilingShare) * terms.K!.Value * mean;
        var ofCeiling = ceilingShare * (terms.CeilingK ?? terms.K.Value) * Ratio.Whole(tender.Ceiling ?? 0);
        return tender.Rounding.Apply(RoundAt.Benchmark, ofMean + ofCeiling, tender.PublishedUnit);
    }

    private static List<Ratio> Kept(Tender tender, List<Ratio> sorted)
    {
        var terms = tender.Parameters;
        var each = terms.DropEach ?? 0;
        var kept = sorted.Count >= (terms.DropFrom ?? 0) ? Dropped(sorted, each, each) : sorted;
        foreach (var step in terms.MeanFrom ?? [])
        {
            kept = InBand(tender, step, kept);
            var tier = step.Drop.FindLast(t => t.From <= kept.Count);
            kept = Dropped(kept, tier?.Lowest ?? 0, tier?.Highest ?? 0);
        }

        return kept;
    }

    /// <summary>All of them where the band would leave none.</summary>
    private static List<Ratio> InBand(Tender tender, MeanStep step, List<Ratio> sorted)
    {
        var around = step.IsOfCeiling ? Ratio.Whole(tender.Ceiling!.Value) : Mean(sorted);
        var (low, high) = (step.Low * around, step.High * around);
        var inside = sorted.FindAll(price => !(price < low) && !(price > high));
        return inside.Count > 0 ? inside : sorted;
    }

    private static List<Ratio> Dropped(List<Ratio> sorted, long lowest, long highest) =>
        sorted.GetRange((int)lowest, sorted.Count - (int)(lowest + highest));

    private static Ratio Mean(List<Ratio> prices) =>
        prices.Aggregate(Ratio.Zero, (sum, price) => sum + price) / prices.Count;
}
