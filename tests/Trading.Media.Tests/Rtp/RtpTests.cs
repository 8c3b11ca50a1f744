using FsCheck;
using FsCheck.Fluent;
using Trading.Media.Rtp;

namespace Trading.Media.Tests.Rtp;

public class RtpTests
{
    [Fact]
    public void A_header_with_sources_extension_and_padding_is_read()
    {
        var packet = Hex.Bytes(
            "b2 e0 1234 00000001 0000000a 11111111 22222222 bede0002 40 31 10 7f 00 a1 6c6f 0102 00000004"
        );
        Assert.Equal(RtpFault.None, RtpHeader.Read(packet, out var header));
        Assert.Equal((true, 96, 0x1234), (header.IsMarked, (int)header.PayloadType, (int)header.Sequence));
        Assert.Equal((1u, 10u, 32), (header.Timestamp, header.Ssrc, header.Bytes));
        Assert.True(header.TryPayload(packet, out var payload));
        Assert.Equal(Hex.Bytes("0102"), payload.ToArray());
        Assert.True(HeaderExtensions.TryFind(packet, header, 4, out var mid));
        Assert.Equal("1"u8.ToArray(), mid.ToArray());
        Assert.True(HeaderExtensions.TryFind(packet, header, 1, out var level));
        Assert.Equal([0x7F], level.ToArray());
        Assert.True(HeaderExtensions.TryFind(packet, header, 10, out var rid));
        Assert.Equal("lo"u8.ToArray(), rid.ToArray());
        Assert.False(HeaderExtensions.TryFind(packet, header, 3, out _));
        Assert.False(HeaderExtensions.TryFind(packet, header, 0, out _));
    }

    [Fact]
    public void The_form_of_two_bytes_is_read_and_lists_end_where_they_say()
    {
        var packet = Hex.Bytes("90 60 0001 00000001 0000000a 10000002 00 0500 1e02 aabb 00 00");
        Assert.Equal(RtpFault.None, RtpHeader.Read(packet, out var header));
        Assert.True(HeaderExtensions.TryFind(packet, header, 30, out var value));
        Assert.Equal(Hex.Bytes("aabb"), value.ToArray());
        Assert.True(HeaderExtensions.TryFind(packet, header, 5, out value));
        Assert.True(value.IsEmpty);
        // Element 15 ends a list of the short form; an element over the end is none.
        packet = Hex.Bytes("90 60 0001 00000001 0000000a bede0002 f0 00 40 31 10 7f 5f 00");
        RtpHeader.Read(packet, out header);
        Assert.False(HeaderExtensions.TryFind(packet, header, 4, out _));
        packet = Hex.Bytes("90 60 0001 00000001 0000000a bede0001 10 7f 5f 00");
        RtpHeader.Read(packet, out header);
        Assert.False(HeaderExtensions.TryFind(packet, header, 5, out _));
    }

    [Theory]
    [InlineData("80 60 0001 00000001 000000", RtpFault.Length)]
    [InlineData("40 60 0001 00000001 0000000a", RtpFault.Version)]
    [InlineData("80 c8 0001 00000001 0000000a", RtpFault.Version)]
    [InlineData("81 60 0001 00000001 0000000a", RtpFault.Sources)]
    [InlineData("90 60 0001 00000001 0000000a be", RtpFault.Extension)]
    [InlineData("90 60 0001 00000001 0000000a bede0001 10", RtpFault.Extension)]
    public void What_is_no_packet_is_refused(string packet, RtpFault fault) =>
        Assert.Equal(fault, RtpHeader.Read(Hex.Bytes(packet), out _));

    [Theory, InlineData("00"), InlineData("03"), InlineData(""), InlineData("0000ff")]
    public void Padding_that_cannot_be_is_refused(string payload)
    {
        var packet = Hex.Bytes("a0 60 0001 00000001 0000000a" + payload);
        Assert.Equal(RtpFault.None, RtpHeader.Read(packet, out var header));
        Assert.False(header.TryPayload(packet, out _));
    }

    [Fact]
    public void What_is_written_is_read() =>
        Prop.ForAll<ushort, uint, byte[]>(
                (sequence, ssrc, payload) =>
                {
                    var isMarked = (ssrc & 1) != 0;
                    var packet = new byte[12 + payload.Length];
                    RtpHeader.Write(packet, isMarked, 111, sequence, ssrc ^ 5, ssrc, payload);
                    return RtpHeader.Read(packet, out var header) == RtpFault.None
                        && header.TryPayload(packet, out var read)
                        && read.SequenceEqual(payload)
                        && (header.IsMarked, header.Sequence, header.Ssrc) == (isMarked, sequence, ssrc)
                        && (header.PayloadType, header.Timestamp) == (111, ssrc ^ 5);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Random_packets_never_throw()
    {
        var random = new Random(3550);
        for (var i = 0; i < 200_000; i++)
        {
            var packet = new byte[random.Next(0, 80)];
            random.NextBytes(packet);
            if (packet.Length > 0)
                packet[0] = (byte)(0x80 | packet[0] & 0x3F);
            if (packet.Length > 16 && i % 2 == 0)
                (packet[0], packet[12], packet[13], packet[14]) = (0x90, 0xBE, 0xDE, 0);
            if (RtpHeader.Read(packet, out var header) != RtpFault.None)
                continue;
            header.TryPayload(packet, out _);
            for (var id = 0; id < 16; id++)
                HeaderExtensions.TryFind(packet, header, (byte)id, out _);
        }
    }
}
