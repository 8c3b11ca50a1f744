namespace Trading.Scoring;

/// <summary>A bid that is not scored.</summary>
/// <param name="BidId">Its id.</param>
/// <param name="Reason">Why: rejected, unconfirmed, or another bid of its brand takes part at a lower price
/// (procurement-87:31, first branch).</param>
/// <param name="Rule">Rule id.</param>
public sealed record Exclusion(string BidId, UnplacedReason Reason, string Rule);

/// <summary>Which bids stand (docs/spec/scoring.md, 5.4).</summary>
/// <param name="Bids">Their indexes, in file order.</param>
/// <param name="LowestOfBrands">With the lowest evaluated price: all bids that have the lowest price of their brand,
/// chosen or not.</param>
/// <param name="Excluded">All others, in file order.</param>
internal sealed record StandingBids(
    IReadOnlyList<int> Bids,
    IReadOnlyList<int> LowestOfBrands,
    IReadOnlyList<Exclusion> Excluded
)
{
    public static StandingBids Of(Tender tender, BidPrice?[] prices)
    {
        var all = Enumerable.Range(0, prices.Length);
        var compliant = all.Where(i => tender.Bids[i].IsValid && !prices[i]!.IsRefused).ToList();
        var (lowest, standing) = (compliant, compliant);
        if (tender.Pack.OneBrandOneBidder && tender.Method == Method.LowestEvaluatedPrice)
        {
            lowest = [.. compliant.GroupBy(i => Unit.Of(tender, i)).SelectMany(brand => Lowest(brand, prices)).Order()];
            standing =
            [
                .. lowest.GroupBy(i => Unit.Of(tender, i)).SelectMany(brand => Unit.Choose(tender, [.. brand])).Order(),
            ];
        }
        var exclusions = all.Except(standing).Select(i => Exclude(tender, i, compliant));
        return new StandingBids(standing, lowest, [.. exclusions]);
    }

    private static IEnumerable<int> Lowest(IEnumerable<int> brand, BidPrice?[] prices)
    {
        var lowest = brand.Min(i => prices[i]!.Corrected);
        return brand.Where(i => prices[i]!.Corrected == lowest);
    }

    private static Exclusion Exclude(Tender tender, int bid, List<int> compliant)
    {
        var (id, rules) = (tender.Bids[bid].Id, tender.Pack.Rules);
        if (!tender.Bids[bid].IsValid)
            return new Exclusion(id, UnplacedReason.Rejected, rules.Of(tender.Bids[bid].Rejection?.Ground));
        return compliant.Contains(bid)
            ? new Exclusion(id, UnplacedReason.SameBrand, PackRules.SameBrand)
            : new Exclusion(id, UnplacedReason.Unconfirmed, rules.Prices);
    }
}
