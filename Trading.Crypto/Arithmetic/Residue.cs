using System.Runtime.CompilerServices;

namespace Trading.Crypto;

/// <summary>What <see cref="Residue{T}"/> must know of a prime between 2^255 and 2^256.</summary>
internal interface IModulus
{
    static abstract U256 Value { get; }

    /// <summary>2^256 modulo the prime.</summary>
    static abstract U256 One { get; }

    /// <summary>2^512 modulo the prime: turns an integer into Montgomery form.</summary>
    static abstract U256 Square { get; }

    /// <summary>−1 / prime modulo 2^64.</summary>
    static abstract ulong Inverse { get; }
}

/// <summary>
/// A number modulo a prime in Montgomery form (x·2^256), always fully reduced. No operation branches, indexes or allocates
/// depending on a value, so secrets may pass through it: that is why it stands here beside the library, whose field is faster
/// to write against but not constant-time. The exponents of <see cref="Power"/> are public.
/// </summary>
internal readonly struct Residue<T> : IEquatable<Residue<T>> where T : struct, IModulus
{
    private readonly U256 limbs;

    private Residue(in U256 limbs) => this.limbs = limbs;

    public static Residue<T> Zero => default;

    public static Residue<T> One => new(T.One);

    /// <summary>Takes an integer below 2^256 into Montgomery form and reduces it.</summary>
    public static Residue<T> From(in U256 value) => new Residue<T>(value) * new Residue<T>(T.Square);

    /// <summary>The integer in [0, prime).</summary>
    public U256 ToInteger() => (this * new Residue<T>(new U256(1, 0, 0, 0))).limbs;

    public bool IsZero => limbs.IsZero;

    public static Residue<T> operator +(in Residue<T> a, in Residue<T> b)
    {
        var sum = U256.Add(a.limbs, b.limbs, out var carry);
        return Reduce(sum, carry);
    }

    public static Residue<T> operator -(in Residue<T> a, in Residue<T> b)
    {
        var difference = U256.Subtract(a.limbs, b.limbs, out var borrow);
        var mask = 0 - borrow;
        var back = new U256(T.Value.L0 & mask, T.Value.L1 & mask, T.Value.L2 & mask, T.Value.L3 & mask);
        return new Residue<T>(U256.Add(difference, back, out _));
    }

    /// <summary>Montgomery's product a·b / 2^256: four rows, each followed by one step of the reduction.</summary>
    public static Residue<T> operator *(in Residue<T> a, in Residue<T> b)
    {
        ulong t0 = 0, t1 = 0, t2 = 0, t3 = 0, t4 = 0;
        Row(a.limbs.L0, b.limbs, ref t0, ref t1, ref t2, ref t3, ref t4);
        Row(a.limbs.L1, b.limbs, ref t0, ref t1, ref t2, ref t3, ref t4);
        Row(a.limbs.L2, b.limbs, ref t0, ref t1, ref t2, ref t3, ref t4);
        Row(a.limbs.L3, b.limbs, ref t0, ref t1, ref t2, ref t3, ref t4);
        return Reduce(new U256(t0, t1, t2, t3), t4);
    }

    public Residue<T> Squared() => this * this;

    public Residue<T> Negated() => Zero - this;

    /// <summary>1 / this by Fermat's theorem; the inverse of zero is zero.</summary>
    public Residue<T> Inverted() => Power(U256.Subtract(T.Value, new U256(2, 0, 0, 0), out _));

    /// <summary>This to a public exponent, four bits at a time.</summary>
    public Residue<T> Power(in U256 exponent)
    {
        Span<Residue<T>> powers = stackalloc Residue<T>[16];
        powers[0] = One;
        for (var i = 1; i < 16; i++) powers[i] = powers[i - 1] * this;
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
        var first = new Residue<T>(U256.Select(mask, b.limbs, a.limbs));
        b = new Residue<T>(U256.Select(mask, a.limbs, b.limbs));
        a = first;
    }

    public bool Equals(Residue<T> other) => limbs == other.limbs;

    public override bool Equals(object? obj) => obj is Residue<T> other && Equals(other);

    public override int GetHashCode() => limbs.GetHashCode();

    /// <summary>Subtracts the prime once where the value, carry included, is not below it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Residue<T> Reduce(in U256 value, ulong carry)
    {
        var reduced = U256.Subtract(value, T.Value, out var borrow);
        // Keep the value only if it was below the prime: a borrow that no carry pays for.
        return new Residue<T>(U256.Select(0 - (borrow & ~carry & 1), value, reduced));
    }

    /// <summary>t = (t + a·b + m·prime) / 2^64, with m such that the division is exact. t stays below 2^257.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(ulong a, in U256 b, ref ulong t0, ref ulong t1, ref ulong t2, ref ulong t3, ref ulong t4)
    {
        ulong carry = 0;
        t0 = MultiplyAdd(a, b.L0, t0, ref carry);
        t1 = MultiplyAdd(a, b.L1, t1, ref carry);
        t2 = MultiplyAdd(a, b.L2, t2, ref carry);
        t3 = MultiplyAdd(a, b.L3, t3, ref carry);
        var high = t4 + carry;
        var overflow = high < carry ? 1UL : 0UL;

        var m = unchecked(t0 * T.Inverse);
        carry = 0;
        MultiplyAdd(m, T.Value.L0, t0, ref carry);
        t0 = MultiplyAdd(m, T.Value.L1, t1, ref carry);
        t1 = MultiplyAdd(m, T.Value.L2, t2, ref carry);
        t2 = MultiplyAdd(m, T.Value.L3, t3, ref carry);
        t3 = high + carry;
        t4 = overflow + (t3 < carry ? 1UL : 0UL);
    }

    /// <summary>Low half of a·b + add + carry; the high half becomes the carry. The sum never exceeds 128 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong MultiplyAdd(ulong a, ulong b, ulong add, ref ulong carry)
    {
        var high = Math.BigMul(a, b, out var low);
        low += add;
        high += low < add ? 1UL : 0UL;
        low += carry;
        high += low < carry ? 1UL : 0UL;
        carry = high;
        return low;
    }
}
