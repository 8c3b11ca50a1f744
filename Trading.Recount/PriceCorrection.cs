using System.Numerics;

namespace Trading.Recount;

/// <summary>One difference that was corrected, in fen (5.2).</summary>
internal sealed record Correction(string Kind, string? Item, Ratio Before, Ratio After);

/// <summary>The legal order in which the price of one bid is corrected (5.2).</summary>
/// <param name="tender">Its terms.</param>
/// <param name="bid">The bid.</param>
/// <param name="found">Takes the corrections, in the order in which they are made.</param>
internal sealed class PriceCorrection(Tender tender, Bid bid, List<Correction> found)
{
    private static readonly int[] Powers = [1, -1, 2, -2, 3, -3, 4, -4];

    private readonly Quotation quotation = bid.Quotation ?? new Quotation(null, null, [], null);

    /// <summary>The corrected price T.</summary>
    /// <param name="sumOfParts">The sum of the price's parts; null where the terms publish none.</param>
    public Ratio Corrected(Ratio? sumOfParts)
    {
        var price = bid.PriceFen is long fen ? Ratio.Whole(fen) : sumOfParts!.Value;
        if (quotation.BodyFen is long body)
            Note("list-over-body", null, Ratio.Whole(body), price);
        if (quotation.WordsFen is long words)
            price = Note("words-over-figures", null, price, Ratio.Whole(words));
        var sum = sumOfParts ?? (quotation.Items.Count > 0 ? SumOfItems() : price);
        return Note("sum-over-total", null, price, sum);
    }

    private Ratio SumOfItems()
    {
        var amounts = quotation.Items.ConvertAll(item => LineAmount(item, UnitPrice(item)));
        var isSlip = quotation.Items.Select((item, i) => MendsUnit(item, amounts[i])).ToList();
        var sum = Ratio.Zero;
        foreach (var (i, item) in quotation.Items.Index())
        {
            var shown = Ratio.Whole(item.TotalFen);
            sum += isSlip[i] ? shown : Note("unit-over-total", item.Id, shown, amounts[i]);
        }

        return sum;
    }

    /// <summary>Whether the total stands, because the unit price has its point at a wrong place.</summary>
    private bool MendsUnit(Item item, Ratio amount)
    {
        var shown = Ratio.Whole(item.TotalFen);
        if (amount == shown || item.TotalFen == 0)
            return false;
        foreach (var power in Powers)
        {
            var tens = BigInteger.Pow(10, int.Abs(power));
            var unit = UnitPrice(item) * (power > 0 ? Ratio.Whole(tens) : new Ratio(1, tens));
            if (LineAmount(item, unit) != shown)
                continue;
            Note("decimal-point", item.Id, UnitPrice(item) / BidForm.TailsOfFen, unit / BidForm.TailsOfFen);
            return true;
        }

        return false;
    }

    private Ratio LineAmount(Item item, Ratio unitPrice) =>
        PartPricing.LineAmount(tender.Rounding, unitPrice, item.QuantityMillionths);

    private static Ratio UnitPrice(Item item) => Ratio.Whole(item.UnitPrice);

    /// <summary>A correction where the two differ; what comes after goes on.</summary>
    private Ratio Note(string kind, string? item, Ratio before, Ratio after)
    {
        if (before != after)
            found.Add(new Correction(kind, item, before, after));
        return after;
    }
}
