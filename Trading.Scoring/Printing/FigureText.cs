using System.Globalization;
using System.Numerics;

namespace Trading.Scoring;

/// <summary>Figures as people write them: yuan in groups, per cent, points; ≈ before what is rounded.</summary>
internal static class FigureText
{
    // A unit price has six digits of a yuan; nothing that is published has more.
    private const int MostDigits = 6;
    private const int DigitsOfMoney = 2;

    /// <summary>One figure with its unit.</summary>
    /// <param name="value">Any sign.</param>
    /// <param name="measure">What it measures.</param>
    /// <param name="quote">What bidders quote: the unit of a price.</param>
    /// <param name="isChinese">Else English.</param>
    public static string Of(Fraction value, Measure measure, QuoteKind quote, bool isChinese)
    {
        var (before, after, divisor, digits) = measure switch
        {
            Measure.Price when quote == QuoteKind.Amount => Money(isChinese),
            Measure.Fen => Money(isChinese),
            Measure.Price => ("", "%", (Fraction)10_000, 0),
            Measure.Hundredths => ("", isChinese ? " 分" : "", 100, 0),
            Measure.Points => ("", isChinese ? " 分" : "", 1, 0),
            Measure.Percent => ("", "%", 1, 0),
            Measure.Share => ("", "%", new Fraction(1, 100), 0),
            Measure.Permille => ("", "%", 10, 0),
            Measure.Seconds => ("", isChinese ? " 秒" : " s", 1, 0),
            _ => ("", "", Fraction.One, 0),
        };
        var number = value / divisor;
        var size = number.Magnitude;
        // Exact where that takes few digits, else rounded half away from zero.
        var exact = Enumerable
            .Range(digits, MostDigits + 1 - digits)
            .FirstOrDefault(d => (BigInteger.Pow(10, d) % size.Denominator).IsZero, -1);
        var sign = number.Sign < 0 ? "−" : "";
        return (exact < 0 ? "≈ " : "")
            + before
            + sign
            + Grouped(size.ToDecimalText(exact < 0 ? MostDigits - digits : exact))
            + after;
    }

    private static (string, string, Fraction, int) Money(bool isChinese) =>
        isChinese ? ("", " 元", 100, DigitsOfMoney) : ("CNY ", "", 100, DigitsOfMoney);

    private static string Grouped(string number)
    {
        var point = number.IndexOf('.', StringComparison.Ordinal);
        var whole = BigInteger.Parse(point < 0 ? number : number[..point], CultureInfo.InvariantCulture);
        return whole.ToString("#,0", CultureInfo.InvariantCulture) + (point < 0 ? "" : number[point..]);
    }
}
