using Trading.Crypto;
using Trading.Server.Storage;

namespace Trading.Server.Opening;

/// <summary>
/// One section of an opened envelope in the clear, decrypted chunk by chunk as it is read: nothing of it is stored, and
/// at most one chunk is in memory. What the disk gives back otherwise than it was received ends the reading with
/// <see cref="InvalidDataException"/>. One reader; disposing forgets the chunk.
/// </summary>
public sealed class DocumentStream(
    string upload,
    IReadOnlyList<byte[]> partRoots,
    PayloadCipher cipher,
    StoredChunks chunks
) : Stream
{
    private static readonly byte[] PdfStart = "%PDF-"u8.ToArray();
    private readonly byte[] plain = new byte[ChunkedPayload.ChunkBytes];
    private readonly byte[] closed = new byte[ChunkedPayload.SealedChunkBytes];
    private long held = -1;
    private long position;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <summary>Plaintext bytes of the section.</summary>
    public override long Length => cipher.PlaintextBytes;

    /// <inheritdoc/>
    public override long Position
    {
        get => position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            position = value;
        }
    }

    /// <summary>
    /// Whether the section's beginning and the chunk at <paramref name="first"/> are there and open: asked before
    /// anybody is promised any bytes. Tells as well whether the section begins as a PDF does.
    /// </summary>
    public bool TryBegin(long first, out bool isPdf)
    {
        isPdf = false;
        if (!TryHold(0))
            return false;
        isPdf = Length >= PdfStart.Length && plain.AsSpan().StartsWith(PdfStart);
        return first < 0 || first >= Length || TryHold(first / ChunkedPayload.ChunkBytes);
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (position >= Length || buffer.IsEmpty)
            return 0;
        var index = position / ChunkedPayload.ChunkBytes;
        if (!TryHold(index))
            throw new InvalidDataException($"Chunk {index} of a stored section is not what was received.");
        var from = (int)(position - index * ChunkedPayload.ChunkBytes);
        var count = Math.Min(buffer.Length, ChunkedPayload.ChunkBytesAt(Length, index) - from);
        plain.AsSpan(from, count).CopyTo(buffer);
        position += count;
        return count;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(buffer.Span));
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) =>
        Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => position + offset,
            _ => Length + offset,
        };

    /// <inheritdoc/>
    public override void Flush() { }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Array.Clear(plain);
            cipher.Dispose();
        }
        base.Dispose(disposing);
    }

    private bool TryHold(long index)
    {
        if (index == held)
            return true;
        held = -1;
        var sealedChunk = closed.AsSpan(0, ChunkedPayload.ChunkBytesAt(Length, index) + Suite.TagBytes);
        var (part, chunk) = ((int)(index / ChunkedPayload.PartChunks), (int)(index % ChunkedPayload.PartChunks));
        if (
            chunks.Read(upload, partRoots[part], chunk, sealedChunk) != PartState.Whole
            || !cipher.TryOpenChunk(index, sealedChunk, plain)
        )
            return false;
        held = index;
        return true;
    }
}
