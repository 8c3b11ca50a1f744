using System.Collections.Concurrent;
using Trading.Crypto;

namespace Trading.Server.Opening;

/// <summary>
/// Signed headers of the uploads that are under way, each read once: its signature is checked when it is declared, and
/// every part and the COMMIT come with the upload's id alone, which is the header's own hash. A cache: one that fell
/// out, or was declared to an earlier process, is read again.
/// </summary>
public sealed class UploadHeaders(UploadHeaders.Reader read)
{
    private const int MostKept = 1_024;
    private readonly Lock reading = new();
    private readonly ConcurrentDictionary<string, SignedHeader> kept = new(StringComparer.Ordinal);

    public UploadHeaders()
        : this(SignedHeader.TryParse) { }

    /// <summary>Reads a signed header, or says what is wrong with it.</summary>
    public delegate bool Reader(ReadOnlySpan<byte> bytes, out SignedHeader? signed, out HeaderFault fault);

    /// <summary>Keeps a header that was read when its upload was declared.</summary>
    public void Keep(string upload, SignedHeader signed)
    {
        if (kept.Count >= MostKept)
            kept.Clear();
        kept[upload] = signed;
    }

    /// <summary>The header of a declared upload; null where the disk does not give it back as it was.</summary>
    public SignedHeader? Find(string upload, UploadManifest manifest)
    {
        if (kept.TryGetValue(upload, out var known))
            return known;
        // Parts come side by side: one of them reads, the others wait.
        lock (reading)
        {
            if (kept.TryGetValue(upload, out known))
                return known;
            if (read(manifest.Statement, out var signed, out _))
                Keep(upload, signed!);
            return signed;
        }
    }
}
