using Field = Trading.Crypto.Residue<Trading.Crypto.P256Field>;

namespace Trading.Crypto;

/// <summary>
/// Multiplication by a secret scalar: Montgomery's ladder over complete formulas. Each of its 384 steps is one swap by mask, one
/// addition, one doubling; no branch and no index depends on the scalar or the point. On top of that two blindings, each
/// drawn anew per product, so that what still leaks (power, a JIT that rewrites a mask) does not add up over 500 bids:
/// the start point is scaled by a random Z, and the scalar becomes k + r·q with a random 128-bit r. Shorter blinding would leave
/// the upper half of k visible, because the order's upper half is nearly all ones and zeros.
/// </summary>
internal static class P256Ladder
{
    private const int BlindBytes = 16;
    private const int BlindedBytes = U256.Bytes + BlindBytes;

    /// <summary>k·P, not yet normalised.</summary>
    public static P256Point Multiply(in U256 k, in P256Point point, Entropy entropy)
    {
        Span<byte> digits = stackalloc byte[BlindedBytes];
        Blind(k, entropy, digits);
        var low = Randomized(P256Point.Infinity, entropy);
        var high = Randomized(point, entropy);
        ulong previous = 0;
        foreach (var digit in digits)
        {
            for (var shift = 7; shift >= 0; shift--)
            {
                var bit = (ulong)(digit >> shift) & 1;
                P256Point.Swap(0 - (bit ^ previous), ref low, ref high);
                previous = bit;
                high = P256Point.Add(low, high);
                low = P256Point.Double(low);
            }
        }
        P256Point.Swap(0 - previous, ref low, ref high);
        digits.Clear();
        return low;
    }

    /// <summary>k + r·q for a random r below 2^128, which is always below 2^384, big-endian.</summary>
    private static void Blind(in U256 k, Entropy entropy, Span<byte> destination)
    {
        Span<byte> random = stackalloc byte[U256.Bytes];
        random.Clear();
        entropy.Fill(random[BlindBytes..]);
        var r = U256.FromBigEndian(random);
        random.Clear();
        Span<ulong> limbs = [k.L0, k.L1, k.L2, k.L3, 0, 0];
        AddProduct(r.L0, limbs);
        AddProduct(r.L1, limbs[1..]);
        for (var i = 0; i < limbs.Length; i++)
            System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(destination[(BlindedBytes - 8 * (i + 1))..], limbs[i]);
        limbs.Clear();
    }

    /// <summary>Adds r·q to the limbs; the carry runs through all of them, whatever it is.</summary>
    private static void AddProduct(ulong r, Span<ulong> limbs)
    {
        var order = P256Order.Value;
        ReadOnlySpan<ulong> q = [order.L0, order.L1, order.L2, order.L3];
        UInt128 carry = 0;
        for (var i = 0; i < limbs.Length; i++)
        {
            var sum = (UInt128)r * (i < q.Length ? q[i] : 0) + limbs[i] + carry;
            limbs[i] = (ulong)sum;
            carry = sum >> 64;
        }
    }

    /// <summary>The same point with its coordinates scaled by a random number.</summary>
    private static P256Point Randomized(in P256Point point, Entropy entropy)
    {
        Span<byte> random = stackalloc byte[U256.Bytes];
        Field scale;
        do
        {
            entropy.Fill(random);
            scale = Field.From(U256.FromBigEndian(random));
        }
        while (scale.IsZero);
        return new P256Point(point.X * scale, point.Y * scale, point.Z * scale);
    }
}
