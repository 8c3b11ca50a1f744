namespace Trading.Recount;

/// <summary>
/// Section 4.4, S10 to S12: every standing bid has every sheet, and there is something to score its price against.
/// </summary>
internal sealed class CompletenessChecks(Tender tender, Ledger ledger, Standing standing, PriceScores prices)
{
    private const int LeastForExtremes = 5;

    public IEnumerable<Fault> Faults()
    {
        var isScored = standing.Bids.Count > 0 && tender.Criteria.Count > 1;
        if (isScored && (ledger.Members == 0 || HasGap()))
            yield return new Fault("missing-sheet", "$.sheets");
        if (isScored && tender.WithoutExtremes && ledger.Members < LeastForExtremes)
            yield return new Fault("too-few-members", "$.memberMean");
        if (prices.HasZeroBenchmark)
            yield return new Fault("zero-benchmark", "$.rounding");
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
