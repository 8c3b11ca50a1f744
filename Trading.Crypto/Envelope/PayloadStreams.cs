using System.Buffers;

namespace Trading.Crypto;

/// <summary>
/// Sections as streams, one chunk in memory at a time; buffers are pooled and cleared where they held plaintext.
/// </summary>
public static class PayloadStreams
{
    /// <summary>
    /// Decrypts a whole section from its ciphertext to <paramref name="plaintext"/>. False for a wrong tag or a stream
    /// that ends early: what was written until then is authentic but not the section. Bytes that follow the section are
    /// left unread.
    /// </summary>
    public static bool TryOpen(this PayloadCipher cipher, Stream ciphertext, Stream plaintext) =>
        cipher.OpenChunks(ciphertext, 0, cipher.Chunks, 0, cipher.PlaintextBytes, plaintext);

    /// <summary>
    /// Decrypts <paramref name="count"/> plaintext bytes from <paramref name="offset"/> on, reading only the chunks
    /// that hold them, from a seekable stream whose section begins at <paramref name="sectionOffset"/>. False also for
    /// a range outside the section.
    /// </summary>
    public static bool TryOpenRange(
        this PayloadCipher cipher,
        Stream file,
        long sectionOffset,
        long offset,
        long count,
        Stream plaintext
    )
    {
        if (offset < 0 || count < 0 || offset > cipher.PlaintextBytes - count)
            return false;
        if (count == 0)
            return true;
        var first = offset / ChunkedPayload.ChunkBytes;
        var end = (offset + count - 1) / ChunkedPayload.ChunkBytes + 1;
        file.Position = sectionOffset + first * ChunkedPayload.SealedChunkBytes;
        return cipher.OpenChunks(file, first, end, offset, count, plaintext);
    }

    /// <summary>
    /// Encrypts a section of exactly the cipher's plaintext length; the chunks' hashes go to <paramref name="parts"/>.
    /// A source of another length is an <see cref="InvalidDataException"/>.
    /// </summary>
    internal static void Seal(
        this PayloadCipher cipher,
        Stream plaintext,
        Stream ciphertext,
        Action<ReadOnlySpan<byte>> observePlaintext,
        PartHasher parts
    )
    {
        var (open, closed) = Rent();
        try
        {
            for (var index = 0L; index < cipher.Chunks; index++)
            {
                var chunk = open.AsSpan(0, ChunkedPayload.ChunkBytesAt(cipher.PlaintextBytes, index));
                if (plaintext.ReadAtLeast(chunk, chunk.Length, throwOnEndOfStream: false) != chunk.Length)
                    throw new InvalidDataException($"A section ended before its {cipher.PlaintextBytes} bytes.");
                observePlaintext(chunk);
                var sealedChunk = closed.AsSpan(0, chunk.Length + Suite.TagBytes);
                cipher.SealChunk(index, chunk, sealedChunk);
                parts.Append(sealedChunk);
                ciphertext.Write(sealedChunk);
            }
            if (plaintext.Read(open, 0, 1) != 0)
                throw new InvalidDataException($"A section has more than its {cipher.PlaintextBytes} bytes.");
        }
        finally
        {
            Return(open, closed);
        }
    }

    private static bool OpenChunks(
        this PayloadCipher cipher,
        Stream ciphertext,
        long first,
        long end,
        long offset,
        long count,
        Stream plaintext
    )
    {
        var (open, closed) = Rent();
        try
        {
            for (var index = first; index < end; index++)
            {
                var chunk = open.AsSpan(0, ChunkedPayload.ChunkBytesAt(cipher.PlaintextBytes, index));
                var sealedChunk = closed.AsSpan(0, chunk.Length + Suite.TagBytes);
                if (
                    ciphertext.ReadAtLeast(sealedChunk, sealedChunk.Length, throwOnEndOfStream: false)
                    != sealedChunk.Length
                )
                    return false;
                if (!cipher.TryOpenChunk(index, sealedChunk, chunk))
                    return false;
                var skip = (int)Math.Max(0, offset - index * ChunkedPayload.ChunkBytes);
                var take = (int)Math.Min(chunk.Length - skip, count);
                plaintext.Write(chunk.Slice(skip, take));
                count -= take;
            }
            return true;
        }
        finally
        {
            Return(open, closed);
        }
    }

    private static (byte[] Open, byte[] Closed) Rent() =>
        (
            ArrayPool<byte>.Shared.Rent(ChunkedPayload.ChunkBytes),
            ArrayPool<byte>.Shared.Rent(ChunkedPayload.SealedChunkBytes)
        );

    private static void Return(byte[] open, byte[] closed)
    {
        ArrayPool<byte>.Shared.Return(open, clearArray: true);
        ArrayPool<byte>.Shared.Return(closed);
    }
}
