using FsCheck;
using FsCheck.Fluent;
using Trading.Media.Rtp;

namespace Trading.Media.Tests.Rtp;

public class RtcpTests
{
    [Fact]
    public void A_compound_of_all_that_we_write_is_read_back()
    {
        var report = new SenderReport(1, 0x1122334455667788, 90_000, 7, 700);
        ReportBlock[] blocks = [new(5, 25, -3, 0x10005, 9, 0x33445566, 65_536), new(6, 255, 0x7FFFFF, 1, 0, 0, 0)];
        var writer = new RtcpWriter(new byte[1_200]);
        Assert.True(writer.SenderReport(report));
        Assert.True(writer.ReceiverReport(1, blocks));
        Assert.True(writer.Description(1, "seat"u8));
        Assert.True(writer.Nack(1, 5, [65_530, 65_535, 2, 30]));
        Assert.True(writer.PictureLoss(1, 6));
        Assert.True(writer.Remb(1, 1_500_000, [5, 6]));
        Assert.True(writer.Bye(1));
        Assert.Equal(RtcpFault.None, RtcpReader.Read(writer.Written, out var reader));

        Assert.True(reader.TryNext(out var packet));
        Assert.Equal((RtcpType.SenderReport, 1u), (packet.Type, packet.Sender));
        Assert.Equal(report, packet.SenderReport);
        Assert.Equal(0x33445566u, packet.SenderReport.Middle);
        Assert.True(reader.TryNext(out packet));
        Assert.Equal(blocks[0], packet.Block(0));
        Assert.Equal(blocks[1], packet.Block(1));
        Assert.True(reader.TryNext(out packet));
        Assert.Equal(RtcpType.Description, packet.Type);
        Assert.True(reader.TryNext(out packet));
        Assert.True(packet.IsNack);
        Assert.Equal(5u, packet.Media);
        Span<ushort> lost = stackalloc ushort[3];
        Assert.Equal(4, packet.Lost(lost));
        Assert.Equal([65_530, 65_535, 2], lost.ToArray().Select(n => (int)n));
        Assert.True(reader.TryNext(out packet));
        Assert.True(packet.IsPictureLoss && !packet.IsFullIntraRequest && packet.Media == 6);
        Assert.True(reader.TryNext(out packet));
        Assert.True(packet.TryRemb(out var rate));
        Assert.InRange(rate, 1_499_990, 1_500_000);
        Assert.True(reader.TryNext(out packet));
        Assert.Equal(RtcpType.Bye, packet.Type);
        Assert.False(reader.TryNext(out _));
    }

    [Theory]
    [InlineData("80c900", RtcpFault.Length)]
    [InlineData("80c9000100000001 00", RtcpFault.Length)]
    [InlineData("40c9000100000001", RtcpFault.Version)]
    [InlineData("80c9000200000001", RtcpFault.Packet)]
    [InlineData("81c9000100000001", RtcpFault.Packet)]
    [InlineData("80c8000100000001", RtcpFault.Packet)]
    [InlineData("81cd000100000001", RtcpFault.Packet)]
    [InlineData("a0c9000200000001 00000004 80c9000100000001", RtcpFault.Padding)]
    [InlineData("a0c9000200000001 00000003", RtcpFault.Padding)]
    [InlineData("a0c9000200000001 000000ff", RtcpFault.Padding)]
    [InlineData("a0c9000200000001 00000008", RtcpFault.Packet)]
    public void What_is_no_compound_is_refused_as_a_whole(string bytes, RtcpFault fault) =>
        Assert.Equal(fault, RtcpReader.Read(Hex.Bytes(bytes), out _));

    [Fact]
    public void Only_so_many_packets_are_read()
    {
        byte[] one = Hex.Bytes("80ca0000");
        byte[] most = [.. Enumerable.Repeat(one, RtcpReader.MostPackets).SelectMany(b => b)];
        Assert.Equal(RtcpFault.None, RtcpReader.Read(most, out _));
        Assert.Equal(RtcpFault.TooManyPackets, RtcpReader.Read([.. most, .. one], out _));
    }

    [Fact]
    public void Any_list_of_lost_packets_comes_back() =>
        Prop.ForAll<ushort, byte[]>(
                (first, steps) =>
                {
                    var lost = new List<ushort> { first };
                    foreach (var step in steps.Take(100))
                        lost.Add((ushort)(lost[^1] + 1 + step));
                    var writer = new RtcpWriter(new byte[1_200]);
                    var isWritten = writer.Nack(1, 2, lost.ToArray());
                    RtcpReader.Read(writer.Written, out var reader);
                    reader.TryNext(out var packet);
                    var read = new ushort[200];
                    return isWritten && packet.Lost(read) == lost.Count && read.Take(lost.Count).SequenceEqual(lost);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_packet_without_room_is_left_out_whole()
    {
        var writer = new RtcpWriter(new byte[20]);
        Assert.True(writer.ReceiverReport(1, []));
        Assert.False(writer.Remb(1, 1, [1]));
        Assert.True(writer.PictureLoss(1, 2));
        Assert.False(writer.Bye(1));
        Assert.Equal(20, writer.Written.Length);
    }

    [Fact]
    public void A_rate_beyond_belief_is_cut()
    {
        var writer = new RtcpWriter(new byte[40]);
        Assert.True(writer.Remb(1, long.MaxValue, []));
        RtcpReader.Read(writer.Written, out var reader);
        reader.TryNext(out var packet);
        Assert.True(packet.TryRemb(out var rate));
        Assert.Equal(1L << 40, rate);
    }

    [Fact]
    public void Random_compounds_never_throw()
    {
        var random = new Random(4585);
        Span<ushort> lost = stackalloc ushort[16];
        byte[] types = [200, 201, 202, 203, 204, 205, 206, 207];
        for (var i = 0; i < 200_000; i++)
        {
            var bytes = new byte[4 * random.Next(1, 20)];
            random.NextBytes(bytes);
            for (var at = 0; at + 4 <= bytes.Length; at += 4 + 4 * bytes[at + 3])
            {
                bytes[at] = (byte)(0x80 | bytes[at] & (i % 4 == 0 ? 0x3F : 0x1F));
                (bytes[at + 1], bytes[at + 2], bytes[at + 3]) = (types[random.Next(8)], 0, (byte)random.Next(0, 8));
            }
            if (RtcpReader.Read(bytes, out var reader) != RtcpFault.None)
                continue;
            while (reader.TryNext(out var packet))
            {
                _ = packet.Sender;
                if (packet.Type == RtcpType.SenderReport)
                    _ = packet.SenderReport;
                if (packet.Type is RtcpType.SenderReport or RtcpType.ReceiverReport)
                    for (var n = 0; n < packet.Count; n++)
                        packet.Block(n);
                if (packet.IsNack)
                    packet.Lost(lost);
                packet.TryRemb(out _);
                if (packet.Type is RtcpType.PacketFeedback or RtcpType.PictureFeedback)
                    _ = packet.Media;
            }
        }
    }
}
