using Trading.Crypto;
using Trading.Media.Recording;

namespace Trading.Media.Tests.Recording;

public class TapeTests
{
    [Fact]
    public void What_was_recorded_comes_back_second_by_second()
    {
        var file = Tapes.Whole(out var writer);
        var scan = TapeScan.Read(file);
        Assert.Equal(Enumerable.Range(0, 7).Select(n => (uint)n), scan.Seconds.Select(s => s.Number));
        Assert.Empty(scan.Breaks);
        Assert.Equal(scan.Hash, scan.End!.Hash);
        Assert.Equal(7u, scan.End.Seconds);
        var before = scan.Header!.Start();
        foreach (var second in scan.Seconds)
            Assert.Equal(before = TapeChain.Next(Suite.P256, before, second.Number, second.Digest), second.Claimed);
        Assert.Equal(before, scan.EndHead);

        var records = Tapes.Records(file);
        var packets = records.Where(r => r.Kind == TapeRecordKind.Packet).ToList();
        Assert.Equal(
            Enumerable.Range(0, 158).Select(n => Tapes.Packet(writer.Header, n)),
            packets.Select(p => p.Bytes.ToArray())
        );
        Assert.Equal(Enumerable.Range(0, 158).Select(n => (uint)n * 40), packets.Select(p => p.Millis));
        var report = records.First(r => r.Kind == TapeRecordKind.Report);
        Assert.Equal((500u, 500ul << 32, 45_000u), (report.Millis, report.Ntp, report.Rtp));
    }

    [Fact]
    public void A_header_has_one_spelling()
    {
        var bytes = Tapes.Header().ToBytes();
        Assert.True(TapeHeader.TryParse(bytes, out var header));
        Assert.Equal(bytes, header!.ToBytes());
        Assert.False(TapeHeader.TryParse([.. bytes, 0], out _));
        Assert.False(TapeHeader.TryParse(bytes.AsSpan(0, bytes.Length - 1), out _));
        foreach (
            var wrong in new[]
            {
                header with
                {
                    Track = 0,
                },
                header with
                {
                    Track = 1025,
                },
                header with
                {
                    Kind = (TapeKind)5,
                },
                header with
                {
                    Source = "",
                },
                header with
                {
                    Source = "席位",
                },
                header with
                {
                    PayloadType = 128,
                },
                header with
                {
                    StartedAt = -1,
                },
            }
        )
            Assert.False(TapeHeader.TryParse(wrong.ToBytes(), out _), wrong.ToString());
    }

    [Fact]
    public void Nothing_of_a_packet_lies_in_the_file_in_the_clear()
    {
        var file = Tapes.Whole(out var writer).ToArray();
        Assert.True(file.AsSpan().IndexOf(Tapes.Packet(writer.Header, 5).AsSpan(12, 8)) < 0);
        // The search finds what is there.
        Assert.True(file.AsSpan().IndexOf("seat.3"u8) > 0);
    }

    [Fact]
    public void Another_key_opens_nothing()
    {
        var file = Tapes.Whole(out _);
        var other = TapeKey.OfRoom(Suite.P256, new byte[32], Tapes.Room);
        Assert.Throws<ArgumentException>(() => new TapeReader(TapeScan.Read(file), other, file));
        Assert.Throws<ArgumentException>(() =>
            TapeWriter.Begin(Tapes.Header(), other, new MemoryStream(), new SeededEntropy(1))
        );
    }

    [Fact]
    public void Gaps_say_their_causes_and_every_second_says_something()
    {
        var file = new MemoryStream();
        using var writer = TapeWriter.Begin(Tapes.Header(), Tapes.Key, file, new SeededEntropy(1));
        Tapes.Record(writer, 0, 1500);
        writer.BeginGap(1500, GapCause.Muted);
        writer.Flush(2750);
        writer.EndGap(3200);
        Tapes.Record(writer, 3240, 4000);
        writer.BeginGap(4100, GapCause.Network);
        writer.BeginGap(4300, GapCause.Paused);
        writer.EndGap(4400);
        writer.Finish(6500);

        var gaps = TapeScan.Read(file).Seconds.SelectMany(s => s.Gaps).ToList();
        Assert.Equal(
            [
                new(1500, 2000, GapCause.Muted),
                new(2000, 3000, GapCause.Muted),
                new(3000, 3200, GapCause.Muted),
                new(4100, 4300, GapCause.Network),
                new(4300, 4400, GapCause.Paused),
                new(5000, 6000, GapCause.Nothing),
                new(6000, 7000, GapCause.Nothing),
            ],
            gaps
        );
    }

    [Fact]
    public void A_second_that_is_too_full_says_so_and_the_next_goes_on()
    {
        var file = new MemoryStream();
        using var writer = TapeWriter.Begin(Tapes.Header(), Tapes.Key, file, new SeededEntropy(1));
        var taken = 0;
        for (var i = 0; i < 5000; i++)
            if (writer.Packet(i / 10, Tapes.Packet(writer.Header, i, 2048)))
                taken++;
        Assert.Equal(TapeFormat.MostSecondBytes / (2048 + 7), taken);
        Assert.Equal((5000L - taken) * 2048, writer.Refused);
        Assert.True(writer.Packet(1000, Tapes.Packet(writer.Header, 1)));
        writer.Finish(1001);
        var scan = TapeScan.Read(file);
        Assert.Equal([new TapeGap((uint)taken / 10, 1000, GapCause.TooMuch)], scan.Seconds[0].Gaps);
        Assert.Equal(taken + 1, Tapes.Records(file).Count);
    }

    [Fact]
    public void A_clock_that_falls_stands_still()
    {
        var file = new MemoryStream();
        using var writer = TapeWriter.Begin(Tapes.Header(), Tapes.Key, file, new SeededEntropy(1));
        writer.Packet(1500, Tapes.Packet(writer.Header, 1));
        writer.Packet(900, Tapes.Packet(writer.Header, 2));
        writer.Finish(1600);
        Assert.Equal([1500u, 1500u], Tapes.Records(file).Select(r => r.Millis));
    }

    [Fact]
    public void Heads_are_told_until_the_end_and_once()
    {
        var file = new MemoryStream();
        using var writer = TapeWriter.Begin(Tapes.Header(), Tapes.Key, file, new SeededEntropy(1));
        var clerk = new HeadsClerk(Suite.P256, Tapes.Room, null);
        Assert.Null(clerk.Next(1, [writer.Heads]));
        Tapes.Record(writer, 0, 5010);
        var first = clerk.Next(10, [writer.Heads])!;
        Assert.Equal((0u, 5, null), (first.Tracks[0].First, first.Tracks[0].Heads.Count, first.Tracks[0].End));
        Assert.Equal(first.ToBytes(), clerk.Next(10, [writer.Heads])!.ToBytes());
        clerk.Told(first, [writer.Heads]);
        Assert.Null(clerk.Next(11, [writer.Heads]));
        writer.Finish(5100);
        var second = clerk.Next(12, [writer.Heads])!;
        Assert.Equal((1u, 5u), (second.Number, second.Tracks[0].First));
        Assert.Equal(6u, second.Tracks[0].End!.Seconds);
        Assert.Equal(TapeScan.Read(file).Hash, second.Tracks[0].End!.Hash);
        Assert.Equal(first.Hash(Suite.P256), second.Before);
        clerk.Told(second, [writer.Heads]);
        writer.Finish(9999);
        Assert.Null(clerk.Next(13, [writer.Heads]));

        Assert.True(RecordingHeads.TryParse(second.ToBytes(), out var read));
        Assert.Equal(second.ToBytes(), read!.ToBytes());
        Assert.False(RecordingHeads.TryParse([.. second.ToBytes(), 0], out _));
        Assert.False(RecordingHeads.TryParse((second with { Tracks = [] }).ToBytes(), out _));
        Assert.False(
            RecordingHeads.TryParse((second with { Tracks = [second.Tracks[0], second.Tracks[0]] }).ToBytes(), out _)
        );
    }
}
