using System.Globalization;
using System.Numerics;

namespace Trading.Recount;

/// <summary>
/// An exact fraction: two whole numbers, the bottom positive. The operators give lowest terms; where a denominator is
/// known beforehand, the two numbers are put down as they come.
/// </summary>
internal readonly record struct Ratio(BigInteger Top, BigInteger Bottom) : IComparable<Ratio>
{
    public static readonly Ratio Zero = Whole(0);

    public static Ratio Whole(BigInteger number) => new(number, BigInteger.One);

    public static Ratio operator +(Ratio x, Ratio y) =>
        x.Bottom == y.Bottom
            ? Lowest(x.Top + y.Top, x.Bottom)
            : Lowest((x.Top * y.Bottom) + (y.Top * x.Bottom), x.Bottom * y.Bottom);

    public static Ratio operator -(Ratio x, Ratio y) => x + new Ratio(-y.Top, y.Bottom);

    public static Ratio operator *(Ratio x, Ratio y) => Lowest(x.Top * y.Top, x.Bottom * y.Bottom);

    public static Ratio operator *(Ratio x, long y) => Lowest(x.Top * y, x.Bottom);

    /// <summary>The divisor is positive.</summary>
    public static Ratio operator /(Ratio x, Ratio y) => Lowest(x.Top * y.Bottom, x.Bottom * y.Top);

    /// <summary>The divisor is positive.</summary>
    public static Ratio operator /(Ratio x, long y) => Lowest(x.Top, x.Bottom * y);

    public static bool operator <(Ratio x, Ratio y) => x.CompareTo(y) < 0;

    public static bool operator >(Ratio x, Ratio y) => x.CompareTo(y) > 0;

    // Equality of the record would tell 1/2 from 2/4: this one does not.
    public bool Equals(Ratio other) => CompareTo(other) == 0;

    public override int GetHashCode() => CanonicalText().GetHashCode(StringComparison.Ordinal);

    public int CompareTo(Ratio other) =>
        Bottom == other.Bottom ? Top.CompareTo(other.Top) : (Top * other.Bottom).CompareTo(other.Top * Bottom);

    /// <summary>
    /// Rounded at some digits (section 1), as a whole number of units of the last digit. For values that are not
    /// negative.
    /// </summary>
    public BigInteger Units(int digits, RoundMode mode = RoundMode.HalfUp)
    {
        var top = Top * BigInteger.Pow(10, digits);
        var whole = BigInteger.DivRem(top, Bottom, out var rest);
        var half = (2 * rest).CompareTo(Bottom);
        var isMore = mode switch
        {
            RoundMode.HalfUp => half >= 0,
            RoundMode.HalfEven => half > 0 || (half == 0 && !whole.IsEven),
            RoundMode.Up => !rest.IsZero,
            _ => false,
        };
        return isMore ? whole + 1 : whole;
    }

    public Ratio Rounded(int digits, RoundMode mode) => new(Units(digits, mode), BigInteger.Pow(10, digits));

    public string DecimalText(int digits)
    {
        var text = Units(digits).ToString(CultureInfo.InvariantCulture).PadLeft(digits + 1, '0');
        return digits == 0 ? text : text[..^digits] + "." + text[^digits..];
    }

    /// <summary>Lowest terms, always with the stroke.</summary>
    public string CanonicalText()
    {
        var (top, bottom) = Lowest(Top, Bottom);
        return string.Create(CultureInfo.InvariantCulture, $"{top}/{bottom}");
    }

    private static Ratio Lowest(BigInteger top, BigInteger bottom)
    {
        if (bottom.IsOne)
            return new Ratio(top, bottom);
        var common = BigInteger.GreatestCommonDivisor(top, bottom);
        return common.IsOne ? new Ratio(top, bottom) : new Ratio(top / common, bottom / common);
    }
}
