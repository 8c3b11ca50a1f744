using System.Text;
using Trading.Media.Rtp;

namespace Trading.Media.Forwarding;

/// <summary>Reports, requests, and what time makes due.</summary>
public sealed partial class RoomForwarder
{
    /// <summary>Numbers of one NACK that are looked at; the rest is refused and counted.</summary>
    public const int MostLost = 256;

    private const long ReportEvery = 1_000;

    /// <summary>A compound of a publisher, in the clear: its sender reports go to its viewers.</summary>
    public void OnPublisherControl(int publisher, ReadOnlySpan<byte> compound, long now)
    {
        if (!publishers.TryGetValue(publisher, out var owner))
            return;
        if (RtcpReader.Read(compound, out var reader) != RtcpFault.None)
        {
            RefusedControl++;
            return;
        }
        while (reader.TryNext(out var packet))
            if (packet.Type == RtcpType.SenderReport && owner.Sources.TryGetValue(packet.Sender, out var layer))
                Report(layer, packet.SenderReport, now);
    }

    /// <summary>A compound of a viewer, in the clear: what it lost, what it can take, what it needs again.</summary>
    public void OnViewerControl(int viewer, ReadOnlySpan<byte> compound, long now)
    {
        if (!viewers.TryGetValue(viewer, out var watcher))
            return;
        if (RtcpReader.Read(compound, out var reader) != RtcpFault.None)
        {
            RefusedControl++;
            return;
        }
        while (reader.TryNext(out var packet))
            Take(watcher, packet, now);
    }

    /// <summary>What time makes due: to be called every 20 to 100 ms.</summary>
    public void Tick(long now)
    {
        foreach (var viewer in viewers.Values)
        {
            viewer.Share(now);
            foreach (var subscription in viewer.Subscriptions)
                subscription.Choose(now);
        }
        foreach (var publisher in publishers.Values)
        {
            Ask(publisher, now);
            if (now - publisher.ReportedAt >= ReportEvery)
                Report(publisher, now);
        }
    }

    private void Take(Viewer viewer, in RtcpPacket packet, long now)
    {
        if (packet.IsFullIntraRequest)
            RefusedControl++;
        else if (packet.Type is RtcpType.SenderReport or RtcpType.ReceiverReport)
            TakeReports(viewer, packet, now);
        else if (packet.IsNack)
            TakeNack(viewer, packet, now);
        else if (packet.IsPictureLoss)
            viewer.Sources.GetValueOrDefault(packet.Media)?.AskPicture();
        else if (packet.TryRemb(out var bits))
            viewer.Estimate = bits;
    }

    private static void TakeReports(Viewer viewer, in RtcpPacket packet, long now)
    {
        for (var i = 0; i < packet.Count; i++)
        {
            var block = packet.Block(i);
            if (viewer.Sources.TryGetValue(block.Ssrc, out var subscription))
                subscription.Choice.Reported(block.FractionLost, now);
        }
    }

    private void TakeNack(Viewer viewer, in RtcpPacket packet, long now)
    {
        if (!viewer.Sources.TryGetValue(packet.Media, out var subscription))
            return;
        Span<ushort> lost = stackalloc ushort[MostLost];
        var count = packet.Lost(lost);
        if (count > MostLost)
            RefusedControl++;
        subscription.Resend(lost[..Math.Min(count, MostLost)], sink, now);
    }

    private void Report(Layer layer, in SenderReport said, long now)
    {
        layer.Stats.Report(said, now);
        if (layer.Track.IsMuted)
            return;
        foreach (var subscription in layer.Track.Subscriptions)
            if (subscription.TryReport(layer, said, out var report))
                Report(subscription, report);
    }

    private void Report(Subscription subscription, in SenderReport report)
    {
        Span<byte> buffer = stackalloc byte[320];
        Span<byte> name = stackalloc byte[255];
        var cname = subscription.Track.Spec.Cname.AsSpan();
        var length = Encoding.ASCII.GetBytes(cname[..Math.Min(cname.Length, name.Length)], name);
        var writer = new RtcpWriter(buffer);
        writer.SenderReport(report);
        writer.Description(report.Ssrc, name[..length]);
        sink.ControlToViewer(subscription.Viewer.Id, writer.Written);
    }

    // Lost packets again, and whole pictures.
    private void Ask(Publisher publisher, long now)
    {
        foreach (var track in publisher.Tracks)
        foreach (var layer in track.Layers)
        {
            if (layer.Gaps.Count > 0)
                AskAgain(layer, now);
            if (track.IsNeeded && layer.TakesPictureLoss(now))
                AskPicture(layer);
        }
    }

    private void AskPicture(Layer layer)
    {
        Span<byte> buffer = stackalloc byte[32];
        var writer = new RtcpWriter(buffer);
        writer.ReceiverReport(ours, []);
        writer.PictureLoss(ours, layer.Ssrc);
        sink.ControlToPublisher(layer.Track.Publisher.Id, writer.Written);
    }

    // What we received of each source, and the cap on all pictures together.
    private void Report(Publisher publisher, long now)
    {
        publisher.ReportedAt = now;
        Span<ReportBlock> blocks = stackalloc ReportBlock[31];
        Span<uint> pictures = stackalloc uint[31];
        var (count, pictureCount) = (0, 0);
        foreach (var (ssrc, layer) in publisher.Sources)
        {
            if (layer.Stats.Highest < 0 || count == blocks.Length)
                continue;
            blocks[count++] = layer.Stats.Block(ssrc, now);
            if (layer.Track.Spec.IsVideo)
                pictures[pictureCount++] = ssrc;
        }
        if (count == 0)
            return;
        Span<byte> buffer = stackalloc byte[1_024];
        var writer = new RtcpWriter(buffer);
        writer.ReceiverReport(ours, blocks[..count]);
        writer.Description(ours, "relay"u8);
        if (pictureCount > 0)
            writer.Remb(ours, limits.PublisherBits, pictures[..pictureCount]);
        sink.ControlToPublisher(publisher.Id, writer.Written);
    }
}
