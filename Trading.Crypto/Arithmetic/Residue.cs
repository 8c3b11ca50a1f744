using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Trading.Crypto;

/// <summary>
/// What <see cref="Residue{T}"/> must know of a prime between 2^255 and 2^256; constants, so that the compiler folds
/// them.
/// </summary>
internal interface IModulus
{
    /// <summary>The limbs of the prime, lowest first.</summary>
    static abstract ulong M0 { get; }
    static abstract ulong M1 { get; }
    static abstract ulong M2 { get; }
    static abstract ulong M3 { get; }

    /// <summary>−1 / prime modulo 2^64.</summary>
    static abstract ulong Inverse { get; }

    /// <summary>2^256 modulo the prime.</summary>
    static abstract U256 One { get; }

    /// <summary>2^512 modulo the prime: turns an integer into Montgomery form.</summary>
    static abstract U256 Square { get; }
}

/// <summary>
/// A number modulo a prime in Montgomery form (x·2^256), always fully reduced. No operation branches, indexes or
/// allocates depending on a value, so secrets may pass through it: that is why it stands here beside the library, whose
/// field is neither constant-time nor free of allocation. Carries are comparisons, which the compiler turns into flags,
/// not jumps. The exponents of <see cref="Power"/> are public.
/// </summary>
internal readonly struct Residue<T> : IEquatable<Residue<T>>
    where T : struct, IModulus
{
    private readonly ulong l0,
        l1,
        l2,
        l3;

    private Residue(ulong l0, ulong l1, ulong l2, ulong l3) => (this.l0, this.l1, this.l2, this.l3) = (l0, l1, l2, l3);

    private Residue(in U256 limbs)
        : this(limbs.L0, limbs.L1, limbs.L2, limbs.L3) { }

    public static U256 Modulus => new(T.M0, T.M1, T.M2, T.M3);

    public static Residue<T> Zero => default;

    public static Residue<T> One => new(T.One);

    /// <summary>Takes an integer below 2^256 into Montgomery form and reduces it.</summary>
    public static Residue<T> From(in U256 value) => new Residue<T>(value) * new Residue<T>(T.Square);

    /// <summary>A big-endian integer of at most 64 bytes modulo the prime; leaves no copy of it behind.</summary>
    public static Residue<T> FromWide(ReadOnlySpan<byte> wide)
    {
        Span<byte> padded = stackalloc byte[2 * U256.Bytes];
        padded.Clear();
        wide.CopyTo(padded[(padded.Length - wide.Length)..]);
        // high·2^256 + low: the factor is the square of Montgomery's constant, brought out of its form.
        var high = From(U256.FromBigEndian(padded)) * From(T.One);
        var low = From(U256.FromBigEndian(padded[U256.Bytes..]));
        padded.Clear();
        return high + low;
    }

    /// <summary>The integer in [0, prime).</summary>
    public U256 ToInteger()
    {
        var integer = this * new Residue<T>(1, 0, 0, 0);
        return new U256(integer.l0, integer.l1, integer.l2, integer.l3);
    }

    public bool IsZero => (l0 | l1 | l2 | l3) == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Residue<T> operator +(in Residue<T> a, in Residue<T> b)
    {
        ulong carry = 0;
        var t0 = Carry.Add(a.l0, b.l0, ref carry);
        var t1 = Carry.Add(a.l1, b.l1, ref carry);
        var t2 = Carry.Add(a.l2, b.l2, ref carry);
        var t3 = Carry.Add(a.l3, b.l3, ref carry);
        return Reduce(t0, t1, t2, t3, carry);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Residue<T> operator -(in Residue<T> a, in Residue<T> b)
    {
        ulong borrow = 0,
            carry = 0;
        var t0 = Carry.Subtract(a.l0, b.l0, ref borrow);
        var t1 = Carry.Subtract(a.l1, b.l1, ref borrow);
        var t2 = Carry.Subtract(a.l2, b.l2, ref borrow);
        var t3 = Carry.Subtract(a.l3, b.l3, ref borrow);
        var mask = 0 - borrow; // below zero: add the prime back
        t0 = Carry.Add(t0, T.M0 & mask, ref carry);
        t1 = Carry.Add(t1, T.M1 & mask, ref carry);
        t2 = Carry.Add(t2, T.M2 & mask, ref carry);
        return new Residue<T>(t0, t1, t2, t3 + (T.M3 & mask) + carry);
    }

    /// <summary>Montgomery's product a·b / 2^256: four rows, each followed by one step of the reduction.</summary>
    public static Residue<T> operator *(in Residue<T> a, in Residue<T> b)
    {
        ulong t0 = 0,
            t1 = 0,
            t2 = 0,
            t3 = 0,
            t4 = 0;
        ulong b0 = b.l0,
            b1 = b.l1,
            b2 = b.l2,
            b3 = b.l3;
        ref var limb = ref Unsafe.AsRef(in a.l0);
        for (var i = 0; i < 4; i++)
        {
            var row = Unsafe.Add(ref limb, i);
            ulong carry = 0;
            t0 = Carry.MultiplyAdd(row, b0, t0, ref carry);
            t1 = Carry.MultiplyAdd(row, b1, t1, ref carry);
            t2 = Carry.MultiplyAdd(row, b2, t2, ref carry);
            t3 = Carry.MultiplyAdd(row, b3, t3, ref carry);
            var high = t4 + carry;
            t4 = high < carry ? 1UL : 0UL;

            // t + m·prime has a lowest limb of zero, which is dropped. t stays below 2^257.
            var m = t0 * T.Inverse;
            carry = 0;
            if (T.M0 == ulong.MaxValue && T.M1 == uint.MaxValue && T.M2 == 0)
            {
                // The lower limbs of the prime are 2^96 − 1 and the lowest of t is m: what remains is m·2^32 in the
                // next two.
                t0 = Carry.Add(t1, m << 32, ref carry);
                t1 = Carry.Add(t2, m >> 32, ref carry);
            }
            else
            {
                Carry.MultiplyAdd(m, T.M0, t0, ref carry);
                t0 = Carry.MultiplyAdd(m, T.M1, t1, ref carry);
                t1 = Carry.MultiplyAdd(m, T.M2, t2, ref carry);
            }
            t2 = Carry.MultiplyAdd(m, T.M3, t3, ref carry);
            t3 = high + carry;
            t4 += t3 < carry ? 1UL : 0UL;
        }
        return Reduce(t0, t1, t2, t3, t4);
    }

    public Residue<T> Squared() => this * this;

    public Residue<T> Negated() => Zero - this;

    /// <summary>1 / this by Fermat's theorem; the inverse of zero is zero.</summary>
    public Residue<T> Inverted() => Power(U256.Subtract(Modulus, new U256(2, 0, 0, 0), out _));

    /// <summary>This to a public exponent, four bits at a time.</summary>
    public Residue<T> Power(in U256 exponent)
    {
        Span<Residue<T>> powers = stackalloc Residue<T>[16];
        powers[0] = One;
        for (var i = 1; i < 16; i++)
            powers[i] = powers[i - 1] * this;
        Span<byte> digits = stackalloc byte[U256.Bytes];
        exponent.WriteBigEndian(digits);
        var result = One;
        foreach (var digit in digits)
        {
            result = result.Squared().Squared().Squared().Squared() * powers[digit >> 4];
            result = result.Squared().Squared().Squared().Squared() * powers[digit & 15];
        }
        return result;
    }

    /// <summary>Exchanges the two where the mask is all ones, and touches the same memory where it is zero.</summary>
    public static void Swap(ulong mask, ref Residue<T> a, ref Residue<T> b)
    {
        ulong x0 = mask & (a.l0 ^ b.l0),
            x1 = mask & (a.l1 ^ b.l1),
            x2 = mask & (a.l2 ^ b.l2),
            x3 = mask & (a.l3 ^ b.l3);
        a = new Residue<T>(a.l0 ^ x0, a.l1 ^ x1, a.l2 ^ x2, a.l3 ^ x3);
        b = new Residue<T>(b.l0 ^ x0, b.l1 ^ x1, b.l2 ^ x2, b.l3 ^ x3);
    }

    public bool Equals(Residue<T> other) =>
        ((l0 ^ other.l0) | (l1 ^ other.l1) | (l2 ^ other.l2) | (l3 ^ other.l3)) == 0;

    public override bool Equals(object? obj) => obj is Residue<T> other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(l0, l1, l2, l3);

    /// <summary>Subtracts the prime once where the value, carry included, is not below it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Residue<T> Reduce(ulong t0, ulong t1, ulong t2, ulong t3, ulong carry)
    {
        ulong borrow = 0;
        var r0 = Carry.Subtract(t0, T.M0, ref borrow);
        var r1 = Carry.Subtract(t1, T.M1, ref borrow);
        var r2 = Carry.Subtract(t2, T.M2, ref borrow);
        var r3 = Carry.Subtract(t3, T.M3, ref borrow);
        var keep = 0 - (borrow & (carry ^ 1)); // all ones where the value was below the prime
        return new Residue<T>(
            r0 ^ (keep & (r0 ^ t0)),
            r1 ^ (keep & (r1 ^ t1)),
            r2 ^ (keep & (r2 ^ t2)),
            r3 ^ (keep & (r3 ^ t3))
        );
    }
}

/// <summary>One limb of a sum, a difference or a product, with the carry as a number.</summary>
internal static class Carry
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Add(ulong a, ulong b, ref ulong carry)
    {
        var step = a + b;
        var sum = step + carry;
        carry = (step < a ? 1UL : 0UL) + (sum < step ? 1UL : 0UL); // never both
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Subtract(ulong a, ulong b, ref ulong borrow)
    {
        var step = a - b;
        var difference = step - borrow;
        borrow = (a < b ? 1UL : 0UL) + (step < borrow ? 1UL : 0UL); // never both
        return difference;
    }

    /// <summary>
    /// Low half of a·b + add + carry; the high half becomes the carry. The sum never exceeds 128 bits.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MultiplyAdd(ulong a, ulong b, ulong add, ref ulong carry)
    {
        // Two multiplications that stay in registers are faster than one whose low half goes through memory.
        var high = Bmi2.X64.IsSupported ? Bmi2.X64.MultiplyNoFlags(a, b) : Math.BigMul(a, b, out _);
        var low = a * b;
        low += add;
        high += low < add ? 1UL : 0UL;
        low += carry;
        high += low < carry ? 1UL : 0UL;
        carry = high;
        return low;
    }
}
