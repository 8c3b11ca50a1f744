using System.Buffers.Binary;
using Trading.Crypto;
using Trading.Media.Recording;

namespace Trading.Media.Tests.Recording;

/// <summary>Rooms, keys and packets that tests record.</summary>
internal static class Tapes
{
    public static readonly byte[] Room = Convert.FromHexString("00112233445566778899aabbccddeeff");
    public static readonly TapeKey Key = TapeKey.OfRoom(Suite.P256, [.. Enumerable.Repeat((byte)7, 32)], Room);
    public const long StartedAt = 1_796_000_000_000_000;

    public static TapeHeader Header(uint track = 1, TapeKind kind = TapeKind.Camera, string source = "seat.3") =>
        new(Suite.P256, Room, track, kind, source, 0x1000 + track, 96, StartedAt, Key.SealOf(Room));

    /// <summary>A packet that is RTP of the track and says which one it is.</summary>
    public static byte[] Packet(TapeHeader header, int number, int size = 60)
    {
        var packet = new byte[size];
        packet[0] = 0x80;
        packet[1] = header.PayloadType;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)number);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), (uint)number * 3000);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(8), header.Ssrc);
        for (var i = 12; i < size; i++)
            packet[i] = (byte)(number * 31 + i);
        return packet;
    }

    /// <summary>Records from one millisecond up to another, a packet each 40 ms, a flush each 250 ms.</summary>
    public static void Record(TapeWriter writer, int from, int to)
    {
        for (var ms = from; ms < to; ms += 10)
        {
            if (ms % 40 == 0)
                writer.Packet(ms, Packet(writer.Header, ms / 40));
            if (ms % 1000 == 500)
                writer.Report(ms, (ulong)ms << 32, (uint)ms * 90);
            if (ms % 250 == 0)
                writer.Flush(ms);
        }
    }

    public static MemoryStream Whole(
        out TapeWriter writer,
        int millis = 6300,
        uint track = 1,
        SeededEntropy? entropy = null
    )
    {
        var file = new MemoryStream();
        writer = TapeWriter.Begin(Header(track), Key, file, entropy ?? new SeededEntropy((byte)track));
        Record(writer, 0, millis);
        writer.Finish(millis);
        return file;
    }

    public static MemoryStream Copy(MemoryStream file, int? length = null)
    {
        var copy = new MemoryStream();
        copy.Write(file.ToArray().AsSpan(0, length ?? (int)file.Length));
        return copy;
    }

    public static List<TapeRecord> Records(MemoryStream file)
    {
        using var reader = new TapeReader(TapeScan.Read(file), Key, file);
        return [.. reader.Records(_ => Assert.Fail("a part does not open"))];
    }
}

/// <summary>The same bytes in each run: a counter under a hash.</summary>
internal sealed class SeededEntropy(byte seed) : Entropy
{
    private uint counter;

    public override void Fill(Span<byte> destination)
    {
        for (var at = 0; at < destination.Length; at += Suite.HashBytes)
        {
            var block = Suite.P256.Hash(new WireWriter().U8(seed).U32(counter++).ToArray());
            block.AsSpan(0, int.Min(block.Length, destination.Length - at)).CopyTo(destination[at..]);
        }
    }
}
