using System.Text.Json;

namespace Trading.Recount;

/// <summary>
/// The second, independent implementation of scoring (docs/spec/scoring.md). It references nothing of ours and was
/// written from that page alone, so that a mistake in one of the two shows as a difference.
/// </summary>
public static class Recount
{
    private static readonly Recounted Nothing = new([], [], null, null, [], []);

    /// <summary>Counts one file of section 2 again, from bytes to ranks.</summary>
    /// <param name="tenderJson">The file, UTF-8, at most 67,108,864 bytes.</param>
    /// <returns>Rows, candidates, reasons and corrections, or the code and path of the first fault in the order of
    /// section 4. No input makes it throw.</returns>
    public static Recounted Score(ReadOnlyMemory<byte> tenderJson) =>
        TryRead(tenderJson, out var tender) is { } malformed ? Refused(malformed) : Judge(tender);

    /// <summary>The check at filing (4.5): can these terms be computed, whatever is bid?</summary>
    /// <param name="termsJson">The file, UTF-8, without members, bids and what follows from them.</param>
    /// <returns>Empty lists, and the code and path of the first fault if there is one. No input makes it
    /// throw.</returns>
    public static Recounted CheckTerms(ReadOnlyMemory<byte> termsJson)
    {
        var fault =
            TryRead(termsJson, out var tender)
            ?? FilingChecks.Faults(tender).Concat(new TermChecks(tender, isAtFiling: true).Faults()).FirstOrDefault();
        return fault is null ? Nothing : Refused(fault);
    }

    /// <summary>The check at filing, then whether these terms are those of the lot (4.5, 4.6).</summary>
    /// <param name="termsJson">As above.</param>
    /// <param name="rulePack">Id of the session's rule pack.</param>
    /// <param name="priceKind">Of the lot: <c>Amount</c>, <c>Rate</c>, <c>Discount</c>, <c>UnitPrices</c>.</param>
    /// <param name="bound">The lot's ceiling or least discount, fen or millionths; 0 for none.</param>
    /// <returns>Empty lists, and the first fault if there is one. No input makes it throw.</returns>
    public static Recounted CheckTerms(ReadOnlyMemory<byte> termsJson, string rulePack, string priceKind, long bound)
    {
        var atFiling = CheckTerms(termsJson);
        if (atFiling.ErrorCode is not null)
            return atFiling;
        _ = TryRead(termsJson, out var tender);
        return FilingChecks.DifferenceFrom(rulePack, priceKind, bound, tender) is { } key
            ? Refused(new Fault("not-of-lot", $"$.{key}"))
            : Nothing;
    }

    /// <summary>The file, or the first fault of its form (4.1).</summary>
    private static Fault? TryRead(ReadOnlyMemory<byte> json, out Tender tender)
    {
        tender = null!;
        if (Scan.Check(json.Span) is { } malformed)
            return malformed;
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = Scan.MaxDepth });
        var reading = new Reading();
        tender = TenderForm.Root(reading, document.RootElement, Place.Root);
        return reading.Fault;
    }

    private static Recounted Judge(Tender tender)
    {
        if (new TermChecks(tender, isAtFiling: false).Faults().FirstOrDefault() is { } unlawful)
            return Refused(unlawful);
        // A file without bids is a publication: section 4.2 ends there.
        if (tender.Bids.Count == 0)
            return Nothing;

        var bids = new BidChecks(tender);
        if (bids.Faults().FirstOrDefault() is { } inBids)
            return Refused(inBids);
        var ledger = new Ledger(tender, bids.BidOf);
        var standing = new Standing(tender, bids);
        var prices = new PriceScores(tender, standing);
        var sheets = new SheetChecks(tender, ledger)
            .Faults()
            .Concat(new CompletenessChecks(tender, ledger, standing, prices).Faults());
        if (sheets.FirstOrDefault() is { } inSheets)
            return Refused(inSheets);

        var lines = Lines(tender, ledger, standing, prices.OfEachBid());
        return Ranking.TryRank(tender, standing, lines, out var units) is { } inBrands
            ? Refused(inBrands)
            : new Outcome(tender, bids.IsOut, lines, units).Result();
    }

    /// <summary>Section 8.1: what each standing bid is worth.</summary>
    private static List<Line> Lines(Tender tender, Ledger ledger, Standing standing, List<Ratio> prices)
    {
        var technicals = TechnicalScores.Of(tender, ledger, standing);
        var weight = new Ratio(tender.Criteria[tender.PriceCriterion].WeightPermille, 1000);
        return
        [
            .. standing.Bids.Select(
                (bid, i) =>
                {
                    var total = tender.Rounding.Apply(RoundAt.PricePoints, prices[i] * weight) + technicals[i];
                    var value = tender.Rounding.Apply(RoundAt.Total, total);
                    return new Line(tender.Bids[bid], standing.PriceOf(bid), prices[i], technicals[i], total, value);
                }
            ),
        ];
    }

    private static Recounted Refused(Fault fault) => Nothing with { ErrorCode = fault.Code, ErrorPath = fault.Path };
}
