using Trading.Crypto;

namespace Trading.Media.Recording;

/// <summary>
/// The chain of a track: each head covers the one before, the second's number, and the hash of the second's bytes in
/// the file. So a head covers everything up to it, and one second can be proved between two heads without the others.
/// Source: docs/spec/recording.md, "Chain".
/// </summary>
public static class TapeChain
{
    /// <summary>
    /// The head after a second, 32 bytes. <paramref name="before"/> is the head before it, or the header's start;
    /// <paramref name="digest"/> the suite's hash of the second's frames from its Begin up to its Close.
    /// </summary>
    public static byte[] Next(Suite suite, byte[] before, uint second, byte[] digest) =>
        Tags.Hash(suite, Tags.RecordingSecond, before, new WireWriter().U32(second).ToArray(), digest);
}
