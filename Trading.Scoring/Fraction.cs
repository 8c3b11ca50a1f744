using System.Globalization;
using System.Numerics;

namespace Trading.Scoring;

/// <summary>
/// An exact number: a whole numerator over a positive whole denominator, always in lowest terms. Scores, prices and
/// ranks are made of nothing else (docs/spec/scoring.md, section 1). The default value is 0.
/// </summary>
public readonly struct Fraction : IComparable<Fraction>, IEquatable<Fraction>
{
    /// <summary>No number of a lawful file comes near this size: a larger one is a bug, not a tender.</summary>
    public const int MostBits = 1 << 17;

    private readonly BigInteger denominator;

    /// <summary>A whole number.</summary>
    /// <exception cref="OverflowException">It needs more than <see cref="MostBits"/> bits.</exception>
    public Fraction(BigInteger whole)
    {
        Numerator = Within(whole);
        denominator = BigInteger.One;
    }

    /// <summary>The quotient of two whole numbers.</summary>
    /// <exception cref="DivideByZeroException">The denominator is 0.</exception>
    /// <exception cref="OverflowException">A side needs more than <see cref="MostBits"/> bits.</exception>
    public Fraction(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
            throw new DivideByZeroException($"{numerator}/0");
        var common = BigInteger.GreatestCommonDivisor(numerator, denominator);
        if (denominator.Sign < 0)
            common = -common;
        Numerator = Within(numerator / common);
        this.denominator = Within(denominator / common);
    }

    /// <summary>Any sign.</summary>
    public BigInteger Numerator { get; }

    /// <summary>1 and up.</summary>
    public BigInteger Denominator => denominator.IsZero ? BigInteger.One : denominator;

    /// <summary>0.</summary>
    public static Fraction Zero { get; }

    /// <summary>1.</summary>
    public static Fraction One { get; } = new(1);

    /// <summary>100: a full score.</summary>
    public static Fraction Hundred { get; } = new(100);

    /// <summary>−1, 0 or 1.</summary>
    public int Sign => Numerator.Sign;

    /// <summary>The value without its sign.</summary>
    public Fraction Magnitude => Sign < 0 ? Zero - this : this;

    /// <summary>A whole number.</summary>
    public static implicit operator Fraction(long whole) => new(whole);

    /// <summary>Sum.</summary>
    public static Fraction operator +(Fraction a, Fraction b) =>
        new((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    /// <summary>Difference.</summary>
    public static Fraction operator -(Fraction a, Fraction b) =>
        new((a.Numerator * b.Denominator) - (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    /// <summary>Product.</summary>
    public static Fraction operator *(Fraction a, Fraction b) =>
        new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    /// <summary>Quotient.</summary>
    /// <exception cref="DivideByZeroException">The divisor is 0.</exception>
    public static Fraction operator /(Fraction a, Fraction b) =>
        new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    /// <summary>Equal in value.</summary>
    public static bool operator ==(Fraction a, Fraction b) => a.Equals(b);

    /// <summary>Different in value.</summary>
    public static bool operator !=(Fraction a, Fraction b) => !a.Equals(b);

    /// <summary>Less.</summary>
    public static bool operator <(Fraction a, Fraction b) => a.CompareTo(b) < 0;

    /// <summary>Greater.</summary>
    public static bool operator >(Fraction a, Fraction b) => a.CompareTo(b) > 0;

    /// <summary>Less or equal.</summary>
    public static bool operator <=(Fraction a, Fraction b) => a.CompareTo(b) <= 0;

    /// <summary>Greater or equal.</summary>
    public static bool operator >=(Fraction a, Fraction b) => a.CompareTo(b) >= 0;

    /// <summary>By value.</summary>
    public int CompareTo(Fraction other) =>
        Denominator == other.Denominator
            ? Numerator.CompareTo(other.Numerator)
            : (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    /// <summary>The larger of two.</summary>
    public static Fraction Larger(Fraction a, Fraction b) => a >= b ? a : b;

    /// <summary>Rounded to so many decimal digits; for values of 0 and up.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public Fraction Round(int digits, RoundingMode mode)
    {
        var scale = BigInteger.Pow(10, digits);
        return new Fraction(Scaled(scale, mode), scale);
    }

    /// <summary>
    /// Decimal text, rounded half-up, with exactly so many digits after the point; for values of 0 and up.
    /// </summary>
    public string ToDecimalText(int digits)
    {
        var scale = BigInteger.Pow(10, digits);
        var whole = BigInteger
            .DivRem(Scaled(scale, RoundingMode.HalfUp), scale, out var rest)
            .ToString(CultureInfo.InvariantCulture);
        return digits == 0 ? whole : whole + "." + rest.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    /// <summary>Canonical text <c>a/b</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    /// <inheritdoc/>
    public bool Equals(Fraction other) => Numerator == other.Numerator && Denominator == other.Denominator;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Fraction other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Numerator, Denominator);

    private static BigInteger Within(BigInteger side) =>
        side.GetBitLength() <= MostBits
            ? side
            : throw new OverflowException($"a side of a fraction has {side.GetBitLength()} bits");

    // What is cut off is compared with a half by doubling it, so that the half is a whole number.
    private BigInteger Scaled(BigInteger scale, RoundingMode mode)
    {
        if (Sign < 0)
            throw new ArgumentOutOfRangeException(nameof(scale), ToString(), "only values of 0 and up are rounded");
        var down = BigInteger.DivRem(Numerator * scale, Denominator, out var rest);
        var half = (rest * 2).CompareTo(Denominator);
        var isUp = mode switch
        {
            RoundingMode.Down => false,
            RoundingMode.Up => !rest.IsZero,
            RoundingMode.HalfEven => half > 0 || (half == 0 && !down.IsEven),
            _ => half >= 0,
        };
        return isUp ? down + 1 : down;
    }
}
