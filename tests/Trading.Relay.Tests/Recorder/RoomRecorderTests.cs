using Trading.Media.Recording;
using Trading.Relay.Recorder;
using Trading.Relay.Tests.Native;

namespace Trading.Relay.Tests.Recorder;

/// <summary>Rooms into files, without a browser.</summary>
public class RoomRecorderTests
{
    [Fact]
    public async Task What_was_said_is_in_the_file_byte_for_byte_and_holds()
    {
        using var folder = new RecordedFolder();
        await using var site = new Site();
        await using var recorder = new RoomRecorder(site.Relay, RecordedFolder.Roomy(folder.Path));
        Assert.True(recorder.Begin(folder.Start(Site.Room)).IsNone);
        var (speaker, described) = await site.SpeakerAsync();
        var said = Enumerable.Range(1, 120).Select(i => NativePeer.Voice((ushort)i)).ToList();
        await Say(speaker, said[..60]);
        await Until.TrueAsync("some are on the disk", Site.Patience, () => Task.FromResult(Bytes(folder) > 1_000));
        recorder.Pause(Site.Room, true);
        await Until.TrueAsync("it rests", Site.Patience, () => Task.FromResult(recorder.Of(Site.Room)!.IsPaused));
        await Say(speaker, said[60..80]);
        await Received(site, described, 80);
        recorder.Pause(Site.Room, false);
        await Until.TrueAsync("it goes on", Site.Patience, () => Task.FromResult(!recorder.Of(Site.Room)!.IsPaused));
        site.Relay.Mute(described.Tracks[0].Track.Number, true);
        await Task.Delay(30);
        site.Relay.Mute(described.Tracks[0].Track.Number, false);
        await Say(speaker, said[80..]);
        await Received(site, described, 120);
        await recorder.FinishAsync(Site.Room);
        Assert.Null(recorder.Of(Site.Room));
        Assert.Equal("", recorder.Fault);

        var evidence = folder.Audited();
        var file = Assert.Single(evidence.Files);
        Assert.Equal(TapeKind.Microphone, file.Scan.Header!.Kind);
        Assert.Equal("seat-1", file.Scan.Header.Source);
        Assert.NotNull(file.Scan.End);
        var packets = folder.Records(file).Where(r => r.Kind == TapeRecordKind.Packet).Select(r => r.Bytes.ToArray());
        Assert.Equal(said[..60].Concat(said[80..]), packets);
        var causes = file.Scan.Seconds.SelectMany(s => s.Gaps).Select(g => g.Cause).Distinct().ToList();
        Assert.Contains(GapCause.Paused, causes);
        Assert.Contains(GapCause.Muted, causes);
        Assert.Equal(evidence.Heads.Values.Select(v => v.Number), folder.Told.Select(v => v.Number));
    }

    [Fact]
    public async Task A_recorder_that_died_is_gone_on_with()
    {
        using var folder = new RecordedFolder();
        await using var site = new Site();
        var (speaker, _) = await site.SpeakerAsync();
        folder.IsDeaf = true;
        await using (var first = new RoomRecorder(site.Relay, RecordedFolder.Roomy(folder.Path)))
        {
            Assert.True(first.Begin(folder.Start(Site.Room)).IsNone);
            ushort sequence = 0;
            // Long enough for heads that nobody took.
            await Until.TrueAsync(
                "heads are written",
                Site.Patience,
                () =>
                {
                    speaker.Send(speaker.Seal(NativePeer.Voice(++sequence)));
                    return Task.FromResult(new FileInfo(Path.Combine(folder.Path, "recordings.heads")).Length > 0);
                }
            );
            Assert.True(first.Of(Site.Room)!.UntoldSeconds >= 0);
        }
        // What a crash tears: half a frame at the end, a file without a whole header, half a value of heads.
        await File.AppendAllBytesAsync(folder.Tapes[0], [2, 0, 0, 1]);
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, "0002.tape"), "TRTAPE1"u8.ToArray());
        await File.AppendAllBytesAsync(Path.Combine(folder.Path, "recordings.heads"), [0, 0, 1]);
        folder.IsDeaf = false;
        await using var second = new RoomRecorder(site.Relay, RecordedFolder.Roomy(folder.Path));
        Assert.True(second.Begin(folder.Start(Site.Room)).IsNone);
        await Say(speaker, [.. Enumerable.Range(5_000, 20).Select(i => NativePeer.Voice((ushort)i))]);
        await Until.TrueAsync("it writes", Site.Patience, () => Task.FromResult(folder.Tapes.Length == 2));
        await Until.TrueAsync("it wrote", Site.Patience, () => Task.FromResult(second.Of(Site.Room)!.Bytes > 1_000));
        await second.FinishAsync(Site.Room);

        var evidence = folder.Audited();
        Assert.Equal(2, evidence.Files.Count);
        Assert.All(evidence.Files, f => Assert.NotNull(f.Scan.End));
        Assert.Contains(evidence.Files[0].Scan.Seconds.SelectMany(s => s.Gaps), g => g.Cause == GapCause.Crash);
        // Everything was told, in order, also what the first one wrote and nobody took.
        Assert.Equal(evidence.Heads.Values.Select(v => v.Number), folder.Told.Select(v => v.Number));
    }

    [Fact]
    public async Task A_full_disk_refuses_a_room_and_another_key_does_too()
    {
        using var folder = new RecordedFolder();
        await using var site = new Site();
        await using (var full = new RoomRecorder(site.Relay, new(folder.Path, _ => DiskRoom.Reserve)))
            Assert.Equal(RelayFaultKind.LimitReached, full.Begin(folder.Start(Site.Room)).Kind);
        var (speaker, _) = await site.SpeakerAsync();
        await using var recorder = new RoomRecorder(site.Relay, RecordedFolder.Roomy(folder.Path));
        Assert.Equal(RelayFaultKind.Unknown, recorder.Begin(folder.Start("no such room")).Kind);
        await recorder.FinishAsync("no such room");
        Assert.True(recorder.Begin(folder.Start(Site.Room)).IsNone);
        await Say(speaker, [.. Enumerable.Range(1, 5).Select(i => NativePeer.Voice((ushort)i))]);
        await Until.TrueAsync("it writes", Site.Patience, () => Task.FromResult(folder.Tapes.Length == 1));
        await recorder.FinishAsync(Site.Room);
        var other = folder.Start(Site.Room) with { Key = new TapeKey(folder.Key.Suite, new byte[32]) };
        Assert.Equal(RelayFaultKind.Malformed, recorder.Begin(other).Kind);
        Assert.Equal(
            RelayFaultKind.Malformed,
            recorder.Begin(folder.Start(Site.Room) with { RoomId = new byte[16] }).Kind
        );
    }

    [Fact]
    public void A_queue_that_is_full_says_what_is_missing()
    {
        var queue = new TapQueue();
        var stream = new TappedStream(1, 0, TrackKind.Microphone, "seat-1", 500, 111);
        for (var i = 0; i < 10_000; i++)
            queue.Packet(stream, i, new byte[1_000]);
        Assert.True(queue.Lost > 0);
        var words = new List<(TapWord Word, long At, ulong From, int Bytes)>();
        void Take(in TapEntry e, ReadOnlySpan<byte> packet) => words.Add((e.Word, e.At, e.Ntp, packet.Length));
        queue.Drain(Take);
        var kept = words.Count;
        Assert.Equal(10_000, kept + queue.Lost);
        queue.Packet(stream, 10_000, new byte[1_000]);
        queue.Drain(Take);
        Assert.Equal((TapWord.Lost, 10_000L, (ulong)kept, 0), words[kept]);
        Assert.Equal((TapWord.Packet, 10_000L, 0UL, 1_000), words[kept + 1]);
    }

    private static long Bytes(RecordedFolder folder) => folder.Tapes.Sum(t => new FileInfo(t).Length);

    private static async Task Say(NativePeer speaker, List<byte[]> packets)
    {
        foreach (var packet in packets)
        {
            speaker.Send(speaker.Seal(packet));
            await Task.Delay(2);
        }
    }

    // Checks and reports are counted, too.
    private static Task Received(Site site, Described described, int least) =>
        Until.TrueAsync(
            $"{least} came",
            Site.Patience,
            () => Task.FromResult(site.Relay.Counters().Received >= least && described.Fault.IsNone)
        );
}
