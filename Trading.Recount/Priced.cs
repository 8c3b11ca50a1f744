using System.Numerics;

namespace Trading.Recount;

/// <summary>
/// The prices of one bid (5.1 to 5.3) as whole numbers. A unit price in fen times a quantity in millionths is a whole
/// number of millionths of a fen, and a policy deduction in permille takes three digits more: so everything is counted
/// in 10⁻⁹ of a fen (or of a millionth, for rates and discounts), and nothing is ever divided.
/// </summary>
internal sealed record Priced(BigInteger Corrected, BigInteger Adjusted, BigInteger Evaluated, bool HasCorrection)
{
    private const long Permille = 1000;
    private const long MicroPerFen = 1_000_000;

    /// <summary>How many counted units are one fen.</summary>
    public static readonly BigInteger Unit = MicroPerFen * Permille;

    public static Priced Of(Bid bid, PriceKind kind)
    {
        var (micro, hasCorrection) = kind switch
        {
            PriceKind.Amount => Correct(bid.PriceFen!.Value, bid.Quotation),
            PriceKind.Rate => (MicroPerFen * (BigInteger)bid.Millionths!.Value, false),
            _ => (MicroPerFen * (BigInteger)(Tender.MillionthsOfOne - bid.Millionths!.Value), false),
        };
        var adjusted = micro * (Permille - bid.AdjustPermille);
        return new Priced(
            micro * Permille,
            adjusted,
            adjusted + (bid.Deviations.Sum(d => d.Fen) * Unit),
            hasCorrection
        );
    }

    /// <summary>
    /// The steps of 5.2. Which step found something is the first implementation's to print; here only that there was
    /// one.
    /// </summary>
    private static (BigInteger Micro, bool HasCorrection) Correct(long priceFen, Quotation? quotation)
    {
        if (quotation is null)
            return (priceFen * (BigInteger)MicroPerFen, false);
        var found = quotation.BodyFen is long body && body != priceFen;
        var price = quotation.WordsFen ?? priceFen;
        found |= price != priceFen;
        if (quotation.Items.Count == 0)
            return (price * (BigInteger)MicroPerFen, found);

        var sum = BigInteger.Zero;
        foreach (var item in quotation.Items)
        {
            var product = (BigInteger)item.UnitFen * item.QuantityMillionths;
            var shown = item.TotalFen * (BigInteger)MicroPerFen;
            found |= product != shown;
            sum += IsDecimalError(product, shown) ? shown : product;
        }

        return (sum, found || sum != price * (BigInteger)MicroPerFen);
    }

    private static bool IsDecimalError(BigInteger product, BigInteger shown)
    {
        if (product.IsZero)
            return false;
        for (var (tens, k) = (new BigInteger(10), 1); k <= 4; k++, tens *= 10)
        {
            if (product * tens == shown || product == shown * tens)
                return true;
        }

        return false;
    }
}
