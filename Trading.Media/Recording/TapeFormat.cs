namespace Trading.Media.Recording;

/// <summary>Why a stretch of a track has no packets, or has ones that show nothing.</summary>
public enum GapCause : byte
{
    /// <summary>The recording process ended and was started again.</summary>
    Crash = 1,

    /// <summary>The publisher's network was gone.</summary>
    Network = 2,

    /// <summary>The disk took nothing.</summary>
    Disk = 3,

    /// <summary>The recording was paused by an order.</summary>
    Paused = 4,

    /// <summary>The publisher turned camera or microphone off.</summary>
    Muted = 5,

    /// <summary>Nothing came, and nobody said why.</summary>
    Nothing = 6,

    /// <summary>More came in a second than a second may hold.</summary>
    TooMuch = 7,

    /// <summary>The publisher left and came back.</summary>
    Left = 8,
}

/// <summary>A stretch of a track, in milliseconds since its start, and why it is empty.</summary>
/// <param name="From">First millisecond.</param>
/// <param name="To">Millisecond behind the last one.</param>
/// <param name="Cause">Why.</param>
public sealed record TapeGap(uint From, uint To, GapCause Cause);

/// <summary>
/// Sizes and marks of a track's file. A second is one block: it begins with a mark that a reader can look for, so that
/// damage in one second costs that second alone. Source: docs/spec/recording.md, "Frames".
/// </summary>
public static class TapeFormat
{
    /// <summary>Most seconds of a track, 48 hours: what goes on longer is another track.</summary>
    public const uint MostSeconds = 172_800;

    /// <summary>Milliseconds of a second, as every position in a second is counted.</summary>
    public const int SecondMillis = 1000;

    /// <summary>Most bytes of a packet.</summary>
    public const int MostPacketBytes = 2048;

    /// <summary>Most bytes of records in one sealed part.</summary>
    public const int MostPartBytes = 1 << 16;

    /// <summary>Most bytes of all records of a second: 64 Mbit.</summary>
    public const int MostSecondBytes = 8 << 20;

    /// <summary>Most frames in a second.</summary>
    public const int MostFrames = 2048;

    /// <summary>Bytes of a run's salt.</summary>
    public const int SaltBytes = 32;

    internal const int MarkBytes = 16;
    internal const int FrameHeadBytes = 5;
    internal const int BeginBytes = MarkBytes + 4 + SaltBytes;
    internal const int PartHeadBytes = 6;
    internal const int MostFrameBytes = FrameHeadBytes + PartHeadBytes + MostPartBytes + Crypto.Suite.TagBytes;
    internal const int GapBytes = 5;
    internal const int CloseBytes = 32;
    internal const int EndBytes = MarkBytes + 4 + 32 + 32;
    internal const int RecordHeadBytes = 7;
    internal const int ReportBytes = 16;

    internal static bool IsCause(byte cause) => cause is >= (byte)GapCause.Crash and <= (byte)GapCause.Left;
}

/// <summary>The types of a file's frames: type (1 byte), length (4), body.</summary>
internal enum TapeFrame : byte
{
    /// <summary>A second begins: mark (16), number (4), salt of the run (32).</summary>
    Begin = 1,

    /// <summary>
    /// Sealed records: number in the second (4), millisecond up to which they are (2), ciphertext and tag.
    /// </summary>
    Part = 2,

    /// <summary>A stretch without packets: from (2), to (2), cause (1).</summary>
    Gap = 3,

    /// <summary>The second is over: the chain's head (32).</summary>
    Close = 4,

    /// <summary>The track is over: mark (16), seconds (4), last head (32), hash of everything before (32).</summary>
    End = 5,
}

/// <summary>The types of records inside a part: type (1 byte), millisecond (4), length (2), bytes.</summary>
public enum TapeRecordKind : byte
{
    /// <summary>An RTP packet as it was received and decrypted.</summary>
    Packet = 1,

    /// <summary>The clock of a sender report (RFC 3550, 6.4.1): NTP time (8), RTP time (4), SSRC (4).</summary>
    Report = 2,
}
