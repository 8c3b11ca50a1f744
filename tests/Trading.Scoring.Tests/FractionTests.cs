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

    [Fact]
    public void Rounding_is_never_more_than_half_a_step_off() =>
        Prop.ForAll<int, int>(
                (n, d) =>
                {
                    Fraction x = new(BigInteger.Abs(n), BigInteger.Abs(d) + 1);
                    var off = x.RoundHalfUp(3) - x;
                    return off <= new Fraction(1, 2000) && off > new Fraction(-1, 2000);
                }
            )
            .QuickCheckThrowOnFailure();
}
