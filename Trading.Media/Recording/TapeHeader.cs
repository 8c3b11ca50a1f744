using Trading.Crypto;

namespace Trading.Media.Recording;

/// <summary>What a track is of.</summary>
public enum TapeKind : byte
{
    /// <summary>A camera, VP8 at 90 kHz.</summary>
    Camera = 1,

    /// <summary>A microphone, Opus at 48 kHz.</summary>
    Microphone = 2,

    /// <summary>A shared screen, VP8 at 90 kHz.</summary>
    Screen = 3,

    /// <summary>The sound of a shared screen, Opus at 48 kHz.</summary>
    ScreenSound = 4,
}

/// <summary>
/// The first bytes of a track's file: eight letters, a length (4 bytes), and the canonical bytes of what the track is.
/// Their tagged hash is where the chain of its seconds begins. Source: docs/spec/recording.md, "Header".
/// </summary>
/// <param name="Suite">Hash, key derivation and cipher.</param>
/// <param name="Room">The room, 16 bytes.</param>
/// <param name="Track">Number of the track in its room, from 1; no two files of a room have the same.</param>
/// <param name="Kind">What it is of.</param>
/// <param name="Source">
/// Whose it is, as the room names seats and desks, never a name: 1–64 of a–z, 0–9, dot, hyphen. Tracks of one source
/// were sent by one browser at a time, so their sender reports share a clock.
/// </param>
/// <param name="Ssrc">The synchronisation source of its packets (RFC 3550): a track has one.</param>
/// <param name="PayloadType">Payload type of its packets, 0–127.</param>
/// <param name="StartedAt">UTC microseconds of millisecond 0.</param>
/// <param name="Seal">Commitment to the room's key (32 bytes): what is sealed opens in one way only.</param>
public sealed record TapeHeader(
    Suite Suite,
    byte[] Room,
    uint Track,
    TapeKind Kind,
    string Source,
    uint Ssrc,
    byte PayloadType,
    long StartedAt,
    byte[] Seal
)
{
    /// <summary>Bytes of a room's id.</summary>
    public const int RoomBytes = 16;

    /// <summary>Most tracks of a room.</summary>
    public const uint MostTracks = 1024;

    internal const int MostBytes = 512;
    internal const int LengthAt = 8;
    internal const int BodyAt = 12;
    private const int SourceLetters = 64;

    /// <summary>The eight bytes that every track's file begins with.</summary>
    public static ReadOnlySpan<byte> Magic => "TRTAPE1\n"u8;

    /// <summary>Whether packets are VP8 (else Opus).</summary>
    public bool IsVideo => Kind is TapeKind.Camera or TapeKind.Screen;

    /// <summary>Ticks a second of the packets' timestamps: 90,000 or 48,000.</summary>
    public int ClockRate => IsVideo ? 90_000 : 48_000;

    /// <summary>The file's first bytes.</summary>
    public byte[] ToBytes()
    {
        var body = new WireWriter()
            .U16(Suite.Id)
            .Fixed(Room)
            .U32(Track)
            .U8((byte)Kind)
            .Text(Source)
            .U32(Ssrc)
            .U8(PayloadType)
            .I64(StartedAt)
            .Fixed(Seal)
            .ToArray();
        return new WireWriter().Fixed(Magic).Bytes(body).ToArray();
    }

    /// <summary>Where the chain begins, 32 bytes: the tagged hash of <see cref="ToBytes"/>.</summary>
    public byte[] Start() => Tags.Hash(Suite, Tags.RecordingTrack, ToBytes());

    /// <summary>Reads all bytes of a header; false where they are not canonical or say what no track is.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out TapeHeader? header)
    {
        header = null;
        if (bytes.Length < BodyAt || !bytes[..LengthAt].SequenceEqual(Magic))
            return false;
        try
        {
            var outer = new WireReader(bytes[LengthAt..]);
            var body = outer.Bytes(MostBytes);
            outer.End();
            header = Read(body);
            return header is not null;
        }
        catch (WireException)
        {
            return false;
        }
    }

    /// <summary>
    /// Whether its values can stand in a header; what a writer is given is checked by the same rules.
    /// </summary>
    internal bool IsSound =>
        Room.Length == RoomBytes
        && Seal.Length == Suite.HashBytes
        && Track is >= 1 and <= MostTracks
        && Kind is >= TapeKind.Camera and <= TapeKind.ScreenSound
        && Source.Length is >= 1 and <= SourceLetters
        && Source.All(letter => char.IsAsciiDigit(letter) || char.IsAsciiLetterLower(letter) || letter is '.' or '-')
        && PayloadType < 128
        && StartedAt >= 0;

    private static TapeHeader? Read(ReadOnlySpan<byte> body)
    {
        var reader = new WireReader(body);
        if (Suite.Find(reader.U16()) is not { } suite)
            return null;
        var header = new TapeHeader(
            suite,
            reader.Fixed(RoomBytes),
            reader.U32(),
            (TapeKind)reader.U8(),
            reader.Text(SourceLetters),
            reader.U32(),
            reader.U8(),
            reader.I64(),
            reader.Fixed(Suite.HashBytes)
        );
        reader.End();
        return header.IsSound ? header : null;
    }
}
