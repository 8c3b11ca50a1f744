using System.Security.Cryptography;
using System.Text;

namespace Trading.Pool.Draws;

/// <summary>
/// The secret rows of draws at rest. Sealed with AES-256-GCM under a key of their own, which hangs on the same file as
/// that of the contacts: 12 random bytes of nonce ‖ ciphertext ‖ 16 bytes of tag, the draw's id as additional data.
/// </summary>
public sealed class DrawVault : IDisposable
{
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private readonly AesGcm seal;

    /// <summary>The vault of the pool's secret, 32 random bytes.</summary>
    public DrawVault(byte[] secret) =>
        seal = new AesGcm(
            HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, KeyBytes, info: "trading pool draws 1 seal"u8.ToArray()),
            TagBytes
        );

    public byte[] Seal(string draw, ReadOnlySpan<byte> plain)
    {
        var sealedBytes = new byte[NonceBytes + plain.Length + TagBytes];
        var nonce = sealedBytes.AsSpan(0, NonceBytes);
        // Random nonces of one key stay apart far beyond any number of draws.
        RandomNumberGenerator.Fill(nonce);
        seal.Encrypt(
            nonce,
            plain,
            sealedBytes.AsSpan(NonceBytes, plain.Length),
            sealedBytes.AsSpan(NonceBytes + plain.Length),
            Encoding.ASCII.GetBytes(draw)
        );
        return sealedBytes;
    }

    /// <summary>Throws <see cref="CryptographicException"/> for bytes that were not sealed for this draw.</summary>
    public byte[] Open(string draw, ReadOnlySpan<byte> sealedBytes)
    {
        var plain = new byte[Math.Max(0, sealedBytes.Length - NonceBytes - TagBytes)];
        seal.Decrypt(
            sealedBytes[..NonceBytes],
            sealedBytes.Slice(NonceBytes, plain.Length),
            sealedBytes[(NonceBytes + plain.Length)..],
            plain,
            Encoding.ASCII.GetBytes(draw)
        );
        return plain;
    }

    public void Dispose() => seal.Dispose();
}
