using System.Security.Cryptography;
using Trading.Crypto;
using Trading.Media.Forwarding;
using Trading.Media.Sdp;
using Trading.Media.Stun;
using Trading.Relay.Dtls;

namespace Trading.Relay.Live;

/// <summary>Descriptions: offers of those who publish, ours for those who watch.</summary>
public sealed partial class MediaRelay
{
    private static readonly Dictionary<string, TrackKind> NoKinds = [];

    /// <inheritdoc/>
    public Described Publish(
        string room,
        string source,
        string offer,
        IReadOnlyDictionary<string, TrackKind>? kinds = null
    )
    {
        var reading = SdpReader.Read(offer, SdpLimits.Publish);
        if (reading.Session is not { } session)
            return Refused(reading);
        lock (gate)
        {
            if (!rooms.TryGetValue(room, out var live))
                return Described.Refused(new(RelayFaultKind.Unknown));
            if (FaultOf(source, [live]) is { IsNone: false } fault)
                return Described.Refused(fault);
            var peer = new PublishingPeer(++lastPeer, source, Session(), NewIce(), clock.Millis, live)
            {
                Dtls = NewDtls(lastPeer),
                RemoteFingerprint = [.. session.Fingerprint],
                RemoteUfrag = session.Ufrag,
            };
            if (live.Forwarder.AddPublisher(peer.Number) != ForwardFault.None)
                return Described.Refused(new(RelayFaultKind.LimitReached));
            var described = Answer(peer, session, kinds ?? NoKinds);
            if (!described.Fault.IsNone)
            {
                foreach (var track in peer.Tracks.ToArray())
                    End(track);
                live.Forwarder.RemovePublisher(peer.Number);
                return described;
            }
            Add(peer);
            return described;
        }
    }

    /// <inheritdoc/>
    public Described Offer(long connection, string offer, IReadOnlyDictionary<string, TrackKind>? kinds = null)
    {
        var reading = SdpReader.Read(offer, SdpLimits.Publish);
        if (reading.Session is not { } session)
            return Refused(reading);
        lock (gate)
        {
            if (Find(connection) is not { } peer)
                return Described.Refused(new(RelayFaultKind.Unknown));
            if (peer is not PublishingPeer publisher)
                return Described.Refused(new(RelayFaultKind.WrongKind));
            // Keys were agreed with one certificate; another one is another browser.
            if (!CryptographicOperations.FixedTimeEquals([.. session.Fingerprint], peer.RemoteFingerprint))
                return Described.Refused(new(RelayFaultKind.Description, SdpFault.Fingerprint));
            if (session.Ufrag != peer.RemoteUfrag)
                BeginIceAnew(peer, session.Ufrag);
            peer.Version++;
            var described = Answer(publisher, session, kinds ?? NoKinds);
            RefreshAll(publisher.Room);
            return described;
        }
    }

    /// <inheritdoc/>
    public Described Watch(IReadOnlyList<string> rooms, string source, WatchWishes wishes)
    {
        ArgumentNullException.ThrowIfNull(rooms);
        lock (gate)
        {
            if (!AreWishes(wishes) || rooms.Count == 0 || rooms.Distinct().Count() != rooms.Count)
                return Described.Refused(new(RelayFaultKind.Malformed));
            if (rooms.Count > options.Limits.RoomsOfWatcher)
                return Described.Refused(new(RelayFaultKind.LimitReached));
            if (!rooms.All(this.rooms.ContainsKey))
                return Described.Refused(new(RelayFaultKind.Unknown));
            var live = rooms.Select(r => this.rooms[r]).ToList();
            if (FaultOf(source, live) is { IsNone: false } fault)
                return Described.Refused(fault);
            var peer = new WatchingPeer(++lastPeer, source, Session(), NewIce(), clock.Millis, live)
            {
                Dtls = NewDtls(lastPeer),
                Wishes = wishes,
            };
            if (!live.TrueForAll(r => r.Forwarder.AddViewer(peer.Number) == ForwardFault.None))
            {
                live.ForEach(r => r.Forwarder.RemoveViewer(peer.Number));
                return Described.Refused(new(RelayFaultKind.LimitReached));
            }
            Add(peer);
            Fill(peer);
            peer.IsChanged = false;
            WriteOffer(peer);
            return Latest(peer);
        }
    }

    /// <inheritdoc/>
    public Described OfferOf(long connection)
    {
        lock (gate)
            return Find(connection) switch
            {
                null => Described.Refused(new(RelayFaultKind.Unknown)),
                WatchingPeer watcher => Latest(watcher),
                _ => Described.Refused(new(RelayFaultKind.WrongKind)),
            };
    }

    /// <inheritdoc/>
    public RelayFault Answer(long connection, int version, string answer)
    {
        var reading = SdpReader.Read(answer, SdpLimits.Watch);
        if (reading.Session is not { } session)
            return new(RelayFaultKind.Description, reading.Fault, reading.Line);
        lock (gate)
        {
            if (Find(connection) is not { } peer)
                return new(RelayFaultKind.Unknown);
            if (peer is not WatchingPeer watcher)
                return new(RelayFaultKind.WrongKind);
            if (version != peer.Version)
                return new(RelayFaultKind.Stale);
            if (version == watcher.AnsweredVersion)
                return RelayFault.None;
            if (SdpAnswers.FaultOf(watcher.Offer!, session) is var fault and not SdpFault.None)
                return new(RelayFaultKind.Description, fault);
            peer.RemoteFingerprint ??= [.. session.Fingerprint];
            if (!CryptographicOperations.FixedTimeEquals([.. session.Fingerprint], peer.RemoteFingerprint))
                return new(RelayFaultKind.Description, SdpFault.Fingerprint);
            watcher.AnsweredVersion = version;
            Take(watcher, session);
            Establish(peer);
            if (!peer.IsGone)
                Begin(watcher);
            if (watcher.IsChanged && !peer.IsGone)
                OfferAnew(watcher);
            return RelayFault.None;
        }
    }

    /// <inheritdoc/>
    public Described Restart(long connection)
    {
        lock (gate)
        {
            if (Find(connection) is not { } peer)
                return Described.Refused(new(RelayFaultKind.Unknown));
            if (peer is not WatchingPeer watcher)
                return Described.Refused(new(RelayFaultKind.WrongKind));
            BeginIceAnew(peer, "");
            Fill(watcher);
            watcher.IsChanged = false;
            peer.Version++;
            WriteOffer(watcher);
            return Latest(watcher);
        }
    }

    /// <inheritdoc/>
    public RelayFault Wish(long connection, WatchWishes wishes)
    {
        lock (gate)
        {
            if (Find(connection) is not { } peer)
                return new(RelayFaultKind.Unknown);
            if (peer is not WatchingPeer watcher)
                return new(RelayFaultKind.WrongKind);
            if (!AreWishes(wishes))
                return new(RelayFaultKind.Malformed);
            watcher.Wishes = wishes;
            foreach (var place in watcher.Places)
                if (place is { IsRunning: true, Track: { } track } && watcher.WishOf(track) is { } wish)
                {
                    track.Peer.Room.Forwarder.Want(watcher.Number, track.Number, wish.MostLayer);
                    track.Peer.Room.Forwarder.Pause(watcher.Number, track.Number, wish.IsPaused);
                }
            Refresh(watcher);
            return RelayFault.None;
        }
    }

    private static bool AreWishes(WatchWishes wishes) =>
        wishes.Tracks.Count <= 128
        && wishes.Others is null or (>= 0 and <= 2)
        && wishes.Tracks.All(w => w.MostLayer is >= 0 and <= 2)
        && wishes.Tracks.DistinctBy(w => w.Track).Count() == wishes.Tracks.Count;

    private static Described Refused(in SdpReading reading) =>
        Described.Refused(new(RelayFaultKind.Description, reading.Fault, reading.Line));

    private RelayFault FaultOf(string source, IReadOnlyList<LiveRoom> live)
    {
        if (!IsSource(source))
            return new(RelayFaultKind.Malformed);
        var isFull =
            peers.Count >= options.Limits.Connections
            || live.Any(r => r.Peers.Count(p => p.Source == source) >= options.Limits.OfSource);
        return isFull ? new(RelayFaultKind.LimitReached) : RelayFault.None;
    }

    private void Add(Peer peer)
    {
        peers.Add(peer.Number, peer);
        names.Add(peer.Ice.Key, (peer, peer.Ice));
        foreach (var room in peer.Rooms)
            room.Peers.Add(peer);
    }

    private IceCredential NewIce()
    {
        Span<byte> random = stackalloc byte[IceCredential.EntropyBytes];
        while (true)
        {
            Entropy.System.Fill(random);
            var ice = IceCredential.From(random);
            if (!names.ContainsKey(ice.Key))
                return ice;
        }
    }

    // The old name goes on to be answered until the new one is used: the old way may still work.
    private void BeginIceAnew(Peer peer, string remoteUfrag)
    {
        if (peer.OlderIce is { } older)
            names.Remove(older.Key);
        peer.RestartIce(NewIce());
        names.Add(peer.Ice.Key, (peer, peer.Ice));
        peer.RemoteUfrag = remoteUfrag;
    }

    private static ulong Session() => Draw(8) >> 1 | 1;

    private DtlsChannel NewDtls(int number) =>
        new(datagram =>
        {
            lock (gate)
                if (peers.TryGetValue(number, out var peer))
                    Send(peer, datagram);
        });

    private SdpLocal Local(Peer peer) =>
        new(peer.Session, (ulong)peer.Version, peer.Ice.Ufrag, peer.Ice.Password, certificate.Fingerprint, Candidates);

    private Described Answer(PublishingPeer peer, SdpSession offer, IReadOnlyDictionary<string, TrackKind> kinds)
    {
        var (answer, fault) = SdpAnswers.ToPublisher(offer, Local(peer));
        if (answer is null)
            return Described.Refused(new(RelayFaultKind.Description, fault));
        var lines = offer.Media.Zip(answer.Media).Where(l => !l.Second.IsRejected).ToList();
        foreach (var track in peer.Tracks.ToArray())
            if (!lines.Exists(l => IsSame(track, l.First)))
                End(track);
        foreach (var (line, agreed) in lines)
            if (!peer.Tracks.Exists(t => t.Mid == line.Mid) && !TryPublish(peer, line, agreed, kinds))
                return Described.Refused(new(RelayFaultKind.LimitReached));
        var described = peer.Tracks.Select(t => new DescribedTrack(t.Mid, t.Info));
        return new Described(RelayFault.None, peer.Number, peer.Version, SdpWriter.Write(answer), [.. described]);
    }

    private static bool IsSame(LiveTrack track, SdpMedia line) =>
        track.Mid == line.Mid && track.Ssrc == SsrcOf(line) && track.PayloadType == line.Codec?.PayloadType;

    // Where there are layers, sources are told by the packets themselves.
    private static uint SsrcOf(SdpMedia line) =>
        line.Rids.Count > 0 || line.Sources.Count == 0 ? 0 : line.Sources[0].Ssrc;

    private bool TryPublish(
        PublishingPeer peer,
        SdpMedia line,
        SdpMedia agreed,
        IReadOnlyDictionary<string, TrackKind> kinds
    )
    {
        var track = new LiveTrack(
            ++lastTrack,
            peer,
            KindOf(peer, line, kinds),
            line.Mid,
            Math.Max(1, agreed.Rids.Count)
        )
        {
            Ssrc = SsrcOf(line),
            PayloadType = agreed.Codec!.PayloadType,
        };
        var spec = new TrackSpec
        {
            Track = track.Number,
            IsVideo = track.IsVideo,
            PayloadType = track.PayloadType,
            Mid = line.Mid,
            Rids = agreed.Rids,
            Ssrc = track.Ssrc,
            MidExtension = ExtensionOf(agreed, SdpExtensions.Mid),
            RidExtension = ExtensionOf(agreed, SdpExtensions.Rid),
            LevelExtension = ExtensionOf(agreed, SdpExtensions.AudioLevel),
            Cname = Place.CnameOf(track),
        };
        if (peer.Room.Forwarder.Publish(peer.Number, spec) != ForwardFault.None)
            return false;
        tracks.Add(track.Number, track);
        peer.Tracks.Add(track);
        peer.Room.Tracks.Add(track.Number, track);
        if (peer.Room.Tap is { } tap)
            Tapped(track, tap);
        if (peer.Sender is not null)
            List(track);
        return true;
    }

    private static TrackKind KindOf(PublishingPeer peer, SdpMedia line, IReadOnlyDictionary<string, TrackKind> kinds)
    {
        var isVideo = line.Kind == SdpKind.Video;
        if (kinds.TryGetValue(line.Mid, out var said) && (said is TrackKind.Camera or TrackKind.Screen) == isVideo)
            return said;
        if (!isVideo)
            return TrackKind.Microphone;
        return peer.Tracks.Exists(t => t.Kind == TrackKind.Camera) ? TrackKind.Screen : TrackKind.Camera;
    }

    private static byte ExtensionOf(SdpMedia line, string uri) =>
        line.Extensions.FirstOrDefault(e => e.Uri == uri)?.Id ?? 0;

    private void RefreshAll(LiveRoom room)
    {
        foreach (var watcher in room.Watchers)
            Refresh(watcher);
    }

    // A change while an offer is on its way waits for its answer.
    private void Refresh(WatchingPeer watcher)
    {
        Fill(watcher);
        if (watcher.IsChanged && watcher.AnsweredVersion == watcher.Version)
            OfferAnew(watcher);
    }

    private void OfferAnew(WatchingPeer watcher)
    {
        watcher.IsChanged = false;
        watcher.Version++;
        WriteOffer(watcher);
        events.Add(new OfferChanged(watcher.Number, watcher.Version));
    }

    private void WriteOffer(WatchingPeer watcher)
    {
        // A description without a single m-line has no transport.
        if (watcher.Places.Count == 0)
            watcher.Places.Add(new Place("0", SdpKind.Audio));
        watcher.Offer = SdpAnswers.ToSubscriber(Local(watcher), [.. watcher.Places.Select(p => p.ToSdp())]);
    }

    private static Described Latest(WatchingPeer watcher) =>
        new(
            RelayFault.None,
            watcher.Number,
            watcher.Version,
            SdpWriter.Write(watcher.Offer!),
            [.. watcher.Places.Where(p => p.Track is not null).Select(p => new DescribedTrack(p.Mid, p.Track!.Info))]
        );

    private static void Take(WatchingPeer watcher, SdpSession answer)
    {
        foreach (var (place, line) in watcher.Places.Zip(answer.Media))
            place.IsTaken =
                place.Track is not null
                && watcher.Offer!.Media.Any(m => m.Mid == place.Mid && m.Sources is [var s] && s.Ssrc == place.Ssrc)
                && !line.IsRejected
                && line.Direction is SdpDirection.RecvOnly or SdpDirection.SendRecv;
    }

    private static void Fill(WatchingPeer watcher)
    {
        var wanted = watcher.Rooms.SelectMany(r => r.Tracks.Values).Where(t => watcher.WishOf(t) is not null).ToList();
        foreach (var place in watcher.Places)
            if (place.Track is { } track && !wanted.Remove(track))
                Vacate(watcher, place);
        foreach (var track in wanted)
        {
            var kind = track.IsVideo ? SdpKind.Video : SdpKind.Audio;
            var place = watcher.Places.Find(p => p.Track is null && p.Kind == kind);
            if (place is null && watcher.Places.Count == SdpLimits.Watch.Media)
                continue;
            if (place is null)
                watcher.Places.Add(place = new Place($"{watcher.Places.Count}", kind));
            uint ssrc;
            do ssrc = (uint)Draw(4);
            while (!watcher.TryUse(ssrc));
            place.Fill(track, ssrc);
            watcher.IsChanged = true;
        }
    }
}
