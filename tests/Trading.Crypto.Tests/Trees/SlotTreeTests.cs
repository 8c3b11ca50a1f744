using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Trading.Crypto.Tests.Trees;

public sealed class SlotTreeTests
{
    private static readonly Suite P256 = Suite.P256;
    private static readonly byte[] Seed = SHA256.HashData("a tick"u8);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(256)]
    public void The_root_equals_the_slow_reference(int entries)
    {
        var hashes = Hashes(entries);
        Assert.Equal(Slow(hashes), new SlotTree(P256, Seed, 256, hashes).Root);
    }

    [Fact]
    public void The_order_is_a_permutation_and_its_beginning_does_not_depend_on_the_count()
    {
        var whole = SlotTree.Order(P256, Seed, 65_536, 65_536);
        Assert.Equal(Enumerable.Range(0, 65_536), whole.Order());
        Assert.Equal(whole[..300], SlotTree.Order(P256, Seed, 65_536, 300));
        Assert.Equal(SlowOrder(256), SlotTree.Order(P256, Seed, 256, 256));
    }

    [Fact]
    public void Every_entry_has_a_path_and_no_other_entry_has_it()
    {
        var hashes = Hashes(20);
        var tree = new SlotTree(P256, Seed, 256, hashes);
        for (var k = 0; k < hashes.Length; k++)
        {
            var path = tree.PathOf(k);
            Assert.Equal(8, path.Path.Length);
            Assert.True(path.Verify(P256, hashes[k], tree.Root));
            Assert.False(path.Verify(P256, hashes[(k + 1) % 20], tree.Root));
            Assert.False(new SlotPath(256, path.Slot ^ 1, path.Salt, path.Path).Verify(P256, hashes[k], tree.Root));
            Assert.False(new SlotPath(256, path.Slot, new byte[32], path.Path).Verify(P256, hashes[k], tree.Root));
            Assert.False(new SlotPath(65_536, path.Slot, path.Salt, path.Path).Verify(P256, hashes[k], tree.Root));
            Assert.False(new SlotPath(256, path.Slot, path.Salt, path.Path[1..]).Verify(P256, hashes[k], tree.Root));
        }
    }

    [Fact]
    public void A_disclosure_that_hides_adds_or_swaps_an_entry_is_false()
    {
        var hashes = Hashes(5);
        var root = new SlotTree(P256, Seed, 256, hashes).Root;
        Assert.True(SlotTree.VerifyDisclosure(P256, Seed, 256, hashes, root));
        Assert.False(SlotTree.VerifyDisclosure(P256, Seed, 256, hashes[..4], root));
        Assert.False(SlotTree.VerifyDisclosure(P256, Seed, 256, Hashes(6), root));
        Assert.False(SlotTree.VerifyDisclosure(P256, Seed, 256, [hashes[1], hashes[0], .. hashes[2..]], root));
        Assert.False(SlotTree.VerifyDisclosure(P256, SHA256.HashData(Seed), 256, hashes, root));
        Assert.False(SlotTree.VerifyDisclosure(P256, Seed, 65_536, hashes, root));
        Assert.False(SlotTree.VerifyDisclosure(P256, Seed, 512, hashes, root));
        Assert.False(SlotTree.VerifyDisclosure(P256, Seed.AsSpan(1), 256, hashes, root));
        Assert.False(SlotTree.VerifyDisclosure(P256, Seed, 256, [new byte[31]], root));
    }

    [Fact]
    public void A_drain_of_65536_slots_proves_its_first_and_its_last_entry()
    {
        var hashes = Hashes(500);
        var tree = new SlotTree(P256, Seed, SlotTree.DrainSlots, hashes);
        Assert.True(tree.PathOf(499).Verify(P256, hashes[499], tree.Root));
        Assert.True(tree.PathOf(0).Verify(P256, hashes[0], tree.Root));
        Assert.Equal(16, tree.PathOf(0).Path.Length);
    }

    [Fact]
    public void More_entries_than_slots_cannot_be() =>
        Assert.Throws<ArgumentException>(() => new SlotTree(P256, Seed, 256, Hashes(257)));

    [Fact]
    public void Numbers_below_a_bound_reach_all_of_it_and_nothing_else()
    {
        var stream = new HkdfStream(P256, Seed, Tags.SlotOrder);
        var counts = new int[7];
        for (var i = 0; i < 7000; i++)
            counts[stream.Below(7)]++;
        Assert.All(counts, count => Assert.InRange(count, 800, 1200));
        Assert.Equal(0u, stream.Below(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Below(0));
    }

    [Fact]
    public void A_leaf_of_a_stream_depends_on_everything_it_names()
    {
        var salt = StreamLeaf.Salt(P256, Seed, 5);
        var leaf = StreamLeaf.Of(P256, salt, 5, "Opened", [1, 2]);
        Assert.NotEqual(leaf, StreamLeaf.Of(P256, StreamLeaf.Salt(P256, Seed, 6), 5, "Opened", [1, 2]));
        Assert.NotEqual(leaf, StreamLeaf.Of(P256, salt, 6, "Opened", [1, 2]));
        Assert.NotEqual(leaf, StreamLeaf.Of(P256, salt, 5, "Opene", [(byte)'d', 1, 2]));
        Assert.NotEqual(leaf, StreamLeaf.Of(P256, salt, 5, "Opened", [1, 2, 0]));
        Assert.Equal(leaf, StreamLeaf.Of(P256, StreamLeaf.Salt(P256, Seed, 5), 5, "Opened", [1, 2]));
    }

    private static byte[][] Hashes(int count) =>
        [.. Enumerable.Range(0, count).Select(i => SHA256.HashData(BitConverter.GetBytes(i)))];

    // The specification once more, with nothing shared: arrays instead of a sparse map, the platform's HMAC, the slow
    // tree.
    private static byte[] Slow(byte[][] hashes)
    {
        var order = SlowOrder(256);
        var leaves = Enumerable.Range(0, 256).Select(slot => HMACSHA256.HashData(Seed, U32(slot))).ToArray();
        for (var k = 0; k < hashes.Length; k++)
        {
            var salt = HMACSHA256.HashData(Seed, (byte[])[.. "salt"u8, .. U32(order[k])]);
            leaves[order[k]] = SHA256.HashData([
                .. Tagged("BidLock/1 slot"),
                .. U32(32),
                .. salt,
                .. U32(32),
                .. hashes[k],
            ]);
        }
        return SlowTree.Root(leaves);
    }

    private static int[] SlowOrder(int count)
    {
        var numbers = Numbers().GetEnumerator();
        var order = Enumerable.Range(0, count).ToArray();
        for (var k = 0; k < count; k++)
        {
            var bound = (ulong)(count - k);
            do numbers.MoveNext();
            while (numbers.Current >= (1UL << 32) / bound * bound);
            var other = k + (int)(numbers.Current % bound);
            (order[k], order[other]) = (order[other], order[k]);
        }
        return order;
    }

    private static IEnumerable<uint> Numbers()
    {
        for (var i = 0; ; i++)
        {
            var block = HMACSHA256.HashData(Seed, (byte[])[.. Tagged("BidLock/1 slot order"), .. U32(4), .. U32(i), 1]);
            for (var at = 0; at < 32; at += 4)
                yield return BinaryPrimitives.ReadUInt32BigEndian(block.AsSpan(at));
        }
    }

    private static byte[] Tagged(string tag) => [(byte)tag.Length, .. Encoding.ASCII.GetBytes(tag)];

    private static byte[] U32(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
