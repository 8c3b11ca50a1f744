using Field = Trading.Crypto.Residue<Trading.Crypto.P256Field>;

namespace Trading.Crypto;

/// <summary>
/// An element of P-256's field to a point: the simplified SWU map of RFC 9380 (section 6.6.2) with A = −3, the curve's
/// B and Z = −10, as the suite P256_XMD:SHA-256_SSWU_RO_ (section 8.2) has it. The cofactor is 1: nothing is cleared.
/// How often a root is tried depends on the element: for public elements only.
/// </summary>
internal static class P256Map
{
    private static readonly Field Ten = Field.From(new U256(10, 0, 0, 0));
    private static readonly Field Z = Ten.Negated();
    private static readonly Field MinusBOverA = P256Point.B * P256Point.Triple(Field.One).Inverted();
    private static readonly Field Exceptional = MinusBOverA * Ten.Inverted(); // B / (Z·A)

    /// <summary>The point of a big-endian integer of at most 64 bytes, reduced modulo the field's prime.</summary>
    public static Point PointOf(ReadOnlySpan<byte> uniform) => PointOf(Field.FromWide(uniform));

    private static Point PointOf(in Field u)
    {
        var scaled = Z * u.Squared();
        var inverse = (scaled.Squared() + scaled).Inverted(); // of zero it is zero, as the RFC's inv0
        var x = inverse.IsZero ? Exceptional : MinusBOverA * (Field.One + inverse);
        var sign = u.ToInteger().L0 & 1; // sgn0(u), which the RFC gives to y
        // Where this x has no point, Z·u²·x has one: the quotient of their right sides is Z³u⁶, which is no square.
        if (!P256Point.TryAt(x, sign, out var point))
            P256Point.TryAt(scaled * x, sign, out point);
        return point;
    }
}
