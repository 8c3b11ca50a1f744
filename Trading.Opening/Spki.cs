using Trading.Crypto;

namespace Trading.Opening;

/// <summary>
/// SubjectPublicKeyInfo of a P-256 key in its one accepted form: 91 bytes of DER with the named curve and an uncompressed point.
/// Compared byte for byte instead of parsed: explicit curve parameters, compressed points and other algorithms cannot slip in.
/// </summary>
public static class Spki
{
    /// <summary>Bytes of the form.</summary>
    public const int SizeBytes = 91;

    // SEQUENCE { SEQUENCE { id-ecPublicKey, prime256v1 }, BIT STRING of 66 bytes whose first says "no unused bits" }
    private static ReadOnlySpan<byte> Prefix =>
        [0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00];

    /// <summary>The DER form of a point (65 bytes).</summary>
    public static byte[] ToBytes(ReadOnlySpan<byte> point) => [.. Prefix, .. point];

    /// <summary>The point (65 bytes) of the DER form; false for any other form and for a point that is not on the curve.</summary>
    public static bool TryParse(ReadOnlySpan<byte> der, out byte[] point)
    {
        point = [];
        if (der.Length != SizeBytes || !der.StartsWith(Prefix) || !Suite.P256.Group.TryDecode(der[Prefix.Length..], out _)) return false;
        point = der[Prefix.Length..].ToArray();
        return true;
    }
}
