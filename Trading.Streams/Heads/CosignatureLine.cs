using System.Buffers.Binary;
using Trading.Crypto;

namespace Trading.Streams.Heads;

/// <summary>
/// A trustee's signature line as an event holds it: one line of a note, with its end of line. Source:
/// docs/spec/streams.md, "Cosignatures".
/// </summary>
public static class CosignatureLine
{
    private const int TimeBytes = 8;

    /// <summary>
    /// The second that the line names, POSIX; null for anything that is not one cosignature line under this name. The
    /// signature is not checked.
    /// </summary>
    public static long? TimeOf(string line, string name)
    {
        if (!line.EndsWith('\n') || !NoteSignature.TryParse(line[..^1], out var signature))
            return null;
        if (signature.Name != name || signature.Signature.Length != TimeBytes + Suite.SignatureBytes)
            return null;
        var seconds = BinaryPrimitives.ReadInt64BigEndian(signature.Signature);
        return seconds >= 0 ? seconds : null;
    }
}
