namespace Trading.Scoring;

/// <summary>Leaders and ranks (docs/spec/scoring.md, 8.2).</summary>
/// <param name="RankOf">Rank by bid; bids that do not lead are absent.</param>
/// <param name="Units">How many bidders there are, a brand counting as one.</param>
/// <param name="Undecided">Brands with more than one leader.</param>
internal sealed record Ranking(IReadOnlyDictionary<int, int> RankOf, int Units, IReadOnlyList<string> Undecided)
{
    public const int FewestBidders = 3;

    /// <summary>Whether there are so few bidders that the pack knows no candidates (8.3).</summary>
    public bool StopsForFewBidders(ScoringPack pack) => Units < FewestBidders && pack.FewBiddersStop;

    public static Ranking Of(Tender tender, StandingBids standing, IReadOnlyList<Scored> all, Faults faults)
    {
        var units = all.GroupBy(s => Unit.Of(tender, s.Bid)).ToList();
        var best = tender.Method == Method.LowestEvaluatedPrice ? all.ToList() : [.. units.SelectMany(Best)];
        CheckChoices(
            tender,
            tender.Method == Method.LowestEvaluatedPrice ? standing.LowestOfBrands : [.. best.Select(s => s.Bid)],
            faults
        );
        var leading = best.GroupBy(s => Unit.Of(tender, s.Bid))
            .SelectMany(u => Unit.Choose(tender, [.. u.Select(s => s.Bid)]))
            .ToHashSet();
        var undecided = leading
            .GroupBy(b => Unit.Of(tender, b))
            .Where(u => u.Count() > 1)
            .Select(u => u.Key.Brand!)
            .Order(Ids.Order);
        return new Ranking(Ranks(tender, [.. best.Where(s => leading.Contains(s.Bid))]), units.Count, [.. undecided]);
    }

    private static IEnumerable<Scored> Best(IEnumerable<Scored> unit)
    {
        var sorted = unit.Order(Comparer<Scored>.Create(Scored.Compare)).ToList();
        return sorted.TakeWhile(s => Scored.Compare(s, sorted[0]) == 0);
    }

    private static void CheckChoices(Tender tender, IReadOnlyList<int> best, Faults faults)
    {
        var ids = best.Select(b => tender.Bids[b].Id).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < tender.BrandChosen.Count; i++)
            faults.When(
                !ids.Contains(tender.BrandChosen[i].BidId),
                FaultCode.BrandNotLeading,
                Place.Root.At("brandChosen").At(i).At("bid"),
                PackRules.SameBrand,
                tender.BrandChosen[i].BidId
            );
    }

    // A rank counts the other bidders that are better, so equal leaders of one brand take one place and equal bidders
    // share theirs.
    private static Dictionary<int, int> Ranks(Tender tender, List<Scored> leaders)
    {
        leaders.Sort(Scored.Compare);
        var ranks = new Dictionary<int, int>();
        var better = new HashSet<Unit>();
        for (var from = 0; from < leaders.Count; )
        {
            var tied = leaders.Skip(from).TakeWhile(s => Scored.Compare(s, leaders[from]) == 0).ToList();
            foreach (var s in tied)
                ranks[s.Bid] = 1 + better.Count - (better.Contains(Unit.Of(tender, s.Bid)) ? 1 : 0);
            better.UnionWith(tied.Select(s => Unit.Of(tender, s.Bid)));
            from += tied.Count;
        }
        return ranks;
    }
}
