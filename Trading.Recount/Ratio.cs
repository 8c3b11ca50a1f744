using System.Globalization;
using System.Numerics;

namespace Trading.Recount;

/// <summary>
/// Two whole numbers as they came, the bottom positive. It only compares, rounds and prints: all arithmetic of the
/// recount is done on whole numbers over a denominator that is known beforehand, so that nothing is reduced on the way.
/// </summary>
internal readonly record struct Ratio(BigInteger Top, BigInteger Bottom)
{
    public static Ratio Whole(BigInteger number) => new(number, BigInteger.One);

    public int CompareTo(Ratio other) =>
        Bottom == other.Bottom ? Top.CompareTo(other.Top) : (Top * other.Bottom).CompareTo(other.Top * Bottom);

    /// <summary>
    /// Half-up at some digits, as a whole number of units of the last digit. For values that are not negative.
    /// </summary>
    public BigInteger Units(int digits) => ((2 * Top * BigInteger.Pow(10, digits)) + Bottom) / (2 * Bottom);

    public Ratio Rounded(int digits) => new(Units(digits), BigInteger.Pow(10, digits));

    public string DecimalText(int digits)
    {
        var text = Units(digits).ToString(CultureInfo.InvariantCulture).PadLeft(digits + 1, '0');
        return digits == 0 ? text : text[..^digits] + "." + text[^digits..];
    }

    /// <summary>Lowest terms, always with the stroke.</summary>
    public string CanonicalText()
    {
        var common = BigInteger.GreatestCommonDivisor(Top, Bottom);
        return string.Create(CultureInfo.InvariantCulture, $"{Top / common}/{Bottom / common}");
    }
}
