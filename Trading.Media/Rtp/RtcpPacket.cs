using System.Buffers.Binary;

namespace Trading.Media.Rtp;

/// <summary>What a receiver says of one source. Source: RFC 3550, 6.4.1; 24 bytes.</summary>
/// <param name="Ssrc">The source.</param>
/// <param name="FractionLost">Lost since the last report, in 256ths.</param>
/// <param name="Lost">Lost in all, −2²³ to 2²³ − 1.</param>
/// <param name="HighestSequence">Highest number received, with its rounds above.</param>
/// <param name="Jitter">In ticks of the codec's clock.</param>
/// <param name="LastReport">Middle 32 bits of the time of the last sender report, 0 for none.</param>
/// <param name="Delay">Since that report came, in 65,536ths of a second.</param>
public readonly record struct ReportBlock(
    uint Ssrc,
    byte FractionLost,
    int Lost,
    uint HighestSequence,
    uint Jitter,
    uint LastReport,
    uint Delay
)
{
    internal const int Bytes = 24;
}

/// <summary>What a source says of itself. Source: RFC 3550, 6.4.1.</summary>
/// <param name="Ssrc">The source.</param>
/// <param name="Ntp">Its wall clock, 32.32 bits of seconds since 1900.</param>
/// <param name="Timestamp">The same moment in ticks of the codec's clock.</param>
/// <param name="Packets">Sent so far.</param>
/// <param name="Octets">Of payload, sent so far.</param>
public readonly record struct SenderReport(uint Ssrc, ulong Ntp, uint Timestamp, uint Packets, uint Octets)
{
    /// <summary>Middle 32 bits of the clock: what a receiver reports back.</summary>
    public uint Middle => (uint)(Ntp >> 16);
}

/// <summary>One packet of a compound, whose length was checked.</summary>
public readonly ref struct RtcpPacket
{
    private readonly ReadOnlySpan<byte> bytes;

    internal RtcpPacket(ReadOnlySpan<byte> bytes) => this.bytes = bytes;

    /// <summary>May be a type that has no name here: read over it.</summary>
    public RtcpType Type => (RtcpType)bytes[1];

    /// <summary>Number of blocks or sources, or the format of feedback.</summary>
    public int Count => bytes[0] & 31;

    /// <summary>Who sends; of a <see cref="RtcpType.Bye"/> with no source, 0.</summary>
    public uint Sender => bytes.Length >= 8 ? U32(4) : 0;

    /// <summary>Feedback is about this source.</summary>
    public uint Media => U32(8);

    /// <summary>Whether it is a generic NACK. RFC 4585, 6.2.1.</summary>
    public bool IsNack => Type == RtcpType.PacketFeedback && Count == 1;

    /// <summary>Whether it asks for a whole picture. RFC 4585, 6.3.1.</summary>
    public bool IsPictureLoss => Type == RtcpType.PictureFeedback && Count == 1;

    /// <summary>Whether it is a FIR of RFC 5104, 4.3.1, which is refused: PLI says the same, and once.</summary>
    public bool IsFullIntraRequest => Type == RtcpType.PictureFeedback && Count == 4;

    /// <summary>Of a sender report: the sender's own part.</summary>
    public SenderReport SenderReport =>
        new(U32(4), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]), U32(16), U32(20), U32(24));

    /// <summary>Of a report: block 0 to <see cref="Count"/> − 1.</summary>
    public ReportBlock Block(int index)
    {
        var at = (Type == RtcpType.SenderReport ? 28 : 8) + index * ReportBlock.Bytes;
        return new ReportBlock(
            U32(at),
            bytes[at + 4],
            // 24 bits with a sign.
            (int)(U32(at + 4) << 8) >> 8,
            U32(at + 8),
            U32(at + 12),
            U32(at + 16),
            U32(at + 20)
        );
    }

    /// <summary>
    /// Of a NACK: writes the numbers that it asks for, in its order, and says how many it names. What has no room in
    /// <paramref name="lost"/> is counted and left out, so a huge list costs its reader no more than the room.
    /// </summary>
    public int Lost(Span<ushort> lost)
    {
        var count = 0;
        for (var at = 12; at + 4 <= bytes.Length; at += 4)
        {
            var first = BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
            // Bit i of the mask is the number i + 1 behind the first one.
            var mask = 1u | ((uint)BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]) << 1);
            for (var i = 0; i <= 16; i++)
            {
                if ((mask >> i & 1) == 0)
                    continue;
                if (count < lost.Length)
                    lost[count] = (ushort)(first + i);
                count++;
            }
        }
        return count;
    }

    /// <summary>
    /// Of feedback 15 with the name REMB: bits per second that the receiver can take, of all its sources together.
    /// At most 2⁴⁰ is believed. Source: draft-alvestrand-rmcat-remb-03, 2.2.
    /// </summary>
    public bool TryRemb(out long bitsPerSecond)
    {
        bitsPerSecond = 0;
        if (Type != RtcpType.PictureFeedback || Count != 15 || bytes.Length < 20 || U32(12) != RtcpWriter.RembName)
            return false;
        if (bytes.Length != 20 + 4 * bytes[16])
            return false;
        var exponent = bytes[17] >> 2;
        var mantissa = (long)(U32(16) & 0x3FFFF);
        bitsPerSecond = exponent > 22 ? 1L << 40 : mantissa << exponent;
        return true;
    }

    private uint U32(int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
}
