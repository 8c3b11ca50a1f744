namespace Trading.Crypto;

/// <summary>
/// A public key as DER SubjectPublicKeyInfo, the form of trust files and certificates: for a suite's named curve that
/// is a fixed beginning and the 65-byte point, so it is compared and never parsed.
/// </summary>
public static class Spki
{
    /// <summary>The DER bytes of a public point of 65 bytes.</summary>
    public static byte[] Encode(Suite suite, ReadOnlySpan<byte> publicPoint)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(publicPoint.Length, Suite.PointBytes);
        return [.. suite.SpkiPrefix, .. publicPoint];
    }

    /// <summary>
    /// The public point; false unless the bytes are exactly the suite's named curve and an uncompressed point on it.
    /// </summary>
    public static bool TryDecode(Suite suite, ReadOnlySpan<byte> spki, out byte[] publicPoint)
    {
        var prefix = suite.SpkiPrefix;
        publicPoint = [];
        if (!spki.StartsWith(prefix) || !suite.Group.TryDecode(spki[prefix.Length..], out _))
            return false;
        publicPoint = spki[prefix.Length..].ToArray();
        return true;
    }
}
