namespace Trading.Crypto;

/// <summary>
/// A message for the holder of one key: encapsulated point (65 bytes) ‖ ciphertext ‖ tag (16 bytes). Key and nonce are
/// exported from the key encapsulation (HPKE, export only, mode base), for the context of the tag alone; each box has
/// an ephemeral key of its own, so no key is used twice. It says nothing of who sealed it. Source: docs/spec/draw.md,
/// "Sealed boxes"; RFC 9180, sections 4.1 and 5.3.
/// </summary>
public static class SealedBox
{
    /// <summary>Bytes that a box has more than what lies in it.</summary>
    public const int OverheadBytes = Suite.PointBytes + Suite.TagBytes;

    /// <summary>
    /// Seals for a recipient. <paramref name="tag"/> and <paramref name="info"/> say what the box is for: under others
    /// it does not open.
    /// </summary>
    public static byte[] Seal(
        Suite suite,
        Point recipient,
        string tag,
        byte[] info,
        ReadOnlySpan<byte> plain,
        Entropy entropy
    )
    {
        ArgumentNullException.ThrowIfNull(suite);
        var (encapsulated, secret) = suite.Kem.Encapsulate(recipient, entropy);
        var sealedBytes = new byte[plain.Length + Suite.TagBytes];
        var (key, nonce) = KeyOf(suite, secret, tag, info);
        using var cipher = suite.CreateAead(key);
        cipher.Seal(nonce, plain, sealedBytes, []);
        Array.Clear(key);
        return [.. encapsulated, .. sealedBytes];
    }

    /// <summary>What lies in the box, or null where it is no box, is for another key, or for another purpose.</summary>
    public static byte[]? Open(
        Suite suite,
        Scalar secret,
        string tag,
        byte[] info,
        ReadOnlySpan<byte> box,
        Entropy entropy
    )
    {
        ArgumentNullException.ThrowIfNull(suite);
        if (
            box.Length < OverheadBytes
            || !suite.Kem.TryDecapsulate(secret, box[..Suite.PointBytes], entropy, out var shared)
        )
            return null;
        var (key, nonce) = KeyOf(suite, shared, tag, info);
        using var cipher = suite.CreateAead(key);
        var plain = new byte[box.Length - OverheadBytes];
        var opens = cipher.TryOpen(nonce, box[Suite.PointBytes..], plain, []);
        Array.Clear(key);
        return opens ? plain : null;
    }

    private static (byte[] Key, byte[] Nonce) KeyOf(Suite suite, byte[] secret, string tag, byte[] info)
    {
        var bytes = suite.Kem.Export(
            KemMode.Base,
            secret,
            Tags.Join(tag, info),
            [],
            [],
            Tags.Join(tag),
            Suite.KeyBytes + Suite.NonceBytes
        );
        return (bytes[..Suite.KeyBytes], bytes[Suite.KeyBytes..]);
    }
}
