using System.Collections.Concurrent;
using Trading.Crypto;

namespace Trading.Server.Storage;

/// <summary>
/// Single chunks out of stored parts, each checked against the root that the part was stored under. A part is read
/// whole once; after that its chunk hashes are known, and a chunk costs a chunk, whatever the size of the part.
/// Keeps hashes, never contents. Source: docs/spec/envelope.md, "Chunks" and "Parts".
/// </summary>
public sealed class StoredChunks(BlobStore blobs, Suite suite)
{
    /// <summary>
    /// Parts whose chunk hashes are remembered at once, 2 KiB each: 16 GiB of envelopes. One more, and all are lost
    /// and learnt again.
    /// </summary>
    public const int MostParts = 4_096;
    private readonly ConcurrentDictionary<(string Upload, string Root), byte[][]> known = new();

    /// <summary>
    /// Reads chunk <paramref name="chunk"/> (from 0) of a part into <paramref name="into"/>, whose length is the
    /// chunk's. What is there unless the answer is <see cref="PartState.Whole"/> is nothing to go by.
    /// </summary>
    public PartState Read(string upload, byte[] root, int chunk, Span<byte> into)
    {
        var key = (upload, Convert.ToHexString(root));
        if (!known.TryGetValue(key, out var hashes))
        {
            var state = blobs.Read(upload, root, out var part);
            if (state != PartState.Whole)
                return state;
            if (known.Count >= MostParts)
                known.Clear();
            known[key] = hashes = HashesOf(part);
        }
        if (chunk >= hashes.Length)
            return PartState.Damaged;
        var read = blobs.ReadRange(upload, root, (long)chunk * ChunkedPayload.SealedChunkBytes, into);
        return read == PartState.Whole && !TreeHash.Leaf(suite, into).AsSpan().SequenceEqual(hashes[chunk])
            ? PartState.Damaged
            : read;
    }

    private byte[][] HashesOf(byte[] part)
    {
        var hashes = new byte[(part.Length + ChunkedPayload.SealedChunkBytes - 1) / ChunkedPayload.SealedChunkBytes][];
        for (var i = 0; i < hashes.Length; i++)
        {
            var rest = part.AsSpan(i * ChunkedPayload.SealedChunkBytes);
            hashes[i] = TreeHash.Leaf(suite, rest[..Math.Min(rest.Length, ChunkedPayload.SealedChunkBytes)]);
        }
        return hashes;
    }
}
