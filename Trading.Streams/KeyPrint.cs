using System.Security.Cryptography;
using Trading.Crypto;

namespace Trading.Streams;

/// <summary>
/// A public key in few letters, for people who compare: the first eight bytes of the SHA-256 of its DER
/// SubjectPublicKeyInfo, as four groups of four small hexadecimal digits. Anybody makes it with openssl. Source:
/// docs/spec/policy.md, "Fingerprint of a key".
/// </summary>
public static class KeyPrint
{
    private const int ShownBytes = 8;
    private const int GroupBytes = 2;

    /// <summary>The fingerprint of a key of 65 bytes.</summary>
    public static string Of(byte[] key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var shown = SHA256.HashData(Spki.Encode(Suite.P256, key)).AsSpan(0, ShownBytes).ToArray();
        return string.Join(' ', shown.Chunk(GroupBytes).Select(Convert.ToHexStringLower));
    }
}
