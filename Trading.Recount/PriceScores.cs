using System.Numerics;

namespace Trading.Recount;

/// <summary>Section 6: F_price, 0 to 100 points, of each standing bid.</summary>
internal static class PriceScores
{
    private const int Full = 100;

    public static List<Ratio> Of(Tender tender, Priced?[] prices, Standing standing)
    {
        var scores =
            tender.Method == Method.AverageBenchmark
                ? ByAverage(tender, prices, standing)
                : ByLowest(tender, prices, standing);
        return tender.Rounding.At is RoundAt.Item or RoundAt.Price
            ? scores.ConvertAll(f => f.Rounded(tender.Rounding.Digits))
            : scores;
    }

    private static List<Ratio> ByLowest(Tender tender, Priced?[] prices, Standing standing)
    {
        BigInteger CountedOf(int bid) =>
            tender.Method == Method.LowestEvaluatedPrice ? prices[bid]!.Evaluated : prices[bid]!.Adjusted;
        if (standing.Bids.Count == 0)
            return [];
        var benchmark = standing.Benchmark.Min(CountedOf);
        return standing.Bids.ConvertAll(bid => new Ratio(benchmark * Full, CountedOf(bid)));
    }

    private static List<Ratio> ByAverage(Tender tender, Priced?[] prices, Standing standing)
    {
        if (standing.Bids.Count == 0)
            return [];
        var benchmark = Benchmark(tender, [.. standing.Benchmark.Select(bid => prices[bid]!.Adjusted).Order()]);
        return standing.Bids.ConvertAll(bid => Deducted(tender.Parameters, prices[bid]!.Adjusted, benchmark));
    }

    /// <summary>B = K · (a · C + (1 − a) · M), in the unit of the prices.</summary>
    private static Ratio Benchmark(Tender tender, List<BigInteger> sorted)
    {
        var terms = tender.Parameters;
        var each = (int)(terms.DropEach ?? 0);
        var drops = each > 0 && sorted.Count >= (terms.DropFrom ?? 0);
        var kept = drops ? sorted.GetRange(each, sorted.Count - (2 * each)) : sorted;
        var sum = kept.Aggregate(BigInteger.Zero, (total, price) => total + price);

        var ceiling = (tender.Ceiling ?? 0) * Priced.Unit;
        var share = terms.CeilingShare ?? Ratio.Whole(0);
        var factor = terms.K!.Value;
        var blend = (share.Top * ceiling * kept.Count) + ((share.Bottom - share.Top) * sum);
        return new Ratio(factor.Top * blend, factor.Bottom * share.Bottom * kept.Count);
    }

    /// <summary>max(floor, 100 − e · |A − B| / B · 100).</summary>
    private static Ratio Deducted(Parameters terms, BigInteger price, Ratio benchmark)
    {
        var distance = (price * benchmark.Bottom) - benchmark.Top;
        var each = (distance.Sign > 0 ? terms.DeductAbove : terms.DeductBelow)!.Value;
        var bottom = each.Bottom * benchmark.Top;
        var score = new Ratio(Full * (bottom - (each.Top * BigInteger.Abs(distance))), bottom);
        var floor = terms.Floor ?? Ratio.Whole(0);
        return score.CompareTo(floor) >= 0 ? score : floor;
    }
}
