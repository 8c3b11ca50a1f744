using System.Globalization;
using System.Numerics;

namespace Trading.Crypto.Tests.Groups;

/// <summary>
/// RFC 9380, section 6.6.2, line by line over big integers, with Euler's criterion for squares: as slow as it is plain.
/// </summary>
internal static class SlowMap
{
    private static readonly BigInteger P = Hex("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
    private static readonly BigInteger A = P - 3;
    private static readonly BigInteger B = Hex("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b");
    private static readonly BigInteger Z = P - 10;

    /// <summary>The point as 65 bytes in hexadecimal.</summary>
    public static string PointOf(BigInteger wide)
    {
        var u = wide % P;
        var tv1 = Inverse0(Z * Z * BigInteger.Pow(u, 4) + Z * u * u);
        var x1 = tv1.IsZero ? B * Inverse0(Z * A) % P : (P - B) * Inverse0(A) * (1 + tv1) % P;
        var x2 = Z * u * u * x1 % P;
        var x = IsSquare(RightSide(x1)) ? x1 : x2;
        var y = BigInteger.ModPow(RightSide(x), (P + 1) / 4, P);
        if (u.IsEven != y.IsEven)
            y = P - y;
        return "04" + Digits(x) + Digits(y);
    }

    private static BigInteger RightSide(BigInteger x) => (x * x * x + A * x + B) % P;

    private static BigInteger Inverse0(BigInteger value) => BigInteger.ModPow(value, P - 2, P);

    private static bool IsSquare(BigInteger value) => BigInteger.ModPow(value, (P - 1) / 2, P) <= 1;

    private static BigInteger Hex(string digits) =>
        BigInteger.Parse("0" + digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static string Digits(BigInteger value) =>
        Convert.ToHexStringLower(value.ToByteArray(isUnsigned: true, isBigEndian: true)).PadLeft(64, '0');
}
