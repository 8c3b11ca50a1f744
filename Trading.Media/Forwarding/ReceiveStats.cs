using Trading.Media.Rtp;

namespace Trading.Media.Forwarding;

/// <summary>
/// What we received of one source, for our receiver reports. Numbers are those with their rounds above, beginning in
/// round 1, so that one that comes before the first has room. Source: RFC 3550, A.3 and A.8.
/// </summary>
internal sealed class ReceiveStats(int ticksPerMilli)
{
    private const long FarBehind = 512;

    private long first = -1;
    private long received;
    private long expectedBefore;
    private long receivedBefore;
    private long transit;
    private long jitter;
    private SenderReport report;
    private long reportAt = -1;

    /// <summary>Highest number, −1 before the first packet.</summary>
    public long Highest { get; private set; } = -1;

    /// <summary>Last report of the source, and whether there was one.</summary>
    public bool TryReport(out SenderReport last)
    {
        last = report;
        return reportAt >= 0;
    }

    /// <summary>
    /// The number with its rounds, or false where it is 512 or more behind the last one. Far ahead is fine: the packet
    /// is authenticated, and a network that was gone for a while skips thousands.
    /// </summary>
    public bool TryIndex(ushort sequence, out long index)
    {
        index = Highest < 0 ? 65_536 + sequence : SequenceIndex.Estimate(Highest, sequence);
        return Highest < 0 || index > Highest - FarBehind;
    }

    public void Count(long index, uint timestamp, long now)
    {
        if (first < 0)
            first = index;
        received++;
        Highest = Math.Max(Highest, index);
        // In ticks of the codec, modulo 2³² as the timestamps are.
        var next = (long)(uint)(now * ticksPerMilli - timestamp);
        var difference = Math.Abs((long)(int)(next - transit));
        if (received > 1)
            jitter += difference - ((jitter + 8) >> 4);
        transit = next;
    }

    public void Report(in SenderReport said, long now) => (report, reportAt) = (said, now);

    /// <summary>The block of the next report; lost is counted from the last one.</summary>
    public ReportBlock Block(uint ssrc, long now)
    {
        var expected = Highest - Math.Min(first, Highest) + 1;
        var lost = expected - received;
        var expectedNow = expected - expectedBefore;
        var lostNow = expectedNow - (received - receivedBefore);
        (expectedBefore, receivedBefore) = (expected, received);
        var fraction = expectedNow > 0 && lostNow > 0 ? (byte)Math.Min(255, lostNow * 256 / expectedNow) : (byte)0;
        return new ReportBlock(
            ssrc,
            fraction,
            (int)Math.Clamp(lost, -0x800000, 0x7FFFFF),
            (uint)(Highest - 65_536),
            (uint)(jitter >> 4),
            reportAt < 0 ? 0 : report.Middle,
            reportAt < 0 ? 0 : (uint)((now - reportAt) * 65_536 / 1_000)
        );
    }
}
