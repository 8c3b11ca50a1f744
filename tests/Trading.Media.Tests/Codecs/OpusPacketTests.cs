using FsCheck;
using FsCheck.Fluent;
using Trading.Media.Codecs;

namespace Trading.Media.Tests.Codecs;

public class OpusPacketTests
{
    [Theory]
    [InlineData(0, 480)]
    [InlineData(3, 2880)]
    [InlineData(10, 1920)]
    [InlineData(12, 480)]
    [InlineData(15, 960)]
    [InlineData(16, 120)]
    [InlineData(30, 480)]
    [InlineData(31, 960)]
    public void A_configuration_says_how_long_a_frame_is(int configuration, int samples)
    {
        Assert.True(OpusPacket.TryRead([(byte)(configuration << 3), 1, 2, 3], out var packet));
        Assert.Equal((samples, 1, false, false), (packet.Samples, packet.Frames, packet.IsStereo, packet.IsSilence));
    }

    [Theory]
    [InlineData("f8", 1, 960, true)] // the mode byte alone: 20 ms of silence
    [InlineData("f8ff", 1, 960, true)]
    [InlineData("fc010203", 1, 960, false)]
    [InlineData("f901020304", 2, 1920, false)] // two of one length
    [InlineData("fa01aabbcc", 2, 1920, false)] // two of 1 and 2 bytes
    [InlineData("fb03010203", 3, 2880, true)] // three of one byte each
    [InlineData("fb830201aabbccdd", 3, 2880, false)] // three of 2, 1 and 1 bytes
    [InlineData("fb4302010203ffff", 3, 2880, true)] // with two bytes of padding
    public void Frames_are_counted(string hex, int frames, int samples, bool silence)
    {
        Assert.True(OpusPacket.TryRead(Convert.FromHexString(hex), out var packet));
        Assert.Equal((frames, samples, silence), (packet.Frames, packet.Samples, packet.IsSilence));
    }

    [Theory]
    [InlineData("")] // R1
    [InlineData("f9010203")] // R3: two of one length in three bytes
    [InlineData("fa")] // R4: no length
    [InlineData("fafc")] // R4: half a length
    [InlineData("fa03aabb")] // R4: longer than the packet
    [InlineData("fb")] // R5: no count
    [InlineData("fb00")] // R5: no frame
    [InlineData("fb0700000000000000")] // R5: 140 ms
    [InlineData("fb020102aa")] // R6: two of one length in three bytes
    [InlineData("fb4109")] // R6: more padding than bytes
    [InlineData("fb41ff")] // R6: padding's length ends
    [InlineData("fb8205aabb")] // R7: a length longer than the packet
    public void What_breaks_a_rule_is_refused(string hex) =>
        Assert.False(OpusPacket.TryRead(Convert.FromHexString(hex), out _));

    [Fact]
    public void A_frame_has_at_most_1275_bytes()
    {
        Assert.True(OpusPacket.TryRead([0xf8, .. new byte[1275]], out _));
        Assert.False(OpusPacket.TryRead([0xf8, .. new byte[1276]], out _));
        Assert.False(OpusPacket.TryRead([0xf9, .. new byte[2 * 1276]], out _));
    }

    [Fact]
    public void Any_bytes_are_read_or_refused() =>
        Prop.ForAll<byte[]>(bytes =>
                !OpusPacket.TryRead(bytes, out var packet)
                || packet.Samples is >= 120 and <= OpusPacket.MostSamples && packet.Frames is >= 1 and <= 48
            )
            .QuickCheckThrowOnFailure();
}
