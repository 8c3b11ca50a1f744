using System.Buffers.Binary;
using Trading.Media.Rtp;

namespace Trading.Media.Tests.Forwarding;

/// <summary>Packets as Chromium sends them: extensions, descriptor with 15 bits of picture id, TL0PICIDX, temporal layer.</summary>
internal static class Packets
{
    public static uint SsrcOf(int layer) => (uint)(100 + layer);

    public static byte[] Video(
        int layer,
        ushort sequence,
        uint timestamp,
        int picture,
        byte tl0,
        bool isKey = false,
        bool isFirst = true,
        bool isLast = true,
        int bytes = 40,
        bool hasRid = true
    )
    {
        byte[] frame = isKey
            ? [0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a, 0x40, 0x01, 0xF0, 0x00]
            : [0x11, 0x02, 0x00, (byte)sequence, (byte)picture, 0, 0, 0, 0, 0];
        byte[] descriptor =
        [
            (byte)(0x80 | (isFirst ? 0x10 : 0)),
            0xE0,
            (byte)(0x80 | picture >> 8),
            (byte)picture,
            tl0,
            0x20,
        ];
        var body = new byte[Math.Max(0, bytes - 16)];
        Array.Fill(body, (byte)(sequence * 7));
        return Packet(
            96,
            SsrcOf(layer),
            sequence,
            timestamp,
            isLast,
            [.. descriptor, .. frame, .. body],
            hasRid ? Extension(layer) : []
        );
    }

    public static byte[] Padding(int layer, ushort sequence, uint timestamp)
    {
        var packet = Packet(96, SsrcOf(layer), sequence, timestamp, false, new byte[20], Extension(layer));
        packet[0] |= 0x20;
        packet[^1] = 20;
        return packet;
    }

    public static byte[] Voice(ushort sequence, uint timestamp, byte level = 30, uint ssrc = 500) =>
        Packet(111, ssrc, sequence, timestamp, false, [0x78, 1, 2, (byte)sequence], [0x10, (byte)(0x80 | level), 0, 0]);

    private static byte[] Extension(int layer) => [0x40, (byte)'1', 0xA0, (byte)"lmh"[layer]];

    private static byte[] Packet(
        byte type,
        uint ssrc,
        ushort sequence,
        uint timestamp,
        bool isMarked,
        byte[] payload,
        byte[] extension
    )
    {
        var packet = new byte[12];
        RtpHeader.Write(packet, isMarked, type, sequence, timestamp, ssrc, []);
        if (extension.Length == 0)
            return [.. packet, .. payload];
        packet[0] |= 0x10;
        var head = new byte[4];
        BinaryPrimitives.WriteUInt16BigEndian(head, 0xBEDE);
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(2), (ushort)(extension.Length / 4));
        return [.. packet, .. head, .. extension, .. payload];
    }
}
