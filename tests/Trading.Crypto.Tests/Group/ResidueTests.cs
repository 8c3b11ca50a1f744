using System.Numerics;

namespace Trading.Crypto.Tests.Groups;

/// <summary>
/// The hand-written arithmetic against big integers, where carries are most likely to go wrong: limbs of all zeros, all
/// ones and single bits.
/// </summary>
public class ResidueTests
{
    private static readonly ulong[] Edges = [0, 1, uint.MaxValue, 1UL << 32, 1UL << 63, ulong.MaxValue];

    [Fact]
    public void The_field_agrees_with_big_integers_at_every_edge() => Agree<P256Field>();

    [Fact]
    public void The_order_agrees_with_big_integers_at_every_edge() => Agree<P256Order>();

    [Fact]
    public void Swapping_exchanges_or_keeps_and_nothing_else()
    {
        var (a, b) = (Residue<P256Field>.From(new U256(1, 2, 3, 4)), Residue<P256Field>.From(new U256(5, 6, 7, 8)));
        var (x, y) = (a, b);
        Residue<P256Field>.Swap(0, ref x, ref y);
        Assert.True(x.Equals(a) && y.Equals(b));
        Residue<P256Field>.Swap(ulong.MaxValue, ref x, ref y);
        Assert.True(x.Equals(b) && y.Equals(a));
    }

    private static void Agree<T>()
        where T : struct, IModulus
    {
        var prime = Number(Residue<T>.Modulus);
        Assert.Equal(BigInteger.Pow(2, 256) % prime, Number(T.One));
        Assert.Equal(BigInteger.Pow(2, 512) % prime, Number(T.Square));
        Assert.Equal(ulong.MaxValue, unchecked(T.M0 * T.Inverse));

        var values = Values(prime).ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            Operations<T>(values[i], values[i], prime);
            for (var step = 1; step < values.Length; step += 83)
                Operations<T>(values[i], values[(i + step) % values.Length], prime);
            if (i % 50 != 0 || Number(values[i]) % prime == 0)
                continue;
            Assert.True((Residue<T>.From(values[i]).Inverted() * Residue<T>.From(values[i])).Equals(Residue<T>.One));
        }
        Assert.True(Residue<T>.Zero.Inverted().IsZero);
    }

    private static void Operations<T>(in U256 left, in U256 right, BigInteger prime)
        where T : struct, IModulus
    {
        var (a, b) = (Residue<T>.From(left), Residue<T>.From(right));
        var (x, y) = (Number(left), Number(right));
        Assert.Equal(x % prime, Number(a.ToInteger()));
        Assert.Equal((x + y) % prime, Number((a + b).ToInteger()));
        Assert.Equal(((x - y) % prime + prime) % prime, Number((a - b).ToInteger()));
        Assert.Equal(x * y % prime, Number((a * b).ToInteger()));
        Assert.Equal((prime - x % prime) % prime, Number(a.Negated().ToInteger()));
        Assert.Equal(x % prime == y % prime, a.Equals(b));
    }

    /// <summary>All values whose limbs are edges, and those around the prime; many of them above it.</summary>
    private static IEnumerable<U256> Values(BigInteger prime)
    {
        foreach (var l0 in Edges)
        foreach (var l1 in Edges)
        foreach (var l2 in Edges)
        foreach (var l3 in Edges)
            yield return new U256(l0, l1, l2, l3);
        for (var offset = -3; offset <= 3; offset++)
            yield return U256.FromBigEndian((prime + offset).ToByteArray(true, true));
    }

    private static BigInteger Number(in U256 value)
    {
        var bytes = new byte[U256.Bytes];
        value.WriteBigEndian(bytes);
        return new BigInteger(bytes, true, true);
    }
}
