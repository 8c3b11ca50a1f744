using System.Buffers.Binary;
using System.Net;
using Trading.Media.Forwarding;
using Trading.Media.Rtp;
using Trading.Media.Srtp;
using Trading.Media.Stun;
using Trading.Relay.Sockets;

namespace Trading.Relay.Live;

/// <summary>The way of a packet. Nothing here allocates but what the first check of an address brings.</summary>
public sealed partial class MediaRelay
{
    private readonly byte[] answer = new byte[StunMessage.MostBytes];
    private readonly byte[] plain = new byte[2_048];
    private readonly byte[] sealedPacket = new byte[2_048];

    void IArrivals.Datagram(UdpPort port, in Endpoint source, SocketAddress from, ReadOnlySpan<byte> packet)
    {
        lock (gate)
        {
            tally.Received++;
            var kind = PacketKinds.Of(packet);
            if (kind != PacketKind.Stun)
            {
                Take(kind, port.RouteOf(source), packet);
                return;
            }
            var length = Check(packet, source, out var peer, out var isNominated);
            if (length > 0)
                Note(port.TrySend(answer.AsSpan(0, length), from));
            if (peer is not null)
                Checked(peer, port.RouteOf(source) ?? port.Add(source, from), isNominated);
        }
    }

    void IArrivals.Frame(TcpLink link, ReadOnlySpan<byte> frame)
    {
        lock (gate)
        {
            tally.Received++;
            var kind = PacketKinds.Of(frame);
            if (kind != PacketKind.Stun)
            {
                Take(kind, link, frame);
                return;
            }
            var length = Check(frame, link.Remote, out var peer, out var isNominated);
            if (length > 0)
                Note(link.TrySend(answer.AsSpan(0, length)));
            if (peer is not null)
                Checked(peer, link, isNominated);
        }
    }

    void IArrivals.Ended(TcpLink link)
    {
        lock (gate)
            (link.Owner as Peer)?.Lost(link);
    }

    void IArrivals.Refused()
    {
        lock (gate)
            tally.Count(Drop.TcpRefused);
    }

    void IArrivals.Failed(Exception exception)
    {
        lock (gate)
            tally.Failed(exception);
    }

    void IForwardSink.ToViewer(int viewer, ReadOnlySpan<byte> packet)
    {
        if (!peers.TryGetValue(viewer, out var peer) || peer.Sender is not { } sender)
            return;
        if (sender.SealRtp(packet, sealedPacket, out var length) == SrtpVerdict.Done)
            Send(peer, sealedPacket.AsSpan(0, length));
        else
            tally.Count(Drop.NotSealed);
    }

    void IForwardSink.ControlToViewer(int viewer, ReadOnlySpan<byte> compound) => SendControl(viewer, compound);

    void IForwardSink.ControlToPublisher(int publisher, ReadOnlySpan<byte> compound)
    {
        if (peers.TryGetValue(publisher, out var peer))
            NoteLoss(peer, compound);
        SendControl(publisher, compound);
    }

    void IForwardSink.Paused(int track, bool isPaused)
    {
        if (tracks.TryGetValue(track, out var live) && live.IsListed)
            events.Add(new TrackPaused(live.Info, isPaused));
    }

    private int Check(ReadOnlySpan<byte> packet, in Endpoint source, out Peer? peer, out bool isNominated)
    {
        var verdict = IceLite.Answer(packet, source, this, answer, out var length, out var check);
        tally.Count(verdict);
        peer = null;
        isNominated = check.IsNominated;
        if (verdict == IceVerdict.Answered && names.TryGetValue(check.Credential!.Key, out var found))
        {
            peer = found.Peer;
            if (peer.OlderIce is { } older && check.Credential == peer.Ice)
            {
                names.Remove(older.Key);
                peer.ForgetOlderIce();
            }
        }
        return length;
    }

    private void Checked(Peer peer, Route route, bool isNominated)
    {
        // An address may be dealt out anew by a gateway. But whoever knows a password of their own could write
        // another's address above a check: while that one is heard, it stays that one's.
        if (route.Owner is Peer before && before != peer)
        {
            if (clock.Millis - before.HeardAt < InterruptedAfter)
            {
                tally.Count(Drop.Unverified);
                return;
            }
            before.Lost(route);
        }
        route.Owner = peer;
        peer.Checked(route, isNominated, clock.Millis);
    }

    private void Take(PacketKind kind, Route? route, ReadOnlySpan<byte> packet)
    {
        if (kind == PacketKind.Unknown)
            tally.Count(Drop.UnknownKind);
        else if (route?.Owner is not Peer peer)
            tally.Count(Drop.Unverified);
        else if (kind == PacketKind.Dtls)
            TakeDtls(peer, packet);
        else if (peer.Receiver is not { } receiver)
            tally.Count(Drop.NotSecured);
        else if (kind == PacketKind.Rtcp)
            TakeRtcp(peer, receiver, packet);
        else if (peer is PublishingPeer publisher)
            TakeRtp(publisher, receiver, packet);
        else
            tally.Count(Drop.NotPublishing);
    }

    private void TakeRtp(PublishingPeer peer, SrtpReceiver receiver, ReadOnlySpan<byte> packet)
    {
        if (!IsDone(receiver.OpenRtp(packet, plain, out var length)))
            return;
        var now = clock.Millis;
        peer.Heard(packet.Length, now);
        var rtp = plain.AsSpan(0, length);
        var outcome = peer.Room.Forwarder.OnRtp(peer.Number, rtp, now);
        if (outcome.Verdict == ForwardVerdict.Taken)
            TapPacket(peer.Room, outcome, rtp);
        else if (outcome.Verdict is not (ForwardVerdict.Padding or ForwardVerdict.Muted))
            tally.Count(Drop.NotAgreed);
    }

    private void TapPacket(LiveRoom room, in RtpOutcome outcome, ReadOnlySpan<byte> rtp)
    {
        if (room.Tap is not { } tap || !tracks.TryGetValue(outcome.Track, out var track))
            return;
        var at = clock.Micros;
        if (track.StreamOf(outcome.Layer) is not { } stream)
        {
            stream = track.Begin(outcome.Layer, BinaryPrimitives.ReadUInt32BigEndian(rtp[8..]));
            tap.Begin(stream, at);
        }
        tap.Packet(stream, at, rtp);
    }

    private void TakeRtcp(Peer peer, SrtpReceiver receiver, ReadOnlySpan<byte> packet)
    {
        if (!IsDone(receiver.OpenRtcp(packet, plain, out var length)))
            return;
        var now = clock.Millis;
        peer.Heard(packet.Length, now);
        var compound = plain.AsSpan(0, length);
        if (peer is PublishingPeer publisher)
        {
            publisher.Room.Forwarder.OnPublisherControl(peer.Number, compound, now);
            TapReports(publisher, compound);
            return;
        }
        NoteLoss(peer, compound);
        foreach (var room in ((WatchingPeer)peer).Watched)
            room.Forwarder.OnViewerControl(peer.Number, compound, now);
    }

    private void TapReports(PublishingPeer peer, ReadOnlySpan<byte> compound)
    {
        if (peer.Room.Tap is not { } tap || RtcpReader.Read(compound, out var reader) != RtcpFault.None)
            return;
        while (reader.TryNext(out var packet))
            if (packet.Type == RtcpType.SenderReport && TryStream(peer, packet.Sender, out var stream))
                tap.Report(stream, clock.Micros, packet.SenderReport.Ntp, packet.SenderReport.Timestamp);
    }

    private static bool TryStream(PublishingPeer peer, uint ssrc, out TappedStream stream)
    {
        stream = default;
        foreach (var track in peer.Tracks)
            if (!track.IsMuted && track.TryStream(ssrc, out stream))
                return true;
        return false;
    }

    // The worst of all streams that a report speaks of.
    private static void NoteLoss(Peer peer, ReadOnlySpan<byte> compound)
    {
        if (RtcpReader.Read(compound, out var reader) != RtcpFault.None)
            return;
        var worst = -1;
        while (reader.TryNext(out var packet))
            if (packet.Type is RtcpType.SenderReport or RtcpType.ReceiverReport)
                for (var i = 0; i < packet.Count; i++)
                    worst = Math.Max(worst, packet.Block(i).FractionLost);
        if (worst >= 0)
            peer.Loss = worst;
    }

    private bool IsDone(SrtpVerdict verdict)
    {
        if (verdict == SrtpVerdict.Done)
            return true;
        tally.Count(
            verdict switch
            {
                SrtpVerdict.Replayed or SrtpVerdict.TooOld => Drop.Replayed,
                SrtpVerdict.WrongTag => Drop.WrongTag,
                _ => Drop.MalformedRtp,
            }
        );
        return false;
    }

    private void SendControl(int number, ReadOnlySpan<byte> compound)
    {
        if (!peers.TryGetValue(number, out var peer) || peer.Sender is not { } sender)
            return;
        if (sender.SealRtcp(compound, sealedPacket, out var length) == SrtpVerdict.Done)
            Send(peer, sealedPacket.AsSpan(0, length));
        else
            tally.Count(Drop.NotSealed);
    }

    private void Send(Peer peer, ReadOnlySpan<byte> packet)
    {
        if (peer.Route is not { } route)
        {
            tally.Count(Drop.NotSent);
            return;
        }
        var isSent = route.TrySend(packet);
        if (isSent)
        {
            tally.Sent++;
            peer.Sent(packet.Length, clock.Millis);
            return;
        }
        tally.Count(route.IsTcp ? Drop.SlowTcp : Drop.NotSent);
        if (route.IsTcp)
            peer.DroppedSlow++;
    }

    private void Note(bool isSent)
    {
        if (isSent)
            tally.Sent++;
        else
            tally.Count(Drop.NotSent);
    }
}
