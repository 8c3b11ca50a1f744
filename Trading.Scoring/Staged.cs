namespace Trading.Scoring;

/// <summary>What can be said of the bids before there is a sheet.</summary>
/// <param name="Standing">Ids of the bids that stand (5.4), in the order of the file.</param>
/// <param name="Units">How many bidders they are, a brand counting as one (8.2).</param>
/// <param name="Low">Ids of those that owe an explanation of their price (section 10).</param>
/// <param name="Corrected">Ids of those whose price was corrected: the bidder confirms it (5.2).</param>
public sealed record BidsJudged(
    IReadOnlyList<string> Standing,
    int Units,
    IReadOnlyList<string> Low,
    IReadOnlyList<string> Corrected
);

/// <summary>
/// The checks of docs/spec/scoring.md, each at the time at which a committee needs it: bids before the sheets, one
/// sheet alone, corrections before the count. <see cref="Scorer"/> makes all of them again.
/// </summary>
public static class Staged
{
    /// <summary>Whether a file may hold this text as a reason: 1 to 500 letters, none of them invisible.</summary>
    public static bool IsReason(string text) => Values.IsClean(text, TenderReader.MostReason);

    /// <summary>Terms and bids (4.2, 4.3): what stands, and who owes what; or the first fault.</summary>
    public static (BidsJudged? Judged, Fault? Fault) Bids(Tender tender)
    {
        ArgumentNullException.ThrowIfNull(tender);
        var faults = new Faults();
        TermsChecks.CheckAll(tender, isFiling: false, faults);
        var prices = faults.Any ? [] : BidChecks.Check(tender, faults);
        if (faults.Any)
            return (null, faults.First);
        var standing = StandingBids.Of(tender, prices);
        var field = standing.Bids.Select(i => (tender.Bids[i].Id, Price: prices[i]!)).ToList();
        var judged = new BidsJudged(
            [.. field.Select(b => b.Id)],
            standing.Bids.Select(i => Unit.Of(tender, i)).Distinct().Count(),
            [.. AbnormallyLow.Find(tender, field).SelectMany(f => f.Subject).Distinct()],
            [.. tender.Bids.Where((b, i) => prices[i] is { Corrections.Count: > 0 }).Select(b => b.Id)]
        );
        return (judged, null);
    }

    /// <summary>
    /// One member's sheet alone (4.4): known ids, nothing twice, bounds, steps, reasons, and a score for each of these
    /// bids and every criterion but the price. The first fault, or null. Paths count the scores of this sheet.
    /// </summary>
    public static Fault? Sheet(
        Tender tender,
        string member,
        IReadOnlyList<Sheet> scores,
        IReadOnlyCollection<string> standing
    )
    {
        ArgumentNullException.ThrowIfNull(tender);
        var faults = new Faults();
        var alone = tender with
        {
            Members = [member],
            MemberMean = MemberMean.All,
            Sheets = scores,
            Amendments = [],
            Timings = [],
        };
        var ids = standing.ToHashSet(StringComparer.Ordinal);
        SheetChecks.Check(alone, i => ids.Contains(tender.Bids[i].Id), faults);
        return faults.First;
    }

    /// <summary>Corrections of scores against the sheets as handed in (A1 to A11): the first fault, or null.</summary>
    public static Fault? Amendments(Tender tender)
    {
        ArgumentNullException.ThrowIfNull(tender);
        var faults = new Faults();
        var table = new ScoreTable(tender);
        SheetChecks.FillAll(table, faults);
        if (!faults.Any)
            AmendmentChecks.Apply(table, faults);
        return faults.First;
    }
}
