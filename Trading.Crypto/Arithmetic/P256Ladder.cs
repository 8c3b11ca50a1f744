using System.Buffers.Binary;
using Field = Trading.Crypto.Residue<Trading.Crypto.P256Field>;
using Order = Trading.Crypto.Residue<Trading.Crypto.P256Order>;

namespace Trading.Crypto;

/// <summary>
/// Multiplication by a secret scalar: Montgomery's ladder on x alone, with the formulas of Fischer, Giraud, Knudsen and
/// Seifert (2002) for y² = x³ − 3x + b. Each of its 384 steps is one swap by mask, one differential addition, one
/// doubling; no branch and no index depends on the scalar or the point, and infinity (1 : 0) is no special case in
/// them. On top of that two blindings, drawn anew for each product, so that what still leaks (power, a compiler that
/// rewrites a mask) does not add up over 500 products: the coordinates are scaled by random numbers, and the scalar
/// becomes k + r·q with a random 128-bit r. A shorter r would leave bits of k's upper half visible, because the order's
/// upper half is nearly all ones and zeros.
/// </summary>
internal static class P256Ladder
{
    private const int BlindBytes = 16;
    private const int BlindedBytes = U256.Bytes + BlindBytes;

    /// <summary>k·P for a P other than the identity, not yet normalised.</summary>
    public static P256Point Multiply(in U256 k, in Field x, in Field y, Entropy entropy)
    {
        Span<byte> digits = stackalloc byte[BlindedBytes];
        Blind(k, entropy, digits);
        var low = Randomized(Field.One, Field.Zero, entropy); // 0·P
        var high = Randomized(x, Field.One, entropy); // 1·P; high − low stays P
        ulong previous = 0;
        foreach (var digit in digits)
        {
            for (var shift = 7; shift >= 0; shift--)
            {
                var bit = (ulong)(digit >> shift) & 1;
                Pair.Swap(0 - (bit ^ previous), ref low, ref high);
                previous = bit;
                high = Pair.Add(low, high, x);
                low = Pair.Double(low);
            }
        }
        Pair.Swap(0 - previous, ref low, ref high);
        digits.Clear();
        return Recover(low, high, x, y);
    }

    /// <summary>k + r·q for a random r below 2^128, which is always below 2^384, big-endian.</summary>
    private static void Blind(in U256 k, Entropy entropy, Span<byte> destination)
    {
        Span<byte> random = stackalloc byte[BlindBytes];
        entropy.Fill(random);
        Span<ulong> limbs = [k.L0, k.L1, k.L2, k.L3, 0, 0];
        AddOrder(BinaryPrimitives.ReadUInt64LittleEndian(random), limbs);
        AddOrder(BinaryPrimitives.ReadUInt64LittleEndian(random[8..]), limbs[1..]);
        for (var i = 0; i < limbs.Length; i++)
            BinaryPrimitives.WriteUInt64BigEndian(destination[(BlindedBytes - 8 * (i + 1))..], limbs[i]);
        random.Clear();
        limbs.Clear();
    }

    /// <summary>Adds r·q to the limbs; the carry runs through all of them, whatever it is.</summary>
    private static void AddOrder(ulong r, Span<ulong> limbs)
    {
        var order = Order.Modulus;
        ReadOnlySpan<ulong> q = [order.L0, order.L1, order.L2, order.L3, 0, 0];
        ulong carry = 0;
        for (var i = 0; i < limbs.Length; i++)
            limbs[i] = Carry.MultiplyAdd(r, q[i], limbs[i], ref carry);
    }

    private static Pair Randomized(in Field x, in Field z, Entropy entropy)
    {
        Span<byte> random = stackalloc byte[U256.Bytes];
        Field scale;
        do
        {
            entropy.Fill(random);
            scale = Field.From(U256.FromBigEndian(random));
        } while (scale.IsZero);
        random.Clear();
        return new Pair(x * scale, z * scale);
    }

    /// <summary>
    /// The y of k·P from the x of k·P and of (k + 1)·P (the same source), as a homogeneous point: Z = 0 where k·P is
    /// infinity. The one branch is for k = −1, where (k + 1)·P is infinity: it tells what the result tells.
    /// </summary>
    private static P256Point Recover(in Pair at, in Pair next, in Field x, in Field y)
    {
        if (next.Z.IsZero)
            return new P256Point(x, y.Negated(), Field.One);
        var xz = x * at.Z;
        var difference = xz - at.X;
        var zz = at.Z.Squared();
        var left = P256Point.Twice(P256Point.B * zz) + (x * at.X - P256Point.Triple(at.Z)) * (xz + at.X);
        var scale = P256Point.Twice(y) * at.Z * next.Z;
        return new P256Point(at.X * scale, next.Z * left - next.X * difference.Squared(), at.Z * scale);
    }

    /// <summary>X : Z of a point whose y is not kept.</summary>
    private struct Pair(Field x, Field z)
    {
        public Field X = x,
            Z = z;

        /// <summary>p + q where q − p has the given affine x. 9 products.</summary>
        public static Pair Add(in Pair p, in Pair q, in Field difference)
        {
            var left = p.X * q.Z;
            var right = q.X * p.Z;
            var zz = p.Z * q.Z;
            var z = (left - right).Squared();
            var sum = (left + right) * (p.X * q.X - P256Point.Triple(zz));
            return new Pair(P256Point.Twice(sum + P256Point.B2 * zz.Squared()) - difference * z, z);
        }

        /// <summary>2·p. 9 products.</summary>
        public static Pair Double(in Pair p)
        {
            var xx = p.X.Squared();
            var zz = p.Z.Squared();
            var zz3 = P256Point.Triple(zz);
            var xz2 = P256Point.Twice(p.X * p.Z);
            var bzz2 = P256Point.B2 * zz;
            return new Pair(
                (xx + zz3).Squared() - P256Point.Twice(bzz2 * xz2),
                P256Point.Twice(xz2 * (xx - zz3) + bzz2 * zz)
            );
        }

        public static void Swap(ulong mask, ref Pair a, ref Pair b)
        {
            Field.Swap(mask, ref a.X, ref b.X);
            Field.Swap(mask, ref a.Z, ref b.Z);
        }
    }
}
