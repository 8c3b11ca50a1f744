namespace Trading.Recount;

/// <summary>What the parts of one bid's price are worth (5.2), in fen.</summary>
/// <param name="Sum">S: of all parts but the yearly ones.</param>
/// <param name="Weighted">Of all parts, each times its factor.</param>
internal sealed record PartValues(Ratio Sum, Ratio Weighted);

/// <summary>Values the parts of the price (5.2), bid by bid.</summary>
internal sealed class PartPricing(Rounding rounding, List<PricePart> parts)
{
    private const long FenOfYuan = 100;

    /// <summary>By part: one fen in each of its years is worth that now.</summary>
    private readonly Dictionary<string, Ratio> worthOfYears = parts
        .Where(part => part.Kind == PartKind.Yearly)
        .ToDictionary(part => part.Id, WorthOfYears, StringComparer.Ordinal);

    public PartValues Of(Bid bid)
    {
        var offers = bid.Parts.ToDictionary(offer => offer.Part, StringComparer.Ordinal);
        var (sum, weighted) = (Ratio.Zero, Ratio.Zero);
        foreach (var part in parts)
        {
            var value = ValueOf(part, offers[part.Id]);
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

    private Ratio ValueOf(PricePart part, BidPart offer) =>
        part.Kind switch
        {
            PartKind.UnitPrices => OfLines(part, offer),
            PartKind.Amount => Rounded(rounding, Ratio.Whole(offer.Fen!.Value)),
            PartKind.ListDiscount => Rounded(rounding, OfBase(part, Tender.MillionthsOfOne - offer.Millionths!.Value)),
            PartKind.BaseRate => Rounded(rounding, OfBase(part, offer.Millionths!.Value)),
            _ => Rounded(rounding, Ratio.Whole(offer.Fen!.Value) * worthOfYears[part.Id]),
        };

    private Ratio OfLines(PricePart part, BidPart offer)
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
    private static Ratio WorthOfYears(PricePart part)
    {
        var ofAYear = new Ratio(Tender.MillionthsOfOne, Tender.MillionthsOfOne + (part.InterestMillionths ?? 0));
        var worth = Ratio.Zero;
        for (var year = part.Years!.Value; year >= 1; year--)
            worth = (worth + Ratio.Whole(1)) * ofAYear;
        return worth;
    }

    private static Ratio Rounded(Rounding rounding, Ratio fen) => rounding.Apply(RoundAt.Line, fen, FenOfYuan);
}
