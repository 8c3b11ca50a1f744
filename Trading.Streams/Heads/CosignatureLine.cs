using Trading.Crypto;

namespace Trading.Streams.Heads;

/// <summary>
/// A trustee's signature line as an event holds it: one line of a note, with its end of line. Source:
/// docs/spec/streams.md, "Cosignatures".
/// </summary>
public static class CosignatureLine
{
    /// <summary>
    /// The second that the line names, POSIX; null for anything that is not one cosignature line under this name. The
    /// signature is not checked.
    /// </summary>
    public static long? TimeOf(string line, string name) =>
        line.EndsWith('\n') && NoteSignature.TryParse(line[..^1], out var signature) && signature.Name == name
            ? Cosignature.TimeOf(signature)
            : null;
}
