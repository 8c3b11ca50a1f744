using Trading.Media.Recording;
using Trading.Relay;

namespace Trading.Server.Media;

// What stands in bodies of requests and answers: camelCase JSON, enums as their names.

/// <summary>A grant, and nothing else: 32 digits.</summary>
public sealed record MediaKey(string Grant);

/// <summary>What an m-line of an offer is of; without it sound is a microphone, the first picture a camera.</summary>
public sealed record MediaKind(string Mid, TrackKind Kind);

/// <summary>An offer to send; a connection where it goes on, null where one begins.</summary>
public sealed record MediaOffer(
    string Grant,
    string Offer,
    IReadOnlyList<MediaKind>? Kinds = null,
    long? Connection = null
);

/// <summary>
/// What a window wants to see. Others: of all tracks that are not named the highest layer, −1 for nothing. Listen: of a
/// wall the room that is heard.
/// </summary>
public sealed record MediaWish(string Grant, int Others, IReadOnlyList<TrackWish> Tracks, string? Listen = null);

/// <summary>An answer to the offer of that version.</summary>
public sealed record MediaReply(string Grant, int Version, string Answer);

/// <summary>A track is to be silent, or no longer.</summary>
public sealed record MediaMute(string Grant, int Track, bool IsMuted);

/// <summary>Asks for news behind a version, and waits so many seconds for them.</summary>
public sealed record MediaAsk(string Grant, long After, int Wait);

/// <summary>A grant: it lets in once, and only whoever signed in with the key.</summary>
public sealed record MediaGranted(
    string Grant,
    string Source,
    string Role,
    int Seat,
    IReadOnlyList<string> Rights,
    bool HasPictures,
    long Until
);

/// <summary>Which track an m-line carries.</summary>
public sealed record MediaMid(string Mid, int Track, string Source, TrackKind Kind);

/// <summary>The answer to an offer of a browser.</summary>
public sealed record MediaPublished(long Connection, string Sdp, IReadOnlyList<MediaMid> Tracks);

/// <summary>An offer for a browser that watches.</summary>
public sealed record MediaOffered(long Connection, int Version, string Sdp, IReadOnlyList<MediaMid> Tracks);

/// <summary>Somebody in a call.</summary>
public sealed record MediaPerson(string Room, string Source, string Role, int Seat, bool IsLeader);

/// <summary>A track that may be watched.</summary>
public sealed record MediaTrack(
    int Track,
    string Room,
    string Source,
    TrackKind Kind,
    int Layers,
    bool IsMuted,
    bool IsOwn
);

/// <summary>How the recording of a call does.</summary>
public enum RecordingWord
{
    /// <summary>It runs.</summary>
    On,

    /// <summary>By an order: the room is stopped.</summary>
    Paused,

    /// <summary>The disk does not take it; what is lost is marked.</summary>
    Failing,

    /// <summary>Nobody is in the call.</summary>
    Off,
}

/// <summary>
/// All that a window has to know of its call. Version is another one whenever anything here is. Unneeded: own tracks
/// that nobody gets now. Publishing and Watching: state of the own connections, null where there is none. Offer:
/// version of the newest offer for the watching one, 0 for none.
/// </summary>
public sealed record MediaNews(
    long Version,
    IReadOnlyList<string> Rooms,
    IReadOnlyList<MediaPerson> People,
    IReadOnlyList<MediaTrack> Tracks,
    IReadOnlyList<int> Speaking,
    IReadOnlyList<int> Unneeded,
    ConnectionState? Publishing,
    ConnectionState? Watching,
    int Offer,
    bool HasPictures,
    RecordingWord Recording
);

/// <summary>How a connection does, as far as the server sees it.</summary>
public sealed record LinkQuality(
    ConnectionState State,
    bool IsTcp,
    int LossPerMille,
    long BitsIn,
    long BitsOut,
    long DroppedSlow,
    long SilentMillis,
    IReadOnlyList<MediaLayer> Layers
);

/// <summary>The layer that is sent of a picture; −1 before the first.</summary>
public sealed record MediaLayer(int Track, int Layer);

/// <summary>Both connections of a window; null where there is none.</summary>
public sealed record MediaQuality(LinkQuality? Publishing, LinkQuality? Watching);

/// <summary>The recording of a call, in numbers.</summary>
public sealed record MediaRecording(int Tracks, long Bytes, long Lost, string Problem, int UntoldSeconds);

/// <summary>A call, for whoever has a part in the room.</summary>
public sealed record MediaView(
    bool IsOn,
    bool MayEnter,
    int Windows,
    RecordingWord Recording,
    MediaRecording? Numbers,
    DiskVerdict? Disk
);
