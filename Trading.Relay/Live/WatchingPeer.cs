using Trading.Media.Sdp;
using Trading.Media.Stun;

namespace Trading.Relay.Live;

/// <summary>An m-line of somebody who watches. It stays for good; what it carries comes and goes.</summary>
internal sealed class Place(string mid, SdpKind kind)
{
    public string Mid => mid;

    public SdpKind Kind => kind;

    public LiveTrack? Track { get; private set; }

    public uint Ssrc { get; private set; }

    /// <summary>The browser has answered an offer with this track here.</summary>
    public bool IsTaken { get; set; }

    /// <summary>Packets go.</summary>
    public bool IsRunning { get; set; }

    public void Fill(LiveTrack track, uint ssrc) => (Track, Ssrc, IsTaken, IsRunning) = (track, ssrc, false, false);

    public void Empty() => (Track, Ssrc, IsTaken, IsRunning) = (null, 0, false, false);

    public SdpPlace ToSdp() =>
        Track is null
            ? new SdpPlace(mid, kind, null, null)
            : new SdpPlace(
                mid,
                kind,
                new SdpSource(Ssrc, CnameOf(Track)),
                new SdpMsid(StreamOf(Track), $"t{Track.Number}")
            );

    /// <summary>Name of a publisher's clock for viewers: microphone and camera are played in step.</summary>
    public static string CnameOf(LiveTrack track) => $"c{track.Peer.Number}";

    // A screen with its sound is another stream than camera and microphone.
    private static string StreamOf(LiveTrack track) =>
        track.Kind is TrackKind.Screen or TrackKind.ScreenSound ? $"s{track.Peer.Number}" : $"c{track.Peer.Number}";
}

/// <summary>A connection that receives.</summary>
internal sealed class WatchingPeer(
    int number,
    string source,
    ulong session,
    IceCredential ice,
    long now,
    List<LiveRoom> rooms
) : Peer(number, source, session, ice, now)
{
    private readonly HashSet<uint> used = [];

    public override IReadOnlyList<LiveRoom> Rooms => rooms;

    /// <summary>The same, to go through without allocating.</summary>
    public List<LiveRoom> Watched => rooms;

    public WatchWishes Wishes { get; set; } = WatchWishes.Nothing;

    public List<Place> Places { get; } = [];

    /// <summary>Our latest offer.</summary>
    public SdpSession? Offer { get; set; }

    public int AnsweredVersion { get; set; }

    /// <summary>Something changed since the latest offer.</summary>
    public bool IsChanged { get; set; }

    public void Leave(LiveRoom room) => rooms.Remove(room);

    /// <summary>Whether a source was never used on this connection; it is now.</summary>
    public bool TryUse(uint ssrc) => ssrc != 0 && used.Add(ssrc);

    /// <summary>What it wants of a track: the highest layer and whether it rests; null for nothing.</summary>
    public (int MostLayer, bool IsPaused)? WishOf(LiveTrack track)
    {
        if (!track.IsListed || track.Peer.Source == Source)
            return null;
        foreach (var wish in Wishes.Tracks)
            if (wish.Track == track.Number)
                return (wish.MostLayer, wish.IsPaused);
        return Wishes.Others is { } most ? (most, false) : null;
    }
}
