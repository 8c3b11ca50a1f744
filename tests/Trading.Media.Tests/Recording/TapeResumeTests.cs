using System.Buffers.Binary;
using Trading.Crypto;
using Trading.Media.Recording;

namespace Trading.Media.Tests.Recording;

public class TapeResumeTests
{
    [Fact]
    public void A_crash_at_any_byte_loses_the_tail_alone_and_marks_it()
    {
        var whole = new MemoryStream();
        using var writer = TapeWriter.Begin(Tapes.Header(), Tapes.Key, whole, new SeededEntropy(1));
        Tapes.Record(writer, 0, 3600);
        var written = Tapes.Records(whole);
        var headerBytes = writer.Header.ToBytes().Length;
        for (var length = 0; length <= whole.Length; length += 7)
        {
            var file = Tapes.Copy(whole, length);
            var look = TapeResume.Look(file, Tapes.Key, null);
            Assert.Equal(length < headerBytes ? TapeState.Empty : TapeState.Ready, look.State);
            if (look.State == TapeState.Empty)
                continue;
            Assert.Equal(length, file.Length);
            // The second run has the same entropy, as a fork of the machine would have it, and still no nonce twice.
            using var next = look.Continue(new SeededEntropy(2), GapCause.Crash, 5300);
            Tapes.Record(next, 5320, 6100);
            next.Finish(6100);

            var scan = TapeScan.Read(file);
            Assert.Empty(scan.Breaks);
            Assert.Equal(Enumerable.Range(0, 7).Select(n => (uint)n), scan.Seconds.Select(s => s.Number));
            Assert.Equal(scan.Hash, scan.End!.Hash);
            var records = Tapes.Records(file);
            var kept = records.TakeWhile(r => r.Millis < 5000).Select(r => r.Bytes.ToArray()).ToList();
            Assert.Equal(written.Take(kept.Count).Select(r => r.Bytes.ToArray()), kept);
            var crash = scan.Seconds.SelectMany(s => s.Gaps).Where(g => g.Cause == GapCause.Crash).ToList();
            Assert.Equal(5300u, crash[^1].To);
            Assert.Equal(look.RecordedMillis, crash[0].From);
            Assert.True(kept.Count == written.Count || look.RecordedMillis <= written[kept.Count].Millis + 1);
        }
    }

    [Fact]
    public void A_second_is_never_written_by_two_runs()
    {
        var file = new MemoryStream();
        using var writer = TapeWriter.Begin(Tapes.Header(), Tapes.Key, file, new SeededEntropy(1));
        Tapes.Record(writer, 0, 1510);
        using var next = TapeResume.Look(file, Tapes.Key, null).Continue(new SeededEntropy(2), GapCause.Crash, 1600);
        next.Packet(1700, Tapes.Packet(next.Header, 9));
        next.Finish(2100);
        var scan = TapeScan.Read(file);
        Assert.Equal(new TapeGap(1500, 2000, GapCause.Crash), Assert.Single(scan.Seconds[1].Gaps));
        // What came in the rest of that second is told as of the next one's first moment.
        Assert.Equal(2000u, Tapes.Records(file)[^1].Millis);
        Assert.Equal(3, scan.Seconds.Count);
        Assert.NotEqual(scan.Seconds[1].Salt, scan.Seconds[2].Salt);
    }

    [Fact]
    public void A_torn_page_of_zeros_is_cut()
    {
        var whole = new MemoryStream();
        using var writer = TapeWriter.Begin(Tapes.Header(), Tapes.Key, whole, new SeededEntropy(1));
        Tapes.Record(writer, 0, 1800);
        var file = Tapes.Copy(whole);
        var last = TapeScan.Read(file).Seconds[^1].Parts[^1];
        file.Position = last.Offset + 4;
        file.Write(new byte[last.Length - 4]);
        var look = TapeResume.Look(file, Tapes.Key, null);
        Assert.Equal(TapeState.Ready, look.State);
        Assert.Equal(last.Length + 11, look.Torn);
        Assert.Equal(1500, look.RecordedMillis);
    }

    [Fact]
    public void Finished_files_and_changed_ones_are_not_gone_on_with()
    {
        var file = Tapes.Whole(out var whole);
        var finished = TapeResume.Look(
            file,
            Tapes.Key,
            whole.Heads.Next()! with
            {
                Heads = [whole.Heads.Next()!.Heads[0]],
            }
        );
        Assert.Equal(TapeState.Finished, finished.State);
        // A crash between the end and its telling: the rest is told from the file.
        Assert.Equal(
            (1u, 6, 7u),
            (finished.Untold!.Next()!.First, finished.Untold.Next()!.Heads.Count, finished.Untold.Next()!.End!.Seconds)
        );
        file.GetBuffer()[file.Length - 1] ^= 1;
        Assert.Equal(TapeState.Damaged, TapeResume.Look(file, Tapes.Key, null).State);

        var open = new MemoryStream();
        using var writer = TapeWriter.Begin(Tapes.Header(), Tapes.Key, open, new SeededEntropy(1));
        Tapes.Record(writer, 0, 3600);
        var scan = TapeScan.Read(open);
        var changed = Tapes.Copy(open);
        changed.GetBuffer()[scan.Seconds[1].Parts[0].Offset] ^= 1;
        var look = TapeResume.Look(changed, Tapes.Key, null);
        Assert.Equal((TapeState.Damaged, "second 1 was changed"), (look.State, look.Problem));
        Assert.Throws<InvalidOperationException>(() => look.Continue(new SeededEntropy(2), GapCause.Crash, 9000));

        // A length that lies swallows what follows; it is no torn tail, for seconds stand behind it.
        var lied = Tapes.Copy(open);
        BinaryPrimitives.WriteUInt32BigEndian(lied.GetBuffer().AsSpan((int)scan.Seconds[1].Offset + 1), 7);
        Assert.Equal(TapeState.Damaged, TapeResume.Look(lied, Tapes.Key, null).State);
    }

    [Fact]
    public void What_was_published_is_never_cut()
    {
        var open = new MemoryStream();
        using var writer = TapeWriter.Begin(Tapes.Header(), Tapes.Key, open, new SeededEntropy(1));
        Tapes.Record(writer, 0, 3600);
        var told = writer.Heads.Next()!;
        var cut = Tapes.Copy(open, (int)TapeScan.Read(open).Seconds[2].Offset);
        Assert.Equal(TapeState.Ready, TapeResume.Look(cut, Tapes.Key, null).State);
        Assert.Equal(TapeState.Damaged, TapeResume.Look(cut, Tapes.Key, told).State);
        var look = TapeResume.Look(Tapes.Copy(open), Tapes.Key, told with { Heads = told.Heads.Take(2).ToList() });
        using var next = look.Continue(new SeededEntropy(2), GapCause.Crash, 4200);
        // The third second's head was closed before the crash and is told after it.
        var fresh = next.Heads.Next()!;
        Assert.Equal(2u, fresh.First);
        Assert.Equal(told.Heads[2], fresh.Heads[0]);
    }

    [Fact]
    public void A_disk_that_is_full_for_a_while_is_a_gap()
    {
        var disk = new SmallDisk { Room = 7000 };
        using var writer = TapeWriter.Begin(Tapes.Header(), Tapes.Key, disk, new SeededEntropy(1));
        Assert.Throws<IOException>(() => Tapes.Record(writer, 0, 9000));
        disk.Room = int.MaxValue;
        using var next = TapeResume
            .Look(disk, Tapes.Key, writer.Heads.Next())
            .Continue(new SeededEntropy(2), GapCause.Disk, 9000);
        Tapes.Record(next, 9000, 9500);
        next.Finish(9500);
        var scan = TapeScan.Read(disk);
        Assert.Equal((10u, 0), (scan.End!.Seconds, scan.Breaks.Count));
        var gaps = scan.Seconds.SelectMany(s => s.Gaps).Select(g => g.Cause).Distinct();
        Assert.Equal([GapCause.Disk], gaps);
    }

    // Takes half of what does not fit, as a disk does.
    private sealed class SmallDisk : MemoryStream
    {
        public int Room { get; set; }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            var fits = (int)long.Min(buffer.Length, long.Max(0, Room - Length));
            base.Write(buffer[..fits]);
            if (fits < buffer.Length)
                throw new IOException("No space left on device");
        }
    }

    [Fact]
    public void A_track_has_an_end_of_its_own()
    {
        var file = new MemoryStream();
        using var writer = TapeWriter.Begin(Tapes.Header(), Tapes.Key, file, new SeededEntropy(1));
        writer.BeginGap(0, GapCause.Paused);
        writer.Flush((TapeFormat.MostSeconds + 10L) * 1000);
        Assert.True(writer.IsFull);
        Assert.False(writer.Packet(long.MaxValue / 2, Tapes.Packet(writer.Header, 1)));
        writer.Finish(long.MaxValue / 2);
        var scan = TapeScan.Read(file);
        Assert.Equal((TapeFormat.MostSeconds, 0), (scan.End!.Seconds, scan.Breaks.Count));
    }
}
