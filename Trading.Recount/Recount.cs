using System.Text.Json;

namespace Trading.Recount;

/// <summary>
/// The second, independent implementation of scoring (docs/spec/scoring.md). It references nothing of ours and was
/// written from that page alone, so that a mistake in one of the two shows as a difference.
/// </summary>
public static class Recount
{
    /// <summary>Counts one file of section 2 again, from bytes to ranks.</summary>
    /// <param name="tenderJson">The file, UTF-8, at most 67,108,864 bytes.</param>
    /// <returns>Rows and candidates, or the code and path of the first fault in the order of section 4. No input makes
    /// it throw.</returns>
    public static Recounted Score(ReadOnlyMemory<byte> tenderJson)
    {
        if (Scan.Check(tenderJson.Span) is { } malformed)
            return Refused(malformed);
        using var document = JsonDocument.Parse(tenderJson, new JsonDocumentOptions { MaxDepth = Scan.MaxDepth });
        var reading = new Reading();
        var tender = TenderForm.Root(reading, document.RootElement, Place.Root);
        return reading.Fault is { } misread ? Refused(misread) : Judge(tender);
    }

    private static Recounted Judge(Tender tender)
    {
        if (new TermChecks(tender).Faults().FirstOrDefault() is { } unlawful)
            return Refused(unlawful);
        // A file without bids is a publication: section 4.2 ends there.
        if (tender.Bids.Count == 0)
            return new Recounted([], [], null, null);

        var bids = new BidChecks(tender);
        if (bids.Faults().FirstOrDefault() is { } inBids)
            return Refused(inBids);
        var ledger = new Ledger(tender, bids.BidOf);
        var standing = new Standing(tender, bids);
        var sheets = new SheetChecks(tender, ledger)
            .Faults()
            .Concat(new CompletenessChecks(tender, ledger, standing).Faults());
        if (sheets.FirstOrDefault() is { } inSheets)
            return Refused(inSheets);

        var lines = Lines(tender, bids, ledger, standing);
        return Ranking.TryRank(tender, standing, lines, out var units) is { } inBrands
            ? Refused(inBrands)
            : Outcome.Of(tender, lines, units);
    }

    /// <summary>Section 8.1: what each standing bid is worth.</summary>
    private static List<Line> Lines(Tender tender, BidChecks bids, Ledger ledger, Standing standing)
    {
        var prices = PriceScores.Of(tender, bids.Prices, standing);
        var technicals = TechnicalScores.Of(tender, ledger, standing);
        var weight = tender.Criteria[tender.PriceCriterion].WeightPermille;
        return
        [
            .. standing.Bids.Select(
                (bid, i) =>
                {
                    var (price, technical) = (prices[i], technicals[i]);
                    var total = new Ratio(
                        (price.Top * weight * technical.Bottom) + (technical.Top * 1000 * price.Bottom),
                        1000 * price.Bottom * technical.Bottom
                    );
                    var value = tender.Rounding.At == RoundAt.Total ? total.Rounded(tender.Rounding.Digits) : total;
                    return new Line(tender.Bids[bid], standing.CorrectedOf(bid), price, technical, total, value);
                }
            ),
        ];
    }

    private static Recounted Refused(Fault fault) => new([], [], fault.Code, fault.Path);
}
