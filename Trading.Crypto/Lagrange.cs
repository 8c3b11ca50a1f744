using System.Numerics;

namespace Trading.Crypto;

/// <summary>
/// Lagrange's coefficients at zero for a set of indices, as integers over one common denominator: for three trustees
/// they are (2, −1), (3, −1) / 2 and (3, −2), so that a combination costs a few additions and at most one full
/// multiplication.
/// </summary>
internal static class Lagrange
{
    /// <summary>λᵢ = numerators[i] / denominator modulo the order. Indices are distinct and from 1.</summary>
    public static (Scalar[] Numerators, Scalar Denominator) AtZero(Group group, ReadOnlySpan<int> indices)
    {
        var fractions = new (BigInteger Top, BigInteger Bottom)[indices.Length];
        var common = BigInteger.One;
        for (var i = 0; i < indices.Length; i++)
        {
            fractions[i] = Coefficient(indices, i);
            common = common / BigInteger.GreatestCommonDivisor(common, fractions[i].Bottom) * fractions[i].Bottom;
        }
        return (
            Array.ConvertAll(fractions, fraction => ToScalar(group, fraction.Top * (common / fraction.Bottom))),
            ToScalar(group, common)
        );
    }

    /// <summary>Π j / (j − i) over the other indices j, in lowest terms with a positive denominator.</summary>
    private static (BigInteger Top, BigInteger Bottom) Coefficient(ReadOnlySpan<int> indices, int at)
    {
        BigInteger top = 1,
            bottom = 1;
        for (var i = 0; i < indices.Length; i++)
        {
            if (i == at)
                continue;
            top *= indices[i];
            bottom *= indices[i] - indices[at];
        }
        var divisor = BigInteger.GreatestCommonDivisor(top, bottom) * bottom.Sign;
        return (top / divisor, bottom / divisor);
    }

    private static Scalar ToScalar(Group group, BigInteger value)
    {
        Span<byte> bytes = stackalloc byte[64];
        if (!BigInteger.Abs(value).TryWriteBytes(bytes, out var written, isUnsigned: true, isBigEndian: true))
            throw new ArgumentException("Too many trustees for an exact coefficient.", nameof(value));
        var scalar = group.Reduce(bytes[..written]);
        return value.Sign < 0 ? group.Negate(scalar) : scalar;
    }
}
