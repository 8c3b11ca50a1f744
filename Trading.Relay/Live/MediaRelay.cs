using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Trading.Crypto;
using Trading.Media.Forwarding;
using Trading.Media.Sdp;
using Trading.Media.Stun;
using Trading.Relay.Dtls;
using Trading.Relay.Sockets;

namespace Trading.Relay.Live;

/// <summary>
/// The relay: sockets, connections, rooms, under one lock. A thread a UDP socket takes it for each datagram; calls,
/// TCP and the clock take it as briefly. Handshakes run on threads of their own and take it to send.
/// </summary>
public sealed partial class MediaRelay : IMediaRelay, IArrivals, IForwardSink, IIceCredentials
{
    private readonly Lock gate = new();
    private readonly RelayOptions options;
    private readonly MediaClock clock = MediaClock.Shared;
    private readonly Tally tally = new();
    private readonly RelayCertificate certificate = RelayCertificate.Make(DateTimeOffset.UtcNow);
    private readonly Dictionary<string, LiveRoom> rooms = new(StringComparer.Ordinal);
    private readonly Dictionary<int, Peer> peers = [];
    private readonly Dictionary<int, LiveTrack> tracks = [];
    private readonly Dictionary<ulong, (Peer Peer, IceCredential Ice)> names = [];
    private readonly List<UdpPort> udp = [];
    private readonly List<TcpPort> tcp = [];
    private readonly EventLine events;
    private readonly SemaphoreSlim handshakes;
    private readonly Thread ticker;
    private volatile bool isStopping;
    private int lastPeer;
    private int lastTrack;

    private MediaRelay(RelayOptions options)
    {
        this.options = options;
        handshakes = new SemaphoreSlim(options.Limits.Handshakes);
        events = new EventLine(Tell);
        ticker = new Thread(Run) { IsBackground = true, Name = "media clock" };
    }

    /// <inheritdoc/>
    public Action<RelayEvent>? Happened { get; set; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Candidates { get; private set; } = [];

    /// <summary>The port of UDP and TCP.</summary>
    public ushort Port { get; private set; }

    /// <summary>Connections.</summary>
    public int Count
    {
        get
        {
            lock (gate)
                return peers.Count;
        }
    }

    /// <summary>
    /// Opens sockets and begins. The first handshake of a process takes a second to be compiled, so one runs against
    /// itself in the background.
    /// </summary>
    /// <exception cref="SocketException">An address or port that is not to be had.</exception>
    public static MediaRelay Start(RelayOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var relay = new MediaRelay(options);
        try
        {
            relay.Listen();
        }
        catch
        {
            relay.CloseSockets();
            throw;
        }
        relay.events.Start();
        relay.udp.ForEach(port => port.Start());
        relay.tcp.ForEach(port => port.Start());
        relay.ticker.Start();
        _ = Task.Run(relay.WarmUp);
        return relay;
    }

    /// <inheritdoc/>
    public RelayFault Open(string room)
    {
        ArgumentNullException.ThrowIfNull(room);
        lock (gate)
        {
            if (room.Length is 0 or > 128)
                return new(RelayFaultKind.Malformed);
            if (rooms.ContainsKey(room))
                return RelayFault.None;
            if (rooms.Count == options.Limits.Rooms)
                return new(RelayFaultKind.LimitReached);
            rooms.Add(room, new LiveRoom(room, new RoomForwarder(options.Forwarding, this, (uint)Draw(4) | 1)));
            return RelayFault.None;
        }
    }

    /// <inheritdoc/>
    public void Close(string room)
    {
        lock (gate)
        {
            if (!rooms.Remove(room, out var closed))
                return;
            foreach (var peer in closed.Peers.ToArray())
                if (peer is WatchingPeer { Rooms.Count: > 1 } watcher)
                    Leave(watcher, closed);
                else
                    Remove(peer, GoneCause.Closed);
            closed.Tap = null;
        }
    }

    /// <inheritdoc/>
    public RelayFault Mute(int track, bool isMuted)
    {
        lock (gate)
        {
            if (!tracks.TryGetValue(track, out var live))
                return new(RelayFaultKind.Unknown);
            if (live.IsMuted == isMuted)
                return RelayFault.None;
            live.IsMuted = isMuted;
            live.Peer.Room.Forwarder.Mute(track, isMuted);
            live.Peer.Room.Tap?.Muted(track, clock.Micros, isMuted);
            if (live.IsListed)
                events.Add(new TrackMuted(live.Info));
            return RelayFault.None;
        }
    }

    /// <inheritdoc/>
    public RelayFault Expel(long connection)
    {
        lock (gate)
        {
            if (Find(connection) is not { } peer)
                return new(RelayFaultKind.Unknown);
            Remove(peer, GoneCause.Expelled);
            return RelayFault.None;
        }
    }

    /// <inheritdoc/>
    public int ExpelSource(string room, string source)
    {
        lock (gate)
        {
            if (!rooms.TryGetValue(room, out var live))
                return 0;
            var expelled = live.Peers.Where(p => p.Source == source).ToArray();
            foreach (var peer in expelled)
                Remove(peer, GoneCause.Expelled);
            return expelled.Length;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<TrackInfo> Tracks(string room)
    {
        lock (gate)
            return rooms.TryGetValue(room, out var live)
                ? [.. live.Tracks.Values.Where(t => t.IsListed).Select(t => t.Info)]
                : [];
    }

    /// <inheritdoc/>
    public IReadOnlyList<TrackLevel> Levels(string room)
    {
        lock (gate)
            return rooms.TryGetValue(room, out var live)
                ?
                [
                    .. live
                        .Tracks.Values.Where(t => !t.IsVideo)
                        .Select(t => new TrackLevel(t.Number, live.Forwarder.LevelOf(t.Number)))
                        .Where(l => l.Level < 127)
                        .OrderBy(l => l.Level),
                ]
                : [];
    }

    /// <inheritdoc/>
    public ConnectionQuality? Quality(long connection)
    {
        lock (gate)
        {
            if (Find(connection) is not { } peer)
                return null;
            peer.Turn(clock.Millis);
            return new ConnectionQuality
            {
                State = peer.State,
                IsTcp = peer.Route?.IsTcp ?? false,
                LossPerMille = peer.Loss < 0 ? -1 : peer.Loss * 1_000 / 256,
                BitsIn = peer.BitsIn,
                BitsOut = peer.BitsOut,
                DroppedSlow = peer.DroppedSlow,
                SilentMillis = clock.Millis - peer.HeardAt,
                Layers = peer is WatchingPeer watcher ? LayersOf(watcher) : new Dictionary<int, int>(),
            };
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<ConnectionInfo> Connections(string room)
    {
        lock (gate)
            return rooms.TryGetValue(room, out var live)
                ?
                [
                    .. live
                        .Peers.OrderBy(p => p.Number)
                        .Select(p => new ConnectionInfo(p.Number, p.Source, p is PublishingPeer, p.State)),
                ]
                : [];
    }

    /// <inheritdoc/>
    public RelayFault Tap(string room, IMediaTap? tap)
    {
        lock (gate)
        {
            if (!rooms.TryGetValue(room, out var live))
                return new(RelayFaultKind.Unknown);
            live.Tap = tap;
            foreach (var track in live.Tracks.Values)
            {
                track.Forget();
                Tapped(track, tap);
            }
            return RelayFault.None;
        }
    }

    /// <inheritdoc/>
    public RelayCounters Counters()
    {
        lock (gate)
            return tally.Now();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (isStopping)
            return;
        isStopping = true;
        CloseSockets();
        ticker.Join(TimeSpan.FromSeconds(5));
        lock (gate)
        {
            foreach (var peer in peers.Values.ToArray())
                Remove(peer, GoneCause.Closed);
            rooms.Clear();
        }
        await events.DisposeAsync().ConfigureAwait(false);
    }

    IceCredential? IIceCredentials.Find(ulong key) => names.TryGetValue(key, out var found) ? found.Ice : null;

    private static Dictionary<int, int> LayersOf(WatchingPeer watcher) =>
        watcher
            .Places.Where(p => p is { IsRunning: true, Track.IsVideo: true })
            .ToDictionary(
                p => p.Track!.Number,
                p => p.Track!.Peer.Room.Forwarder.LayerOf(watcher.Number, p.Track.Number)
            );

    private Peer? Find(long connection) =>
        connection is > 0 and <= int.MaxValue ? peers.GetValueOrDefault((int)connection) : null;

    private void Tell(RelayEvent happened)
    {
        try
        {
            Happened?.Invoke(happened);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            ((IArrivals)this).Failed(exception);
        }
    }

    // UDP and TCP have one number: where it is ours to choose, one is looked for that both have.
    private void Listen()
    {
        for (var tries = 0; ; tries++)
            try
            {
                Bind();
                break;
            }
            catch (SocketException) when (options.Port == 0 && tries < 20)
            {
                CloseSockets();
            }
        var announced = options.Announced.Count > 0 ? options.Announced : options.Addresses;
        var port = options.AnnouncedPort == 0 ? Port : options.AnnouncedPort;
        Candidates =
        [
            .. announced.Select((a, i) => SdpWriter.Candidate(a.ToString(), port, false, (byte)i)),
            .. announced
                .Where(_ => options.HasTcp)
                .Select((a, i) => SdpWriter.Candidate(a.ToString(), port, true, (byte)i)),
        ];
    }

    private void Bind()
    {
        Port = options.Port;
        foreach (var address in options.Addresses)
        {
            if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
                throw new ArgumentException("An answer has to leave from a known address.", nameof(address));
            udp.Add(new UdpPort(new IPEndPoint(address, Port), this));
            Port = (ushort)udp[^1].Local.Port;
            if (options.HasTcp)
                tcp.Add(new TcpPort(new IPEndPoint(address, Port), options.Limits, this));
        }
    }

    private void CloseSockets()
    {
        tcp.ForEach(port => port.Dispose());
        udp.ForEach(port => port.Dispose());
        tcp.Clear();
        udp.Clear();
    }

    private static ulong Draw(int bytes)
    {
        Span<byte> random = stackalloc byte[8];
        Entropy.System.Fill(random[..bytes]);
        return BitConverter.ToUInt64(random);
    }

    private static bool IsSource(string source) =>
        source.Length is >= 1 and <= 64
        && source.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterLower(c) || c is '.' or '-');

    private void WarmUp()
    {
        DtlsChannel? server = null;
        var client = new DtlsChannel(datagram => server!.TryAdd(datagram));
        server = new DtlsChannel(datagram => client.TryAdd(datagram));
        var other = Task.Run(() => client.Shake(certificate, isServer: false));
        server.Shake(certificate);
        other.Wait(TimeSpan.FromSeconds(20));
    }
}
