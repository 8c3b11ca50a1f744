namespace Trading.Recount;

/// <summary>Section 4.4, S10 and S11: every standing bid has every sheet.</summary>
internal sealed class CompletenessChecks(Tender tender, Ledger ledger, Standing standing)
{
    private const int LeastForExtremes = 5;

    public IEnumerable<Fault> Faults()
    {
        var isScored = standing.Bids.Count > 0 && tender.Criteria.Count > 1;
        if (isScored && (ledger.Members == 0 || HasGap()))
            yield return new Fault("missing-sheet", "$.sheets");
        if (isScored && tender.WithoutExtremes && ledger.Members < LeastForExtremes)
            yield return new Fault("too-few-members", "$.memberMean");
    }

    private bool HasGap() =>
        standing.Bids.Exists(bid =>
            Enumerable
                .Range(0, tender.Criteria.Count)
                .Where(criterion => criterion != tender.PriceCriterion)
                .Any(criterion =>
                    Enumerable.Range(0, ledger.Members).Any(member => ledger.SheetAt(member, bid, criterion) is null)
                )
        );
}
