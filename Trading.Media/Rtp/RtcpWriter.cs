using System.Buffers.Binary;

namespace Trading.Media.Rtp;

/// <summary>
/// Writes a compound into a buffer of the caller, one packet a call. Begin with a report and a description (RFC 3550,
/// 6.1). A packet without room is left out and said: false. Everything before it stays whole.
/// </summary>
public ref struct RtcpWriter
{
    /// <summary>Numbers that one NACK of ours names at most.</summary>
    public const int MostLost = 128;

    internal const uint RembName = 0x52454D42;

    private readonly Span<byte> buffer;
    private int length;

    /// <summary>Begins an empty compound.</summary>
    public RtcpWriter(Span<byte> buffer) => this.buffer = buffer;

    /// <summary>What is written so far.</summary>
    public readonly ReadOnlySpan<byte> Written => buffer[..length];

    /// <summary>A sender report without blocks. RFC 3550, 6.4.1.</summary>
    public bool SenderReport(scoped in SenderReport report)
    {
        if (!TryBegin(RtcpType.SenderReport, 0, 28, out var packet))
            return false;
        U32(packet, 4, report.Ssrc);
        BinaryPrimitives.WriteUInt64BigEndian(packet[8..], report.Ntp);
        U32(packet, 16, report.Timestamp);
        U32(packet, 20, report.Packets);
        U32(packet, 24, report.Octets);
        return true;
    }

    /// <summary>A receiver report of at most 31 blocks. RFC 3550, 6.4.2.</summary>
    public bool ReceiverReport(uint sender, scoped ReadOnlySpan<ReportBlock> blocks)
    {
        var bytes = 8 + blocks.Length * ReportBlock.Bytes;
        if (blocks.Length > 31 || !TryBegin(RtcpType.ReceiverReport, blocks.Length, bytes, out var packet))
            return false;
        U32(packet, 4, sender);
        for (var i = 0; i < blocks.Length; i++)
            Write(packet.Slice(8 + i * ReportBlock.Bytes, ReportBlock.Bytes), blocks[i]);
        return true;
    }

    /// <summary>A description with the canonical name alone, at most 255 bytes of ASCII. RFC 3550, 6.5.1.</summary>
    public bool Description(uint source, scoped ReadOnlySpan<byte> name)
    {
        // The list of items ends with a zero and is filled up to four bytes.
        var bytes = 4 + ((4 + 2 + name.Length + 1 + 3) & ~3);
        if (name.Length > 255 || !TryBegin(RtcpType.Description, 1, bytes, out var packet))
            return false;
        U32(packet, 4, source);
        (packet[8], packet[9]) = (1, (byte)name.Length);
        name.CopyTo(packet[10..]);
        return true;
    }

    /// <summary>A source leaves. RFC 3550, 6.6.</summary>
    public bool Bye(uint source)
    {
        if (!TryBegin(RtcpType.Bye, 1, 8, out var packet))
            return false;
        U32(packet, 4, source);
        return true;
    }

    /// <summary>
    /// Asks for packets again. The numbers stand in the order in which they were sent; at most
    /// <see cref="MostLost"/> are taken. RFC 4585, 6.2.1.
    /// </summary>
    public bool Nack(uint sender, uint media, scoped ReadOnlySpan<ushort> lost)
    {
        Span<uint> pairs = stackalloc uint[MostLost];
        var count = Pack(lost[..Math.Min(lost.Length, MostLost)], pairs);
        if (count == 0 || !TryBegin(RtcpType.PacketFeedback, 1, 12 + 4 * count, out var packet))
            return false;
        U32(packet, 4, sender);
        U32(packet, 8, media);
        for (var i = 0; i < count; i++)
            U32(packet, 12 + 4 * i, pairs[i]);
        return true;
    }

    /// <summary>Asks for a whole picture. RFC 4585, 6.3.1.</summary>
    public bool PictureLoss(uint sender, uint media)
    {
        if (!TryBegin(RtcpType.PictureFeedback, 1, 12, out var packet))
            return false;
        U32(packet, 4, sender);
        U32(packet, 8, media);
        return true;
    }

    /// <summary>
    /// Caps what the other side sends, over all of its sources together. The figure is rounded down to 18 bits.
    /// Source: draft-alvestrand-rmcat-remb-03, 2.2.
    /// </summary>
    public bool Remb(uint sender, long bitsPerSecond, scoped ReadOnlySpan<uint> sources)
    {
        if (sources.Length > 255 || !TryBegin(RtcpType.PictureFeedback, 15, 20 + 4 * sources.Length, out var packet))
            return false;
        var exponent = 0;
        while (bitsPerSecond >> exponent > 0x3FFFF)
            exponent++;
        U32(packet, 4, sender);
        U32(packet, 12, RembName);
        U32(packet, 16, (uint)sources.Length << 24 | (uint)exponent << 18 | (uint)(bitsPerSecond >> exponent));
        for (var i = 0; i < sources.Length; i++)
            U32(packet, 20 + 4 * i, sources[i]);
        return true;
    }

    private bool TryBegin(RtcpType type, int count, int bytes, out Span<byte> packet)
    {
        packet = default;
        if (bytes > buffer.Length - length)
            return false;
        packet = buffer.Slice(length, bytes);
        packet.Clear();
        packet[0] = (byte)(0x80 | count);
        packet[1] = (byte)type;
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], (ushort)(bytes / 4 - 1));
        length += bytes;
        return true;
    }

    // A first number, and a mask of the sixteen behind it.
    private static int Pack(ReadOnlySpan<ushort> lost, Span<uint> pairs)
    {
        var count = 0;
        foreach (var number in lost)
        {
            var behind = count == 0 ? 0 : (ushort)(number - (pairs[count - 1] >> 16));
            if (behind is > 0 and <= 16)
                pairs[count - 1] |= 1u << (behind - 1);
            else if (count == 0 || behind != 0)
                pairs[count++] = (uint)number << 16;
        }
        return count;
    }

    private static void Write(Span<byte> destination, in ReportBlock block)
    {
        U32(destination, 0, block.Ssrc);
        U32(
            destination,
            4,
            (uint)block.FractionLost << 24 | (uint)Math.Clamp(block.Lost, -0x800000, 0x7FFFFF) & 0xFFFFFF
        );
        U32(destination, 8, block.HighestSequence);
        U32(destination, 12, block.Jitter);
        U32(destination, 16, block.LastReport);
        U32(destination, 20, block.Delay);
    }

    private static void U32(Span<byte> destination, int at, uint value) =>
        BinaryPrimitives.WriteUInt32BigEndian(destination[at..], value);
}
