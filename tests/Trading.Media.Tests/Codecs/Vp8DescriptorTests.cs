using FsCheck;
using FsCheck.Fluent;
using Trading.Media.Codecs;

namespace Trading.Media.Tests.Codecs;

public class Vp8DescriptorTests
{
    private static readonly byte[] KeyHeader = [0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a, 0x80, 0x02, 0x68, 0x41, 0xff];

    [Fact]
    public void A_first_packet_of_a_keyframe_names_its_size_without_its_scale()
    {
        Assert.True(Vp8Descriptor.TryRead([0x10, .. KeyHeader], out var d));
        Assert.True(d.IsKeyframe && d.StartsFrame);
        Assert.Equal((640, 360, 1), (d.Width, d.Height, d.HeaderBytes));
        Assert.Equal(
            (-1, 0, -1, -1, -1, -1, -1),
            (d.PictureId, d.PictureIdBits, d.PictureIdAt, d.Tl0PicIdx, d.Tl0At, d.TemporalId, d.KeyIndex)
        );
    }

    [Fact]
    public void All_extensions_have_their_offsets()
    {
        Assert.True(Vp8Descriptor.TryRead([0xb0, 0xf0, 0x92, 0x34, 0x77, 0xa5, 0x01], out var d));
        Assert.Equal((0x1234, 15, 2), (d.PictureId, d.PictureIdBits, d.PictureIdAt));
        Assert.Equal((0x77, 4), (d.Tl0PicIdx, d.Tl0At));
        Assert.Equal((2, true, 5), (d.TemporalId, d.IsLayerSync, d.KeyIndex));
        Assert.Equal(6, d.HeaderBytes);
        Assert.True(d is { IsDiscardable: true, StartsFrame: true, IsKeyframe: false, Width: 0, Height: 0 });
    }

    [Fact]
    public void A_short_picture_id_has_seven_bits()
    {
        Assert.True(Vp8Descriptor.TryRead([0x80, 0x80, 0x7f, 0x00], out var d));
        Assert.Equal((127, 7, 2, 3), (d.PictureId, d.PictureIdBits, d.PictureIdAt, d.HeaderBytes));
    }

    [Fact]
    public void The_frame_header_counts_in_the_first_packet_alone()
    {
        // A continuation, and a second partition: their first bytes are even and are no keyframe.
        Assert.True(Vp8Descriptor.TryRead([0x00, 0x10], out var continued));
        Assert.True(Vp8Descriptor.TryRead([0x11, 0x10], out var second));
        Assert.False(continued.IsKeyframe || continued.StartsFrame || second.IsKeyframe || second.StartsFrame);
        Assert.Equal((1, true), (second.Partition, second.StartsPartition));
    }

    [Theory]
    [InlineData("")]
    [InlineData("10")] // no byte of VP8
    [InlineData("80")] // no flags
    [InlineData("8080")] // no picture id
    [InlineData("808081")] // half a picture id
    [InlineData("80808101")] // a picture id, and nothing behind
    [InlineData("8040")] // no TL0PICIDX
    [InlineData("8020")] // no TID
    [InlineData("8010")] // no KEYIDX
    [InlineData("101002009d012a800268")] // a keyframe's header, cut by a byte
    [InlineData("101002009d012b80026801")] // another start code
    [InlineData("101002009d012a00406801")] // no width
    [InlineData("101002009d012a80020040")] // no height
    public void What_is_cut_or_unsound_is_refused(string hex) =>
        Assert.False(Vp8Descriptor.TryRead(Convert.FromHexString(hex), out _));

    [Fact]
    public void Any_bytes_are_read_or_refused_and_offsets_lie_inside() =>
        Prop.ForAll<byte[]>(bytes =>
                !Vp8Descriptor.TryRead(bytes, out var d)
                || d.HeaderBytes < bytes.Length
                    && d.HeaderBytes is >= 1 and <= 6
                    && d.PictureIdAt < d.HeaderBytes
                    && d.Tl0At < d.HeaderBytes
                    && (d.PictureIdAt < 0) == (d.PictureId < 0)
            )
            .QuickCheckThrowOnFailure();
}
