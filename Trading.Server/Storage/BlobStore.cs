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
/// Content-addressed files: a part of an envelope lies under its root, the RFC 6962 tree over its ciphertext chunks. A part is hashed as
/// it arrives, one chunk in memory; it gets its name only when all of it is right and on the disk, so a name never stands for half a
/// part, and it is hashed again whenever it is read. Names lie in a folder per upload: whoever learns the root of another's part can
/// not find out whether it is here.
/// </summary>
public sealed class BlobStore
{
    private const int BufferBytes = ChunkedPayload.SealedChunkBytes;
    private readonly string folder;
    private readonly Suite suite;

    /// <summary>What a broken connection or a crash left half-written is removed here.</summary>
    public BlobStore(string folder, Suite suite)
    {
        (this.folder, this.suite) = (folder, suite);
        foreach (var half in Directory.EnumerateFiles(folder, "*.tmp", SearchOption.AllDirectories)) File.Delete(half);
    }

    /// <summary>Takes a part from a stream. Nothing stays when the stream breaks; the same part may be sent again and in parallel.</summary>
    public async Task<PartArrival> PutAsync(string upload, byte[] root, long sizeBytes, Stream body, CancellationToken stop)
    {
        var path = PathOf(upload, root);
        OwnerOnly.Folder(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            var arrival = await ReceiveAsync(temporary, root, sizeBytes, body, stop);
            if (arrival == PartArrival.Stored) OwnerOnly.Publish(temporary, path);
            return arrival;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    public bool Has(string upload, byte[] root) => File.Exists(PathOf(upload, root));

    /// <summary>Reads a whole part, at most <see cref="ChunkedPayload.PartBytes"/>, and checks it.</summary>
    public PartState Read(string upload, byte[] root, out byte[] bytes)
    {
        bytes = [];
        try { bytes = File.ReadAllBytes(PathOf(upload, root)); }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException) { return PartState.Missing; }
        catch (IOException) { return PartState.Damaged; } // the disk does not give it back
        return PartRoots.Of(suite, bytes).AsSpan().SequenceEqual(root) ? PartState.Whole : PartState.Damaged;
    }

    private async Task<PartArrival> ReceiveAsync(string temporary, byte[] root, long sizeBytes, Stream body, CancellationToken stop)
    {
        await using var file = OwnerOnly.Create(temporary);
        using var hasher = new PartHasher(suite);
        var chunk = new byte[BufferBytes];
        long size = 0;
        while (await body.ReadAtLeastAsync(chunk, chunk.Length, throwOnEndOfStream: false, stop) is > 0 and var count)
        {
            size += count;
            if (size > sizeBytes) return PartArrival.WrongLength;
            hasher.Append(chunk.AsSpan(0, count));
            await file.WriteAsync(chunk.AsMemory(0, count), stop);
        }
        if (size != sizeBytes) return PartArrival.WrongLength;
        if (!hasher.Finish()[0].AsSpan().SequenceEqual(root)) return PartArrival.OtherBytes;
        file.Flush(flushToDisk: true);
        return PartArrival.Stored;
    }

    private string PathOf(string upload, byte[] root) => Path.Combine(folder, upload[..2], upload, Convert.ToHexStringLower(root));
}
