namespace Trading.Scoring;

/// <summary>Why a bid is no candidate (docs/spec/scoring.md, section 9); the first that holds.</summary>
public enum UnplacedReason
{
    /// <summary>The committee rejected it.</summary>
    Rejected,

    /// <summary>The bidder refused the corrected price.</summary>
    Unconfirmed,

    /// <summary>Another bid of its brand takes part, or leads.</summary>
    SameBrand,

    /// <summary>Above the ceiling: the committee decides.</summary>
    OverCeiling,

    /// <summary>Fewer than three bidders, where that leaves no candidates.</summary>
    FewBidders,

    /// <summary>As good as a bid in the first three places, at a higher price.</summary>
    HigherPrice,

    /// <summary>Three places are taken by better ones.</summary>
    LowerTotal,
}

/// <summary>A bid that is no candidate.</summary>
/// <param name="BidId">Its id.</param>
/// <param name="Reason">Why.</param>
/// <param name="Rejection">What the committee said, where it rejected the bid.</param>
/// <param name="Rule">Rule id.</param>
public sealed record Unplaced(string BidId, UnplacedReason Reason, Rejection? Rejection, string Rule);

/// <summary>The reasons of all bids that are no candidates.</summary>
internal sealed class Reasons(Tender tender, Ranking ranking, IReadOnlyList<Scored> all)
{
    // What the standing of the first three places is: whoever equals one of them was behind by its price alone.
    private readonly HashSet<Fraction> best =
    [
        .. all.Where(s => ranking.RankOf.TryGetValue(s.Bid, out var rank) && rank <= LastPlace).Select(s => s.Standing),
    ];

    public const int LastPlace = 3;

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<Unplaced> Of(IReadOnlyList<Exclusion> excluded, IReadOnlyList<string> candidates)
    {
        var outcome = excluded.ToDictionary(e => e.BidId, e => (e.Reason, e.Rule), StringComparer.Ordinal);
        foreach (var scored in all)
            outcome.Add(tender.Bids[scored.Bid].Id, ReasonOf(scored));
        foreach (var candidate in candidates)
            outcome.Remove(candidate);
        return
        [
            .. tender
                .Bids.Where(b => outcome.ContainsKey(b.Id))
                .Select(b => new Unplaced(b.Id, outcome[b.Id].Reason, b.Rejection, outcome[b.Id].Rule)),
        ];
    }

    private (UnplacedReason, string) ReasonOf(Scored scored)
    {
        var rules = tender.Pack.Rules;
        if (!ranking.RankOf.ContainsKey(scored.Bid))
            return (UnplacedReason.SameBrand, PackRules.SameBrand);
        if (tender.IsOverCeiling(scored.Prices))
            return (UnplacedReason.OverCeiling, rules.Rejection);
        if (ranking.StopsForFewBidders(tender.Pack))
            return (UnplacedReason.FewBidders, rules.FewBidders);
        return best.Contains(scored.Standing)
            ? (UnplacedReason.HigherPrice, rules.Ties)
            : (UnplacedReason.LowerTotal, rules.Candidates);
    }
}
