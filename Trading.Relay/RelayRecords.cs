namespace Trading.Relay;

/// <summary>What a track is of. Numbers are those of recordings.</summary>
public enum TrackKind
{
    /// <summary>A camera, VP8.</summary>
    Camera = 1,

    /// <summary>A microphone, Opus.</summary>
    Microphone = 2,

    /// <summary>A shared screen, VP8.</summary>
    Screen = 3,

    /// <summary>The sound of a shared screen, Opus.</summary>
    ScreenSound = 4,
}

/// <summary>Why a call is refused.</summary>
public enum RelayFaultKind
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>No such room, connection or track; what is gone is not told apart from what never was.</summary>
    Unknown,

    /// <summary>A room, a source or a wish that cannot be.</summary>
    Malformed,

    /// <summary>A limit of <see cref="RelayLimits"/> or of Forwarding.</summary>
    LimitReached,

    /// <summary>The description is refused: <see cref="RelayFault.Sdp"/> says why.</summary>
    Description,

    /// <summary>An answer to an offer that is no longer the latest.</summary>
    Stale,

    /// <summary>The call is of the other kind of connection: who publishes does not answer.</summary>
    WrongKind,
}

/// <summary>Whether and why a call is refused.</summary>
/// <param name="Kind">None where it is not.</param>
/// <param name="Sdp">Of <see cref="RelayFaultKind.Description"/>.</param>
/// <param name="Line">Line of the description, from 1; 0 where it is the whole.</param>
public readonly record struct RelayFault(
    RelayFaultKind Kind,
    Media.Sdp.SdpFault Sdp = Media.Sdp.SdpFault.None,
    int Line = 0
)
{
    /// <summary>Nothing is refused.</summary>
    public static readonly RelayFault None;

    /// <summary>Whether nothing is.</summary>
    public bool IsNone => Kind == RelayFaultKind.None;
}

/// <summary>A description of ours for a browser, or why there is none.</summary>
/// <param name="Fault">Why not; then the rest is empty.</param>
/// <param name="Connection">Number of the connection, from 1, never used again.</param>
/// <param name="Version">Of an offer: what <see cref="IMediaRelay.Answer"/> wants to hear. Rises.</param>
/// <param name="Sdp">The text. It has a password in it: never in a log.</param>
/// <param name="Tracks">What each m-line carries: of an answer the tracks that are published, of an offer those that
/// are sent.</param>
public sealed record Described(
    RelayFault Fault,
    long Connection,
    int Version,
    string Sdp,
    IReadOnlyList<DescribedTrack> Tracks
)
{
    /// <summary>A refusal.</summary>
    public static Described Refused(RelayFault fault) => new(fault, 0, 0, "", []);
}

/// <summary>Which track an m-line carries.</summary>
/// <param name="Mid">Name of the m-line.</param>
/// <param name="Track">What is there.</param>
public sealed record DescribedTrack(string Mid, TrackInfo Track);

/// <summary>A track of a room.</summary>
/// <param name="Number">From 1; never used again, in no room.</param>
/// <param name="Room">Its room.</param>
/// <param name="Source">Whose it is.</param>
/// <param name="Kind">What it is of.</param>
/// <param name="Connection">On which connection it comes.</param>
/// <param name="Layers">How many layers it has, 1 to 3.</param>
/// <param name="IsMuted">Muted by <see cref="IMediaRelay.Mute"/>.</param>
public sealed record TrackInfo(
    int Number,
    string Room,
    string Source,
    TrackKind Kind,
    long Connection,
    int Layers,
    bool IsMuted
);

/// <summary>How loud a microphone is.</summary>
/// <param name="Track">Its number.</param>
/// <param name="Level">0 (loudest) to 127 (silence), in −dB of full scale. RFC 6464.</param>
public sealed record TrackLevel(int Track, int Level);

/// <summary>One wish of somebody who watches.</summary>
/// <param name="Track">Its number.</param>
/// <param name="MostLayer">Highest layer wanted, from 0: 0 on a small tile, 2 on a big one.</param>
/// <param name="IsPaused">Nothing of it is sent; its place stays, and going on needs no new offer.</param>
public sealed record TrackWish(int Track, int MostLayer, bool IsPaused);

/// <summary>What somebody who watches wants.</summary>
/// <param name="Others">What tracks get that are in no wish: null for nothing, else their highest layer from 0.</param>
/// <param name="Tracks">Wishes by track, at most 128.</param>
public sealed record WatchWishes(int? Others, IReadOnlyList<TrackWish> Tracks)
{
    /// <summary>Everything as good as it comes.</summary>
    public static readonly WatchWishes Everything = new(2, []);

    /// <summary>Everything small: a wall of rooms.</summary>
    public static readonly WatchWishes Small = new(0, []);

    /// <summary>Nothing until somebody says what.</summary>
    public static readonly WatchWishes Nothing = new(null, []);
}

/// <summary>Where a connection is.</summary>
public enum ConnectionState
{
    /// <summary>Described; the browser was not heard yet, or the handshake runs.</summary>
    Connecting,

    /// <summary>Checked, keys agreed, certificate as described.</summary>
    Connected,

    /// <summary>It was connected, and nothing was heard for 5 seconds. It heals by itself, or goes.</summary>
    Interrupted,
}

/// <summary>Why a connection is gone.</summary>
public enum GoneCause
{
    /// <summary>The room was closed.</summary>
    Closed,

    /// <summary>By <see cref="IMediaRelay.Expel"/>.</summary>
    Expelled,

    /// <summary>The browser said goodbye.</summary>
    Left,

    /// <summary>Nothing was heard for 30 seconds.</summary>
    Silence,

    /// <summary>It never came to be connected: 30 seconds, or a handshake that failed.</summary>
    NeverConnected,

    /// <summary>The certificate is not the one that was described: somebody is in between.</summary>
    WrongCertificate,
}

/// <summary>A connection.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Source">Whose it is.</param>
/// <param name="Publishes">It publishes, else it watches.</param>
/// <param name="State">Where it is.</param>
public sealed record ConnectionInfo(long Number, string Source, bool Publishes, ConnectionState State);

/// <summary>How a connection does, as far as we see it.</summary>
public sealed record ConnectionQuality
{
    /// <summary>Where it is.</summary>
    public required ConnectionState State { get; init; }

    /// <summary>It goes through TCP: delays are to be expected.</summary>
    public required bool IsTcp { get; init; }

    /// <summary>
    /// Loss in the last report, in thousandths: of who publishes what did not reach us, of who watches what did not
    /// reach its browser; the worst of its streams. −1 before the first report.
    /// </summary>
    public required int LossPerMille { get; init; }

    /// <summary>Bits of media of the last full second, from the browser.</summary>
    public required long BitsIn { get; init; }

    /// <summary>Bits of media of the last full second, to the browser.</summary>
    public required long BitsOut { get; init; }

    /// <summary>Packets that were dropped since the start because its TCP did not take them.</summary>
    public required long DroppedSlow { get; init; }

    /// <summary>Milliseconds since anything was heard.</summary>
    public required long SilentMillis { get; init; }

    /// <summary>The layer that is sent of each picture watched, by track; −1 before the first picture.</summary>
    public required IReadOnlyDictionary<int, int> Layers { get; init; }
}
