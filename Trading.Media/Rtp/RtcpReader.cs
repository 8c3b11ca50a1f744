using System.Buffers.Binary;

namespace Trading.Media.Rtp;

/// <summary>Types of RTCP packets that are read. Source: RFC 3550, 12.1; RFC 4585, 6.1.</summary>
public enum RtcpType : byte
{
    /// <summary>What a source sent, and what it received.</summary>
    SenderReport = 200,

    /// <summary>What somebody received.</summary>
    ReceiverReport = 201,

    /// <summary>Names of sources; read over.</summary>
    Description = 202,

    /// <summary>Sources that leave.</summary>
    Bye = 203,

    /// <summary>Of an application; read over.</summary>
    Application = 204,

    /// <summary>Feedback about packets: format 1 is NACK.</summary>
    PacketFeedback = 205,

    /// <summary>Feedback about pictures: format 1 is PLI, 4 FIR, 15 REMB.</summary>
    PictureFeedback = 206,
}

/// <summary>Why bytes are no compound of RTCP packets.</summary>
public enum RtcpFault
{
    /// <summary>They are one.</summary>
    None,

    /// <summary>Shorter than a packet, longer than 1,500 bytes, or of odd length.</summary>
    Length,

    /// <summary>A version other than 2.</summary>
    Version,

    /// <summary>A packet runs over the end, or is too short for what its header counts.</summary>
    Packet,

    /// <summary>Padding in another packet than the last, or longer than it.</summary>
    Padding,

    /// <summary>More than 32 packets.</summary>
    TooManyPackets,
}

/// <summary>
/// Reads a compound of RTCP packets where it lies. <see cref="Read"/> looks through the whole of it before anything is
/// handed out, so that nobody acts on the first half of a broken one. A compound may begin with any packet (reduced
/// size, RFC 5506). Source: RFC 3550, 6.1 and A.2.
/// </summary>
public ref struct RtcpReader
{
    /// <summary>Most packets of one compound.</summary>
    public const int MostPackets = 32;

    /// <summary>Longest compound, in bytes.</summary>
    public const int MostBytes = 1_500;

    private ReadOnlySpan<byte> rest;

    private RtcpReader(ReadOnlySpan<byte> compound) => rest = compound;

    /// <summary>Checks a compound and stands before its first packet.</summary>
    public static RtcpFault Read(ReadOnlySpan<byte> compound, out RtcpReader reader)
    {
        reader = default;
        if (compound.Length is < 4 or > MostBytes || compound.Length % 4 != 0)
            return RtcpFault.Length;
        var count = 0;
        for (var left = compound; !left.IsEmpty; left = left[LengthOf(left)..])
        {
            if (++count > MostPackets)
                return RtcpFault.TooManyPackets;
            if (FaultOf(left) is var fault and not RtcpFault.None)
                return fault;
        }
        reader = new RtcpReader(compound);
        return RtcpFault.None;
    }

    /// <summary>The next packet, or false at the end.</summary>
    public bool TryNext(out RtcpPacket packet)
    {
        packet = default;
        if (rest.IsEmpty)
            return false;
        var length = LengthOf(rest);
        var padding = (rest[0] & 0x20) != 0 ? rest[length - 1] : 0;
        packet = new RtcpPacket(rest[..(length - padding)]);
        rest = rest[length..];
        return true;
    }

    private static RtcpFault FaultOf(ReadOnlySpan<byte> left)
    {
        if (left[0] >> 6 != 2)
            return RtcpFault.Version;
        var length = LengthOf(left);
        if (length > left.Length)
            return RtcpFault.Packet;
        var padding = 0;
        if ((left[0] & 0x20) != 0)
        {
            padding = left[length - 1];
            if (length != left.Length || padding == 0 || padding % 4 != 0 || padding > length - 4)
                return RtcpFault.Padding;
        }
        return length - padding < LeastOf((RtcpType)left[1], left[0] & 31) ? RtcpFault.Packet : RtcpFault.None;
    }

    // Reports hold as many blocks of 24 bytes as they count; feedback has two sources.
    private static int LeastOf(RtcpType type, int count) =>
        type switch
        {
            RtcpType.SenderReport => 28 + count * ReportBlock.Bytes,
            RtcpType.ReceiverReport => 8 + count * ReportBlock.Bytes,
            RtcpType.Bye => 4 + 4 * count,
            RtcpType.PacketFeedback or RtcpType.PictureFeedback => 12,
            _ => 4,
        };

    private static int LengthOf(ReadOnlySpan<byte> packet) => 4 + 4 * BinaryPrimitives.ReadUInt16BigEndian(packet[2..]);
}
