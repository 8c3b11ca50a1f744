namespace Trading.Crypto;

/// <summary>
/// Sizes of a section's payload: C2SP chunked-encryption in raw mode with chunks of 64 KiB. The last chunk is always
/// shorter, so a plaintext of a multiple of 64 KiB ends in an empty chunk, and a ciphertext cut at a chunk's end is not
/// one. An upload part is 64 chunks.
/// Source: C2SP chunked-encryption, "Message chunking" and "Raw mode"; docs/spec/envelope.md, "Chunks" and "Parts".
/// </summary>
public static class ChunkedPayload
{
    /// <summary>log₂ of the plaintext bytes of a chunk, as it stands in a section entry.</summary>
    public const int ChunkLog2 = 16;

    /// <summary>Plaintext bytes of every chunk but the last.</summary>
    public const int ChunkBytes = 1 << ChunkLog2;

    /// <summary>Ciphertext bytes of every chunk but the last.</summary>
    public const int SealedChunkBytes = ChunkBytes + Suite.TagBytes;

    /// <summary>Chunks of an upload part.</summary>
    public const int PartChunks = 64;

    /// <summary>Ciphertext bytes of every part but the last: 4,195,328.</summary>
    public const int PartBytes = PartChunks * SealedChunkBytes;

    /// <summary>Chunks of a plaintext, at least one.</summary>
    public static long Chunks(long plaintextBytes) => plaintextBytes / ChunkBytes + 1;

    /// <summary>Ciphertext bytes of a plaintext.</summary>
    public static long CiphertextBytes(long plaintextBytes) => plaintextBytes + Chunks(plaintextBytes) * Suite.TagBytes;

    /// <summary>Plaintext bytes of chunk <paramref name="index"/> of a plaintext.</summary>
    public static int ChunkBytesAt(long plaintextBytes, long index) =>
        (int)Math.Clamp(plaintextBytes - index * ChunkBytes, 0, ChunkBytes);

    /// <summary>Upload parts of a plaintext's ciphertext, at least one.</summary>
    public static int Parts(long plaintextBytes) => (int)((Chunks(plaintextBytes) + PartChunks - 1) / PartChunks);

    /// <summary>Ciphertext bytes of part <paramref name="index"/>, from 0 to Parts − 1.</summary>
    public static int PartBytesAt(long plaintextBytes, int index) =>
        (int)Math.Clamp(CiphertextBytes(plaintextBytes) - (long)index * PartBytes, 0, PartBytes);
}
