using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Trading.Crypto.Tests.Trees;

public sealed class SparseSlotTreeTests
{
    private static readonly Suite P256 = Suite.P256;
    private static readonly byte[] Seed = SHA256.HashData("a sparse tick"u8);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(300)]
    [InlineData(SparseSlotTree.Slots)]
    public void The_root_equals_the_slow_reference(int entries)
    {
        var hashes = Hashes(entries);
        Assert.Equal(Slow(16, 0, Places(hashes)), new SparseSlotTree(P256, Seed, hashes).Root);
    }

    [Fact]
    public void An_empty_tick_is_one_cover_and_a_full_one_has_none()
    {
        Assert.Equal(Cover(16, 0), new SparseSlotTree(P256, Seed, []).Root);
        var hashes = Hashes(SparseSlotTree.Slots);
        var places = Places(hashes);
        Assert.Equal(
            SlowTree.Root([.. Enumerable.Range(0, SparseSlotTree.Slots).Select(slot => UsedAt(slot, places[slot]))]),
            new SparseSlotTree(P256, Seed, hashes).Root
        );
    }

    [Fact]
    public void Every_entry_has_a_path_of_sixteen_and_no_other_entry_has_it()
    {
        var hashes = Hashes(20);
        var tree = new SparseSlotTree(P256, Seed, hashes);
        for (var k = 0; k < hashes.Length; k++)
        {
            var path = tree.PathOf(k);
            Assert.Equal((65_536u, 16), (path.SlotCount, path.Path.Length));
            Assert.True(path.Verify(P256, hashes[k], tree.Root));
            Assert.False(path.Verify(P256, hashes[(k + 1) % 20], tree.Root));
            Assert.False(
                new SlotPath(path.SlotCount, path.Slot ^ 1, path.Salt, path.Path).Verify(P256, hashes[k], tree.Root)
            );
        }
    }

    // What a bidder sees of a tick is its own path: the same shape with nobody beside it and with 65,535 others, and no
    // value of it stands twice.
    [Fact]
    public void The_path_of_an_entry_has_the_same_shape_however_many_others_there_are()
    {
        foreach (var others in new[] { 0, 1, 255, 256, 5_000, SparseSlotTree.Slots - 1 })
        {
            var hashes = Hashes(others + 1);
            var (tree, writer) = (new SparseSlotTree(P256, Seed, hashes), new WireWriter());
            var path = tree.PathOf(0);
            Assert.Equal(SlotTree.Order(P256, Seed, SparseSlotTree.Slots, 1)[0], (int)path.Slot);
            path.Write(writer);
            Assert.Equal(4 + 4 + 32 + 16 * 32, writer.ToArray().Length);
            Assert.Equal(17, path.Path.Append(path.Salt).Select(Convert.ToHexString).Distinct().Count());
            Assert.True(path.Verify(P256, hashes[0], tree.Root));
        }
    }

    [Fact]
    public void A_disclosure_that_hides_adds_or_swaps_an_entry_gives_another_root()
    {
        var hashes = Hashes(5);
        var root = new SparseSlotTree(P256, Seed, hashes).Root;
        byte[][][] wrong = [hashes[..4], Hashes(6), [hashes[1], hashes[0], .. hashes[2..]], []];
        foreach (var other in wrong)
            Assert.NotEqual(root, new SparseSlotTree(P256, Seed, other).Root);
        Assert.NotEqual(root, new SparseSlotTree(P256, SHA256.HashData(Seed), hashes).Root);
        Assert.NotEqual(root, new SlotTree(P256, Seed, SlotTree.DrainSlots, hashes).Root);
    }

    [Fact]
    public void Every_cover_of_a_tree_is_another_value()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var level = 0; level <= SparseSlotTree.Levels; level++)
        for (var index = 0; index < Math.Min(64, SparseSlotTree.Slots >> level); index++)
            Assert.True(seen.Add(Convert.ToHexString(Cover(level, index))));
        for (var slot = 0; slot < 64; slot++)
            Assert.True(seen.Add(Convert.ToHexString(HMACSHA256.HashData(Seed, (byte[])[.. "salt"u8, .. U32(slot)]))));
    }

    [Fact]
    public void A_form_says_how_many_slots_a_tick_has_and_which_paths_may_be()
    {
        Assert.Equal((256, 65_536), (SlotForm.Dense.SlotsOf(false), SlotForm.Dense.SlotsOf(true)));
        Assert.Equal((65_536, 65_536), (SlotForm.Sparse.SlotsOf(false), SlotForm.Sparse.SlotsOf(true)));
        var (small, large) = (
            new SlotTree(P256, Seed, 256, Hashes(1)).PathOf(0),
            SlotForm.Dense.Grow(P256, true, Seed, Hashes(1)).PathOf(0)
        );
        Assert.True(SlotForm.Dense.Allows(small) && SlotForm.Dense.Allows(large) && SlotForm.Sparse.Allows(large));
        Assert.False(SlotForm.Sparse.Allows(small));
    }

    [Fact]
    public void What_does_not_fit_cannot_be()
    {
        Assert.Throws<ArgumentException>(() => new SparseSlotTree(P256, Seed, Hashes(SparseSlotTree.Slots + 1)));
        Assert.Throws<ArgumentException>(() => new SparseSlotTree(P256, Seed.AsSpan(1), []));
        Assert.Throws<ArgumentException>(() => new SparseSlotTree(P256, Seed, [new byte[31]]));
    }

    private static byte[][] Hashes(int count) =>
        [.. Enumerable.Range(0, count).Select(i => SHA256.HashData(BitConverter.GetBytes(i)))];

    private static Dictionary<int, byte[]> Places(byte[][] hashes) =>
        SlotTree
            .Order(P256, Seed, SparseSlotTree.Slots, hashes.Length)
            .Zip(hashes)
            .ToDictionary(pair => pair.First, pair => pair.Second);

    // The specification once more: from the root down, and a subtree is empty when no used slot lies in it.
    private static byte[] Slow(int level, int index, Dictionary<int, byte[]> used)
    {
        if (used.Count == 0)
            return Cover(level, index);
        if (level == 0)
            return SHA256.HashData([0, .. UsedAt(index, used[index])]);
        var middle = (2 * index + 1) << (level - 1);
        var left = used.Where(pair => pair.Key < middle).ToDictionary();
        var right = used.Where(pair => pair.Key >= middle).ToDictionary();
        return SHA256.HashData([1, .. Slow(level - 1, 2 * index, left), .. Slow(level - 1, 2 * index + 1, right)]);
    }

    private static byte[] UsedAt(int slot, byte[] entryHash)
    {
        var salt = HMACSHA256.HashData(Seed, (byte[])[.. "salt"u8, .. U32(slot)]);
        return SHA256.HashData([.. Tagged("BidLock/1 slot"), .. U32(32), .. salt, .. U32(32), .. entryHash]);
    }

    private static byte[] Cover(int level, int index) =>
        HMACSHA256.HashData(
            Seed,
            (byte[])[.. Tagged("BidLock/1 slot cover"), .. U32(1), (byte)level, .. U32(4), .. U32(index)]
        );

    private static byte[] Tagged(string tag) => [(byte)tag.Length, .. Encoding.ASCII.GetBytes(tag)];

    private static byte[] U32(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
