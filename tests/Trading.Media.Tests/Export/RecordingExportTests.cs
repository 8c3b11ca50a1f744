using Trading.Crypto;
using Trading.Media.Codecs;
using Trading.Media.Export;
using Trading.Media.Recording;
using Trading.Media.Tests.Recording;

namespace Trading.Media.Tests.Export;

public class RecordingExportTests
{
    [Fact]
    public void A_room_becomes_one_webm_with_every_frame_as_it_was_sent()
    {
        var (file, result) = Export(Camera(), Microphone());
        var webm = new WebmReader(file);
        Assert.Equal(Suite.P256.Hash(file), result.Hash);
        Assert.Equal(file.Length, result.Bytes);
        Assert.Equal(["webm"], webm.Texts("EBML/4282"));
        Assert.Equal(["V_VP8", "A_OPUS"], webm.Texts("Segment/Tracks/TrackEntry/86"));
        Assert.Equal(["seat.3 camera", "seat.3 microphone"], webm.Texts("Segment/Tracks/TrackEntry/536E"));
        Assert.Equal([320, 240], Picture(webm));
        Assert.Equal(48_000.0, webm.Float("Segment/Tracks/TrackEntry/Audio/B5"));
        Assert.Equal(result.Millis, webm.Float("Segment/Info/4489"));
        Assert.Equal(
            "OpusHead"u8,
            webm.Values.Single(v => v.Path.EndsWith("/63A2", StringComparison.Ordinal)).Bytes[..8]
        );

        var frames = ExpectedFrames(Vectors.Read("camera"));
        Assert.Equal(frames, webm.Blocks.Where(b => b.Track == 1).Select(b => b.Data));
        var sounds = Vectors.Read("microphone").Where(r => r.Kind == TapeRecordKind.Packet).ToList();
        Assert.Equal(
            sounds.Select(r => r.Bytes[12..].ToArray()),
            webm.Blocks.Where(b => b.Track == 2).Select(b => b.Data)
        );
        Assert.All(result.Tracks, t => Assert.Equal((0, 0, 0), (t.Lost, t.LeftOut, t.Unreadable)));
        Assert.Equal((frames.Count, sounds.Count), (result.Tracks[0].Frames, result.Tracks[1].Frames));
    }

    [Fact]
    public void Times_are_those_of_the_senders_clock_and_never_fall()
    {
        var (file, _) = Export(Camera(), Microphone());
        var blocks = new WebmReader(file).Blocks;
        Assert.Equal(blocks.Select(b => b.Millis).Order(), blocks.Select(b => b.Millis));
        // What was made at one moment comes at one moment, though the tracks' timestamps have nothing in common.
        foreach (var (name, track) in new[] { ("camera", 1), ("microphone", 2) })
        {
            var came = Vectors
                .Read(name)
                .Where(r => r.Kind == TapeRecordKind.Packet)
                .DistinctBy(r => (r.Bytes.Span[4], r.Bytes.Span[5], r.Bytes.Span[6], r.Bytes.Span[7]))
                .Select(r => (long)r.Millis);
            foreach (var (wanted, block) in came.Zip(blocks.Where(b => b.Track == track)))
                Assert.InRange(block.Millis, wanted - 2, wanted + 2);
        }
    }

    [Fact]
    public void A_track_that_comes_late_is_put_where_its_reports_say()
    {
        // The microphone's packets take 300 ms longer each, but the first report came as fast as the camera's.
        var late = Vectors
            .Read("microphone")
            .Select((r, i) => r.Kind == TapeRecordKind.Packet && i > 1 ? r with { Millis = r.Millis + 300 } : r)
            .ToList();
        var (file, _) = Export(Camera(), Vectors.Taped(Vectors.Microphone, late));
        var sounds = new WebmReader(file).Blocks.Where(b => b.Track == 2).ToList();
        Assert.InRange(sounds[50].Millis - sounds[0].Millis, 995, 1005);
        Assert.InRange(sounds[0].Millis, 38, 42);
    }

    [Fact]
    public void A_report_that_lies_moves_nothing_by_more_than_it_may()
    {
        var lied = Vectors
            .Read("camera")
            .Select(r => r.Kind == TapeRecordKind.Report ? r with { Bytes = Lie(r.Bytes) } : r)
            .ToList();
        var (file, _) = Export(Vectors.Taped(Vectors.Camera, lied), Microphone());
        var pictures = new WebmReader(file).Blocks.Where(b => b.Track == 1).ToList();
        Assert.InRange(pictures[^1].Millis, 4000, 4500);
    }

    [Fact]
    public void Reordered_packets_are_put_right_and_repeated_ones_left_out()
    {
        var records = Vectors.Read("camera");
        var packets = records.Where(r => r.Kind == TapeRecordKind.Packet).ToList();
        var shuffled = new List<TapeRecord> { packets[0] };
        for (var i = 1; i + 3 < packets.Count; i += 4)
            shuffled.AddRange([packets[i + 2], packets[i], packets[i + 3], packets[i], packets[i + 1]]);
        shuffled.AddRange(packets.TakeLast((packets.Count - 1) % 4));
        var times = shuffled.Select((r, i) => r with { Millis = (uint)i * 20 }).ToList();
        var (file, result) = Export(Vectors.Taped(Vectors.Camera, times));
        Assert.Equal(ExpectedFrames(records), new WebmReader(file).Blocks.Select(b => b.Data));
        Assert.Equal((0, (packets.Count - 1) / 4), (result.Tracks[0].Lost, result.Tracks[0].Superfluous));
    }

    [Fact]
    public void A_lost_packet_costs_what_refers_to_it_and_is_told()
    {
        var records = Vectors.Read("camera");
        var packets = records.Where(r => r.Kind == TapeRecordKind.Packet).ToList();
        var frames = ExpectedFrames(records);
        var keys = KeyFrames(packets);
        Assert.True(keys.Count >= 2 && keys[1] > 5);
        // The second packet of the third frame on: everything up to the next keyframe refers to it.
        var lost = packets.FindIndex(p => FrameOf(packets, p) == 3);
        var (file, result) = Export(
            Vectors.Taped(Vectors.Camera, [.. records.Where(r => !r.Bytes.Equals(packets[lost].Bytes))])
        );
        var shown = new WebmReader(file).Blocks.Select(b => b.Data).ToList();
        Assert.Equal([.. frames.Take(3), .. frames.Skip(keys[1])], shown);
        Assert.Equal(1, result.Tracks[0].Lost);
        Assert.Equal(
            new TapeLoss(packets[lost].Millis / 1000, 1),
            result.Tracks[0].Losses.Single() with
            {
                Second = packets[lost].Millis / 1000,
            }
        );
        Assert.InRange(result.Tracks[0].LeftOut, keys[1] - 4, keys[1] - 3);
    }

    [Fact]
    public void Cues_lead_to_clusters_that_begin_with_a_keyframe()
    {
        var (file, _) = Export(Camera(), Microphone());
        var webm = new WebmReader(file);
        var clusters = webm.Elements.Where(e => e.Name == "Cluster").Select(e => (ulong)e.At).ToList();
        var cues = webm.Numbers("Segment/Cues/CuePoint/CueTrackPositions/F1");
        Assert.All(cues, cue => Assert.Contains(cue, clusters));
        Assert.Equal(
            KeyFrames([.. Vectors.Read("camera").Where(r => r.Kind == TapeRecordKind.Packet)]).Count,
            cues.Count
        );
        var seeks = webm.Numbers("Segment/SeekHead/Seek/53AC");
        Assert.Equal(
            new[] { "Info", "Tracks", "Cues" }.Select(name => (ulong)webm.Elements.First(e => e.Name == name).At),
            seeks
        );
        foreach (var time in webm.Numbers("Segment/Cues/CuePoint/B3"))
            Assert.Contains(webm.Blocks, b => b.Track == 1 && b.IsKey && (ulong)b.Millis == time);
    }

    [Fact]
    public void A_sound_alone_is_a_webm_and_nothing_is_none()
    {
        var (file, result) = Export(Microphone());
        Assert.Single(result.Tracks);
        Assert.NotEmpty(new WebmReader(file).Numbers("Segment/Cues/CuePoint/B3"));
        var output = new MemoryStream();
        Assert.Null(RecordingExport.Write([Vectors.Taped(Vectors.Camera, [])], output));
        Assert.Equal(0, output.Length);
    }

    [Fact]
    public void Garbage_in_packets_ends_no_export()
    {
        var seeds = new SeededEntropy(77);
        var bytes = new byte[40];
        var records = Vectors
            .Read("camera")
            .SelectMany(r =>
            {
                seeds.Fill(bytes);
                bytes[0] = (byte)(0x80 | bytes[0] & 0x3f);
                Vectors.Read("camera")[0].Bytes.Span.Slice(8, 4).CopyTo(bytes.AsSpan(8));
                return new[] { r, r with { Kind = TapeRecordKind.Packet, Bytes = bytes.ToArray() } };
            })
            .ToList();
        var (file, result) = Export(Vectors.Taped(Vectors.Camera, records), Microphone());
        Assert.Equal(result.Tracks[0].Frames, new WebmReader(file).Blocks.Count(b => b.Track == 1));
        Assert.Equal(result.Tracks[1].Packets, result.Tracks[1].Frames);
        Assert.True(result.Tracks[0].Lost + result.Tracks[0].Unreadable > 0);
    }

    private static TapeReader Camera() => Vectors.Taped(Vectors.Camera, Vectors.Read("camera"));

    private static TapeReader Microphone() => Vectors.Taped(Vectors.Microphone, Vectors.Read("microphone"));

    private static (byte[] File, ExportResult Result) Export(params TapeReader[] tracks)
    {
        var output = new MemoryStream();
        var result = RecordingExport.Write(tracks, output)!;
        return (output.ToArray(), result);
    }

    private static int[] Picture(WebmReader webm) =>
        [
            (int)webm.Number("Segment/Tracks/TrackEntry/Video/B0"),
            (int)webm.Number("Segment/Tracks/TrackEntry/Video/BA"),
        ];

    // Naively, once more: pieces of packets with one timestamp, in the order of the file.
    private static List<byte[]> ExpectedFrames(List<TapeRecord> records)
    {
        var frames = new List<byte[]>();
        var frame = new List<byte>();
        foreach (var record in records.Where(r => r.Kind == TapeRecordKind.Packet))
        {
            Assert.True(Vp8Descriptor.TryRead(record.Bytes.Span[12..], out var d));
            frame.AddRange(record.Bytes.Span[(12 + d.HeaderBytes)..]);
            if ((record.Bytes.Span[1] & 0x80) == 0)
                continue;
            frames.Add([.. frame]);
            frame.Clear();
        }
        return frames;
    }

    private static int FrameOf(List<TapeRecord> packets, TapeRecord packet) =>
        packets.TakeWhile(p => !p.Bytes.Equals(packet.Bytes)).Count(p => (p.Bytes.Span[1] & 0x80) != 0);

    private static List<int> KeyFrames(List<TapeRecord> packets) =>
        [
            .. packets
                .Where(p => Vp8Descriptor.TryRead(p.Bytes.Span[12..], out var d) && d.IsKeyframe)
                .Select(p => FrameOf(packets, p)),
        ];

    private static byte[] Lie(ReadOnlyMemory<byte> report)
    {
        var bytes = report.ToArray();
        bytes[9] ^= 0x40; // some minutes of RTP time
        return bytes;
    }
}
