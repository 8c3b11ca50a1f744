namespace Trading.Scoring;

/// <summary>The prices of one bid (docs/spec/scoring.md, section 5), in fen or millionths; lower is better.</summary>
/// <param name="Quoted">As read out, as a price (5.1); where nothing was, the sum of the parts.</param>
/// <param name="Corrected">After corrections, before tax and deductions: it breaks ties and is the contract's
/// price.</param>
/// <param name="Compared">With factors and later costs, and without tax where the tender publishes that.</param>
/// <param name="Adjusted">After the policy deductions: for the price score only.</param>
/// <param name="Evaluated">With quantified deviations.</param>
/// <param name="Parts">What its parts are worth; empty where the tender names none.</param>
/// <param name="Corrections">What the bidder must confirm.</param>
/// <param name="IsRefused">Whether the bidder refused the corrections: the bid is out.</param>
public sealed record BidPrice(
    Fraction Quoted,
    Fraction Corrected,
    Fraction Compared,
    Fraction Adjusted,
    Fraction Evaluated,
    IReadOnlyList<PartValue> Parts,
    IReadOnlyList<Correction> Corrections,
    bool IsRefused
)
{
    /// <summary>The sum of the parts without what comes later: a price that is read out holds no later costs.</summary>
    internal static Fraction Sum(IEnumerable<PartValue> parts) =>
        parts.Where(p => p.Part.Kind != PricePartKind.Yearly).Aggregate(Fraction.Zero, (sum, part) => sum + part.Fen);

    /// <summary>The prices of a bid whose keys and parts have been checked (B1 to B12, B17 to B23).</summary>
    internal static BidPrice Of(Bid bid, Tender tender)
    {
        var parts = PartValue.Of(bid, tender);
        Fraction? sum = tender.PriceParts is null ? null : Sum(parts);
        var readOut = tender.Quote == QuoteKind.Amount ? bid.PriceFen : bid.Millionths;
        var quoted = readOut is { } price ? tender.AsPrice(price) : sum!.Value;
        var (corrected, corrections) = new PriceCorrection(tender).Correct(quoted, bid.Quotation, sum);
        var compared = Compare(corrected, parts, bid, tender);
        var adjusted = compared * new Fraction(1000 - bid.DeductedPermille(tender.Preferences), 1000);
        var evaluated = bid.Deviations.Aggregate(adjusted, (sum, deviation) => sum + deviation.Fen);
        return new BidPrice(
            quoted,
            corrected,
            compared,
            adjusted,
            evaluated,
            parts,
            corrections,
            corrections.Count > 0 && bid.Quotation?.IsConfirmed == false
        );
    }

    private static Fraction Compare(Fraction corrected, IReadOnlyList<PartValue> parts, Bid bid, Tender tender)
    {
        var price =
            parts.Count == 0
                ? corrected
                : parts.Aggregate(Fraction.Zero, (sum, part) => sum + (part.Part.Factor * part.Fen));
        return tender.ComparesWithoutTax ? price * new Fraction(1000, 1000 + bid.TaxPermille!.Value) : price;
    }
}
