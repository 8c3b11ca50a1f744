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
internal sealed class PriceCorrection(Tender tender)
{
    private const int MostPlaces = 4;

    private readonly List<Correction> corrections = [];

    /// <summary>
    /// The corrected price in fen and how it came about. <paramref name="partsFen"/> is the sum of the price parts,
    /// null where the tender names none.
    /// </summary>
    public (Fraction Fen, IReadOnlyList<Correction> Corrections) Correct(
        Fraction listFen,
        Quotation? quotation,
        Fraction? partsFen
    )
    {
        // The order is the law's: a later step works on what an earlier one left.
        if (quotation?.BodyFen is { } body)
            Note(CorrectionKind.ListOverBody, null, body, listFen);
        var total = quotation?.WordsFen ?? listFen;
        Note(CorrectionKind.WordsOverFigures, null, listFen, total);
        var items = (quotation?.Items ?? []).Select(i => (Item: i, Mended: Shift(i))).ToList();
        foreach (var (item, mended) in items)
            Note(CorrectionKind.DecimalPoint, item.Id, item.Unit, mended ?? item.Unit);
        foreach (var (item, mended) in items)
            Note(CorrectionKind.UnitOverTotal, item.Id, item.TotalFen, Total(item, mended));
        var sum =
            items.Count > 0
                ? items.Aggregate(Fraction.Zero, (sum, i) => sum + Total(i.Item, i.Mended))
                : partsFen ?? total;
        Note(CorrectionKind.SumOverTotal, null, total, sum);
        return (sum, corrections);
    }

    private void Note(CorrectionKind kind, string? item, Fraction before, Fraction after)
    {
        if (before != after)
            corrections.Add(new(kind, item, before, after, tender.Pack.Rules.Prices));
    }

    private Fraction Total(QuotationItem item, Fraction? mended) =>
        mended is null ? Amount(item, item.Unit) : item.TotalFen;

    private Fraction Amount(QuotationItem item, Fraction unit) =>
        PartValue.Line(unit, item.QuantityMillionths, tender.Rounding);

    /// <summary>
    /// The unit price with its decimal point moved, where that and nothing else makes the item right; otherwise null.
    /// </summary>
    private Fraction? Shift(QuotationItem item)
    {
        if (item.TotalFen == 0 || Amount(item, item.Unit) == item.TotalFen)
            return null;
        for (var places = 1; places <= MostPlaces; places++)
        {
            Fraction scale = new(BigInteger.Pow(10, places));
            if (Amount(item, item.Unit * scale) == item.TotalFen)
                return item.Unit * scale;
            if (Amount(item, item.Unit / scale) == item.TotalFen)
                return item.Unit / scale;
        }
        return null;
    }
}
