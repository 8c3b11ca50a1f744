namespace Trading.Scoring;

/// <summary>
/// Prices so low that the bidder owes an explanation (low-price-2026; docs/spec/scoring.md, section 10). Corrected,
/// unadjusted prices; strictly below.
/// </summary>
internal static class AbnormallyLow
{
    public static IEnumerable<Finding> Find(Tender tender, IReadOnlyList<(string Id, BidPrice Price)> field)
    {
        if (tender.Pack.AbnormallyLow is not { } shares || field.Count == 0)
            yield break;
        var sorted = field.Select(b => b.Price.Corrected).Order().ToList();
        // Every bid is in the average that judges it.
        var average = sorted.Aggregate(Fraction.Zero, (sum, price) => sum + price) / sorted.Count;
        foreach (var (id, price) in field)
        {
            var next = sorted.Where(p => p > price.Corrected).Select(p => (Fraction?)p).FirstOrDefault();
            if (Below(FindingCode.AbnormallyLowAverage, id, price, shares.OfAverage * average) is { } first)
                yield return first;
            if (
                next is { } higher
                && Below(FindingCode.AbnormallyLowNext, id, price, shares.OfNext * higher) is { } second
            )
                yield return second;
            if (
                tender.CeilingPrice is { } ceiling
                && Below(FindingCode.AbnormallyLowCeiling, id, price, shares.OfCeiling * ceiling) is { } third
            )
                yield return third;
        }
    }

    private static Finding? Below(FindingCode code, string id, BidPrice price, Fraction limit) =>
        price.Corrected < limit ? new Finding(code, [id], price.Corrected, limit, PackRules.LowPrice) : null;
}
