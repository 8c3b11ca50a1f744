namespace Trading.Scoring;

/// <summary>
/// The four lawful corrections of scores (procurement-87:64; docs/spec/scoring.md, 4.4, A1 to A11). Nothing else
/// changes a sheet.
/// </summary>
internal static class AmendmentChecks
{
    /// <summary>Checks every amendment against the sheets as handed in, then puts all of them into the table.</summary>
    public static void Apply(ScoreTable table, Faults faults)
    {
        var amendments = table.Tender.Amendments;
        var sums = new HashSet<(int, int)>();
        var sheets = new int[amendments.Count];
        for (var i = 0; i < amendments.Count && !faults.Any; i++)
            sheets[i] = Check(table, i, sums, faults);
        if (faults.Any)
            return;
        for (var i = 0; i < amendments.Count; i++)
            if (sheets[i] >= 0)
                table.Scores[sheets[i]] = amendments[i].After;
        for (var i = 0; i < amendments.Count; i++)
            if (amendments[i].Kind == AmendmentKind.Sum)
                CheckSum(table, i, faults);
    }

    /// <summary>The sheet that it changes; −1 for a sum, and after a fault.</summary>
    private static int Check(ScoreTable table, int index, HashSet<(int, int)> sums, Faults faults)
    {
        var (amendment, at, rule) = (table.Tender.Amendments[index], At(index), table.Tender.Pack.Rules.Scores);
        var (member, bid) = (table.Member(amendment.Member), table.Bid(amendment.BidId));
        faults.When(member < 0, FaultCode.UnknownId, at.At("member"), rule, amendment.Member);
        faults.When(bid < 0, FaultCode.UnknownId, at.At("bid"), rule, amendment.BidId);
        if (faults.Any)
            return -1;
        var sheet = amendment.Kind == AmendmentKind.Sum ? -1 : FindSheet(table, index, member, bid, faults);
        if (amendment.Kind == AmendmentKind.Sum)
        {
            faults.When(amendment.CriterionId is not null, FaultCode.AmendmentUnlawful, at.At("criterion"), rule);
            faults.When(!sums.Add((member, bid)), FaultCode.DuplicateId, at, rule);
        }
        faults.When(amendment.Before == amendment.After, FaultCode.AmendmentUnlawful, at.At("after"), rule);
        if (sheet >= 0 && !faults.Any)
            CheckCell(table, amendment, sheet, (bid, table.Criterion(amendment.CriterionId!)), at, faults);
        return sheet;
    }

    private static int FindSheet(ScoreTable table, int index, int member, int bid, Faults faults)
    {
        var (amendment, at, rule) = (table.Tender.Amendments[index], At(index), table.Tender.Pack.Rules.Scores);
        faults.When(amendment.CriterionId is null, FaultCode.MissingKey, at.At("criterion"), rule);
        var criterion = amendment.CriterionId is { } id ? table.Criterion(id) : -1;
        faults.When(
            criterion < 0 || table.Tender.Criteria[criterion].Kind == CriterionKind.Price,
            FaultCode.UnknownId,
            at.At("criterion"),
            rule
        );
        if (faults.Any)
            return -1;
        var sheet = table.SheetAt(bid, criterion, member);
        faults.When(sheet < 0, FaultCode.UnknownId, at, rule);
        if (sheet < 0)
            return -1;
        faults.When(table.AmendmentOf[sheet] >= 0, FaultCode.DuplicateId, at, rule);
        table.AmendmentOf[sheet] = index;
        return sheet;
    }

    private static void CheckCell(
        ScoreTable table,
        Amendment amendment,
        int sheet,
        (int Bid, int Criterion) cell,
        Place at,
        Faults faults
    )
    {
        var (rule, published) = (table.Tender.Pack.Rules.Scores, table.Tender.Criteria[cell.Criterion]);
        var score = table.Scores[sheet];
        faults.When(amendment.Before != score, FaultCode.AmendmentBefore, at.At("before"), rule);
        var isSound = score >= 0 && score <= published.MaxHundredths && score % published.StepHundredths == 0;
        faults.When(
            amendment.Kind == AmendmentKind.Range && isSound,
            FaultCode.AmendmentUnlawful,
            at.At("before"),
            rule
        );
        var isDisputed =
            published.Kind == CriterionKind.Objective
            && table.SheetsAt(cell.Bid, cell.Criterion).Any(s => table.Scores[s] != score);
        faults.When(
            amendment.Kind == AmendmentKind.Objective && !isDisputed,
            FaultCode.AmendmentUnlawful,
            at.At("kind"),
            rule
        );
        faults.When(
            amendment.Kind == AmendmentKind.Abnormal && published.Kind != CriterionKind.Subjective,
            FaultCode.AmendmentUnlawful,
            at.At("kind"),
            rule
        );
    }

    private static void CheckSum(ScoreTable table, int index, Faults faults)
    {
        var amendment = table.Tender.Amendments[index];
        var (member, bid) = (table.Member(amendment.Member), table.Bid(amendment.BidId));
        var sum = Enumerable
            .Range(0, table.Tender.Criteria.Count)
            .Select(c => table.SheetAt(bid, c, member))
            .Where(s => s >= 0)
            .Sum(s => table.Scores[s]);
        faults.When(
            amendment.After != sum,
            FaultCode.AmendmentUnlawful,
            At(index).At("after"),
            table.Tender.Pack.Rules.Scores
        );
    }

    private static Place At(int index) => Place.Root.At("amendments").At(index);
}
