namespace Trading.Media.Forwarding;

/// <summary>How much one room may hold. Everything that a peer can make grow has its figure here.</summary>
public sealed record ForwardLimits
{
    /// <summary>People who publish at once.</summary>
    public int Publishers { get; init; } = 32;

    /// <summary>Tracks of one publisher: microphone, camera, screen.</summary>
    public int TracksOfPublisher { get; init; } = 3;

    /// <summary>People who watch at once.</summary>
    public int Viewers { get; init; } = 64;

    /// <summary>Tracks that one viewer gets from this room.</summary>
    public int TracksOfViewer { get; init; } = 128;

    /// <summary>Forwarded streams of the room.</summary>
    public int Subscriptions { get; init; } = 2_048;

    /// <summary>
    /// Bits per second of one publisher's pictures, as told to its browser; twice as much is dropped.
    /// </summary>
    public long PublisherBits { get; init; } = 2_500_000;

    /// <summary>Packets that one forwarded stream resends in a second.</summary>
    public int ResentPerSecond { get; init; } = 200;
}

/// <summary>Why a change is refused.</summary>
public enum ForwardFault
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>A limit of <see cref="ForwardLimits"/>.</summary>
    LimitReached,

    /// <summary>The number is in use: of a person, a track or a source.</summary>
    InUse,

    /// <summary>No such publisher, viewer or track.</summary>
    Unknown,

    /// <summary>No layer, more than three, or two of one name.</summary>
    Layers,
}

/// <summary>What became of a packet of a publisher.</summary>
public enum ForwardVerdict
{
    /// <summary>It went to everybody who is to have it, which may be nobody.</summary>
    Taken,

    /// <summary>Padding alone: it took a number, and was not forwarded.</summary>
    Padding,

    /// <summary>The track is muted.</summary>
    Muted,

    /// <summary>No publisher of that number.</summary>
    Unknown,

    /// <summary>No RTP or RTCP, or a payload that is no VP8.</summary>
    Malformed,

    /// <summary>A source that nobody announced, or one too many.</summary>
    UnknownSource,

    /// <summary>A payload type that was not agreed.</summary>
    WrongType,

    /// <summary>More than twice the rate that the publisher was told.</summary>
    OverRate,

    /// <summary>A number that was there: SRTP lets none through, and here none is believed either.</summary>
    Repeated,

    /// <summary>A number 512 or more behind the last one.</summary>
    OutOfWindow,
}

/// <summary>What became of a packet, and whose it is, for the recorder.</summary>
/// <param name="Verdict">Only of <see cref="ForwardVerdict.Taken"/> the rest counts.</param>
/// <param name="Track">Number of the track.</param>
/// <param name="Layer">Its layer, 0 the lowest.</param>
public readonly record struct RtpOutcome(ForwardVerdict Verdict, int Track, int Layer);

/// <summary>
/// Where packets go. Called in the middle of a packet's way: it seals and sends, and calls nothing back. Bytes are
/// the callee's until it returns.
/// </summary>
public interface IForwardSink
{
    /// <summary>A packet for a viewer, in the clear. The same number may come again with the same bytes.</summary>
    void ToViewer(int viewer, ReadOnlySpan<byte> packet);

    /// <summary>A compound for a viewer, in the clear.</summary>
    void ControlToViewer(int viewer, ReadOnlySpan<byte> compound);

    /// <summary>A compound for a publisher, in the clear.</summary>
    void ControlToPublisher(int publisher, ReadOnlySpan<byte> compound);

    /// <summary>Nobody needs the track (true), or somebody does again: its browser is to be told.</summary>
    void Paused(int track, bool isPaused);
}

/// <summary>A track as SDP agreed on it.</summary>
public sealed record TrackSpec
{
    /// <summary>Its number in the room.</summary>
    public required int Track { get; init; }

    /// <summary>VP8, else Opus.</summary>
    public required bool IsVideo { get; init; }

    /// <summary>Payload type that the publisher sends.</summary>
    public required byte PayloadType { get; init; }

    /// <summary>Name of the m-line.</summary>
    public required string Mid { get; init; }

    /// <summary>Names of the layers, the lowest first; empty for one layer without a name.</summary>
    public IReadOnlyList<string> Rids { get; init; } = [];

    /// <summary>Source of the one layer where SDP says it; 0 where the first packet says it.</summary>
    public uint Ssrc { get; init; }

    /// <summary>Number of the header extension with the name of the m-line, 0 for none.</summary>
    public byte MidExtension { get; init; }

    /// <summary>Number of the header extension with the name of the layer, 0 for none.</summary>
    public byte RidExtension { get; init; }

    /// <summary>Number of the header extension with the loudness, 0 for none.</summary>
    public byte LevelExtension { get; init; }

    /// <summary>Canonical name for viewers, as in our offers: at most 255 bytes of ASCII.</summary>
    public required string Cname { get; init; }
}

/// <summary>How a viewer gets a track. The caller draws source and first number at random.</summary>
/// <param name="Ssrc">As in our offer; never used before on the viewer's connection.</param>
/// <param name="PayloadType">As in our offer.</param>
/// <param name="FirstSequence">Number of the first packet. Below 2¹⁵, so that no early loss is a round (RFC 3711,
/// 3.3.1).</param>
/// <param name="FirstTimestamp">Time of the first packet.</param>
/// <param name="MostLayer">Highest layer that the viewer wants, from 0.</param>
public readonly record struct Leg(
    uint Ssrc,
    byte PayloadType,
    ushort FirstSequence,
    uint FirstTimestamp,
    int MostLayer
);
