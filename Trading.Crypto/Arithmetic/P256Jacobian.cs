using Field = Trading.Crypto.Residue<Trading.Crypto.P256Field>;

namespace Trading.Crypto;

/// <summary>
/// A point of P-256 in Jacobian coordinates (x = X/Z², y = Y/Z³; infinity where Z = 0), for public numbers only: the
/// formulas are the fastest that have exceptional cases, and the exceptions are branches.
/// </summary>
internal readonly struct P256Jacobian(Field x, Field y, Field z)
{
    private readonly Field x = x,
        y = y,
        z = z;

    /// <summary>Infinity is <c>default</c>; the identity, (0, 0), becomes it.</summary>
    public static P256Jacobian From(in Point point) =>
        point.IsIdentity ? default : new P256Jacobian(Field.From(point.X), Field.From(point.Y), Field.One);

    /// <summary>The same point as X·Z : Y : Z³.</summary>
    public P256Point ToHomogeneous() => new(x * z, y, z * z.Squared());

    public P256Jacobian Negated() => new(x, y.Negated(), z);

    /// <summary>2·this. 8 products.</summary>
    public P256Jacobian Doubled()
    {
        var zz = z.Squared();
        var yy = y.Squared();
        var beta = x * yy;
        var alpha = P256Point.Triple((x - zz) * (x + zz));
        var beta4 = P256Point.Twice(P256Point.Twice(beta));
        var yyyy8 = P256Point.Twice(P256Point.Twice(P256Point.Twice(yy.Squared())));
        var x3 = alpha.Squared() - P256Point.Twice(beta4);
        return new P256Jacobian(x3, alpha * (beta4 - x3) - yyyy8, P256Point.Twice(y * z));
    }

    /// <summary>This plus another. 16 products, 11 where the other has Z = 1.</summary>
    public P256Jacobian Plus(in P256Jacobian other)
    {
        if (z.IsZero)
            return other;
        if (other.z.IsZero)
            return this;
        var zz = z.Squared();
        var u2 = other.x * zz;
        var s2 = other.y * z * zz;
        if (other.z.Equals(Field.One))
            return Sum(x, y, u2, s2, z, other);
        var otherZz = other.z.Squared();
        return Sum(x * otherZz, y * other.z * otherZz, u2, s2, z * other.z, other);
    }

    private static P256Jacobian Sum(
        in Field u1,
        in Field s1,
        in Field u2,
        in Field s2,
        in Field z,
        in P256Jacobian other
    )
    {
        var h = u2 - u1;
        var r = s2 - s1;
        if (h.IsZero)
            return r.IsZero ? other.Doubled() : default;
        var hh = h.Squared();
        var hhh = h * hh;
        var v = u1 * hh;
        var x3 = r.Squared() - hhh - P256Point.Twice(v);
        return new P256Jacobian(x3, r * (v - x3) - s1 * hhh, z * h);
    }
}
