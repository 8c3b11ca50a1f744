using System.Buffers.Binary;

namespace Trading.Crypto;

/// <summary>
/// Seals and opens the chunks of one section under its key and base nonce (chunked-encryption, raw mode; empty
/// associated data). Nonce of chunk k is the base nonce XOR k as a big-endian number. Which bytes a chunk may have
/// follows from the section's plaintext length, so a chunk that is missing, too many or at another place never opens.
/// Not thread-safe: one for each thread. Source: docs/spec/envelope.md, "Chunks".
/// </summary>
public sealed class PayloadCipher : IDisposable
{
    private readonly Aead aead;
    private readonly byte[] baseNonce;

    // A key pair of key and nonce is used for one plaintext only: both derive from a section key that no other section
    // has.
    internal PayloadCipher(Suite suite, PayloadKey key, long plaintextBytes)
    {
        (Suite, PlaintextBytes, baseNonce) = (suite, plaintextBytes, key.BaseNonce);
        aead = suite.CreateAead(key.Key);
    }

    /// <summary>The section's plaintext length in bytes.</summary>
    public long PlaintextBytes { get; }

    /// <summary>The section's chunks.</summary>
    public long Chunks => ChunkedPayload.Chunks(PlaintextBytes);

    internal Suite Suite { get; }

    /// <summary>
    /// Opens chunk <paramref name="index"/> (from 0); its plaintext is 16 bytes shorter than the ciphertext. False, and
    /// nothing usable in the destination, for a wrong index, a wrong length or a wrong tag.
    /// </summary>
    public bool TryOpenChunk(long index, ReadOnlySpan<byte> ciphertext, Span<byte> plaintext)
    {
        if (index < 0 || index >= Chunks)
            return false;
        var length = ChunkedPayload.ChunkBytesAt(PlaintextBytes, index);
        if (ciphertext.Length != length + Suite.TagBytes || plaintext.Length < length)
            return false;
        Span<byte> nonce = stackalloc byte[Suite.NonceBytes];
        WriteNonce(index, nonce);
        return aead.TryOpen(nonce, ciphertext, plaintext[..length], []);
    }

    /// <summary>
    /// Opens the whole section from memory to memory; the plaintext has exactly <see cref="PlaintextBytes"/>. False as
    /// for a chunk.
    /// </summary>
    public bool TryOpen(ReadOnlySpan<byte> ciphertext, Span<byte> plaintext)
    {
        if (ciphertext.Length != ChunkedPayload.CiphertextBytes(PlaintextBytes) || plaintext.Length != PlaintextBytes)
            return false;
        for (var index = 0; index < Chunks; index++)
        {
            var sealedBytes = Math.Min(ciphertext.Length, ChunkedPayload.SealedChunkBytes);
            if (!TryOpenChunk(index, ciphertext[..sealedBytes], plaintext))
            {
                // What opened before the bad chunk is authentic, but half a section is none.
                plaintext.Clear();
                return false;
            }
            ciphertext = ciphertext[sealedBytes..];
            plaintext = plaintext[(sealedBytes - Suite.TagBytes)..];
        }
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => aead.Dispose();

    internal void SealChunk(long index, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(
            plaintext.Length,
            ChunkedPayload.ChunkBytesAt(PlaintextBytes, index)
        );
        Span<byte> nonce = stackalloc byte[Suite.NonceBytes];
        WriteNonce(index, nonce);
        aead.Seal(nonce, plaintext, ciphertext[..(plaintext.Length + Suite.TagBytes)], []);
    }

    private void WriteNonce(long index, Span<byte> nonce)
    {
        baseNonce.CopyTo(nonce);
        var last = nonce[^8..];
        BinaryPrimitives.WriteInt64BigEndian(last, BinaryPrimitives.ReadInt64BigEndian(last) ^ index);
    }
}
