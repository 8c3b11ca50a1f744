namespace Trading.Crypto;

/// <summary>
/// The end that signed headers and withdrawals share: submission public key (65) ‖ signature (64) over tag and
/// everything before.
/// </summary>
internal static class SubmissionSignature
{
    // Key, then pseudonym, then signature: a copied statement under a stranger's key is named as what it is.
    public static HeaderFault Check(Suite suite, byte[] pseudonym, string tag, ReadOnlySpan<byte> bytes, out byte[] key)
    {
        var signed = bytes[..^Suite.SignatureBytes];
        key = signed[^Suite.PointBytes..].ToArray();
        if (!suite.Group.TryDecode(key, out _))
            return HeaderFault.BadSubmissionKey;
        if (!pseudonym.AsSpan().SequenceEqual(SignedHeader.PseudonymOf(suite, key)))
            return HeaderFault.PseudonymMismatch;
        return SigningKey.Verify(suite, key, tag, signed.ToArray(), bytes[^Suite.SignatureBytes..])
            ? HeaderFault.None
            : HeaderFault.BadSignature;
    }
}
