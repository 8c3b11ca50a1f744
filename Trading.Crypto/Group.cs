namespace Trading.Crypto;

/// <summary>
/// The prime-order group of a suite. Points and scalars are checked values: whatever exists is on the curve, or below
/// the order. Two kinds of multiplication: <see cref="Multiply(Scalar, Point)"/> and <see cref="MultiplySum"/> take
/// variable time and are for public numbers only; <see cref="MultiplySecret(Scalar, Point, Entropy)"/> is for every
/// scalar that must stay secret.
/// Source: docs/spec/lock.md, "Group".
/// </summary>
public abstract class Group
{
    /// <summary>Bytes of a compressed point: 02 or 03 ‖ x.</summary>
    public const int CompressedBytes = 33;

    /// <summary>Bytes of a scalar, big-endian.</summary>
    public const int ScalarBytes = 32;

    /// <summary>The group's standard generator.</summary>
    public abstract Point Generator { get; }

    /// <summary>
    /// Decodes exactly 65 bytes 04 ‖ x ‖ y with x and y below the field prime and on the curve. Infinity, hybrid and
    /// compressed forms, other lengths and points off the curve give false.
    /// </summary>
    public abstract bool TryDecode(ReadOnlySpan<byte> encoded, out Point point);

    /// <summary>
    /// Decodes exactly 33 bytes 02 or 03 ‖ x with x below the field prime and on the curve; anything else gives false.
    /// </summary>
    public abstract bool TryDecodeCompressed(ReadOnlySpan<byte> encoded, out Point point);

    /// <summary>
    /// Decodes exactly 32 bytes of an integer below the order, big-endian. Zero is a scalar: who must not have it asks
    /// <see cref="Scalar.IsZero"/>.
    /// </summary>
    public abstract bool TryDecodeScalar(ReadOnlySpan<byte> encoded, out Scalar scalar);

    /// <summary>A big-endian integer of at most 64 bytes modulo the order.</summary>
    public abstract Scalar Reduce(ReadOnlySpan<byte> wide);

    /// <summary>
    /// map_to_curve and clear_cofactor of RFC 9380 (section 3) for one element of the field, given as an integer of
    /// <see cref="HashToCurve.ElementBytes"/> big-endian bytes that is reduced here. In variable time: for public bytes
    /// only.
    /// </summary>
    internal abstract Point Map(ReadOnlySpan<byte> uniform);

    /// <summary>
    /// A uniform scalar in [1, order): 48 bytes reduced (bias below 2^−128), drawn again in the event of zero.
    /// </summary>
    public Scalar RandomScalar(Entropy entropy)
    {
        Span<byte> wide = stackalloc byte[48];
        while (true)
        {
            entropy.Fill(wide);
            var scalar = Reduce(wide);
            wide.Clear();
            if (!scalar.IsZero)
                return scalar;
        }
    }

    /// <summary>Sum modulo the order, in constant time.</summary>
    public abstract Scalar Add(Scalar a, Scalar b);

    /// <summary>Product modulo the order, in constant time.</summary>
    public abstract Scalar Multiply(Scalar a, Scalar b);

    /// <summary>Additive inverse modulo the order, in constant time.</summary>
    public abstract Scalar Negate(Scalar a);

    /// <summary>
    /// Multiplicative inverse modulo the order, in constant time; the inverse of zero is an
    /// <see cref="ArgumentException"/>.
    /// </summary>
    public abstract Scalar Invert(Scalar a);

    /// <summary>Sum of two points.</summary>
    public abstract Point Add(Point a, Point b);

    /// <summary>The point with the opposite y.</summary>
    public abstract Point Negate(Point a);

    /// <summary>k·P for a public k, in variable time.</summary>
    public abstract Point Multiply(Scalar k, Point point);

    /// <summary>
    /// Σ kᵢ·Pᵢ for public kᵢ, in variable time; much cheaper than the single products. Unequal lengths are an
    /// <see cref="ArgumentException"/>.
    /// </summary>
    public abstract Point MultiplySum(ReadOnlySpan<Scalar> scalars, ReadOnlySpan<Point> points);

    /// <summary>
    /// For each j the sum Σᵢ kᵢ·Pᵢⱼ of <paramref name="rows"/>[i][j] with the same public kᵢ, in variable time: how
    /// partial openings are combined. Rows of unequal length are an <see cref="ArgumentException"/>.
    /// </summary>
    public abstract Point[] MultiplySumEach(ReadOnlySpan<Scalar> scalars, IReadOnlyList<Point[]> rows);

    /// <summary>
    /// k·P for a secret k: the same steps and memory accesses for every k and P, with blinding drawn from the entropy.
    /// </summary>
    public Point MultiplySecret(Scalar k, Point point, Entropy entropy) => MultiplySecret(k, [point], entropy)[0];

    /// <summary>k·Pⱼ for a secret k and every j; each product has its own blinding, all share one inversion.</summary>
    public abstract Point[] MultiplySecret(Scalar k, ReadOnlySpan<Point> points, Entropy entropy);
}

/// <summary>
/// A point of the suite's group in affine form, or the identity (<c>default</c>), which has no encoding on any wire.
/// </summary>
public readonly record struct Point
{
    internal Point(U256 x, U256 y) => (X, Y) = (x, y);

    internal U256 X { get; }

    internal U256 Y { get; }

    /// <summary>Whether this is the group's identity. (0, 0) stands for it: that pair is on no curve of ours.</summary>
    public bool IsIdentity => X.IsZero && Y.IsZero;

    /// <summary>65 bytes: 04 ‖ x ‖ y. The identity has no encoding: <see cref="InvalidOperationException"/>.</summary>
    public byte[] Encode()
    {
        var encoded = new byte[Suite.PointBytes];
        encoded[0] = 4;
        WriteX(encoded.AsSpan(1));
        Y.WriteBigEndian(encoded.AsSpan(1 + U256.Bytes));
        return encoded;
    }

    /// <summary>
    /// 33 bytes: 02 for an even y, 03 for an odd one ‖ x. The identity has no encoding:
    /// <see cref="InvalidOperationException"/>.
    /// </summary>
    public byte[] EncodeCompressed()
    {
        var encoded = new byte[Group.CompressedBytes];
        encoded[0] = (byte)(2 | (Y.L0 & 1));
        WriteX(encoded.AsSpan(1));
        return encoded;
    }

    /// <summary>
    /// Writes the 32 bytes of x, big-endian: the shared secret of ECDH. The identity is an
    /// <see cref="InvalidOperationException"/>.
    /// </summary>
    public void WriteX(Span<byte> destination)
    {
        if (IsIdentity)
            throw new InvalidOperationException("The identity of the group has no encoding.");
        X.WriteBigEndian(destination);
    }
}

/// <summary>An integer below the group's order. Holders of secret scalars neither log nor compare them.</summary>
public readonly record struct Scalar
{
    internal Scalar(U256 value) => Value = value;

    internal U256 Value { get; }

    /// <summary>Zero.</summary>
    public static Scalar Zero => default;

    /// <summary>A small public integer, for example a trustee's index.</summary>
    public static Scalar From(uint value) => new(new U256(value, 0, 0, 0));

    /// <summary>Whether this is zero.</summary>
    public bool IsZero => Value.IsZero;

    /// <summary>32 bytes, big-endian.</summary>
    public byte[] Encode()
    {
        var encoded = new byte[Group.ScalarBytes];
        Value.WriteBigEndian(encoded);
        return encoded;
    }

    /// <summary>Prints nothing: a secret scalar must not reach a log by accident.</summary>
    public override string ToString() => "Scalar";
}
