using System.Buffers.Binary;
using Trading.Crypto;
using Trading.Media.Recording;

namespace Trading.Media.Tests.Recording;

/// <summary>What Chromium's own encoders made (tests/vectors/media).</summary>
internal static class Vectors
{
    public static readonly TapeHeader Camera = Header(1, TapeKind.Camera, 0x00c0ffee, 96);
    public static readonly TapeHeader Microphone = Header(2, TapeKind.Microphone, 0x0badcafe, 111);

    public static List<TapeRecord> Read(string name)
    {
        var bytes = File.ReadAllBytes(Path("media", $"{name}.records"));
        var records = new List<TapeRecord>();
        for (var at = 0; at < bytes.Length; )
        {
            var head = bytes.AsSpan(at);
            var length = BinaryPrimitives.ReadUInt16BigEndian(head[5..]);
            var millis = BinaryPrimitives.ReadUInt32BigEndian(head[1..]);
            records.Add(new((TapeRecordKind)head[0], millis, bytes.AsMemory(at + 7, length)));
            at += 7 + length;
        }
        return records;
    }

    /// <summary>Records what came in a stretch, and flushes as a recorder does.</summary>
    public static void Record(TapeWriter writer, IReadOnlyList<TapeRecord> records, uint from, uint to)
    {
        var flushed = from;
        foreach (var record in records.Where(r => r.Millis >= from && r.Millis < to))
        {
            for (; flushed + 250 <= record.Millis; flushed += 250)
                writer.Flush(flushed + 250);
            if (record.Kind == TapeRecordKind.Packet)
                writer.Packet(record.Millis, record.Bytes.Span);
            else
                writer.Report(record.Millis, record.Ntp, record.Rtp);
        }
        writer.Flush(to);
    }

    public static TapeReader Taped(TapeHeader header, IReadOnlyList<TapeRecord> records)
    {
        var file = new MemoryStream();
        using var writer = TapeWriter.Begin(header, Tapes.Key, file, new SeededEntropy((byte)header.Track));
        Record(writer, records, 0, 60_000);
        writer.Finish(0);
        return new TapeReader(TapeScan.Read(file), Tapes.Key, file);
    }

    private static TapeHeader Header(uint track, TapeKind kind, uint ssrc, byte payloadType) =>
        new(
            Suite.P256,
            Tapes.Room,
            track,
            kind,
            "seat.3",
            ssrc,
            payloadType,
            Tapes.StartedAt,
            Tapes.Key.SealOf(Tapes.Room)
        );

    /// <summary>A file of tests/vectors.</summary>
    public static string Path(params ReadOnlySpan<string> names)
    {
        for (var at = AppContext.BaseDirectory; at is not null; at = System.IO.Path.GetDirectoryName(at))
            if (File.Exists(System.IO.Path.Combine(at, "Trading.slnx")))
                return System.IO.Path.Combine([at, "tests", "vectors", .. names]);
        throw new DirectoryNotFoundException("Trading.slnx stands in no folder above the tests.");
    }
}
