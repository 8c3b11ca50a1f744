using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Math.EC;
using BigInteger = Org.BouncyCastle.Math.BigInteger;
using Field = Trading.Crypto.Residue<Trading.Crypto.P256Field>;
using Order = Trading.Crypto.Residue<Trading.Crypto.P256Order>;

namespace Trading.Crypto;

/// <summary>
/// P-256. Single public operations come from the library; secret products go through <see cref="P256Ladder"/>, because
/// the library's are not constant-time, and sums of many through <see cref="P256Sum"/>, which is several times faster.
/// The only file that names the library: its decoder accepts infinity and hybrid forms, so decoding is done here, and
/// its curve comes from CustomNamedCurves, because the generic one is 8 times slower.
/// </summary>
internal sealed class P256Group : Group
{
    private static readonly X9ECParameters Parameters = CustomNamedCurves.GetByName("secp256r1");
    private static readonly ECCurve Curve = Parameters.Curve;

    public override Point Generator { get; } = FromLibrary(Parameters.G);

    public override bool TryDecode(ReadOnlySpan<byte> encoded, out Point point)
    {
        point = default;
        if (encoded.Length != Suite.PointBytes || encoded[0] != 4)
            return false;
        var x = U256.FromBigEndian(encoded[1..]);
        var y = U256.FromBigEndian(encoded[(1 + U256.Bytes)..]);
        if (!x.IsBelow(Field.Modulus) || !y.IsBelow(Field.Modulus))
            return false;
        if (!Field.From(y).Squared().Equals(P256Point.RightSide(Field.From(x))))
            return false;
        point = new Point(x, y);
        return true;
    }

    public override bool TryDecodeCompressed(ReadOnlySpan<byte> encoded, out Point point)
    {
        point = default;
        if (encoded.Length != CompressedBytes || encoded[0] is not (2 or 3))
            return false;
        var x = U256.FromBigEndian(encoded[1..]);
        return x.IsBelow(Field.Modulus) && P256Point.TryAt(Field.From(x), encoded[0] & 1UL, out point);
    }

    public override bool TryDecodeScalar(ReadOnlySpan<byte> encoded, out Scalar scalar)
    {
        scalar = default;
        if (encoded.Length != ScalarBytes)
            return false;
        var value = U256.FromBigEndian(encoded);
        if (!value.IsBelow(Order.Modulus))
            return false;
        scalar = new Scalar(value);
        return true;
    }

    public override Scalar Reduce(ReadOnlySpan<byte> wide) => new(Order.FromWide(wide).ToInteger());

    internal override Point Map(ReadOnlySpan<byte> uniform) => P256Map.PointOf(uniform);

    public override Scalar Add(Scalar a, Scalar b) => new((Order.From(a.Value) + Order.From(b.Value)).ToInteger());

    public override Scalar Multiply(Scalar a, Scalar b) => new((Order.From(a.Value) * Order.From(b.Value)).ToInteger());

    public override Scalar Negate(Scalar a) => new(Order.From(a.Value).Negated().ToInteger());

    public override Scalar Invert(Scalar a) =>
        a.IsZero
            ? throw new ArgumentException("Zero has no inverse.", nameof(a))
            : new Scalar(Order.From(a.Value).Inverted().ToInteger());

    public override Point Add(Point a, Point b) => FromLibrary(ToLibrary(a).Add(ToLibrary(b)));

    public override Point Negate(Point a) => new(a.X, Field.From(a.Y).Negated().ToInteger());

    public override Point Multiply(Scalar k, Point point) => FromLibrary(ToLibrary(point).Multiply(ToLibrary(k)));

    public override Point MultiplySum(ReadOnlySpan<Scalar> scalars, ReadOnlySpan<Point> points)
    {
        if (scalars.Length != points.Length)
            throw new ArgumentException($"{scalars.Length} scalars for {points.Length} points.", nameof(scalars));
        return P256Point.Normalize([P256Sum.Of(scalars, points).ToHomogeneous()])[0];
    }

    public override Point[] MultiplySumEach(ReadOnlySpan<Scalar> scalars, IReadOnlyList<Point[]> rows)
    {
        if (scalars.Length != rows.Count)
            throw new ArgumentException($"{scalars.Length} scalars for {rows.Count} rows.", nameof(scalars));
        if (rows.Any(row => row.Length != rows[0].Length))
            throw new ArgumentException("The rows have unequal lengths.", nameof(rows));
        return rows.Count == 0 ? [] : P256Point.Normalize(P256Sum.OfColumns(scalars, rows));
    }

    public override Point[] MultiplySecret(Scalar k, ReadOnlySpan<Point> points, Entropy entropy)
    {
        var products = new P256Point[points.Length];
        for (var j = 0; j < products.Length; j++)
        {
            if (points[j].IsIdentity)
                continue; // its products are default, which is Z = 0
            products[j] = P256Ladder.Multiply(k.Value, Field.From(points[j].X), Field.From(points[j].Y), entropy);
        }
        return P256Point.Normalize(products);
    }

    private static ECPoint ToLibrary(Point point) =>
        point.IsIdentity ? Curve.Infinity : Curve.CreatePoint(ToLibrary(point.X), ToLibrary(point.Y));

    private static BigInteger ToLibrary(Scalar scalar) => ToLibrary(scalar.Value);

    private static BigInteger ToLibrary(U256 value)
    {
        var bytes = new byte[U256.Bytes];
        value.WriteBigEndian(bytes);
        return new BigInteger(1, bytes);
    }

    private static Point FromLibrary(ECPoint point)
    {
        if (point.IsInfinity)
            return default;
        var affine = point.Normalize();
        return new Point(
            U256.FromBigEndian(affine.AffineXCoord.GetEncoded()),
            U256.FromBigEndian(affine.AffineYCoord.GetEncoded())
        );
    }
}
