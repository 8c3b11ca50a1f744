namespace Trading.Recount;

/// <summary>
/// Section 4.4, S1 to S9 and timings, lazily and in their order. Walking it to the end leaves the amended scores in the
/// ledger.
/// </summary>
internal sealed class SheetChecks(Tender tender, Ledger ledger)
{
    private const int MostMembers = 49;
    private static readonly Place AtSheets = Place.Root.At("sheets");

    public IEnumerable<Fault> Faults() =>
        OfEntries().Concat(new AmendmentChecks(tender, ledger).Faults()).Concat(OfScores()).Concat(OfTimings());

    private IEnumerable<Fault> OfEntries()
    {
        for (var i = 0; i < tender.Sheets.Count; i++)
        {
            var sheet = tender.Sheets[i];
            if (!ledger.KnowsMember(sheet.Member))
                yield return At("unknown-id", AtSheets.At(i).At("member"));
            if (!ledger.BidOf.ContainsKey(sheet.Bid))
                yield return At("unknown-id", AtSheets.At(i).At("bid"));
            var criterion = ledger.CriterionAt(sheet.Criterion);
            if (criterion is null)
                yield return At("unknown-id", AtSheets.At(i).At("criterion"));
            if (criterion == tender.PriceCriterion)
                yield return At("sheet-for-price", AtSheets.At(i).At("criterion"));
            if (!ledger.TryEnter(i))
                yield return At("duplicate-sheet", AtSheets.At(i));
        }

        if (ledger.Members > MostMembers)
            yield return At("wrong-count", AtSheets);
    }

    private IEnumerable<Fault> OfScores()
    {
        var firstOf = new Dictionary<long, long>();
        for (var i = 0; i < tender.Sheets.Count; i++)
        {
            var (sheet, score) = (tender.Sheets[i], ledger.Scores[i]);
            var criterion = tender.Criteria[ledger.CriterionAt(sheet.Criterion)!.Value];
            var isAmended = ledger.AmendedBy[i] is not null;
            firstOf.TryAdd(ledger.Column(sheet), score);
            if (score < 0 || score > criterion.MaxHundredths)
                yield return At("score-out-of-range", ScoreAt(i));
            if (score % criterion.StepHundredths != 0)
                yield return At("score-off-step", ScoreAt(i));
            if (score < criterion.ReasonBelowHundredths && sheet.Reason is null && !isAmended)
                yield return At("reason-missing", AtSheets.At(i).At("reason"));
            if (criterion.Kind == CriterionKind.Objective && score != firstOf[ledger.Column(sheet)])
                yield return At("objective-differs", ScoreAt(i));
        }
    }

    private IEnumerable<Fault> OfTimings()
    {
        var pages = new HashSet<long>();
        for (var i = 0; i < tender.Timings.Count; i++)
        {
            var (timing, at) = (tender.Timings[i], Place.Root.At("timings").At(i));
            if (!ledger.KnowsMember(timing.Member))
                yield return At("unknown-id", at.At("member"));
            if (!ledger.BidOf.ContainsKey(timing.Bid))
                yield return At("unknown-id", at.At("bid"));
            if (!pages.Add(ledger.Page(timing.Member, timing.Bid)))
                yield return At("duplicate-id", at);
        }
    }

    private Place ScoreAt(int sheet) =>
        ledger.AmendedBy[sheet] is int by
            ? Place.Root.At("amendments").At(by).At("after")
            : AtSheets.At(sheet).At("hundredths");

    private static Fault At(string code, Place place) => new(code, place.ToString());
}
