using Order = Trading.Crypto.Residue<Trading.Crypto.P256Order>;

namespace Trading.Crypto;

/// <summary>
/// Sums of products of public scalars and points. Few points: Straus, all share their doublings, each adds at the
/// digits of its width-5 non-adjacent form. Many points: Pippenger, who sorts the points into buckets by digit and
/// never multiplies at all.
/// </summary>
internal static class P256Sum
{
    private const int Width = 5;
    private const int TableSize = 1 << (Width - 2); // 1, 3, … 15 times the point
    private const int DigitsMost = 258;
    private const int BucketsFrom = 32;

    public static P256Jacobian Of(ReadOnlySpan<Scalar> scalars, ReadOnlySpan<Point> points)
    {
        var converted = new P256Jacobian[points.Length];
        for (var i = 0; i < converted.Length; i++)
            converted[i] = P256Jacobian.From(points[i]);
        return points.Length < BucketsFrom ? Shared(Digits(scalars), converted) : Buckets(scalars, converted);
    }

    /// <summary>One sum for each column of the rows, with one recoding of the scalars for all of them.</summary>
    public static P256Point[] OfColumns(ReadOnlySpan<Scalar> scalars, IReadOnlyList<Point[]> rows)
    {
        var digits = Digits(scalars);
        var sums = new P256Point[rows[0].Length];
        var column = new P256Jacobian[rows.Count];
        for (var j = 0; j < sums.Length; j++)
        {
            for (var i = 0; i < column.Length; i++)
                column[i] = P256Jacobian.From(rows[i][j]);
            sums[j] = Shared(digits, column).ToHomogeneous();
        }
        return sums;
    }

    /// <summary>
    /// The digits of a scalar, and how many odd multiples of the point they ask for: a small scalar, such as 3, for
    /// few.
    /// </summary>
    private readonly record struct Recoding(sbyte[] Digits, int Multiples);

    private static Recoding[] Digits(ReadOnlySpan<Scalar> scalars)
    {
        var digits = new Recoding[scalars.Length];
        for (var i = 0; i < digits.Length; i++)
            digits[i] = Digits(scalars[i]);
        return digits;
    }

    /// <summary>
    /// Digits, lowest first, zero or odd and below 2^4 in absolute value, any two non-zero ones at least five apart. A
    /// scalar in the upper half is taken as its negative, so that −1 costs as little as 1: the numerators of Lagrange's
    /// coefficients are such.
    /// </summary>
    private static Recoding Digits(Scalar scalar)
    {
        var opposite = Order.From(scalar.Value).Negated().ToInteger();
        var negative = opposite.IsBelow(scalar.Value) && !scalar.IsZero;
        var rest = negative ? opposite : scalar.Value;
        var digits = new sbyte[DigitsMost];
        int used = 0,
            most = 0;
        for (var i = 0; !rest.IsZero; i++, rest = Half(rest))
        {
            if ((rest.L0 & 1) == 0)
                continue;
            var digit = (int)(rest.L0 & ((1 << Width) - 1));
            if (digit >= 1 << (Width - 1))
                digit -= 1 << Width;
            rest = digit > 0 ? rest.Minus((ulong)digit) : rest.Plus((ulong)-digit);
            digits[i] = (sbyte)(negative ? -digit : digit);
            used = i + 1;
            most = Math.Max(most, Math.Abs(digit) / 2 + 1);
        }
        return new Recoding(digits[..used], most);
    }

    private static U256 Half(in U256 value) =>
        new(
            value.L0 >> 1 | value.L1 << 63,
            value.L1 >> 1 | value.L2 << 63,
            value.L2 >> 1 | value.L3 << 63,
            value.L3 >> 1
        );

    private static P256Jacobian Shared(Recoding[] digits, ReadOnlySpan<P256Jacobian> points)
    {
        var tables = new P256Jacobian[points.Length * TableSize];
        for (var i = 0; i < points.Length; i++)
            OddMultiples(points[i], tables.AsSpan(i * TableSize, digits[i].Multiples));
        var sum = default(P256Jacobian);
        for (var at = Longest(digits) - 1; at >= 0; at--)
        {
            sum = sum.Doubled();
            for (var i = 0; i < digits.Length; i++)
            {
                var digit = at < digits[i].Digits.Length ? digits[i].Digits[at] : 0;
                if (digit > 0)
                    sum = sum.Plus(tables[i * TableSize + digit / 2]);
                if (digit < 0)
                    sum = sum.Plus(tables[i * TableSize - digit / 2].Negated());
            }
        }
        return sum;
    }

    private static int Longest(Recoding[] digits)
    {
        var longest = 0;
        foreach (var recoding in digits)
            longest = Math.Max(longest, recoding.Digits.Length);
        return longest;
    }

    private static void OddMultiples(in P256Jacobian point, Span<P256Jacobian> table)
    {
        if (table.IsEmpty)
            return;
        table[0] = point;
        if (table.Length == 1)
            return;
        var twice = point.Doubled();
        for (var i = 1; i < table.Length; i++)
            table[i] = table[i - 1].Plus(twice);
    }

    private static P256Jacobian Buckets(ReadOnlySpan<Scalar> scalars, P256Jacobian[] points)
    {
        var bits = points.Length switch
        {
            < 128 => 5,
            < 400 => 6,
            < 1000 => 7,
            < 4000 => 8,
            _ => 10,
        };
        var windows = 256 / bits + 1;
        var digits = new short[scalars.Length * windows];
        for (var i = 0; i < scalars.Length; i++)
            SignedWindows(scalars[i].Value, bits, digits.AsSpan(i * windows, windows));
        var buckets = new P256Jacobian[1 << (bits - 1)];
        var sum = default(P256Jacobian);
        for (var window = windows - 1; window >= 0; window--)
        {
            for (var i = 0; i < bits; i++)
                sum = sum.Doubled();
            Array.Clear(buckets);
            for (var i = 0; i < points.Length; i++)
            {
                var digit = digits[i * windows + window];
                if (digit > 0)
                    buckets[digit - 1] = buckets[digit - 1].Plus(points[i]);
                if (digit < 0)
                    buckets[-digit - 1] = buckets[-digit - 1].Plus(points[i].Negated());
            }
            sum = sum.Plus(Weighted(buckets));
        }
        return sum;
    }

    /// <summary>Σ (i + 1)·bucket[i] by running sums from the top.</summary>
    private static P256Jacobian Weighted(ReadOnlySpan<P256Jacobian> buckets)
    {
        P256Jacobian running = default,
            total = default;
        for (var i = buckets.Length - 1; i >= 0; i--)
        {
            running = running.Plus(buckets[i]);
            total = total.Plus(running);
        }
        return total;
    }

    /// <summary>
    /// Digits of the given bits in [−2^(bits−1), 2^(bits−1)], lowest first; a digit above the half borrows from the
    /// next.
    /// </summary>
    private static void SignedWindows(in U256 value, int bits, Span<short> digits)
    {
        ReadOnlySpan<ulong> limbs = [value.L0, value.L1, value.L2, value.L3, 0];
        var carry = 0;
        for (var window = 0; window < digits.Length; window++)
        {
            var (limb, shift) = Math.DivRem(window * bits, 64);
            var raw = limbs[limb] >> shift;
            if (shift + bits > 64)
                raw |= limbs[limb + 1] << (64 - shift);
            var digit = (int)(raw & ((1UL << bits) - 1)) + carry;
            carry = digit > 1 << (bits - 1) ? 1 : 0;
            digits[window] = (short)(digit - (carry << bits));
        }
    }
}
