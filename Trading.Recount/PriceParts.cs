namespace Trading.Recount;

internal enum PartKind
{
    Amount,
    UnitPrices,
    ListDiscount,
    BaseRate,
    Yearly,
}

internal sealed record PartLine(string Id, long QuantityMillionths);

/// <summary>One part of the price, as the terms publish it.</summary>
internal sealed record PricePart(
    string Id,
    PartKind Kind,
    Ratio Factor,
    List<PartLine>? Lines,
    long? BaseFen,
    long? Years,
    long? InterestMillionths
);

/// <summary>Its unit price is in ten-thousandths of a fen.</summary>
internal sealed record LinePrice(string Line, long UnitPrice);

/// <summary>What one bid offers for one part.</summary>
internal sealed record BidPart(string Part, long? Fen, long? Millionths, List<LinePrice>? Lines);

internal sealed record Preferences(long? SmallPermille, long? DomesticPermille)
{
    public static readonly Preferences None = new(null, null);
}
