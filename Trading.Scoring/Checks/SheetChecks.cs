using System.Globalization;

namespace Trading.Scoring;

/// <summary>
/// Sheets and timings (docs/spec/scoring.md, 4.4): known ids, bounds, steps, reasons, objective items, nothing missing.
/// </summary>
internal static class SheetChecks
{
    private static readonly Place Sheets = Place.Root.At("sheets");

    /// <summary>The table of scores after amendments; of use only if no fault was found.</summary>
    public static ScoreTable Check(Tender tender, Func<int, bool> stands, Faults faults)
    {
        var table = new ScoreTable(tender);
        FillAll(table, faults);
        if (!faults.Any)
            AmendmentChecks.Apply(table, faults);
        var firsts = new Dictionary<(int, int), int>();
        for (var i = 0; i < tender.Sheets.Count && !faults.Any; i++)
            CheckScore(table, i, firsts, faults);
        if (!faults.Any)
            CheckTimings(table, faults);
        if (!faults.Any)
            CheckComplete(table, stands, faults);
        return table;
    }

    /// <summary>Puts every sheet into its cell (S1 to S5), and counts the members.</summary>
    public static void FillAll(ScoreTable table, Faults faults)
    {
        for (var i = 0; i < table.Tender.Sheets.Count && !faults.Any; i++)
            Fill(table, i, faults);
        faults.When(table.Members.Count > ScoreTable.MostMembers, FaultCode.WrongCount, Sheets);
    }

    private static void Fill(ScoreTable table, int index, Faults faults)
    {
        var sheet = table.Tender.Sheets[index];
        var (member, bid, criterion) = (
            table.Member(sheet.Member),
            table.Bid(sheet.BidId),
            table.Criterion(sheet.CriterionId)
        );
        if (member < 0)
            faults.Report(FaultCode.UnknownId, At(index, "member"), detail: sheet.Member);
        else if (bid < 0)
            faults.Report(FaultCode.UnknownId, At(index, "bid"), detail: sheet.BidId);
        else if (criterion < 0)
            faults.Report(FaultCode.UnknownId, At(index, "criterion"), detail: sheet.CriterionId);
        else if (table.Tender.Criteria[criterion].Kind == CriterionKind.Price)
            faults.Report(FaultCode.SheetForPrice, At(index, "criterion"), detail: sheet.CriterionId);
        else if (!table.TryFill(bid, criterion, member, index))
            faults.Report(FaultCode.DuplicateSheet, Sheets.At(index), detail: Name(sheet));
    }

    private static void CheckScore(ScoreTable table, int index, Dictionary<(int, int), int> firsts, Faults faults)
    {
        var sheet = table.Tender.Sheets[index];
        var (bid, criterion) = (table.Bid(sheet.BidId), table.Criterion(sheet.CriterionId));
        var published = table.Tender.Criteria[criterion];
        var (score, rules, isAmended) = (table.Scores[index], table.Tender.Pack.Rules, table.AmendmentOf[index] >= 0);
        var isInRange = score >= 0 && score <= published.MaxHundredths;
        if (!isInRange)
            faults.Report(FaultCode.ScoreOutOfRange, PlaceOfScore(table, index), rules.Scores, Text(score));
        else if (score % published.StepHundredths != 0)
            faults.Report(FaultCode.ScoreOffStep, PlaceOfScore(table, index), rules.Scores, Text(score));
        else if (score < published.ReasonBelowHundredths && sheet.Reason is null && !isAmended)
            faults.Report(FaultCode.ReasonMissing, At(index, "reason"), rules.Terms, Name(sheet));
        if (published.Kind != CriterionKind.Objective)
            return;
        if (firsts.TryAdd((bid, criterion), index) || faults.Any)
            return;
        if (table.Scores[firsts[(bid, criterion)]] != score)
            faults.Report(FaultCode.ObjectiveDiffers, PlaceOfScore(table, index), rules.Scores, Name(sheet));
    }

    private static void CheckTimings(ScoreTable table, Faults faults)
    {
        var seen = new HashSet<(int, int)>();
        for (var i = 0; i < table.Tender.Timings.Count && !faults.Any; i++)
        {
            var (timing, at) = (table.Tender.Timings[i], Place.Root.At("timings").At(i));
            var (member, bid) = (table.Member(timing.Member), table.Bid(timing.BidId));
            faults.When(member < 0, FaultCode.UnknownId, at.At("member"), detail: timing.Member);
            faults.When(bid < 0, FaultCode.UnknownId, at.At("bid"), detail: timing.BidId);
            faults.When(!seen.Add((member, bid)), FaultCode.DuplicateId, at);
        }
    }

    private static void CheckComplete(ScoreTable table, Func<int, bool> stands, Faults faults)
    {
        var tender = table.Tender;
        var scored = Enumerable
            .Range(0, tender.Criteria.Count)
            .Where(c => tender.Criteria[c].Kind != CriterionKind.Price)
            .ToList();
        var standing = Enumerable.Range(0, tender.Bids.Count).Where(stands).ToList();
        if (scored.Count == 0 || standing.Count == 0)
            return;
        faults.When(table.Members.Count == 0, FaultCode.MissingSheet, Sheets, tender.Pack.Rules.Terms);
        foreach (var bid in standing)
        foreach (var criterion in scored)
            CheckCell(table, bid, criterion, faults);
        faults.When(
            tender.MemberMean == MemberMean.WithoutExtremes && table.Members.Count < 5,
            FaultCode.TooFewMembers,
            Place.Root.At("memberMean"),
            tender.Pack.Rules.Terms
        );
    }

    private static void CheckCell(ScoreTable table, int bid, int criterion, Faults faults)
    {
        for (var member = 0; member < table.Members.Count; member++)
        {
            if (table.SheetAt(bid, criterion, member) >= 0)
                continue;
            faults.Report(
                FaultCode.MissingSheet,
                Sheets,
                table.Tender.Pack.Rules.Terms,
                $"{table.Members[member]} · {table.Tender.Bids[bid].Id} · {table.Tender.Criteria[criterion].Id}"
            );
        }
    }

    // A corrected score is the correction's fault, not the sheet's.
    private static Place PlaceOfScore(ScoreTable table, int index) =>
        table.AmendmentOf[index] is var amendment and >= 0
            ? Place.Root.At("amendments").At(amendment).At("after")
            : At(index, "hundredths");

    private static Place At(int index, string key) => Sheets.At(index).At(key);

    private static string Name(Sheet sheet) => $"{sheet.Member} · {sheet.BidId} · {sheet.CriterionId}";

    private static string Text(long score) => score.ToString(CultureInfo.InvariantCulture);
}
