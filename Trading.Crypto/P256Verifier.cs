using System.Security.Cryptography;

namespace Trading.Crypto;

/// <summary>
/// ECDSA verification over P-256 with the last few imported keys of each thread at hand: signatures of one authority,
/// one log or one trustee come in rows, and importing a point (which checks that it lies on the curve) costs as much as
/// verifying under it.
/// </summary>
internal static class P256Verifier
{
    private const int Kept = 8;

    [ThreadStatic]
    private static List<(byte[] Point, ECDsa Key)>? recent;

    /// <summary>Whether the P1363 signature holds; false as well for a point off the curve.</summary>
    public static bool Verify(ReadOnlySpan<byte> point, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        try
        {
            // P1363 and not DER: the platform's DER parser accepts one invalid Wycheproof case.
            return KeyOf(point)
                .VerifyData(
                    message,
                    signature,
                    HashAlgorithmName.SHA256,
                    DSASignatureFormat.IeeeP1363FixedFieldConcatenation
                );
        }
        catch (CryptographicException)
        {
            return false;
        } // the point is not on the curve
    }

    // Newest last: a key that is used again and again outlives those that come once.
    private static ECDsa KeyOf(ReadOnlySpan<byte> point)
    {
        var keys = recent ??= new(Kept + 1);
        var at = keys.Count - 1;
        while (at >= 0 && !point.SequenceEqual(keys[at].Point))
            at--;
        var found = at >= 0 ? keys[at] : (Point: point.ToArray(), Key: Import(point));
        if (at >= 0)
            keys.RemoveAt(at);
        keys.Add(found);
        if (keys.Count > Kept)
        {
            keys[0].Key.Dispose();
            keys.RemoveAt(0);
        }
        return found.Key;
    }

    private static ECDsa Import(ReadOnlySpan<byte> point) =>
        ECDsa.Create(
            new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = { X = point[1..33].ToArray(), Y = point[33..].ToArray() },
            }
        );
}
