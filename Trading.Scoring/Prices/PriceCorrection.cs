using System.Numerics;

namespace Trading.Scoring;

/// <summary>The corrections of a price, in their legal order (procurement-87:59).</summary>
public enum CorrectionKind
{
    /// <summary>The opening list beats the body.</summary>
    ListOverBody,

    /// <summary>Words beat figures.</summary>
    WordsOverFigures,

    /// <summary>An obvious decimal error: the total stands, the unit price is mended.</summary>
    DecimalPoint,

    /// <summary>Unit price × quantity differs from the item's total: the unit price stands.</summary>
    UnitOverTotal,

    /// <summary>The sum of the items differs from the total: the items stand.</summary>
    SumOverTotal,
}

/// <summary>One correction; the bidder must confirm it in writing.</summary>
/// <param name="Kind">By which rule of the order.</param>
/// <param name="Item">The item's id; null where it concerns the whole.</param>
/// <param name="Before">Fen, as offered.</param>
/// <param name="After">Fen, as corrected; it may be a fraction.</param>
/// <param name="Rule">Rule id.</param>
public sealed record Correction(CorrectionKind Kind, string? Item, Fraction Before, Fraction After, string Rule);

/// <summary>Price correction: docs/spec/scoring.md, 5.2.</summary>
internal static class PriceCorrection
{
    private const int MostPlaces = 4;

    /// <summary>The corrected price in fen and how it came about.</summary>
    public static (Fraction Fen, IReadOnlyList<Correction> Corrections) Correct(
        long listFen,
        Quotation? quotation,
        string rule
    )
    {
        if (quotation is null)
            return (listFen, []);
        var corrections = new List<Correction>();
        // The order is the law's: a later step works on what an earlier one left.
        if (quotation.BodyFen is { } body && body != listFen)
            corrections.Add(new(CorrectionKind.ListOverBody, null, body, listFen, rule));
        var total = Replace(CorrectionKind.WordsOverFigures, listFen, quotation.WordsFen ?? listFen);
        foreach (var item in quotation.Items)
            if (Shift(item) is { } mended)
                corrections.Add(new(CorrectionKind.DecimalPoint, item.Id, item.UnitFen, mended, rule));
        foreach (var item in quotation.Items)
            if (Total(item) is var itemTotal && itemTotal != item.TotalFen)
                corrections.Add(new(CorrectionKind.UnitOverTotal, item.Id, item.TotalFen, itemTotal, rule));
        if (quotation.Items.Count > 0)
            total = Replace(
                CorrectionKind.SumOverTotal,
                total,
                quotation.Items.Aggregate(Fraction.Zero, (sum, item) => sum + Total(item))
            );
        return (total, corrections);

        Fraction Replace(CorrectionKind kind, Fraction before, Fraction after)
        {
            if (before != after)
                corrections.Add(new(kind, null, before, after, rule));
            return after;
        }
    }

    private static Fraction Total(QuotationItem item) => Shift(item) is null ? Product(item) : item.TotalFen;

    private static Fraction Product(QuotationItem item) =>
        new(new BigInteger(item.UnitFen) * item.QuantityMillionths, 1_000_000);

    /// <summary>
    /// The unit price with its decimal point moved, where that and nothing else makes the item right; otherwise null.
    /// </summary>
    private static Fraction? Shift(QuotationItem item)
    {
        var product = Product(item);
        if (product == item.TotalFen || product == Fraction.Zero)
            return null;
        for (var places = 1; places <= MostPlaces; places++)
        {
            Fraction scale = new(BigInteger.Pow(10, places));
            if (product * scale == item.TotalFen)
                return scale * item.UnitFen;
            if (product / scale == item.TotalFen)
                return item.UnitFen / scale;
        }
        return null;
    }
}
