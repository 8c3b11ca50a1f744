using Trading.Media.Codecs;
using Trading.Media.Recording;

namespace Trading.Media.Export;

/// <summary>Packets that were lost in one second.</summary>
/// <param name="Second">The second of the track.</param>
/// <param name="Packets">How many.</param>
public sealed record TapeLoss(uint Second, int Packets);

/// <summary>A whole frame of a track.</summary>
/// <param name="Timestamp">In ticks of the track's clock, unwrapped.</param>
/// <param name="Millis">When its last packet came, in milliseconds since the track's start.</param>
/// <param name="IsKey">It needs no other.</param>
/// <param name="Data">As it was encoded.</param>
internal readonly record struct TrackFrame(long Timestamp, uint Millis, bool IsKey, ReadOnlyMemory<byte> Data);

/// <summary>
/// Puts the frames of a track together from its packets. A frame of VP8 that lacks a packet is left out, and so is
/// every frame up to the next keyframe: they refer to what is not there, and would show what nobody sent. One pass over
/// the records; figures are those of the pass. Source: RFC 7741, RFC 7587; docs/spec/recording.md, "Export".
/// </summary>
internal sealed class TrackFrames(TapeReader tape)
{
    private const int MostFrameBytes = 4 << 20;
    private readonly List<TapeLoss> losses = [];
    private readonly List<byte> frame = [];
    private readonly TimestampLine line = new();
    private bool isBegun;
    private bool isKey;
    private bool waitsForKey = true;
    private uint begunAt;

    /// <summary>Packets that were recorded.</summary>
    public int Packets { get; private set; }

    /// <summary>Packets that never came.</summary>
    public int Lost { get; private set; }

    /// <summary>Packets that came twice or too late.</summary>
    public int Superfluous { get; private set; }

    /// <summary>Packets that cannot be read.</summary>
    public int Unreadable { get; private set; }

    /// <summary>Seconds of which a part does not open.</summary>
    public int ClosedParts { get; private set; }

    /// <summary>Frames that were given.</summary>
    public int Frames { get; private set; }

    /// <summary>Frames that were begun and are not whole, or refer to one that is not.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Size of the first keyframe's picture.</summary>
    public (int Width, int Height) Size { get; private set; }

    /// <summary>Losses by second.</summary>
    public IReadOnlyList<TapeLoss> Losses => losses;

    /// <summary>The clock that its reports tell.</summary>
    public TrackClock Clock { get; } = new(tape.Scan.Header!);

    /// <summary>The frames in order. Ask once.</summary>
    public IEnumerable<TrackFrame> Read()
    {
        var order = new PacketOrder();
        foreach (var record in tape.Records(_ => ClosedParts++))
            if (record.Kind == TapeRecordKind.Report)
                Clock.Report(record, line.Near(record.Rtp));
            else if (IsOurs(record, out var number))
                foreach (var packet in order.Take(number, record.Millis, record.Bytes))
                foreach (var whole in Take(packet))
                    yield return whole;
        foreach (var packet in order.Rest())
        foreach (var whole in Take(packet))
            yield return whole;
        Superfluous = order.Superfluous;
    }

    private bool IsOurs(TapeRecord record, out ushort number)
    {
        var reads = TapedPacket.TryRead(record.Bytes.Span, out var packet);
        number = packet.Number;
        Packets++;
        var isOurs = reads && packet.Ssrc == tape.Scan.Header!.Ssrc;
        if (!isOurs)
            Unreadable++;
        return isOurs;
    }

    private IEnumerable<TrackFrame> Take(OrderedPacket packet)
    {
        if (packet.LostBefore > 0)
            Lose(packet);
        var whole = tape.Scan.Header!.IsVideo ? Picture(packet) : Sound(packet);
        if (whole is not { } frame)
            yield break;
        Frames++;
        Clock.Frame(frame);
        yield return frame;
    }

    private void Lose(OrderedPacket packet)
    {
        Lost += packet.LostBefore;
        var second = packet.Millis / TapeFormat.SecondMillis;
        if (losses.Count > 0 && losses[^1].Second == second)
            losses[^1] = losses[^1] with { Packets = losses[^1].Packets + packet.LostBefore };
        else
            losses.Add(new(second, packet.LostBefore));
        Break();
    }

    private void Break()
    {
        if (isBegun)
            LeftOut++;
        (isBegun, waitsForKey) = (false, true);
    }

    private TrackFrame? Sound(OrderedPacket packet)
    {
        TapedPacket.TryRead(packet.Bytes.Span, out var rtp);
        if (rtp.Payload.IsEmpty)
            return null;
        if (OpusPacket.TryRead(rtp.Payload, out _))
            return new(line.Next(rtp.Timestamp), packet.Millis, true, rtp.Payload.ToArray());
        Unreadable++;
        return null;
    }

    private TrackFrame? Picture(OrderedPacket packet)
    {
        TapedPacket.TryRead(packet.Bytes.Span, out var rtp);
        if (rtp.Payload.IsEmpty)
            return null;
        if (!Vp8Descriptor.TryRead(rtp.Payload, out var d) || frame.Count + rtp.Payload.Length > MostFrameBytes)
        {
            Unreadable++;
            Break();
            return null;
        }
        if (d.StartsFrame)
            Start(d, rtp.Timestamp);
        else if (!isBegun || rtp.Timestamp != begunAt)
        {
            Break();
            return null;
        }
        frame.AddRange(rtp.Payload[d.HeaderBytes..]);
        return rtp.IsMarked ? Finish(packet.Millis) : null;
    }

    private void Start(Vp8Descriptor d, uint timestamp)
    {
        // The frame before had no last packet, though none was lost.
        if (isBegun)
            Break();
        frame.Clear();
        (isBegun, isKey, begunAt) = (true, d.IsKeyframe, timestamp);
        if (d.IsKeyframe && Size == default)
            Size = (d.Width, d.Height);
    }

    private TrackFrame? Finish(uint millis)
    {
        isBegun = false;
        if (waitsForKey && !isKey)
        {
            LeftOut++;
            return null;
        }
        waitsForKey = false;
        var whole = frame.ToArray();
        frame.Clear();
        return new(line.Next(begunAt), millis, isKey, whole);
    }
}

/// <summary>Timestamps of 32 bits that wrap, as one rising line.</summary>
internal sealed class TimestampLine
{
    private long last = -1;

    /// <summary>The timestamp as the line's next one.</summary>
    public long Next(uint timestamp) => last = Near(timestamp);

    /// <summary>The place of a timestamp beside the last one; the first one is where the line begins.</summary>
    public long Near(uint timestamp)
    {
        if (last < 0)
            last = timestamp + (1L << 32);
        return last + (int)(timestamp - (uint)last);
    }
}
