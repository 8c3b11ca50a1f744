using Trading.Media.Codecs;
using Trading.Media.Rtp;

namespace Trading.Media.Forwarding;

/// <summary>
/// One track on its way to one viewer: which layer it gets, its row of numbers, and what it may ask for again.
/// </summary>
internal sealed class Subscription
{
    private const long ResendPause = 20;

    private readonly Rewriter rewriter;
    private readonly SentLog sent = new();
    private readonly byte[] packet = new byte[RtpHeader.MostBytes];
    private readonly int resentPerSecond;
    private long resentSince = long.MinValue / 2;
    private int resent;
    private int current = -1;
    private bool needsPicture = true;
    private long lastSentAt;

    public Subscription(Viewer viewer, PublishedTrack track, in Leg leg, int resentPerSecond, long now)
    {
        (Viewer, Track, Leg, this.resentPerSecond) = (viewer, track, leg, resentPerSecond);
        rewriter = new Rewriter(leg.FirstSequence, leg.FirstTimestamp);
        Choice = new LayerChoice(0, now);
        MostLayer = leg.MostLayer;
    }

    public Viewer Viewer { get; }

    public PublishedTrack Track { get; }

    public Leg Leg { get; }

    public LayerChoice Choice { get; }

    /// <summary>The highest layer that the viewer wants.</summary>
    public int MostLayer { get; set; }

    /// <summary>The highest layer that fits the viewer's estimate.</summary>
    public int Room { get; set; } = int.MaxValue;

    /// <summary>The viewer wants nothing of it for now; its row of numbers goes on afterwards.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>Bits per second of what is sent.</summary>
    public long Rate => current < 0 || IsPaused ? 0 : Track.Layers[current].Rate;

    /// <summary>The layer that is sent, −1 before the first packet.</summary>
    public int Current => current;

    public uint Packets { get; private set; }

    public uint Octets { get; private set; }

    /// <summary>Chooses, and asks for a whole picture of what is to come.</summary>
    public void Choose(long now)
    {
        if (!Track.Spec.IsVideo || IsPaused)
            return;
        // What is sent at all; while nothing comes, nothing is tried either.
        var live = Track.HighestLive(MostLayer, now);
        if (Choice.Look(Room, live < 0 ? Math.Min(Choice.Layer, MostLayer) : live, now))
            Viewer.RoseAt = now;
        if (Target(now) is var target && (target != current || needsPicture))
            Track.Layers[target].WantsPicture = true;
    }

    /// <summary>
    /// A whole picture is needed before anything else goes: after a pause, or because the viewer says so.
    /// </summary>
    public void Restart()
    {
        needsPicture = true;
        AskPicture();
    }

    /// <summary>The viewer cannot go on without a whole picture of what it gets.</summary>
    public void AskPicture()
    {
        if (Track.Spec.IsVideo)
            Track.Layers[Math.Max(0, current)].WantsPicture = true;
    }

    /// <summary>Nothing is sent until it goes on; then with a whole picture and the next number.</summary>
    public void Pause(bool isPaused)
    {
        IsPaused = isPaused;
        needsPicture = true;
        if (!isPaused)
            AskPicture();
    }

    /// <summary>Forwards a packet of one layer, where it is the viewer's.</summary>
    public void Forward(
        Layer layer,
        in KeptPacket kept,
        ReadOnlySpan<byte> payload,
        in Vp8Descriptor descriptor,
        IForwardSink sink,
        long now
    )
    {
        if (IsPaused)
            return;
        if ((layer.Number != current || needsPicture) && !TryBegin(layer, kept, descriptor, now))
            return;
        if (!rewriter.TryNumber(kept.Index, out var number))
            return;
        if (!sent.TryAdd(new SentPacket(number, current, kept.Index, rewriter.Offsets, false, 0)))
            return;
        var offsets = rewriter.Offsets;
        var length = Rewriter.Write(packet, Leg, (ushort)number, kept, payload, offsets, descriptor);
        rewriter.Sent(kept.Timestamp, descriptor);
        lastSentAt = now;
        Packets++;
        Octets += (uint)payload.Length;
        sink.ToViewer(Viewer.Id, packet.AsSpan(0, length));
    }

    /// <summary>
    /// Leaves out a packet of padding alone. Where later ones went already, an empty one fills the hole; else the
    /// viewer would ask for it in vain.
    /// </summary>
    public void LeaveOut(Layer layer, long index, uint timestamp, IForwardSink sink)
    {
        if (
            IsPaused
            || layer.Number != current
            || rewriter.TryLeaveOut(index)
            || !rewriter.TryNumber(index, out var number)
        )
            return;
        var time = timestamp + rewriter.Offsets.Timestamp;
        if (sent.TryAdd(new SentPacket(number, current, index, default, true, time)))
            sink.ToViewer(Viewer.Id, Empty((ushort)number, time));
    }

    /// <summary>
    /// Sends lost packets again, byte for byte, as far as they are kept and the second's share lasts.
    /// </summary>
    public void Resend(ReadOnlySpan<ushort> lost, IForwardSink sink, long now)
    {
        if (now - resentSince >= 1_000)
            (resentSince, resent) = (now, 0);
        foreach (var sequence in lost)
        {
            if (resent == resentPerSecond)
                return;
            if (!sent.TryFind(sequence, out var slot) || now - sent[slot].ResentAt < ResendPause)
                continue;
            if (!TryMakeAgain(sent[slot], out var length))
                continue;
            sent[slot].ResentAt = now;
            resent++;
            sink.ToViewer(Viewer.Id, packet.AsSpan(0, length));
        }
    }

    /// <summary>The publisher's report as the viewer's: the same moment, its time moved as the packets' are.</summary>
    public bool TryReport(Layer layer, in SenderReport said, out SenderReport report)
    {
        var time = said.Timestamp + rewriter.Offsets.Timestamp;
        report = new SenderReport(Leg.Ssrc, said.Ntp, time, Packets, Octets);
        return layer.Number == current && rewriter.HasRun && !needsPicture;
    }

    private int Target(long now)
    {
        var live = Track.HighestLive(Choice.Layer, now);
        return live >= 0 ? live : Math.Min(Choice.Layer, Track.Layers.Length - 1);
    }

    // A picture changes its layer only where a whole picture begins; a voice at any packet.
    private bool TryBegin(Layer layer, in KeptPacket kept, in Vp8Descriptor descriptor, long now)
    {
        if (Track.Spec.IsVideo && (!descriptor.IsKeyframe || layer.Number != Target(now)))
            return false;
        var ticks = Track.Spec.IsVideo ? 90u : 48u;
        rewriter.Begin(kept.Index, kept.Timestamp, Aligned(layer, kept.Timestamp, ticks, now), 10 * ticks, descriptor);
        (current, needsPicture) = (layer.Number, false);
        layer.WantsPicture = false;
        return true;
    }

    // Layers have clocks of their own. Reports say which of their times are one moment; without them the wall clock
    // does.
    private uint Aligned(Layer layer, uint timestamp, uint ticks, long now)
    {
        if (!rewriter.HasRun)
            return rewriter.LastTimestamp;
        if (layer.Number == current)
            return timestamp + rewriter.Offsets.Timestamp;
        if (layer.Stats.TryReport(out var to) && Track.Layers[current].Stats.TryReport(out var from))
        {
            var difference = (long)(to.Ntp - from.Ntp);
            // Seconds and fractions apart, so that nothing overflows.
            var moved = (difference >> 32) * ticks * 1_000 + (((difference & uint.MaxValue) * (ticks * 1_000L)) >> 32);
            return timestamp - to.Timestamp + from.Timestamp + (uint)moved + rewriter.Offsets.Timestamp;
        }
        return rewriter.LastTimestamp + (uint)((now - lastSentAt) * ticks);
    }

    private ReadOnlySpan<byte> Empty(ushort sequence, uint time) =>
        packet.AsSpan(0, RtpHeader.Write(packet, false, Leg.PayloadType, sequence, time, Leg.Ssrc, []));

    private bool TryMakeAgain(in SentPacket entry, out int length)
    {
        length = 0;
        if (entry.IsEmpty)
        {
            length = Empty((ushort)entry.Number, entry.Timestamp).Length;
            return true;
        }
        if (!Track.Layers[entry.Layer].Kept.TryFind(entry.Index, out var kept, out var payload))
            return false;
        Vp8Descriptor descriptor = default;
        if (Track.Spec.IsVideo && !Vp8Descriptor.TryRead(payload, out descriptor))
            return false;
        length = Rewriter.Write(packet, Leg, (ushort)entry.Number, kept, payload, entry.Offsets, descriptor);
        return true;
    }
}
