namespace Trading.Scoring;

/// <summary>What people should look at (docs/spec/scoring.md, section 10).</summary>
public enum FindingCode
{
    /// <summary>Below a share of the average.</summary>
    AbnormallyLowAverage,

    /// <summary>Below a share of the next higher price.</summary>
    AbnormallyLowNext,

    /// <summary>Below a share of the ceiling.</summary>
    AbnormallyLowCeiling,

    /// <summary>Above the ceiling: no candidate until the committee has decided.</summary>
    OverCeiling,

    /// <summary>Fewer than three bidders.</summary>
    FewBidders,

    /// <summary>Equal bids of one brand, and none chosen.</summary>
    BrandUndecided,

    /// <summary>A corrected price stands because the bidder confirmed it.</summary>
    Confirm,

    /// <summary>A member's score lies far from the others'.</summary>
    Distance,

    /// <summary>Two members wrote the same subjective scores everywhere.</summary>
    IdenticalSheets,

    /// <summary>A member was faster than reading allows.</summary>
    TooFast,
}

/// <summary>One of them.</summary>
/// <param name="Code">What.</param>
/// <param name="Subject">Ids of bid, brand, members, criterion: whatever it concerns.</param>
/// <param name="Value">The figure that was compared.</param>
/// <param name="Limit">What it was compared with.</param>
/// <param name="Rule">Rule id.</param>
public sealed record Finding(
    FindingCode Code,
    IReadOnlyList<string> Subject,
    Fraction Value,
    Fraction Limit,
    string Rule
)
{
    /// <summary>The code as the specification spells it.</summary>
    public string Word => Words.Of(Code);
}

internal static class Findings
{
    public static IReadOnlyList<Finding> Of(
        Tender tender,
        ScoreTable table,
        StandingBids standing,
        BidPrice?[] prices,
        Ranking ranking
    )
    {
        var field = standing.Bids.Select(i => (tender.Bids[i].Id, Price: prices[i]!)).ToList();
        List<Finding> found = [.. AbnormallyLow.Find(tender, field), .. OverCeiling(tender, field)];
        if (ranking.Units < Ranking.FewestBidders)
            found.Add(
                new(FindingCode.FewBidders, [], ranking.Units, Ranking.FewestBidders, tender.Pack.Rules.FewBidders)
            );
        found.AddRange(
            ranking.Undecided.Select(brand => new Finding(
                FindingCode.BrandUndecided,
                [brand],
                ranking.RankOf.Keys.Count(b => tender.Bids[b].Brand == brand),
                1,
                PackRules.SameBrand
            ))
        );
        found.AddRange(
            from bid in field
            where bid.Price.Corrections.Count > 0
            select new Finding(
                FindingCode.Confirm,
                [bid.Id],
                bid.Price.Corrected,
                bid.Price.Quoted,
                tender.Pack.Rules.Prices
            )
        );
        found.AddRange(Outliers.Find(table, standing.Bids));
        return found;
    }

    private static IEnumerable<Finding> OverCeiling(Tender tender, IEnumerable<(string Id, BidPrice Price)> field) =>
        tender.CeilingPrice is not { } ceiling
            ? []
            : field
                .Where(b => tender.IsOverCeiling(b.Price))
                .Select(b => new Finding(
                    FindingCode.OverCeiling,
                    [b.Id],
                    b.Price.Corrected,
                    ceiling,
                    tender.Pack.Rules.Rejection
                ));
}
