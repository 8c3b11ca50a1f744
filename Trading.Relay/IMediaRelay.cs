namespace Trading.Relay;

/// <summary>
/// The relay as the server sees it: rooms, connections that publish, connections that watch. It knows no person, no
/// procedure and no grant: whoever calls has asked the <see cref="Media.Rooms.GrantBook"/> before, and calls
/// <see cref="Expel"/> for what a revoked grant had opened. Texts are SDP as browsers write it; how a browser brings
/// them here is the caller's (HTTP, hub). All calls are short, may come from any thread, and never wait for a network.
/// What is refused is a <see cref="RelayFault"/>; an exception is a bug. Source: docs/spec/media.md.
/// </summary>
/// <remarks>
/// A browser that publishes: <see cref="Publish"/> with its offer, set the answer; for another track, or an ICE
/// restart, <see cref="Offer"/> with the new offer. A browser that watches: <see cref="Watch"/>, set the offer, its
/// answer to <see cref="Answer"/>; then, each time <see cref="OfferChanged"/> comes, <see cref="OfferOf"/> and
/// <see cref="Answer"/> again.
/// </remarks>
public interface IMediaRelay : IAsyncDisposable
{
    /// <summary>
    /// What happened, in order, one at a time, from a thread of the relay's own: never while a lock is held, so every
    /// call may be made from it. Set once, before the first room. An exception of it is counted and swallowed.
    /// </summary>
    Action<RelayEvent>? Happened { get; set; }

    /// <summary>Opens a room. Saying it twice is harmless. 1 to 128 letters.</summary>
    RelayFault Open(string room);

    /// <summary>Closes a room: its connections are gone at once. One that is not open is no error.</summary>
    void Close(string room);

    /// <summary>
    /// A browser's offer to publish in an open room: a connection begins, with one transport. Tracks are what the offer
    /// sends, at most a microphone and two pictures.
    /// </summary>
    /// <param name="room">The room.</param>
    /// <param name="source">
    /// Whose tracks these are, for others to see and for recordings: a seat or desk, never a name. 1–64 of a–z, 0–9,
    /// dot, hyphen. Several connections may have one source (windows of one person).
    /// </param>
    /// <param name="offer">SDP, at most 64 KiB.</param>
    /// <param name="kinds">
    /// What each m-line is of, by its mid. Those that are not named: sound is a microphone, the first picture a camera,
    /// the next a screen.
    /// </param>
    Described Publish(string room, string source, string offer, IReadOnlyDictionary<string, TrackKind>? kinds = null);

    /// <summary>
    /// Another offer on a connection that publishes: tracks come or go, or ICE begins anew (other ice-ufrag and
    /// ice-pwd). The certificate stays.
    /// </summary>
    Described Offer(long connection, string offer, IReadOnlyDictionary<string, TrackKind>? kinds = null);

    /// <summary>
    /// A connection that watches begins, over one room or many. It gets every track of its rooms but those of its own
    /// source, unless <see cref="Wish"/> says otherwise, and never has a direction to speak in.
    /// </summary>
    /// <param name="rooms">Open rooms, 1 to 64.</param>
    /// <param name="source">As in <see cref="Publish"/>; whoever only looks has a source, too.</param>
    /// <param name="wishes">Which tracks it gets at first.</param>
    Described Watch(IReadOnlyList<string> rooms, string source, WatchWishes wishes);

    /// <summary>The latest offer of ours for a connection that watches.</summary>
    Described OfferOf(long connection);

    /// <summary>
    /// The browser's answer to the offer with this version. One that is older is refused as
    /// <see cref="RelayFaultKind.Stale"/>: get the latest offer and answer that.
    /// </summary>
    RelayFault Answer(long connection, int version, string answer);

    /// <summary>
    /// ICE begins anew on a connection that watches: the answer is an offer with another ice-ufrag and ice-pwd. What
    /// was connected goes on until the browser speaks from its new place.
    /// </summary>
    Described Restart(long connection);

    /// <summary>Which tracks a connection that watches gets, and how big; replaces what was said before.</summary>
    RelayFault Wish(long connection, WatchWishes wishes);

    /// <summary>A muted track goes nowhere, whatever its publisher sends, and is not recorded.</summary>
    RelayFault Mute(int track, bool isMuted);

    /// <summary>Ends a connection at once: nothing of it goes on, nothing goes to it. It may come again.</summary>
    RelayFault Expel(long connection);

    /// <summary>As <see cref="Expel"/>, for all connections of a source in a room. Answers how many.</summary>
    int ExpelSource(string room, string source);

    /// <summary>Tracks of a room, by number.</summary>
    IReadOnlyList<TrackInfo> Tracks(string room);

    /// <summary>How loud each microphone of a room is, loudest first; those that say nothing are left out.</summary>
    IReadOnlyList<TrackLevel> Levels(string room);

    /// <summary>How a connection does; null where there is none of that number.</summary>
    ConnectionQuality? Quality(long connection);

    /// <summary>Connections of a room.</summary>
    IReadOnlyList<ConnectionInfo> Connections(string room);

    /// <summary>
    /// From now on everything that is published in a room goes to the tap as well, and its tracks are asked for whoever
    /// watches; null ends that.
    /// </summary>
    RelayFault Tap(string room, IMediaTap? tap);

    /// <summary>What came, went and was dropped since the start.</summary>
    RelayCounters Counters();

    /// <summary>Addresses with ports of ours, as browsers are told.</summary>
    IReadOnlyList<string> Candidates { get; }
}

/// <summary>
/// Gets every packet of a room as it was received, SRTP taken off. Called in the middle of a packet's way, with the
/// relay's lock held: it copies and returns, and calls nothing back. Bytes are the relay's. Times are UTC microseconds
/// that never fall.
/// </summary>
public interface IMediaTap
{
    /// <summary>A layer of a track begins: its first packet follows.</summary>
    void Begin(in TappedStream stream, long at);

    /// <summary>An RTP packet with its header and extensions, at most 1,500 bytes.</summary>
    void Packet(in TappedStream stream, long at, ReadOnlySpan<byte> rtp);

    /// <summary>The clock of a sender report: NTP time and the RTP time of the same moment.</summary>
    void Report(in TappedStream stream, long at, ulong ntp, uint rtp);

    /// <summary>A track was muted, or is no longer.</summary>
    void Muted(int track, long at, bool isMuted);

    /// <summary>Nothing was heard of a track's publisher for a few seconds, or something is again.</summary>
    void Silent(int track, long at, bool isSilent);

    /// <summary>A track is over: its publisher took it away, left, or was expelled.</summary>
    void End(int track, long at);
}

/// <summary>One source of one track: what a file of a recording is of.</summary>
/// <param name="Track">Number of the track, never used again.</param>
/// <param name="Layer">0 is the lowest.</param>
/// <param name="Kind">What it is of.</param>
/// <param name="Source">Whose it is.</param>
/// <param name="Ssrc">Its synchronisation source.</param>
/// <param name="PayloadType">Of its packets.</param>
public readonly record struct TappedStream(
    int Track,
    int Layer,
    TrackKind Kind,
    string Source,
    uint Ssrc,
    byte PayloadType
);
