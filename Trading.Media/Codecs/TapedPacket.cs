using System.Buffers.Binary;

namespace Trading.Media.Codecs;

/// <summary>
/// What an export and a check need of a recorded RTP packet, read strictly (RFC 3550, 5.1): version 2, sources,
/// extension and padding inside the packet. No throw, no allocation.
/// </summary>
public readonly ref struct TapedPacket
{
    private const int HeadBytes = 12;

    /// <summary>The M bit: the last packet of a frame of VP8.</summary>
    public bool IsMarked { get; private init; }

    /// <summary>Payload type, 0–127.</summary>
    public byte PayloadType { get; private init; }

    /// <summary>Sequence number.</summary>
    public ushort Number { get; private init; }

    /// <summary>Timestamp in the track's clock.</summary>
    public uint Timestamp { get; private init; }

    /// <summary>Synchronisation source.</summary>
    public uint Ssrc { get; private init; }

    /// <summary>The payload without padding; empty in a packet that only probes the network.</summary>
    public ReadOnlySpan<byte> Payload { get; private init; }

    /// <summary>Reads a packet; false where it is none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out TapedPacket packet)
    {
        packet = default;
        if (bytes.Length < HeadBytes || bytes[0] >> 6 != 2)
            return false;
        var at = HeadBytes + 4 * (bytes[0] & 0x0f);
        if ((bytes[0] & 0x10) != 0)
        {
            if (bytes.Length < at + 4)
                return false;
            at += 4 + 4 * BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }
        var padding = (bytes[0] & 0x20) != 0 ? bytes[^1] : 0;
        if (at + padding > bytes.Length || (bytes[0] & 0x20) != 0 && padding == 0)
            return false;
        packet = new TapedPacket
        {
            IsMarked = (bytes[1] & 0x80) != 0,
            PayloadType = (byte)(bytes[1] & 0x7f),
            Number = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            Timestamp = BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]),
            Ssrc = BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]),
            Payload = bytes[at..^padding],
        };
        return true;
    }
}
