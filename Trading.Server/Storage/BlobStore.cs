using Trading.Crypto;

namespace Trading.Server.Storage;

/// <summary>How the arrival of a part ended.</summary>
public enum PartArrival
{
    /// <summary>It is on the disk under its root, or was already.</summary>
    Stored,

    /// <summary>Its bytes do not have the root that the manifest names.</summary>
    OtherBytes,

    /// <summary>It is longer or shorter than it has to be.</summary>
    WrongLength,
}

/// <summary>What reading a part showed.</summary>
public enum PartState
{
    /// <summary>The bytes have their root.</summary>
    Whole,

    /// <summary>There is no such part.</summary>
    Missing,

    /// <summary>What the disk returns is not what was stored.</summary>
    Damaged,
}

/// <summary>
/// Content-addressed files: a part of an envelope lies under its root, the RFC 6962 tree over its ciphertext chunks. A
/// part is hashed as it arrives, one chunk in memory; it gets its name only when all of it is right and on the disk, so
/// a name never stands for half a part, and it is hashed again whenever it is read. Names lie in a folder per upload:
/// whoever learns the root of another's part can not find out whether it is here.
/// </summary>
public sealed class BlobStore
{
    private const int BufferBytes = ChunkedPayload.SealedChunkBytes;
    private readonly string folder;
    private readonly Suite suite;
    private readonly Disk disk;

    /// <summary>What a broken connection or a crash left half-written is removed here.</summary>
    public BlobStore(string folder, Suite suite, Disk? disk = null)
    {
        (this.folder, this.suite, this.disk) = (folder, suite, disk ?? Disk.Real);
        foreach (var half in Directory.EnumerateFiles(folder, "*.tmp", SearchOption.AllDirectories))
            File.Delete(half);
    }

    /// <summary>
    /// Takes a part from a stream. Nothing stays when the stream breaks; the same part may be sent again and in
    /// parallel.
    /// </summary>
    public async Task<PartArrival> PutAsync(
        string upload,
        byte[] root,
        long sizeBytes,
        Stream body,
        CancellationToken stop
    )
    {
        var path = PathOf(upload, root);
        OwnerOnly.Folder(Path.GetDirectoryName(path)!);
        var temporary = Disk.TemporaryOf(path);
        try
        {
            var arrival = await ReceiveAsync(temporary, root, sizeBytes, body, stop);
            if (arrival == PartArrival.Stored)
                disk.Publish(temporary, path);
            return arrival;
        }
        finally
        {
            disk.Delete(temporary);
        }
    }

    public bool Has(string upload, byte[] root) => File.Exists(PathOf(upload, root));

    /// <summary>Reads a whole part, at most <see cref="ChunkedPayload.PartBytes"/>, and checks it.</summary>
    public PartState Read(string upload, byte[] root, out byte[] bytes)
    {
        bytes = [];
        try
        {
            bytes = File.ReadAllBytes(PathOf(upload, root));
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return PartState.Missing;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return PartState.Damaged;
        } // the disk does not give it back
        using var hasher = new PartHasher(suite);
        hasher.Append(bytes);
        return StateOf(hasher, root);
    }

    /// <summary>
    /// Fills <paramref name="into"/> from byte <paramref name="offset"/> of a part on, unchecked: the caller knows what
    /// has to come. A part that ends before is <see cref="PartState.Damaged"/>.
    /// </summary>
    public PartState ReadRange(string upload, byte[] root, long offset, Span<byte> into)
    {
        try
        {
            using var file = File.OpenHandle(PathOf(upload, root), share: FileShare.ReadWrite | FileShare.Delete);
            for (var read = 0; read < into.Length; )
            {
                var count = RandomAccess.Read(file, into[read..], offset + read);
                if (count == 0)
                    return PartState.Damaged;
                read += count;
            }
            return PartState.Whole;
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return PartState.Missing;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return PartState.Damaged;
        }
    }

    /// <summary>Whether a part on the disk still has its root; one chunk of it in memory at a time.</summary>
    public async Task<(PartState State, long SizeBytes)> CheckAsync(string upload, byte[] root, CancellationToken stop)
    {
        long size = 0;
        try
        {
            await using var file = new FileStream(
                PathOf(upload, root),
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete,
                bufferSize: 0,
                FileOptions.Asynchronous | FileOptions.SequentialScan
            );
            using var hasher = new PartHasher(suite);
            var chunk = new byte[BufferBytes];
            for (int count; (count = await file.ReadAsync(chunk, stop)) > 0; size += count)
                hasher.Append(chunk.AsSpan(0, count));
            return (StateOf(hasher, root), size);
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return (PartState.Missing, size);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return (PartState.Damaged, size);
        }
    }

    private async Task<PartArrival> ReceiveAsync(
        string temporary,
        byte[] root,
        long sizeBytes,
        Stream body,
        CancellationToken stop
    )
    {
        await using var file = disk.Create(temporary);
        using var hasher = new PartHasher(suite);
        var chunk = new byte[BufferBytes];
        long size = 0;
        while (await body.ReadAtLeastAsync(chunk, chunk.Length, throwOnEndOfStream: false, stop) is > 0 and var count)
        {
            size += count;
            if (size > sizeBytes)
                return PartArrival.WrongLength;
            hasher.Append(chunk.AsSpan(0, count));
            await disk.WriteAsync(file, chunk.AsMemory(0, count), stop);
        }
        if (size != sizeBytes)
            return PartArrival.WrongLength;
        if (!hasher.Finish()[0].AsSpan().SequenceEqual(root))
            return PartArrival.OtherBytes;
        disk.Flush(file);
        return PartArrival.Stored;
    }

    // One root: bytes behind a full part would be the beginning of another.
    private static PartState StateOf(PartHasher hasher, byte[] root) =>
        hasher.Finish() is [var only] && only.AsSpan().SequenceEqual(root) ? PartState.Whole : PartState.Damaged;

    private string PathOf(string upload, byte[] root) =>
        Path.Combine(folder, upload[..2], upload, Convert.ToHexStringLower(root));
}
