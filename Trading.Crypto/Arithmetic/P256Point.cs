using Field = Trading.Crypto.Residue<Trading.Crypto.P256Field>;

namespace Trading.Crypto;

/// <summary>A point of P-256 in homogeneous coordinates: x = X/Z, y = Y/Z, and infinity where Z = 0.</summary>
internal struct P256Point(Field x, Field y, Field z)
{
    public Field X = x,
        Y = y,
        Z = z;

    /// <summary>Coefficient b of y² = x³ − 3x + b.</summary>
    public static readonly Field B = Field.From(
        new U256(0x3BCE3C3E27D2604B, 0x651D06B0CC53B0F6, 0xB3EBBD55769886BC, 0x5AC635D8AA3A93E7)
    );

    public static readonly Field B2 = B + B;

    // (p + 1) / 4
    private static readonly U256 RootExponent = new(0, 0x0000000040000000, 0x4000000000000000, 0x3FFFFFFFC0000000);

    /// <summary>x³ − 3x + b.</summary>
    public static Field RightSide(in Field x) => (x.Squared() - (Field.One + Field.One + Field.One)) * x + B;

    /// <summary>
    /// The point with that x and a y of that parity (0 or 1); false where no point has that x. No point has y = 0 (the
    /// order is odd), so exactly one of the two roots has the parity.
    /// </summary>
    public static bool TryAt(in Field x, ulong parity, out Point point)
    {
        point = default;
        var square = RightSide(x);
        var root = square.Power(RootExponent);
        if (!root.Squared().Equals(square))
            return false;
        var y = root.ToInteger();
        point = new Point(x.ToInteger(), (y.L0 & 1) == parity ? y : root.Negated().ToInteger());
        return true;
    }

    /// <summary>
    /// The points in affine form with one inversion for all (Montgomery's trick). Infinity, Z = 0, is carried along as
    /// a factor of one.
    /// </summary>
    public static Point[] Normalize(ReadOnlySpan<P256Point> points)
    {
        var products = new Field[points.Length];
        var product = Field.One;
        for (var i = 0; i < products.Length; i++)
        {
            products[i] = product;
            if (!points[i].Z.IsZero)
                product *= points[i].Z;
        }
        var inverse = product.Inverted();
        var affine = new Point[points.Length];
        for (var i = affine.Length - 1; i >= 0; i--)
        {
            ref readonly var point = ref points[i];
            if (point.Z.IsZero)
                continue;
            var z = inverse * products[i];
            affine[i] = new Point((point.X * z).ToInteger(), (point.Y * z).ToInteger());
            inverse *= point.Z;
        }
        return affine;
    }

    public static Field Twice(in Field a) => a + a;

    public static Field Triple(in Field a) => a + a + a;
}
