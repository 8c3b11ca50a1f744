using System.Security.Cryptography;
using Trading.Crypto.Tests.Frozen;

namespace Trading.Crypto.Tests.Trees;

/// <summary>
/// tests/vectors/slots: slot trees with their order, paths and mutated paths; salted leaves; compact ranges.
/// </summary>
public sealed class TreeVectorTests
{
    private static readonly Suite P256 = Suite.P256;

    private sealed record SlotFile(string Format, Tick[] Ticks, Trial[] Cases);

    private sealed record Tick(
        string Name,
        byte[] Seed,
        int SlotCount,
        byte[][] EntryHashes,
        int[] Slots,
        byte[] Root,
        PathLine[] Paths
    );

    private sealed record PathLine(byte[] Salt, byte[][] Path);

    private sealed record Trial(
        string Name,
        string Tick,
        uint SlotCount,
        uint Slot,
        byte[] Salt,
        byte[] EntryHash,
        byte[][] Path,
        bool Verifies
    );

    private sealed record LeafFile(string Format, Leaf[] Leaves, Range[] CompactRanges);

    private sealed record Leaf(
        byte[] StreamKey,
        long Height,
        string Type,
        byte[] Event,
        byte[] Salt,
        byte[] Data,
        byte[] LeafHash
    );

    private sealed record Range(int Size, byte[] Root, byte[] Bytes);

    [Fact]
    public void Frozen_slot_trees_are_as_they_say()
    {
        var file = FrozenVectors.Load("slots/slots.json", Slots());
        foreach (var tick in file.Ticks)
        {
            Assert.Equal(tick.Slots, SlotTree.Order(P256, tick.Seed, tick.SlotCount, tick.EntryHashes.Length));
            Assert.True(SlotTree.VerifyDisclosure(P256, tick.Seed, tick.SlotCount, tick.EntryHashes, tick.Root));
            for (var k = 0; k < tick.Paths.Length; k++)
                Assert.True(
                    new SlotPath(
                        (uint)tick.SlotCount,
                        (uint)tick.Slots[k],
                        tick.Paths[k].Salt,
                        tick.Paths[k].Path
                    ).Verify(P256, tick.EntryHashes[k], tick.Root)
                );
        }
        foreach (var trial in file.Cases)
        {
            var root = file.Ticks.Single(tick => tick.Name == trial.Tick).Root;
            Assert.Equal(
                (trial.Name, trial.Verifies),
                (
                    trial.Name,
                    new SlotPath(trial.SlotCount, trial.Slot, trial.Salt, trial.Path).Verify(
                        P256,
                        trial.EntryHash,
                        root
                    )
                )
            );
        }
    }

    [Fact]
    public void Frozen_leaves_and_ranges_are_as_they_say()
    {
        var file = FrozenVectors.Load("slots/leaves.json", Leaves());
        foreach (var leaf in file.Leaves)
        {
            Assert.Equal(leaf.Salt, StreamLeaf.Salt(P256, leaf.StreamKey, leaf.Height));
            Assert.Equal(
                leaf.LeafHash,
                TreeHash.Leaf(P256, StreamLeaf.Of(P256, leaf.Salt, leaf.Height, leaf.Type, leaf.Event))
            );
        }
        foreach (var range in file.CompactRanges)
            Assert.Equal(range.Root, CompactRange.Parse(P256, range.Bytes).Root());
    }

    private static SlotFile Slots()
    {
        Tick[] ticks = [Make("empty", 256, 0), Make("three", 256, 3), Make("full", 256, 256), Make("drain", 65_536, 2)];
        var three = ticks[1];
        var (good, slot) = (three.Paths[0], (uint)three.Slots[0]);
        var flipped = good.Path.Select(hash => (byte[])hash.Clone()).ToArray();
        flipped[3][0] ^= 1;
        Trial Case(
            string name,
            bool verifies,
            uint count = 256,
            uint? at = null,
            byte[]? salt = null,
            int entry = 0,
            byte[][]? path = null
        ) =>
            new(
                name,
                "three",
                count,
                at ?? slot,
                salt ?? good.Salt,
                three.EntryHashes[entry],
                path ?? good.Path,
                verifies
            );
        return new SlotFile(
            "BidLock/1 slots: seed and entries in, root and paths out",
            ticks,
            [
                Case("unchanged", true),
                Case("another-slot", false, at: slot ^ 1),
                Case("slot-beyond-the-count", false, at: slot + 256),
                Case("another-entry", false, entry: 1),
                Case("salt-flipped", false, salt: FlipRun.Flipped(good.Salt, 0)),
                Case("salt-short", false, salt: good.Salt[1..]),
                Case("path-flipped", false, path: flipped),
                Case("path-truncated", false, path: good.Path[1..]),
                Case("path-extended", false, path: [.. good.Path, good.Path[0]]),
                Case("path-empty", false, path: []),
                Case("count-of-the-drain", false, count: 65_536),
                Case("count-unknown", false, count: 128),
            ]
        );
    }

    private static Tick Make(string name, int slotCount, int entries)
    {
        var seed = SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name));
        byte[][] hashes = [.. Enumerable.Range(0, entries).Select(i => SHA256.HashData([(byte)i]))];
        var tree = new SlotTree(P256, seed, slotCount, hashes);
        var paths = Enumerable
            .Range(0, Math.Min(entries, 3))
            .Select(tree.PathOf)
            .Select(path => new PathLine(path.Salt, path.Path));
        return new Tick(
            name,
            seed,
            slotCount,
            hashes,
            SlotTree.Order(P256, seed, slotCount, entries),
            tree.Root,
            [.. paths]
        );
    }

    private static LeafFile Leaves()
    {
        var key = SHA256.HashData("stream key"u8);
        Leaf Make(long height, string type, byte[] bytes)
        {
            var salt = StreamLeaf.Salt(P256, key, height);
            var data = StreamLeaf.Of(P256, salt, height, type, bytes);
            return new Leaf(key, height, type, bytes, salt, data, TreeHash.Leaf(P256, data));
        }
        var ranges = new List<Range>();
        var range = new CompactRange(P256);
        for (var size = 0; size <= 9; size++)
        {
            ranges.Add(new Range(size, range.Root(), range.ToBytes()));
            range.Append(TreeHash.Leaf(P256, [(byte)size]));
        }
        return new LeafFile(
            "BidLock/1 leaves: salted leaves of a stream; compact ranges over one-byte leaves 0, 1, 2 …",
            [Make(0, "Prepared", []), Make(1, "Opened", [1, 2, 3]), Make(long.MaxValue, "开标", [0])],
            [.. ranges]
        );
    }
}
