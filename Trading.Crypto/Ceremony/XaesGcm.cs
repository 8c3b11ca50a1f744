using System.Security.Cryptography;

namespace Trading.Crypto;

/// <summary>
/// XAES-256-GCM (C2SP): AES-256-GCM under a key that AES-CMAC derives from the first half of a 24-byte nonce; the
/// second half is GCM's own nonce. Key 32 bytes, tag 16. The single-block ECB calls below are the CMAC of the
/// specification, not an encryption of data.
/// </summary>
internal sealed class XaesGcm : Aead
{
    public const int WideNonceBytes = 24;
    private const int BlockBytes = 16;

    private readonly Aes cipher;
    private readonly byte[] subkey = new byte[BlockBytes];

    public XaesGcm(ReadOnlySpan<byte> key)
    {
        cipher = Aes.Create();
        cipher.Key = KeyOf(key).ToArray();
        Span<byte> block = stackalloc byte[BlockBytes];
        block.Clear();
        cipher.EncryptEcb(block, subkey, PaddingMode.None);
        ShiftLeft(subkey);
    }

    public override int NonceLength => WideNonceBytes;

    public override void Seal(
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> plaintext,
        Span<byte> ciphertext,
        ReadOnlySpan<byte> associated
    )
    {
        using var inner = Derive(nonce);
        inner.Encrypt(
            nonce[12..],
            plaintext,
            ciphertext[..plaintext.Length],
            ciphertext[plaintext.Length..],
            associated
        );
    }

    private protected override bool Opens(
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> ciphertext,
        Span<byte> plaintext,
        ReadOnlySpan<byte> associated
    )
    {
        using var inner = Derive(nonce);
        try
        {
            inner.Decrypt(
                nonce[12..],
                ciphertext[..^Suite.TagBytes],
                ciphertext[^Suite.TagBytes..],
                plaintext,
                associated
            );
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    public override void Dispose()
    {
        cipher.Dispose();
        CryptographicOperations.ZeroMemory(subkey);
    }

    /// <summary>The derived key is AES(M₁ ⊕ K₁) ‖ AES(M₂ ⊕ K₁) with Mᵢ = 00 ‖ i ‖ "X" ‖ 00 ‖ nonce[0..12].</summary>
    private AesGcm Derive(ReadOnlySpan<byte> nonce)
    {
        if (nonce.Length != WideNonceBytes)
            throw new ArgumentException($"A nonce of {nonce.Length} bytes.", nameof(nonce));
        Span<byte> key = stackalloc byte[Suite.KeyBytes];
        Span<byte> block = stackalloc byte[BlockBytes];
        for (var i = 1; i <= 2; i++)
        {
            ((ReadOnlySpan<byte>)[0, (byte)i, (byte)'X', 0]).CopyTo(block);
            nonce[..12].CopyTo(block[4..]);
            for (var j = 0; j < BlockBytes; j++)
                block[j] ^= subkey[j];
            cipher.EncryptEcb(block, key.Slice((i - 1) * BlockBytes, BlockBytes), PaddingMode.None);
        }
        var inner = new AesGcm(key, Suite.TagBytes);
        CryptographicOperations.ZeroMemory(key);
        return inner;
    }

    /// <summary>CMAC's doubling in GF(2^128); the highest bit is secret, so it becomes a mask.</summary>
    private static void ShiftLeft(Span<byte> block)
    {
        var mask = (byte)(0 - (block[0] >> 7));
        for (var i = 0; i < block.Length; i++)
            block[i] = (byte)(block[i] << 1 | (i + 1 < block.Length ? block[i + 1] >> 7 : 0));
        block[^1] ^= (byte)(mask & 0x87);
    }
}
