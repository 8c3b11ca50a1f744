namespace Trading.Recount;

/// <summary>
/// Section 4.4, A1 to A11, lazily and in their order. Between A10 and A11 the ledger takes the amended scores.
/// </summary>
internal sealed class AmendmentChecks(Tender tender, Ledger ledger)
{
    private readonly HashSet<long> sumsOf = [];

    /// <summary>The columns in which members differ, as handed in.</summary>
    private readonly Lazy<HashSet<long>> differing = new(() => Differing(tender, ledger));

    public IEnumerable<Fault> Faults()
    {
        for (var i = 0; i < tender.Amendments.Count; i++)
        {
            var amendment = tender.Amendments[i];
            if (!ledger.KnowsMember(amendment.Member))
                yield return At("unknown-id", i, "member");
            if (!ledger.BidOf.ContainsKey(amendment.Bid))
                yield return At("unknown-id", i, "bid");
            foreach (var fault in amendment.Kind == AmendmentKind.Sum ? OfSum(i, amendment) : OfScore(i, amendment))
                yield return fault;
        }

        ledger.Amend();
        foreach (var fault in OfSumsAfter())
            yield return fault;
    }

    private IEnumerable<Fault> OfSum(int i, Amendment amendment)
    {
        if (amendment.Criterion is not null)
            yield return At("amendment-unlawful", i, "criterion");
        if (!sumsOf.Add(ledger.Page(amendment.Member, amendment.Bid)))
            yield return At("duplicate-id", i, null);
        if (amendment.Before == amendment.After)
            yield return At("amendment-unlawful", i, "after");
    }

    private IEnumerable<Fault> OfScore(int i, Amendment amendment)
    {
        if (amendment.Criterion is null)
            yield return At("missing-key", i, "criterion");
        var column = ledger.CriterionAt(amendment.Criterion!);
        if (column is null || column == tender.PriceCriterion)
            yield return At("unknown-id", i, "criterion");
        var cell = ledger.SheetAt(amendment);
        if (cell is null)
            yield return At("unknown-id", i, null);
        var sheet = cell!.Value;
        if (ledger.AmendedBy[sheet] is not null)
            yield return At("duplicate-id", i, null);
        ledger.AmendedBy[sheet] = i;
        if (amendment.Before == amendment.After)
            yield return At("amendment-unlawful", i, "after");
        if (amendment.Before != ledger.Scores[sheet])
            yield return At("amendment-before", i, "before");
        if (LawlessAt(amendment, sheet, tender.Criteria[column!.Value]) is { } key)
            yield return At("amendment-unlawful", i, key);
    }

    /// <summary>A8 to A10: the key that shows it, or null when the amendment is lawful.</summary>
    private string? LawlessAt(Amendment amendment, int sheet, Criterion criterion)
    {
        var score = ledger.Scores[sheet];
        var isRegular = score >= 0 && score <= criterion.MaxHundredths && score % criterion.StepHundredths == 0;
        return amendment.Kind switch
        {
            AmendmentKind.Range => isRegular ? "before" : null,
            AmendmentKind.Objective => criterion.Kind == CriterionKind.Objective
            && differing.Value.Contains(ledger.Column(tender.Sheets[sheet]))
                ? null
                : "kind",
            _ => criterion.Kind == CriterionKind.Subjective ? null : "kind",
        };
    }

    private IEnumerable<Fault> OfSumsAfter()
    {
        if (sumsOf.Count == 0)
            yield break;
        var sums = new Dictionary<long, long>();
        for (var i = 0; i < tender.Sheets.Count; i++)
        {
            var page = ledger.Page(tender.Sheets[i].Member, tender.Sheets[i].Bid);
            sums[page] = sums.GetValueOrDefault(page) + ledger.Scores[i];
        }

        for (var i = 0; i < tender.Amendments.Count; i++)
        {
            var amendment = tender.Amendments[i];
            if (amendment.Kind != AmendmentKind.Sum)
                continue;
            if (amendment.After != sums.GetValueOrDefault(ledger.Page(amendment.Member, amendment.Bid)))
                yield return At("amendment-unlawful", i, "after");
        }
    }

    private static HashSet<long> Differing(Tender tender, Ledger ledger)
    {
        var (first, differing) = (new Dictionary<long, long>(), new HashSet<long>());
        foreach (var sheet in tender.Sheets)
        {
            var column = ledger.Column(sheet);
            if (!first.TryAdd(column, sheet.Hundredths) && first[column] != sheet.Hundredths)
                differing.Add(column);
        }

        return differing;
    }

    private static Fault At(string code, int amendment, string? key)
    {
        var place = Place.Root.At("amendments").At(amendment);
        return new Fault(code, (key is null ? place : place.At(key)).ToString());
    }
}
