using Trading.Media.Forwarding;

namespace Trading.Relay.Live;

/// <summary>A room that is open.</summary>
internal sealed class LiveRoom(string name, RoomForwarder forwarder)
{
    public string Name => name;

    public RoomForwarder Forwarder => forwarder;

    public HashSet<Peer> Peers { get; } = [];

    /// <summary>By number, so in the order in which they came.</summary>
    public SortedDictionary<int, LiveTrack> Tracks { get; } = [];

    public IMediaTap? Tap { get; set; }

    /// <summary>Somebody who watches has to be asked anew.</summary>
    public IEnumerable<WatchingPeer> Watchers => Peers.OfType<WatchingPeer>();
}
