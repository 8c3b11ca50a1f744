using Trading.Media.Codecs;
using Trading.Media.Rtp;

namespace Trading.Media.Forwarding;

/// <summary>The way of a packet.</summary>
public sealed partial class RoomForwarder
{
    /// <summary>A packet of a publisher, in the clear.</summary>
    /// <param name="publisher">Whose connection it came on.</param>
    /// <param name="packet">Header and payload, SRTP taken off.</param>
    /// <param name="now">Milliseconds.</param>
    public RtpOutcome OnRtp(int publisher, ReadOnlySpan<byte> packet, long now)
    {
        var outcome = Take(publisher, packet, now);
        counts[(int)outcome.Verdict]++;
        return outcome;
    }

    private RtpOutcome Take(int publisher, ReadOnlySpan<byte> packet, long now)
    {
        if (!publishers.TryGetValue(publisher, out var owner))
            return new(ForwardVerdict.Unknown, 0, 0);
        if (RtpHeader.Read(packet, out var header) != RtpFault.None || !header.TryPayload(packet, out var payload))
            return new(ForwardVerdict.Malformed, 0, 0);
        if (!owner.Sources.TryGetValue(header.Ssrc, out var layer) && !TryBind(owner, packet, header, out layer))
            return new(ForwardVerdict.UnknownSource, 0, 0);
        if (header.PayloadType != layer.Track.Spec.PayloadType)
            return Outcome(ForwardVerdict.WrongType, layer);
        if (!layer.Stats.TryIndex(header.Sequence, out var index))
            return Outcome(ForwardVerdict.OutOfWindow, layer);
        layer.Count(packet.Length, now);
        if (layer.WindowBits > 2 * limits.PublisherBits)
            return Outcome(ForwardVerdict.OverRate, layer);
        if (layer.Kept.Holds(index))
            return Outcome(ForwardVerdict.Repeated, layer);
        SeeGaps(layer, index, now);
        layer.Stats.Count(index, header.Timestamp, now);
        Hear(layer.Track, packet, header);
        return Outcome(Forward(layer, index, header, payload, now), layer);
    }

    private ForwardVerdict Forward(Layer layer, long index, in RtpHeader header, ReadOnlySpan<byte> payload, long now)
    {
        var track = layer.Track;
        if (track.IsMuted)
            return ForwardVerdict.Muted;
        if (payload.IsEmpty)
        {
            layer.Kept.Add(index, header.Timestamp, false, payload);
            foreach (var subscription in track.Subscriptions)
                subscription.LeaveOut(layer, index, header.Timestamp, sink);
            return ForwardVerdict.Padding;
        }
        Vp8Descriptor descriptor = default;
        if (track.Spec.IsVideo && !Vp8Descriptor.TryRead(payload, out descriptor))
            return ForwardVerdict.Malformed;
        if (descriptor.IsKeyframe)
            layer.WantsPicture = false;
        layer.Kept.Add(index, header.Timestamp, header.IsMarked, payload);
        var kept = new KeptPacket(index, header.Timestamp, header.IsMarked, 0, payload.Length);
        foreach (var subscription in track.Subscriptions)
            subscription.Forward(layer, kept, payload, descriptor, sink, now);
        return ForwardVerdict.Taken;
    }

    // A hole is asked for at once, once; Tick asks again. Of voice nothing is: it would come too late.
    private void SeeGaps(Layer layer, long index, long now)
    {
        if (!layer.Track.Spec.IsVideo)
        {
            if (layer.Stats.Highest >= 0 && index - layer.Stats.Highest > Gaps.Most)
                Restart(layer);
            return;
        }
        if (layer.Gaps.Saw(index, now, out var isGivenUp))
            AskAgain(layer, now);
        if (isGivenUp)
            Restart(layer);
    }

    // Behind a long hole viewers go on with the next number, as after a switch.
    private static void Restart(Layer layer)
    {
        layer.WantsPicture = true;
        foreach (var subscription in layer.Track.Subscriptions)
            if (subscription.Current == layer.Number)
                subscription.Restart();
    }

    private void AskAgain(Layer layer, long now)
    {
        Span<ushort> lost = stackalloc ushort[Gaps.Most];
        var count = layer.Gaps.Due(now, lost);
        // Viewers ask for themselves; a recording has nobody who would, and shows nothing up to the next whole picture.
        if (layer.Gaps.TakesGivenUp() && layer.Track.IsRecorded)
            layer.WantsPicture = true;
        if (count == 0 || !layer.Track.IsNeeded)
            return;
        Span<byte> buffer = stackalloc byte[640];
        var writer = new RtcpWriter(buffer);
        writer.ReceiverReport(ours, []);
        writer.Nack(ours, layer.Ssrc, lost[..count]);
        sink.ControlToPublisher(layer.Track.Publisher.Id, writer.Written);
    }

    private static void Hear(PublishedTrack track, ReadOnlySpan<byte> packet, in RtpHeader header)
    {
        if (HeaderExtensions.TryFind(packet, header, track.Spec.LevelExtension, out var level))
            track.Level = (byte)(level[0] & 0x7F);
    }

    // A source says by its extensions which m-line and layer it is (RFC 8843, 9.2). A layer has one source for good.
    private static bool TryBind(Publisher owner, ReadOnlySpan<byte> packet, in RtpHeader header, out Layer layer)
    {
        foreach (var track in owner.Tracks)
        {
            if (!Says(packet, header, track.Spec.MidExtension, track.Spec.Mid))
                continue;
            foreach (var candidate in track.Layers)
            {
                if (candidate.Ssrc != 0)
                    continue;
                if (candidate.Rid.Length > 0 && !Says(packet, header, track.Spec.RidExtension, candidate.Rid))
                    continue;
                layer = candidate;
                Bind(owner, candidate, header.Ssrc);
                return true;
            }
        }
        layer = null!;
        return false;
    }

    private static bool Says(ReadOnlySpan<byte> packet, in RtpHeader header, byte extension, string name)
    {
        if (!HeaderExtensions.TryFind(packet, header, extension, out var said) || said.Length != name.Length)
            return false;
        for (var i = 0; i < name.Length; i++)
            if (said[i] != name[i])
                return false;
        return true;
    }

    private static RtpOutcome Outcome(ForwardVerdict verdict, Layer layer) =>
        new(verdict, layer.Track.Spec.Track, layer.Number);
}
