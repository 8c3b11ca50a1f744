using System.Numerics;

namespace Trading.Scoring;

/// <summary>The value of a price part in one bid, fen (docs/spec/scoring.md, 5.2).</summary>
/// <param name="Part">The published part.</param>
/// <param name="Offer">What the bid offers for it.</param>
/// <param name="Exact">Before the rule <c>line</c>; of unit prices the sum of line amounts that are rounded
/// already.</param>
/// <param name="Fen">After it.</param>
public sealed record PartValue(PricePart Part, BidPart Offer, Fraction Exact, Fraction Fen)
{
    private const long Million = 1_000_000;

    /// <summary>The values of all parts of a bid that offers each of them, in the order of the terms.</summary>
    internal static IReadOnlyList<PartValue> Of(Bid bid, Tender tender)
    {
        if (tender.PriceParts is not { } parts)
            return [];
        var offers = bid.Parts.ToDictionary(p => p.PartId, StringComparer.Ordinal);
        return [.. parts.Select(p => Of(p, offers[p.Id], tender.Rounding))];
    }

    /// <summary>Unit price · quantity, rounded by the rule <c>line</c>.</summary>
    internal static Fraction Line(Fraction unit, long quantityMillionths, Rounding rounding) =>
        rounding.ApplyInYuan(RoundingAt.Line, ExactLine(unit, quantityMillionths));

    /// <summary>The same before it is rounded.</summary>
    internal static Fraction ExactLine(Fraction unit, long quantityMillionths) =>
        unit * new Fraction(quantityMillionths, Million);

    /// <summary>The unit price that the bid offers for a line.</summary>
    internal IEnumerable<(PartLine Line, Fraction Unit)> UnitPrices() => UnitPrices(Part, Offer);

    private static PartValue Of(PricePart part, BidPart offer, Rounding rounding)
    {
        if (part.Kind == PricePartKind.UnitPrices)
        {
            var sum = UnitPrices(part, offer)
                .Aggregate(Fraction.Zero, (sum, l) => sum + Line(l.Unit, l.Line.QuantityMillionths, rounding));
            return new PartValue(part, offer, sum, sum);
        }
        var exact = part.Kind switch
        {
            PricePartKind.ListDiscount => Share(part, Million - offer.Millionths!.Value),
            PricePartKind.BaseRate => Share(part, offer.Millionths!.Value),
            PricePartKind.Yearly => part.Annuity * offer.Fen!.Value,
            _ => offer.Fen!.Value,
        };
        // What is offered as an amount is fen already, and still the rule may have fewer digits.
        return new PartValue(part, offer, exact, rounding.ApplyInYuan(RoundingAt.Line, exact));
    }

    private static IEnumerable<(PartLine Line, Fraction Unit)> UnitPrices(PricePart part, BidPart offer)
    {
        var units = offer.Lines!.ToDictionary(l => l.LineId, l => l.Unit, StringComparer.Ordinal);
        return part.Lines!.Select(l => (l, units[l.Id]));
    }

    private static Fraction Share(PricePart part, long millionths) =>
        new(new BigInteger(part.BaseFen!.Value) * millionths, Million);
}
