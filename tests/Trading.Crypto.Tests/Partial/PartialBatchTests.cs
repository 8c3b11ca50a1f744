namespace Trading.Crypto.Tests.Partial;

public class PartialBatchTests
{
    private readonly byte[] bytes;

    public PartialBatchTests()
    {
        var made = new TestLock(2, 3, "batch");
        bytes = made.Opening(TestLock.Points(3, "batch"), [7])
            .Open(2, made.Shares[1], new FixedEntropy("batch"))
            .ToBytes();
    }

    [Fact]
    public void A_batch_is_read_back_byte_for_byte()
    {
        Assert.Equal(2 + 4 + 3 * 65 + 64, bytes.Length);
        Assert.True(PartialBatch.TryParse(Suite.P256, bytes, out var batch));
        Assert.Equal(2, batch!.Trustee);
        Assert.Equal(bytes, batch.ToBytes());
    }

    [Fact]
    public void Truncated_and_extended_batches_are_refused()
    {
        for (var length = 0; length < bytes.Length; length++)
            Assert.False(PartialBatch.TryParse(Suite.P256, bytes.AsSpan(0, length), out _));
        Assert.False(PartialBatch.TryParse(Suite.P256, (byte[])[.. bytes, 0], out _));
    }

    [Theory]
    [InlineData(0xFFFFFFFF), InlineData(0x80000000), InlineData(65537), InlineData(4), InlineData(2), InlineData(0)]
    public void A_count_that_does_not_fit_is_refused(uint count)
    {
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(2), count);
        Assert.False(PartialBatch.TryParse(Suite.P256, bytes, out _));
    }

    [Fact]
    public void Infinity_hybrid_and_off_curve_points_are_refused()
    {
        foreach (
            var (at, value) in new (int, byte)[]
            {
                (6, 0),
                (6, 2),
                (6, 6),
                (6, 7),
                (38, (byte)(bytes[38] ^ 1)),
                (70, (byte)(bytes[70] ^ 1)),
            }
        )
        {
            var changed = bytes.ToArray();
            changed[at] = value;
            Assert.False(PartialBatch.TryParse(Suite.P256, changed, out _));
        }
        var infinity = bytes.ToArray();
        infinity.AsSpan(7, 64).Clear();
        Assert.False(PartialBatch.TryParse(Suite.P256, infinity, out _));
    }
}
