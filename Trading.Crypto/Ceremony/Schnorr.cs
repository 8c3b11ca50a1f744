using System.Text;

namespace Trading.Crypto;

/// <summary>
/// The Schnorr signature of COCKTAIL-DKG: R (33 bytes, compressed) ‖ z (32 bytes). The nonce is derived from secret and
/// message, so that a trustee who crashed signs again with the very same bytes. It proves possession of a polynomial's
/// secret and certifies transcripts.
/// Source: C2SP cocktail-dkg.md, "Schnorr Signature Scheme".
/// </summary>
internal sealed class Schnorr(Suite suite)
{
    public const int SignatureBytes = Group.CompressedBytes + Group.ScalarBytes;

    private readonly Group group = suite.Group;

    /// <summary>Signs under a secret that is not zero. The entropy only blinds the multiplication.</summary>
    public byte[] Sign(Scalar secret, Point publicKey, ReadOnlySpan<byte> message, Entropy blinding)
    {
        var encoded = secret.Encode();
        var k = HashToScalar("NONCE", [.. encoded, .. message]);
        Array.Clear(encoded);
        // Happens with probability 2^-256; were z published, it would give the secret away.
        if (k.IsZero)
            throw new InvalidOperationException("The derived nonce is zero: this ceremony cannot go on.");
        var commitment = group.MultiplySecret(k, group.Generator, blinding).EncodeCompressed();
        var z = group.Add(k, group.Multiply(Challenge(commitment, publicKey, message), secret));
        return [.. commitment, .. z.Encode()];
    }

    /// <summary>
    /// False for a wrong signature, a commitment that is no point, a response that is not below the order, and the
    /// identity as key.
    /// </summary>
    public bool Verify(Point publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureBytes || publicKey.IsIdentity)
            return false;
        var encoded = signature[..Group.CompressedBytes];
        if (
            !group.TryDecodeScalar(signature[Group.CompressedBytes..], out var z)
            || !group.TryDecodeCompressed(encoded, out var commitment)
        )
            return false;
        var c = Challenge(encoded, publicKey, message);
        return group.MultiplySum([z, group.Negate(c)], [group.Generator, publicKey]) == commitment;
    }

    private Scalar Challenge(ReadOnlySpan<byte> commitment, Point publicKey, ReadOnlySpan<byte> message) =>
        HashToScalar("H7", [.. commitment, .. publicKey.EncodeCompressed(), .. message]);

    /// <summary>48 bytes from two hashes, reduced: the bias stays below 2^−128.</summary>
    private Scalar HashToScalar(string domain, ReadOnlySpan<byte> input)
    {
        byte[] tagged = [0, .. Encoding.ASCII.GetBytes(suite.CeremonyPrefix + domain), .. input];
        Span<byte> wide = stackalloc byte[2 * Suite.HashBytes];
        for (var i = 0; i < 2; i++)
        {
            tagged[0] = (byte)(i + 1);
            suite.Hash(tagged, wide[(i * Suite.HashBytes)..]);
        }
        Array.Clear(tagged);
        return group.Reduce(wide[..48]);
    }
}
