namespace Trading.Crypto.Tests.Groups;

public class DecoderTests
{
    private const string Prime = "FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF";
    private const string PrimeAndFive = "FFFFFFFF00000001000000000000000000000001000000000000000000000004";
    private const string Order = "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551";
    private static readonly Group P256 = Suite.P256.Group;
    private static readonly byte[] Generator = P256.Generator.Encode();

    [Fact]
    public void Both_encodings_of_a_point_are_read_back()
    {
        var entropy = new FixedEntropy("decoder");
        for (var i = 0; i < 20; i++)
        {
            var point = P256.Multiply(P256.RandomScalar(entropy), P256.Generator);
            Assert.True(P256.TryDecode(point.Encode(), out var whole));
            Assert.True(P256.TryDecodeCompressed(point.EncodeCompressed(), out var compressed));
            Assert.Equal(point, whole);
            Assert.Equal(point, compressed);
        }
    }

    [Fact]
    public void Infinity_is_refused()
    {
        Assert.False(P256.TryDecode([0], out _));
        Assert.False(P256.TryDecode(new byte[65], out _));
        Assert.False(P256.TryDecode([4, .. new byte[64]], out _));
        Assert.False(P256.TryDecodeCompressed(new byte[33], out _));
        Assert.False(P256.TryDecodeCompressed([0], out _));
        Assert.Throws<InvalidOperationException>(() => default(Point).Encode());
        Assert.Throws<InvalidOperationException>(() => default(Point).EncodeCompressed());
    }

    [Theory]
    [
        InlineData(0),
        InlineData(1),
        InlineData(2),
        InlineData(3),
        InlineData(5),
        InlineData(6),
        InlineData(7),
        InlineData(255)
    ]
    public void A_hybrid_form_or_any_other_first_byte_is_refused(byte first) =>
        Assert.False(P256.TryDecode([first, .. Generator.AsSpan(1)], out _));

    [Theory]
    [InlineData(0), InlineData(1), InlineData(4), InlineData(6), InlineData(255)]
    public void A_compressed_point_starts_with_two_or_three(byte first) =>
        Assert.False(P256.TryDecodeCompressed([first, .. Generator.AsSpan(1, 32)], out _));

    [Fact]
    public void A_compressed_form_is_refused_where_the_whole_is_demanded_and_the_other_way_round()
    {
        Assert.False(P256.TryDecode(P256.Generator.EncodeCompressed(), out _));
        Assert.False(P256.TryDecodeCompressed(Generator, out _));
    }

    [Fact]
    public void Other_lengths_are_refused()
    {
        Assert.False(P256.TryDecode([], out _));
        Assert.False(P256.TryDecode(Generator.AsSpan(0, 64), out _));
        Assert.False(P256.TryDecode([.. Generator, 0], out _));
        Assert.False(P256.TryDecodeCompressed([.. P256.Generator.EncodeCompressed(), 0], out _));
        Assert.False(P256.TryDecodeScalar(new byte[31], out _));
        Assert.False(P256.TryDecodeScalar(new byte[33], out _));
    }

    [Fact]
    public void A_point_off_the_curve_is_refused_whatever_byte_was_changed()
    {
        for (var i = 1; i < Generator.Length; i++)
        {
            var changed = Generator.ToArray();
            changed[i] ^= 1;
            Assert.False(P256.TryDecode(changed, out _));
        }
        // x = 1 has no point on the curve; x = 5 has.
        Assert.False(P256.TryDecodeCompressed([2, .. new byte[31], 1], out _));
        Assert.True(P256.TryDecodeCompressed([2, .. new byte[31], 5], out _));
    }

    [Fact]
    public void A_coordinate_of_the_prime_or_above_is_refused_even_where_it_would_reduce_to_a_point()
    {
        Assert.True(P256.TryDecodeCompressed([2, .. new byte[32]], out var zero));
        Assert.False(P256.TryDecodeCompressed([2, .. Convert.FromHexString(Prime)], out _));
        Assert.False(P256.TryDecode([4, .. Convert.FromHexString(Prime), .. zero.Encode().AsSpan(33)], out _));
        Assert.True(P256.TryDecodeCompressed([3, .. new byte[31], 5], out var five));
        Assert.False(P256.TryDecodeCompressed([3, .. Convert.FromHexString(PrimeAndFive)], out _));
        Assert.False(P256.TryDecode([4, .. Convert.FromHexString(PrimeAndFive), .. five.Encode().AsSpan(33)], out _));
        Assert.False(P256.TryDecode([4, .. five.Encode().AsSpan(1, 32), .. Enumerable.Repeat((byte)0xFF, 32)], out _));
    }

    [Fact]
    public void A_scalar_of_the_order_or_above_is_refused()
    {
        var order = Convert.FromHexString(Order);
        Assert.False(P256.TryDecodeScalar(order, out _));
        order[31]--;
        Assert.True(P256.TryDecodeScalar(order, out var largest));
        Assert.Equal(P256.Negate(Scalar.From(1)), largest);
        Assert.False(P256.TryDecodeScalar(Enumerable.Repeat((byte)0xFF, 32).ToArray(), out _));
        Assert.True(P256.TryDecodeScalar(new byte[32], out var zero));
        Assert.True(zero.IsZero);
    }
}
