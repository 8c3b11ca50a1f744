using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Trading.Scoring.Tests;

public class FractionTests
{
    [Theory]
    [InlineData(6, 4, "3/2")]
    [InlineData(-6, 4, "-3/2")]
    [InlineData(6, -4, "-3/2")]
    [InlineData(0, -7, "0/1")]
    [InlineData(100, 1, "100/1")]
    public void Canonical_text_is_in_lowest_terms(long numerator, long denominator, string text) =>
        Assert.Equal(text, new Fraction(numerator, denominator).ToString());

    [Theory]
    [InlineData(1, 3, 2, "0.33")]
    [InlineData(2, 3, 2, "0.67")]
    [InlineData(1, 2, 0, "1")]
    [InlineData(1, 200, 2, "0.01")]
    [InlineData(1, 201, 2, "0.00")]
    [InlineData(199, 200, 2, "1.00")]
    [InlineData(571, 6, 12, "95.166666666667")]
    public void Print_rounds_half_up(long numerator, long denominator, int digits, string text) =>
        Assert.Equal(text, new Fraction(numerator, denominator).ToDecimalText(digits));

    [Fact]
    public void The_default_is_zero() => Assert.Equal((Fraction.Zero, "0/1"), (default, default(Fraction).ToString()));

    [Fact]
    public void Division_by_zero_and_monsters_are_bugs()
    {
        Assert.Throws<DivideByZeroException>(() => Fraction.One / Fraction.Zero);
        Assert.Throws<OverflowException>(() => new Fraction(BigInteger.One << (Fraction.MostBits + 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Fraction(-1).ToDecimalText(2));
    }

    [Fact]
    public void Arithmetic_obeys_its_laws() =>
        Prop.ForAll<int, int, int>(
                (a, b, c) =>
                {
                    Fraction x = new(a, 7),
                        y = new(b, 12),
                        z = new(c, 30);
                    return (x + y) + z == x + (y + z)
                        && x * (y + z) == (x * y) + (x * z)
                        && (x - y) + y == x
                        && (y == Fraction.Zero || x / y * y == x)
                        && x.CompareTo(y) == -y.CompareTo(x);
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(5, 2, 0, "3/1", "2/1", "2/1", "3/1")]
    [InlineData(7, 2, 0, "4/1", "4/1", "3/1", "4/1")]
    [InlineData(201, 100, 0, "2/1", "2/1", "2/1", "3/1")]
    [InlineData(201, 100, 2, "201/100", "201/100", "201/100", "201/100")]
    [InlineData(1, 8, 2, "13/100", "3/25", "3/25", "13/100")]
    [InlineData(0, 1, 12, "0/1", "0/1", "0/1", "0/1")]
    public void Each_direction_goes_its_way(
        long numerator,
        long denominator,
        int digits,
        string halfUp,
        string halfEven,
        string down,
        string up
    ) =>
        Assert.Equal(
            [halfUp, halfEven, down, up],
            new[] { RoundingMode.HalfUp, RoundingMode.HalfEven, RoundingMode.Down, RoundingMode.Up }.Select(m =>
                new Fraction(numerator, denominator).Round(digits, m).ToString()
            )
        );

    [Fact]
    public void Rounding_is_never_more_than_half_a_step_off() =>
        Prop.ForAll<int, int>(
                (n, d) =>
                {
                    Fraction x = new(BigInteger.Abs(n), BigInteger.Abs(d) + 1),
                        half = new(1, 2000);
                    var off = x.Round(3, RoundingMode.HalfUp) - x;
                    var even = x.Round(3, RoundingMode.HalfEven);
                    return off <= half
                        && off > Fraction.Zero - half
                        && (even - x).Magnitude <= half
                        && ((even - x).Magnitude < half || (even * 500).Denominator == 1)
                        && x.Round(3, RoundingMode.Down) <= x
                        && x.Round(3, RoundingMode.Up) >= x
                        && x.Round(3, RoundingMode.Up) - x.Round(3, RoundingMode.Down) <= new Fraction(1, 1000);
                }
            )
            .QuickCheckThrowOnFailure();
}
