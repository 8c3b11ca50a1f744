using System.Buffers.Binary;
using System.Text;

namespace Trading.Media.Tests.Export;

/// <summary>
/// A small reader of WebM, written from RFC 8794 and RFC 9559 and not from the writer: every element is walked to its
/// end, and an unknown one is an error.
/// </summary>
internal sealed class WebmReader
{
    private static readonly Dictionary<uint, string> Masters = new()
    {
        [0x1A45DFA3] = "EBML",
        [0x18538067] = "Segment",
        [0x114D9B74] = "SeekHead",
        [0x4DBB] = "Seek",
        [0x1549A966] = "Info",
        [0x1654AE6B] = "Tracks",
        [0xAE] = "TrackEntry",
        [0xE0] = "Video",
        [0xE1] = "Audio",
        [0x1F43B675] = "Cluster",
        [0x1C53BB6B] = "Cues",
        [0xBB] = "CuePoint",
        [0xB7] = "CueTrackPositions",
    };
    private readonly byte[] file;
    private long clusterTime;

    public WebmReader(byte[] file)
    {
        this.file = file;
        Walk(0, file.Length, "");
    }

    public sealed record Block(int Track, long Millis, bool IsKey, byte[] Data);

    public List<Block> Blocks { get; } = [];

    /// <summary>Values by path, in order: <c>Segment/Info/4489</c>.</summary>
    public List<(string Path, byte[] Bytes)> Values { get; } = [];

    /// <summary>
    /// Elements that hold others, and where they begin in the file, counted from the segment's content.
    /// </summary>
    public List<(string Name, long At)> Elements { get; } = [];

    private long segmentAt;

    public ulong Number(string path) => Values.Single(v => v.Path == path).Bytes.Aggregate(0ul, (n, b) => n << 8 | b);

    public List<ulong> Numbers(string path) =>
        [.. Values.Where(v => v.Path == path).Select(v => v.Bytes.Aggregate(0ul, (n, b) => n << 8 | b))];

    public double Float(string path) => BinaryPrimitives.ReadDoubleBigEndian(Values.Single(v => v.Path == path).Bytes);

    public List<string> Texts(string path) =>
        [.. Values.Where(v => v.Path == path).Select(v => Encoding.UTF8.GetString(v.Bytes))];

    private void Walk(long at, long end, string path)
    {
        while (at < end)
        {
            var begin = at;
            var id = ReadId(ref at);
            var length = ReadLength(ref at);
            if (at + length > end)
                throw new InvalidDataException(
                    $"{path}: element {id:X} of {length} bytes at {begin} ends behind {end}"
                );
            if (Masters.TryGetValue(id, out var name))
            {
                if (name == "Segment")
                    segmentAt = at;
                Elements.Add((name, begin - segmentAt));
                Walk(at, at + length, path.Length == 0 ? name : $"{path}/{name}");
            }
            else
                Take($"{path}/{id:X}", id, file.AsSpan((int)at, (int)length).ToArray());
            at += length;
        }
        if (at != end)
            throw new InvalidDataException($"{path} ends at {at}, not {end}");
    }

    private void Take(string path, uint id, byte[] bytes)
    {
        Values.Add((path, bytes));
        if (id == 0xE7)
            clusterTime = (long)bytes.Aggregate(0ul, (n, b) => n << 8 | b);
        if (id != 0xA3)
            return;
        Assert.Equal(0x80, bytes[0] & 0x80);
        Assert.Equal(0, bytes[3] & 0x0e); // no lacing, not invisible
        Blocks.Add(
            new(
                bytes[0] & 0x7f,
                clusterTime + BinaryPrimitives.ReadInt16BigEndian(bytes.AsSpan(1)),
                (bytes[3] & 0x80) != 0,
                bytes[4..]
            )
        );
    }

    private uint ReadId(ref long at)
    {
        var size = int.LeadingZeroCount(file[at]) - 24 + 1;
        if (size > 4)
            throw new InvalidDataException($"no identifier at {at}");
        var id = 0u;
        for (var i = 0; i < size; i++)
            id = id << 8 | file[at++];
        return id;
    }

    private long ReadLength(ref long at)
    {
        var size = int.LeadingZeroCount(file[at]) - 24 + 1;
        var length = (long)file[at++] & (1 << (8 - size)) - 1;
        for (var i = 1; i < size; i++)
            length = length << 8 | file[at++];
        return length;
    }
}
