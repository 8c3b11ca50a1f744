using System.Buffers.Binary;

namespace Trading.Media.Rtp;

/// <summary>Why bytes are no RTP packet that we read.</summary>
public enum RtpFault
{
    /// <summary>They are one.</summary>
    None,

    /// <summary>Shorter than a header, or longer than 1,500 bytes.</summary>
    Length,

    /// <summary>A version other than 2, or a payload type of RTCP.</summary>
    Version,

    /// <summary>The list of contributing sources runs over the end.</summary>
    Sources,

    /// <summary>The header extension runs over the end.</summary>
    Extension,

    /// <summary>The padding is longer than the payload, or of no length.</summary>
    Padding,
}

/// <summary>
/// Header of an RTP packet. It is never encrypted, so it is read before SRTP is opened; what concerns the payload is
/// asked afterwards (<see cref="TryPayload"/>). Source: RFC 3550, 5.1; 12 bytes, 4 a contributing source, extension.
/// </summary>
public readonly record struct RtpHeader
{
    /// <summary>Bytes without sources and extension.</summary>
    public const int FixedBytes = 12;

    /// <summary>Longest packet, in bytes: a datagram on Ethernet.</summary>
    public const int MostBytes = 1_500;

    private const int ExtensionBit = 0x10;
    private const int PaddingBit = 0x20;

    /// <summary>Last packet of a picture, or first one of speech.</summary>
    public bool IsMarked { get; private init; }

    /// <summary>0 to 127, by what SDP agreed.</summary>
    public byte PayloadType { get; private init; }

    /// <summary>Counts packets, modulo 2¹⁶.</summary>
    public ushort Sequence { get; private init; }

    /// <summary>Time of the sample, in ticks of the codec's clock, modulo 2³².</summary>
    public uint Timestamp { get; private init; }

    /// <summary>The source.</summary>
    public uint Ssrc { get; private init; }

    /// <summary>Whether the last byte says how much padding there is.</summary>
    public bool HasPadding { get; private init; }

    /// <summary>Form of the extension (0xBEDE: elements of one byte), 0 where there is none.</summary>
    public ushort ExtensionForm { get; private init; }

    /// <summary>Where the extension's elements begin.</summary>
    public int ExtensionAt { get; private init; }

    /// <summary>Bytes of the extension's elements.</summary>
    public int ExtensionBytes { get; private init; }

    /// <summary>Where the payload begins.</summary>
    public int Bytes { get; private init; }

    /// <summary>Reads the header; the packet may still be encrypted.</summary>
    public static RtpFault Read(ReadOnlySpan<byte> packet, out RtpHeader header)
    {
        header = default;
        if (packet.Length is < FixedBytes or > MostBytes)
            return RtpFault.Length;
        // Payload types 64 to 95 with the marker would be read as RTCP by whoever multiplexes (RFC 5761, 4).
        if (packet[0] >> 6 != 2 || packet[1] is >= 192 and <= 223)
            return RtpFault.Version;
        var end = FixedBytes + 4 * (packet[0] & 15);
        if (end > packet.Length)
            return RtpFault.Sources;
        var (form, at, bytes) = (0, 0, 0);
        if ((packet[0] & ExtensionBit) != 0)
        {
            if (end + 4 > packet.Length)
                return RtpFault.Extension;
            form = BinaryPrimitives.ReadUInt16BigEndian(packet[end..]);
            (at, bytes) = (end + 4, 4 * BinaryPrimitives.ReadUInt16BigEndian(packet[(end + 2)..]));
            end = at + bytes;
            if (end > packet.Length)
                return RtpFault.Extension;
        }
        header = Fixed(packet) with
        {
            ExtensionForm = (ushort)form,
            ExtensionAt = at,
            ExtensionBytes = bytes,
            Bytes = end,
        };
        return RtpFault.None;
    }

    /// <summary>
    /// The payload of a packet in the clear, without padding: empty for a packet of padding alone. False where the
    /// padding says more than there is.
    /// </summary>
    public bool TryPayload(ReadOnlySpan<byte> packet, out ReadOnlySpan<byte> payload)
    {
        payload = packet[Bytes..];
        if (!HasPadding)
            return true;
        var padding = payload.IsEmpty ? 0 : payload[^1];
        if (padding == 0 || padding > payload.Length)
            return false;
        payload = payload[..^padding];
        return true;
    }

    /// <summary>
    /// Writes a packet without sources, extension and padding, and says its length. Nothing of a publisher's header
    /// goes on but marker and payload: an extension could carry what nobody asked for.
    /// </summary>
    public static int Write(
        Span<byte> destination,
        bool isMarked,
        byte payloadType,
        ushort sequence,
        uint timestamp,
        uint ssrc,
        ReadOnlySpan<byte> payload
    )
    {
        payload.CopyTo(destination[FixedBytes..]);
        destination[0] = 0x80;
        destination[1] = (byte)((isMarked ? 0x80 : 0) | (payloadType & 0x7F));
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], sequence);
        BinaryPrimitives.WriteUInt32BigEndian(destination[4..], timestamp);
        BinaryPrimitives.WriteUInt32BigEndian(destination[8..], ssrc);
        return FixedBytes + payload.Length;
    }

    private static RtpHeader Fixed(ReadOnlySpan<byte> packet) =>
        new()
        {
            IsMarked = (packet[1] & 0x80) != 0,
            PayloadType = (byte)(packet[1] & 0x7F),
            Sequence = BinaryPrimitives.ReadUInt16BigEndian(packet[2..]),
            Timestamp = BinaryPrimitives.ReadUInt32BigEndian(packet[4..]),
            Ssrc = BinaryPrimitives.ReadUInt32BigEndian(packet[8..]),
            HasPadding = (packet[0] & PaddingBit) != 0,
        };
}
