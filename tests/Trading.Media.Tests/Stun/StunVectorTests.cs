using Trading.Media.Stun;

namespace Trading.Media.Tests.Stun;

/// <summary>The samples of RFC 5769, sections 2.1 to 2.3.</summary>
public class StunVectorTests
{
    private static readonly byte[] Request = Hex.Bytes(
        """
        00010058 2112a442 b7e7a701 bc34d686 fa87dfae
        80220010 5354554e 20746573 7420636c 69656e74
        00240004 6e0001ff
        80290008 932ff9b1 51263b36
        00060009 6576746a 3a683676 59202020
        00080014 9aeaa70c bfd8cb56 781ef2b5 b2d3f249 c1b571a2
        80280004 e57a3bcf
        """
    );

    private static readonly byte[] V4 = Hex.Bytes(
        """
        0101003c 2112a442 b7e7a701 bc34d686 fa87dfae
        8022000b 74657374 20766563 746f7220
        00200008 0001a147 e112a643
        00080014 2b91f599 fd9e90c3 8c7489f9 2af9ba53 f06be7d7
        80280004 c07d4c96
        """
    );

    private static readonly byte[] V6 = Hex.Bytes(
        """
        01010048 2112a442 b7e7a701 bc34d686 fa87dfae
        8022000b 74657374 20766563 746f7220
        00200014 0002a147 0113a9fa a5d3f179 bc25f4b5 bed2b9d9
        00080014 a382954e 4be67bf1 1784c97c 8292c275 bfe3ed41
        80280004 c8fb0b4c
        """
    );

    private static ReadOnlySpan<byte> Password => "VOkJxbRl1RmTxUk/WvJxBt"u8;

    [Fact]
    public void The_sample_request_is_read()
    {
        Assert.Equal(StunFault.None, StunMessage.Read(Request, out var message));
        Assert.Equal(StunType.BindingRequest, message.Type);
        Assert.True(message.HasFingerprint);
        Assert.True(message.IsSignedWith(Password));
        Assert.False(message.IsSignedWith("VOkJxbRl1RmTxUk/WvJxBu"u8));
        Assert.True(message.TryFind(StunAttribute.Username, out var name));
        Assert.True(name.SequenceEqual("evtj:h6vY"u8));
        Assert.True(message.TryFind(StunAttribute.Priority, out var priority));
        Assert.Equal(Hex.Bytes("6e0001ff"), priority.ToArray());
    }

    [Fact]
    public void The_sample_answers_say_their_addresses()
    {
        Assert.Equal(StunFault.None, StunMessage.Read(V4, out var v4));
        Assert.True(v4.IsSignedWith(Password) && v4.HasFingerprint);
        Assert.True(v4.TryMappedAddress(out var endpoint));
        Assert.Equal(Endpoint.V4(0xC0000201, 32853), endpoint);

        Assert.Equal(StunFault.None, StunMessage.Read(V6, out var v6));
        Assert.True(v6.IsSignedWith(Password) && v6.HasFingerprint);
        Assert.True(v6.TryMappedAddress(out endpoint));
        var address = new UInt128(0x20010db812345678, 0x0011223344556677);
        Assert.Equal(new Endpoint(address, 32853), endpoint);
    }

    [Fact]
    public void The_writer_makes_the_sample_answers_where_padding_is_zero()
    {
        // The samples fill with spaces; the values are the same.
        foreach (var endpoint in new[] { Endpoint.V4(0xC0000201, 32853), new Endpoint(UInt128.MaxValue - 5, 1) })
        {
            var writer = new StunWriter(
                new byte[StunMessage.MostBytes],
                StunType.BindingSuccess,
                Request.AsSpan(8, 12)
            );
            writer.Add(StunAttribute.Software, "test vector"u8);
            writer.MappedAddress(endpoint);
            writer.Integrity(Password);
            writer.Fingerprint();
            Assert.Equal(StunFault.None, StunMessage.Read(writer.Written, out var message));
            Assert.True(message.IsSignedWith(Password) && message.HasFingerprint);
            Assert.True(message.TryMappedAddress(out var said));
            Assert.Equal(endpoint, said);
        }
    }

    [Fact]
    public void Every_changed_bit_of_the_sample_request_is_found()
    {
        for (var bit = 0; bit < Request.Length * 8; bit++)
        {
            var changed = (byte[])Request.Clone();
            changed[bit / 8] ^= (byte)(1 << bit % 8);
            var isGood = StunMessage.Read(changed, out var message) == StunFault.None;
            Assert.False(isGood && message.HasFingerprint, $"bit {bit}");
        }
    }
}
