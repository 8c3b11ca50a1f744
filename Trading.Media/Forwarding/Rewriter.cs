using System.Buffers.Binary;
using Trading.Media.Codecs;
using Trading.Media.Rtp;

namespace Trading.Media.Forwarding;

/// <summary>What is added to times and picture numbers of a layer, from one switch to the next.</summary>
internal readonly record struct Offsets(uint Timestamp, int Picture, int Tl0);

/// <summary>
/// Gives the packets of changing layers one row of numbers. A run begins at a switch; within it the outgoing number
/// grows with the incoming one, less what was left out. So two incoming packets never get one outgoing number, and one
/// gets the same each time. Picture numbers (15 bits) and TL0PICIDX go on by one at a switch. Source: RFC 3550, 5.1;
/// RFC 7741, 4.2.
/// </summary>
internal sealed class Rewriter(ushort firstSequence, uint firstTimestamp)
{
    private const int MostLeftOut = 64;

    private readonly long[] leftOut = new long[MostLeftOut];
    private int leftOutCount;

    // Left out before the list begins, which is at floor.
    private int leftOutEarlier;
    private long floor;
    private long inStart = -1;
    private long outStart;
    private long inHighest;
    private long outHighest = firstSequence - 1L;
    private uint lastTimestamp = firstTimestamp;
    private int lastPicture = -1;
    private int lastTl0 = -1;

    /// <summary>What is added in this run.</summary>
    public Offsets Offsets { get; private set; }

    /// <summary>Whether a run has begun.</summary>
    public bool HasRun => inStart >= 0;

    /// <summary>Time of the latest packet that left.</summary>
    public uint LastTimestamp => lastTimestamp;

    /// <summary>
    /// Begins a run with a packet: the number after the last one is its own, and everything older is dropped.
    /// </summary>
    /// <param name="index">Its number, with rounds.</param>
    /// <param name="timestamp">Its time.</param>
    /// <param name="aligned">Which time it should have for viewers; behind the last one it is moved 10 ms after
    /// it.</param>
    /// <param name="step">10 ms in ticks.</param>
    /// <param name="descriptor">Of VP8; default for audio.</param>
    public void Begin(long index, uint timestamp, uint aligned, uint step, in Vp8Descriptor descriptor)
    {
        var isBehind = HasRun && (int)(aligned - lastTimestamp) < (int)step;
        var wanted = isBehind ? lastTimestamp + step : aligned;
        (inStart, floor, inHighest) = (index, index, index);
        outStart = outHighest + 1;
        (leftOutCount, leftOutEarlier) = (0, 0);
        Offsets = new Offsets(
            wanted - timestamp,
            lastPicture < 0 || descriptor.PictureIdBits == 0 ? 0 : lastPicture + 1 - descriptor.PictureId,
            lastTl0 < 0 || descriptor.Tl0At <= 0 ? 0 : lastTl0 + 1 - descriptor.Tl0PicIdx
        );
    }

    /// <summary>
    /// The outgoing number of a packet of the run. False for one from before the switch, or from before what we still
    /// know to have left out.
    /// </summary>
    public bool TryNumber(long index, out long number)
    {
        number = 0;
        if (!HasRun || index < floor)
            return false;
        var before = leftOutEarlier;
        for (var i = 0; i < leftOutCount && leftOut[i] < index; i++)
            before++;
        number = outStart + (index - inStart) - before;
        inHighest = Math.Max(inHighest, index);
        outHighest = Math.Max(outHighest, number);
        return true;
    }

    /// <summary>
    /// Leaves a packet out, so that its number is no hole. False where later ones have their numbers already: then the
    /// hole has to be filled.
    /// </summary>
    public bool TryLeaveOut(long index)
    {
        if (!HasRun || index < floor)
            return true;
        if (index <= inHighest)
            return false;
        if (leftOutCount == MostLeftOut)
        {
            (floor, leftOutEarlier) = (leftOut[0] + 1, leftOutEarlier + 1);
            Array.Copy(leftOut, 1, leftOut, 0, --leftOutCount);
        }
        leftOut[leftOutCount++] = index;
        inHighest = index;
        return true;
    }

    /// <summary>Remembers how far times and pictures went.</summary>
    public void Sent(uint timestamp, in Vp8Descriptor descriptor)
    {
        var time = timestamp + Offsets.Timestamp;
        if ((int)(time - lastTimestamp) > 0)
            lastTimestamp = time;
        if (descriptor.PictureIdBits != 0)
            lastPicture = Later(lastPicture, descriptor.PictureId + Offsets.Picture, 15);
        if (descriptor.Tl0At > 0)
            lastTl0 = Later(lastTl0, descriptor.Tl0PicIdx + Offsets.Tl0, 8);
    }

    /// <summary>Writes a packet with a number and the offsets of its run, and says its length.</summary>
    public static int Write(
        Span<byte> packet,
        in Leg leg,
        ushort sequence,
        in KeptPacket kept,
        ReadOnlySpan<byte> payload,
        in Offsets offsets,
        in Vp8Descriptor descriptor
    )
    {
        var time = kept.Timestamp + offsets.Timestamp;
        var length = RtpHeader.Write(packet, kept.IsMarked, leg.PayloadType, sequence, time, leg.Ssrc, payload);
        var body = packet[RtpHeader.FixedBytes..];
        if (descriptor.PictureIdBits == 15)
        {
            var id = 0x8000 | (descriptor.PictureId + offsets.Picture & 0x7FFF);
            BinaryPrimitives.WriteUInt16BigEndian(body[descriptor.PictureIdAt..], (ushort)id);
        }
        else if (descriptor.PictureIdBits == 7)
            body[descriptor.PictureIdAt] = (byte)(descriptor.PictureId + offsets.Picture & 0x7F);
        if (descriptor.Tl0At > 0)
            body[descriptor.Tl0At] = (byte)(descriptor.Tl0PicIdx + offsets.Tl0);
        return length;
    }

    // The later of two numbers of so many bits, which go round.
    private static int Later(int last, int next, int bits)
    {
        var mask = (1 << bits) - 1;
        next &= mask;
        if (last < 0)
            return next;
        var ahead = next - last & mask;
        return ahead > 0 && ahead < 1 << (bits - 1) ? next : last;
    }
}
