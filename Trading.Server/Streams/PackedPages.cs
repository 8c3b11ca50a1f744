using System.Collections.Concurrent;
using System.IO.Compression;

namespace Trading.Server.Streams;

/// <summary>
/// Pages of events as gzip, the newest ones kept: of hundreds who come late one pays. A length tells of secrets where
/// what somebody else chose is packed with what nobody may know; here everything may be read by anybody
/// (<see cref="FeedEndpoint"/>), and an answer does not depend on who asks.
/// </summary>
public sealed class PackedPages
{
    public const string Coding = "gzip";
    private const int LeastBytes = 1_024;
    private const int MostBytes = 8 << 20; // packing a page of large ticks would hold its thread for too long
    private const long KeptBytes = 16 << 20;
    private readonly ConcurrentDictionary<(string Stream, long From, long Head), byte[]> kept = new();
    private long size;

    /// <summary>The page from a height on, as it was packed under the same head; null where it is not kept.</summary>
    public byte[]? Find(string stream, long from, long head) => kept.GetValueOrDefault((stream, from, head));

    /// <summary>The page packed, and kept; null for one that goes as it is.</summary>
    public byte[]? Pack(string stream, long from, long head, byte[] page)
    {
        if (page.Length is < LeastBytes or > MostBytes)
            return null;
        var buffer = new MemoryStream(page.Length / 2);
        using (var gzip = new GZipStream(buffer, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(page);
        var packed = buffer.ToArray();
        if (Interlocked.Add(ref size, packed.Length) > KeptBytes)
        {
            kept.Clear(); // a cache: whoever still asks has its page packed again
            Interlocked.Exchange(ref size, packed.Length);
        }
        kept[(stream, from, head)] = packed;
        return packed;
    }
}
