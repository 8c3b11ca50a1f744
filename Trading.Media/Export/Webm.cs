using System.Buffers.Binary;

namespace Trading.Media.Export;

/// <summary>A track of a WebM file.</summary>
/// <param name="Number">1 and up.</param>
/// <param name="Name">As players show it.</param>
/// <param name="IsVideo">VP8, else Opus.</param>
/// <param name="Width">Of the first picture.</param>
/// <param name="Height">Of the first picture.</param>
internal sealed record WebmTrack(int Number, string Name, bool IsVideo, int Width, int Height);

/// <summary>A frame of a track at its time.</summary>
/// <param name="Track">Number of the track.</param>
/// <param name="Millis">Milliseconds since the file's beginning; never falls.</param>
/// <param name="IsKey">A reader may begin here.</param>
/// <param name="Data">The frame.</param>
/// <param name="Until">Millisecond at which it ends, where it says so.</param>
internal readonly record struct WebmBlock(int Track, long Millis, bool IsKey, ReadOnlyMemory<byte> Data, long Until);

/// <summary>What a first pass learns for the second one: sizes and places.</summary>
internal sealed record WebmPlan(long SegmentBytes, long CuesAt, long Duration);

/// <summary>
/// Writes WebM (the Matroska subset; RFC 9559): EBML head, then one segment with seek head, info, tracks, clusters,
/// cues. A cluster begins at each keyframe of the first picture track, or after five seconds, or at 4 MiB; one is in
/// memory at a time. Output is written from front to back and never sought in: a first pass into nothing learns what
/// stands in front. The same blocks give the same bytes.
/// </summary>
internal sealed class Webm
{
    private const int MostClusterMillis = 5000;
    private const int MostClusterBytes = 4 << 20;
    private const string App = "trading";

    // Matroska counts from 2001 (nanoseconds).
    private const long MatroskaEpochMicros = 978_307_200_000_000;
    private readonly IReadOnlyList<WebmTrack> tracks;
    private readonly long startedAt;
    private readonly Stream output;
    private readonly WebmPlan plan;
    private readonly List<byte[]> cues = [];
    private readonly List<byte> cluster = [];
    private long written;
    private long clusterAt;
    private bool isSeekable;

    private Webm(IReadOnlyList<WebmTrack> tracks, long startedAt, Stream output, WebmPlan plan) =>
        (this.tracks, this.startedAt, this.output, this.plan) = (tracks, startedAt, output, plan);

    /// <summary>
    /// Writes all blocks; <paramref name="blocks"/> is asked twice and has to give the same. Returns the length in
    /// milliseconds.
    /// </summary>
    public static long Write(
        IReadOnlyList<WebmTrack> tracks,
        long startedAt,
        Func<IEnumerable<WebmBlock>> blocks,
        Stream output
    )
    {
        var plan = new Webm(tracks, startedAt, Stream.Null, new(0, 0, 0)).Run(blocks());
        var again = new Webm(tracks, startedAt, output, plan).Run(blocks());
        if (again != plan)
            throw new InvalidOperationException("The second pass over the recording gave something else.");
        return plan.Duration;
    }

    private WebmPlan Run(IEnumerable<WebmBlock> blocks)
    {
        output.Write(
            Ebml.Element(
                0x1A45DFA3,
                Ebml.Number(0x4286, 1),
                Ebml.Number(0x42F7, 1),
                Ebml.Number(0x42F2, 4),
                Ebml.Number(0x42F3, 8),
                Ebml.Text(0x4282, "webm"),
                Ebml.Number(0x4287, 4),
                Ebml.Number(0x4285, 2)
            )
        );
        output.Write(Ebml.Open(0x18538067, plan.SegmentBytes));
        Head();
        var duration = Clusters(blocks);
        var cuesAt = written;
        Put(Ebml.Element(0x1C53BB6B, [.. cues]));
        return new(written, cuesAt, duration);
    }

    private void Head()
    {
        var info = Ebml.Element(
            0x1549A966,
            Ebml.Number(0x2AD7B1, 1_000_000),
            Ebml.Float(0x4489, plan.Duration),
            Ebml.Wide(0x4461, (startedAt - MatroskaEpochMicros) * 1000),
            Ebml.Text(0x4D80, App),
            Ebml.Text(0x5741, App)
        );
        var entries = Ebml.Element(0x1654AE6B, [.. tracks.Select(Entry)]);
        // The seek head has the same length whatever stands in it.
        var length = Seek(0, 0, 0).Length;
        Put(Seek(length, length + info.Length, plan.CuesAt));
        Put(info);
        Put(entries);
    }

    private static byte[] Seek(long info, long entries, long cuesAt) =>
        Ebml.Element(
            0x114D9B74,
            Seek([0x15, 0x49, 0xA9, 0x66], info),
            Seek([0x16, 0x54, 0xAE, 0x6B], entries),
            Seek([0x1C, 0x53, 0xBB, 0x6B], cuesAt)
        );

    private static byte[] Seek(byte[] id, long position) =>
        Ebml.Element(0x4DBB, Ebml.Element(0x53AB, id), Ebml.Wide(0x53AC, position));

    private static byte[] Entry(WebmTrack track)
    {
        var number = (ulong)track.Number;
        byte[][] common =
        [
            Ebml.Number(0xD7, number),
            Ebml.Number(0x73C5, number),
            Ebml.Number(0x83, track.IsVideo ? 1u : 2u),
            Ebml.Number(0x9C, 0),
            Ebml.Text(0x22B59C, "und"),
            Ebml.Text(0x536E, track.Name),
        ];
        return track.IsVideo
            ? Ebml.Element(
                0xAE,
                [
                    .. common,
                    Ebml.Text(0x86, "V_VP8"),
                    Ebml.Element(0xE0, Ebml.Number(0xB0, (ulong)track.Width), Ebml.Number(0xBA, (ulong)track.Height)),
                ]
            )
            : Ebml.Element(
                0xAE,
                [
                    .. common,
                    Ebml.Text(0x86, "A_OPUS"),
                    Ebml.Number(0x56AA, 0),
                    Ebml.Number(0x56BB, 80_000_000),
                    Ebml.Element(0x63A2, OpusHead()),
                    Ebml.Element(0xE1, Ebml.Float(0xB5, 48_000), Ebml.Number(0x9F, 2)),
                ]
            );
    }

    /// <summary>
    /// RFC 7845, 5.1: version 1, two channels (RFC 7587 always offers two), no samples skipped, for a track begins in
    /// the middle of what an encoder sent, 48,000 Hz, no gain, mapping 0.
    /// </summary>
    private static byte[] OpusHead() => [.. "OpusHead"u8, 1, 2, 0, 0, 0x80, 0xBB, 0, 0, 0, 0, 0];

    private long Clusters(IEnumerable<WebmBlock> blocks)
    {
        var lead = tracks.FirstOrDefault(track => track.IsVideo)?.Number ?? 0;
        var (end, isOpen) = (0L, false);
        foreach (var block in blocks)
        {
            var isLead = block.Track == lead && block.IsKey;
            if (isOpen && (isLead || block.Millis - clusterAt > MostClusterMillis || cluster.Count > MostClusterBytes))
                Close(lead);
            if (cluster.Count == 0)
            {
                (clusterAt, isOpen, isSeekable) = (block.Millis, true, isLead || lead == 0);
                cluster.AddRange(Ebml.Number(0xE7, (ulong)clusterAt));
            }
            var head = new byte[4];
            head[0] = (byte)(0x80 | block.Track);
            BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(1), (short)(block.Millis - clusterAt));
            head[3] = block.IsKey ? (byte)0x80 : (byte)0;
            cluster.AddRange(Ebml.Element(0xA3, head, block.Data.ToArray()));
            end = long.Max(end, long.Max(block.Millis, block.Until));
        }
        if (cluster.Count > 0)
            Close(lead);
        return end;
    }

    private void Close(int lead)
    {
        if (isSeekable)
            cues.Add(
                Ebml.Element(
                    0xBB,
                    Ebml.Number(0xB3, (ulong)clusterAt),
                    Ebml.Element(0xB7, Ebml.Number(0xF7, lead == 0 ? 1 : (ulong)lead), Ebml.Wide(0xF1, written))
                )
            );
        Put(Ebml.Element(0x1F43B675, [.. cluster]));
        cluster.Clear();
    }

    private void Put(byte[] bytes)
    {
        output.Write(bytes);
        written += bytes.Length;
    }
}
