using System.Buffers.Binary;
using System.Security.Cryptography;
using Trading.Crypto.Tests.Frozen;

namespace Trading.Crypto.Tests.Trees;

/// <summary>
/// tests/vectors/slots/sparse.json: sparse slot trees with covers and paths; disclosures and paths with a mutation
/// each. Entry k has the hash H(u32(k)).
/// </summary>
public sealed class SparseVectorTests
{
    private static readonly Suite P256 = Suite.P256;

    private sealed record SparseFile(string Format, Tick[] Ticks, Disclosure[] Disclosures, Trial[] Paths);

    private sealed record Tick(string Name, byte[] Seed, int Entries, byte[] Root, PathLine[] Paths);

    private sealed record PathLine(int Entry, uint Slot, byte[] Salt, byte[][] Path);

    private sealed record Disclosure(string Name, string Tick, byte[] Seed, int[] Entries, bool GivesTheRoot);

    private sealed record Trial(
        string Name,
        string Tick,
        uint SlotCount,
        uint Slot,
        byte[] Salt,
        int Entry,
        byte[][] Path,
        bool Verifies
    );

    [Fact]
    public void Frozen_sparse_trees_are_as_they_say()
    {
        var file = FrozenVectors.Load("slots/sparse.json", Make());
        foreach (var tick in file.Ticks)
        {
            Assert.Equal(tick.Root, RootOf(tick.Seed, Enumerable.Range(0, tick.Entries)));
            foreach (var line in tick.Paths)
                Assert.True(
                    new SlotPath(SparseSlotTree.Slots, line.Slot, line.Salt, line.Path).Verify(
                        P256,
                        HashOf(line.Entry),
                        tick.Root
                    )
                );
        }
        foreach (var item in file.Disclosures)
            Assert.Equal(
                (item.Name, item.GivesTheRoot),
                (item.Name, RootOf(item.Seed, item.Entries).AsSpan().SequenceEqual(RootNamed(file, item.Tick)))
            );
        foreach (var item in file.Paths)
            Assert.Equal((item.Name, item.Verifies), (item.Name, Verifies(item, RootNamed(file, item.Tick))));
    }

    private static bool Verifies(Trial trial, byte[] root)
    {
        var path = new SlotPath(trial.SlotCount, trial.Slot, trial.Salt, trial.Path);
        return SlotForm.Sparse.Allows(path) && path.Verify(P256, HashOf(trial.Entry), root);
    }

    private static SparseFile Make()
    {
        Tick[] ticks =
        [
            MakeTick("empty", 0),
            MakeTick("one", 1),
            MakeTick("three", 3),
            MakeTick("more-than-256", 300),
            MakeTick("full", SparseSlotTree.Slots),
        ];
        return new SparseFile(
            "BidLock/1 sparse slots: a seed and the number of entries in, root and paths out; entry k has the "
                + "hash H(u32(k))",
            ticks,
            Disclosures(ticks[2]),
            Paths(ticks[2])
        );
    }

    private static Disclosure[] Disclosures(Tick three) =>
        [
            new("unchanged", three.Name, three.Seed, [0, 1, 2], true),
            new("last-left-out", three.Name, three.Seed, [0, 1], false),
            new("first-left-out", three.Name, three.Seed, [1, 2], false),
            new("nothing-disclosed", three.Name, three.Seed, [], false),
            new("one-added", three.Name, three.Seed, [0, 1, 2, 3], false),
            new("one-twice", three.Name, three.Seed, [0, 1, 2, 2], false),
            new("two-swapped", three.Name, three.Seed, [1, 0, 2], false),
            new("another-seed", three.Name, FlipRun.Flipped(three.Seed, 31), [0, 1, 2], false),
        ];

    private static Trial[] Paths(Tick three)
    {
        var good = three.Paths[0];
        var dense = new SlotTree(P256, three.Seed, SlotTree.OrdinarySlots, [HashOf(0)]).PathOf(0);
        byte[][] Changed(int level) => [.. good.Path.Select((hash, i) => i == level ? FlipRun.Flipped(hash, 0) : hash)];
        Trial Case(
            string name,
            bool verifies = false,
            uint count = SparseSlotTree.Slots,
            uint? slot = null,
            byte[]? salt = null,
            int entry = 0,
            byte[][]? path = null
        ) => new(name, three.Name, count, slot ?? good.Slot, salt ?? good.Salt, entry, path ?? good.Path, verifies);
        return
        [
            Case("unchanged", true),
            Case("neighbouring-slot", slot: good.Slot ^ 1),
            Case("slot-beyond-the-count", slot: good.Slot + SparseSlotTree.Slots),
            Case("another-entry", entry: 1),
            Case("salt-flipped", salt: FlipRun.Flipped(good.Salt, 0)),
            Case("salt-short", salt: good.Salt[1..]),
            Case("lowest-hash-flipped", path: Changed(0)),
            Case("highest-hash-flipped", path: Changed(15)),
            Case("two-levels-swapped", path: [good.Path[1], good.Path[0], .. good.Path[2..]]),
            Case("path-truncated", path: good.Path[..15]),
            Case("path-extended", path: [.. good.Path, good.Path[15]]),
            Case(
                "path-of-256-slots",
                count: SlotTree.OrdinarySlots,
                slot: dense.Slot,
                salt: dense.Salt,
                path: dense.Path
            ),
            Case("count-of-256-slots", count: SlotTree.OrdinarySlots, slot: good.Slot & 255, path: good.Path[..8]),
            Case("count-unknown", count: 1u << 17),
        ];
    }

    private static Tick MakeTick(string name, int entries)
    {
        var seed = SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"sparse {name}"));
        var tree = new SparseSlotTree(P256, seed, Hashes(Enumerable.Range(0, entries)));
        var shown = new[] { 0, 1, entries - 1 }.Where(k => k >= 0 && k < entries).Distinct();
        return new Tick(name, seed, entries, tree.Root, [.. shown.Select(k => LineOf(tree, k))]);
    }

    private static PathLine LineOf(SparseSlotTree tree, int k)
    {
        var path = tree.PathOf(k);
        return new PathLine(k, path.Slot, path.Salt, path.Path);
    }

    private static byte[] RootOf(byte[] seed, IEnumerable<int> entries) =>
        new SparseSlotTree(P256, seed, Hashes(entries)).Root;

    private static byte[] RootNamed(SparseFile file, string tick) => file.Ticks.Single(one => one.Name == tick).Root;

    private static byte[][] Hashes(IEnumerable<int> entries) => [.. entries.Select(HashOf)];

    private static byte[] HashOf(int k)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, k);
        return SHA256.HashData(bytes);
    }
}
