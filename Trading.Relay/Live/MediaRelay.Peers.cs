using System.Security.Cryptography;
using Trading.Media.Forwarding;
using Trading.Media.Sdp;

namespace Trading.Relay.Live;

/// <summary>Connections: handshake, keys, what time makes due, and their end.</summary>
public sealed partial class MediaRelay
{
    /// <summary>Milliseconds between two looks at the forwarders.</summary>
    private const int TickMillis = 20;
    private const long InterruptedAfter = 5_000;
    private const long GoneAfter = 30_000;
    private const long ConnectsWithin = 30_000;

    private void Run()
    {
        for (var turn = 0L; !isStopping; turn++)
        {
            Thread.Sleep(TickMillis);
            try
            {
                lock (gate)
                    Tick(turn);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                ((Sockets.IArrivals)this).Failed(exception);
            }
        }
    }

    private void Tick(long turn)
    {
        var now = clock.Millis;
        foreach (var room in rooms.Values)
            room.Forwarder.Tick(now);
        // Twice a second is enough for what counts seconds.
        if (turn % 25 == 0)
            foreach (var peer in peers.Values.ToArray())
                Look(peer, now);
    }

    private void Look(Peer peer, long now)
    {
        var silent = now - peer.HeardAt;
        if (peer.State == ConnectionState.Connecting)
        {
            if (now - peer.BornAt >= ConnectsWithin)
                Remove(peer, GoneCause.NeverConnected);
        }
        else if (silent >= GoneAfter)
            Remove(peer, GoneCause.Silence);
        else if (silent >= InterruptedAfter != (peer.State == ConnectionState.Interrupted))
            Turn(peer, silent >= InterruptedAfter);
    }

    private void Turn(Peer peer, bool isInterrupted)
    {
        SetState(peer, isInterrupted ? ConnectionState.Interrupted : ConnectionState.Connected);
        if (peer is not PublishingPeer publisher)
            return;
        foreach (var track in publisher.Tracks)
            publisher.Room.Tap?.Silent(track.Number, clock.Micros, isInterrupted);
    }

    private void SetState(Peer peer, ConnectionState state)
    {
        peer.State = state;
        events.Add(new StateChanged(peer.Number, NamesOf(peer), peer.Source, state));
    }

    private static string[] NamesOf(Peer peer) => [.. peer.Rooms.Select(r => r.Name)];

    private void TakeDtls(Peer peer, ReadOnlySpan<byte> packet)
    {
        if (!peer.TakesDtls(clock.Millis) || !peer.Dtls.TryAdd(packet))
        {
            tally.Count(Drop.DtlsFlood);
            return;
        }
        if (!peer.IsShaking)
        {
            peer.IsShaking = true;
            _ = ShakeAsync(peer);
        }
        else if (peer.Agreed is not null && !peer.IsLooking)
        {
            peer.IsLooking = true;
            _ = Task.Run(() => LookAtDtls(peer));
        }
    }

    private async Task ShakeAsync(Peer peer)
    {
        Dtls.Agreed? agreed;
        await handshakes.WaitAsync().ConfigureAwait(false);
        try
        {
            agreed = await Task
                .Factory.StartNew(
                    () => peer.Dtls.Shake(certificate),
                    CancellationToken.None,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default
                )
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // What a handshake's library throws beyond its own exceptions ends this one connection.
            ((Sockets.IArrivals)this).Failed(exception);
            agreed = null;
        }
        finally
        {
            handshakes.Release();
        }
        lock (gate)
        {
            peer.Agreed = agreed;
            if (peer.IsGone)
                return;
            if (agreed is null)
                Remove(peer, GoneCause.NeverConnected);
            else
                Establish(peer);
        }
    }

    // A last flight that was lost is asked for again; a goodbye ends the connection.
    private void LookAtDtls(Peer peer)
    {
        peer.Dtls.Look();
        lock (gate)
        {
            peer.IsLooking = false;
            if (peer.Dtls.IsClosed && !peer.IsGone)
                Remove(peer, GoneCause.Left);
        }
    }

    // Handshake and description may come in any order; nothing is opened or sealed before both are there.
    private void Establish(Peer peer)
    {
        if (peer.Agreed is not { } agreed || peer.RemoteFingerprint is not { } described || peer.Sender is not null)
            return;
        if (!CryptographicOperations.FixedTimeEquals(agreed.PeerFingerprint, described))
        {
            Remove(peer, GoneCause.WrongCertificate);
            return;
        }
        peer.Secure(agreed);
        SetState(peer, ConnectionState.Connected);
        if (peer is PublishingPeer publisher)
        {
            foreach (var track in publisher.Tracks)
                List(track);
            RefreshAll(publisher.Room);
        }
        else
            Begin((WatchingPeer)peer);
    }

    private void List(LiveTrack track)
    {
        track.IsListed = true;
        events.Add(new TrackBegan(track.Info));
    }

    private void Remove(Peer peer, GoneCause cause)
    {
        if (peer.IsGone)
            return;
        peers.Remove(peer.Number);
        names.Remove(peer.Ice.Key);
        if (peer.OlderIce is { } older)
            names.Remove(older.Key);
        var where = NamesOf(peer);
        peer.End();
        foreach (var room in peer.Rooms)
            room.Peers.Remove(peer);
        if (peer is PublishingPeer publisher)
        {
            foreach (var track in publisher.Tracks.ToArray())
                End(track);
            publisher.Room.Forwarder.RemovePublisher(peer.Number);
            RefreshAll(publisher.Room);
        }
        else
            foreach (var room in peer.Rooms)
                room.Forwarder.RemoveViewer(peer.Number);
        events.Add(new ConnectionGone(peer.Number, where, peer.Source, cause));
    }

    private void End(LiveTrack track)
    {
        var peer = track.Peer;
        peer.Tracks.Remove(track);
        tracks.Remove(track.Number);
        peer.Room.Tracks.Remove(track.Number);
        // Places first: their sources are retired while the forwarder still knows them.
        foreach (var watcher in peer.Room.Watchers)
        foreach (var place in watcher.Places)
            if (place.Track == track)
                Vacate(watcher, place);
        peer.Room.Forwarder.Unpublish(track.Number);
        peer.Room.Tap?.End(track.Number, clock.Micros);
        if (track.IsListed)
            events.Add(new TrackEnded(track.Info));
    }

    private void Leave(WatchingPeer watcher, LiveRoom room)
    {
        foreach (var place in watcher.Places)
            if (place.Track?.Peer.Room == room)
                Vacate(watcher, place);
        room.Forwarder.RemoveViewer(watcher.Number);
        room.Peers.Remove(watcher);
        watcher.Leave(room);
        Refresh(watcher);
    }

    private static void Vacate(WatchingPeer watcher, Place place)
    {
        if (place.Track is not { } track)
            return;
        track.Peer.Room.Forwarder.Unsubscribe(watcher.Number, track.Number);
        if (place.IsRunning)
            watcher.Sender?.Retire(place.Ssrc);
        place.Empty();
        watcher.IsChanged = true;
    }

    private static void Tapped(LiveTrack track, IMediaTap? tap)
    {
        var forwarder = track.Peer.Room.Forwarder;
        forwarder.Record(track.Number, tap is not null);
        // What is recorded begins with a whole picture.
        if (tap is not null)
            forwarder.AskPicture(track.Number);
    }

    // Packets go once both sides are ready: keys here, and the place in the browser.
    private void Begin(WatchingPeer watcher)
    {
        if (watcher.Sender is null)
            return;
        foreach (var place in watcher.Places)
        {
            if (place.Track is not { } track || !place.IsTaken || place.IsRunning)
                continue;
            var wish = watcher.WishOf(track) ?? (0, true);
            var type = place.Kind == SdpKind.Audio ? SdpAnswers.OpusType : SdpAnswers.Vp8Type;
            var leg = new Leg(place.Ssrc, type, (ushort)(Draw(2) & 0x7FFF), (uint)Draw(4), wish.MostLayer);
            var forwarder = track.Peer.Room.Forwarder;
            place.IsRunning = forwarder.Subscribe(watcher.Number, track.Number, leg, clock.Millis) == ForwardFault.None;
            if (place.IsRunning && wish.IsPaused)
                forwarder.Pause(watcher.Number, track.Number, true);
        }
    }
}
