namespace Trading.Recount;

/// <summary>What the parts of one bid's price are worth (5.2), in fen.</summary>
/// <param name="Sum">S: of all parts but the yearly ones.</param>
/// <param name="Weighted">Of all parts, each times its factor.</param>
internal sealed record PartValues(Ratio Sum, Ratio Weighted)
{
    private const long FenOfYuan = 100;

    public static PartValues Of(Rounding rounding, List<PricePart> parts, Bid bid)
    {
        var offers = bid.Parts.ToDictionary(offer => offer.Part, StringComparer.Ordinal);
        var (sum, weighted) = (Ratio.Zero, Ratio.Zero);
        foreach (var part in parts)
        {
            var value = ValueOf(rounding, part, offers[part.Id]);
            if (part.Kind != PartKind.Yearly)
                sum += value;
            weighted += part.Factor * value;
        }

        return new PartValues(sum, weighted);
    }

    /// <summary>Unit price times quantity in fen, as the terms round it.</summary>
    /// <param name="rounding">The rules of the terms.</param>
    /// <param name="unitPrice">In ten-thousandths of a fen.</param>
    /// <param name="quantityMillionths">The quantity.</param>
    public static Ratio LineAmount(Rounding rounding, Ratio unitPrice, long quantityMillionths) =>
        Rounded(rounding, unitPrice * new Ratio(quantityMillionths, Tender.MillionthsOfOne * BidForm.TailsOfFen));

    private static Ratio ValueOf(Rounding rounding, PricePart part, BidPart offer) =>
        part.Kind switch
        {
            PartKind.UnitPrices => OfLines(rounding, part, offer),
            PartKind.Amount => Rounded(rounding, Ratio.Whole(offer.Fen!.Value)),
            PartKind.ListDiscount => Rounded(rounding, OfBase(part, Tender.MillionthsOfOne - offer.Millionths!.Value)),
            PartKind.BaseRate => Rounded(rounding, OfBase(part, offer.Millionths!.Value)),
            _ => Rounded(rounding, OfYears(part, offer)),
        };

    private static Ratio OfLines(Rounding rounding, PricePart part, BidPart offer)
    {
        var unitPrices = offer.Lines!.ToDictionary(l => l.Line, l => l.UnitPrice, StringComparer.Ordinal);
        return part.Lines!.Aggregate(
            Ratio.Zero,
            (sum, line) => sum + LineAmount(rounding, Ratio.Whole(unitPrices[line.Id]), line.QuantityMillionths)
        );
    }

    private static Ratio OfBase(PricePart part, long millionths) =>
        Ratio.Whole(part.BaseFen!.Value) * new Ratio(millionths, Tender.MillionthsOfOne);

    /// <summary>From the last year to the first: what is due then and later, brought back by a year.</summary>
    private static Ratio OfYears(PricePart part, BidPart offer)
    {
        var ofAYear = new Ratio(Tender.MillionthsOfOne, Tender.MillionthsOfOne + (part.InterestMillionths ?? 0));
        var (due, value) = (Ratio.Whole(offer.Fen!.Value), Ratio.Zero);
        for (var year = part.Years!.Value; year >= 1; year--)
            value = (value + due) * ofAYear;
        return value;
    }

    private static Ratio Rounded(Rounding rounding, Ratio fen) => rounding.Apply(RoundAt.Line, fen, FenOfYuan);
}
