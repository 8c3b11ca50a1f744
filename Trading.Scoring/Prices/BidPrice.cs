namespace Trading.Scoring;

/// <summary>The prices of one bid (docs/spec/scoring.md, section 5), in fen or millionths; lower is better.</summary>
/// <param name="Quoted">As read out, as a price (5.1).</param>
/// <param name="Corrected">After corrections, before the policy adjustment: it breaks ties and is the contract's
/// price.</param>
/// <param name="Adjusted">After the policy adjustment: for the price score only.</param>
/// <param name="Evaluated">With quantified deviations.</param>
/// <param name="Corrections">What the bidder must confirm.</param>
/// <param name="IsRefused">Whether the bidder refused the corrections: the bid is out.</param>
public sealed record BidPrice(
    Fraction Quoted,
    Fraction Corrected,
    Fraction Adjusted,
    Fraction Evaluated,
    IReadOnlyList<Correction> Corrections,
    bool IsRefused
)
{
    /// <summary>The prices of a bid whose keys have been checked (B1 to B12).</summary>
    internal static BidPrice Of(Bid bid, Tender tender)
    {
        var quoted = tender.AsPrice((tender.Quote == QuoteKind.Amount ? bid.PriceFen : bid.Millionths)!.Value);
        var (corrected, corrections) = PriceCorrection.Correct(quoted, bid.Quotation, tender.Pack.Rules.Prices);
        var adjusted = corrected * new Fraction(1000 - bid.AdjustPermille, 1000);
        var evaluated = bid.Deviations.Aggregate(adjusted, (sum, deviation) => sum + deviation.Fen);
        return new BidPrice(
            quoted,
            corrected,
            adjusted,
            evaluated,
            corrections,
            corrections.Count > 0 && bid.Quotation?.IsConfirmed == false
        );
    }
}
