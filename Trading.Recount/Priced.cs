namespace Trading.Recount;

/// <summary>The prices of one bid (5.1 to 5.3), in fen or in millionths.</summary>
/// <param name="Corrected">T: what the bidder is held to.</param>
/// <param name="Compared">X: weighted, with later costs, without tax, as the terms say.</param>
/// <param name="Adjusted">A: X less the deductions.</param>
/// <param name="Evaluated">E: A with the quantified deviations.</param>
/// <param name="Corrections">What was corrected on the way to T.</param>
internal sealed record Priced(
    Ratio Corrected,
    Ratio Compared,
    Ratio Adjusted,
    Ratio Evaluated,
    List<Correction> Corrections
)
{
    private const long Permille = 1000;

    /// <param name="tender">The terms.</param>
    /// <param name="bid">The bid.</param>
    /// <param name="values">What its parts are worth; null where the price has none.</param>
    public static Priced Of(Tender tender, Bid bid, PartValues? values)
    {
        var corrections = new List<Correction>();
        var corrected = tender.Kind switch
        {
            PriceKind.Amount => new PriceCorrection(tender, bid, corrections).Corrected(values?.Sum),
            PriceKind.Rate => Ratio.Whole(bid.Millionths!.Value),
            _ => Ratio.Whole(Tender.MillionthsOfOne - bid.Millionths!.Value),
        };
        var compared = values?.Weighted ?? corrected;
        if (tender.WithoutTax)
            compared *= new Ratio(Permille, Permille + bid.TaxPermille!.Value);
        var adjusted = compared * new Ratio(Permille - tender.DeductionOf(bid), Permille);
        var evaluated = adjusted + Ratio.Whole(bid.Deviations.Sum(d => d.Fen));
        return new Priced(corrected, compared, adjusted, evaluated, corrections);
    }
}
