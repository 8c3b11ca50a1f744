using System.Security.Cryptography;
using Trading.Crypto;

namespace Trading.Bench;

/// <summary>
/// What a second of an intake costs: the tree of a tick with three entries, and that of the drain of the earlier form
/// with five hundred, each against the bare hashes and MACs that it cannot do without.
/// </summary>
internal static class SlotTreeBenchmarks
{
    private const int Ticks = 200;
    private static readonly byte[] Seed = SHA256.HashData("slots"u8);

    /// <summary>Two hundred ticks of three entries: three paths of sixteen levels, a cover beside each.</summary>
    public static Benchmark Sparse()
    {
        var hashes = Hashes(3);
        return new Benchmark(
            "ticks with three entries, sparse",
            Compare.Time,
            3,
            Baseline: () => Bare(Ticks * hashes.Length * SparseSlotTree.Levels),
            Measured: () =>
            {
                for (var tick = 0; tick < Ticks; tick++)
                    _ = new SparseSlotTree(Suite.P256, SHA256.HashData(BitConverter.GetBytes(tick)), hashes).Root;
            }
        );
    }

    /// <summary>A drain with cover in each of 65,536 slots.</summary>
    public static Benchmark Dense()
    {
        var hashes = Hashes(500);
        return new Benchmark(
            "drain of 500 entries, cover in every slot",
            Compare.Time,
            2,
            Baseline: () => Bare(SlotTree.DrainSlots),
            Measured: () => _ = new SlotTree(Suite.P256, Seed, SlotTree.DrainSlots, hashes).Root
        );
    }

    // A node and a MAC for each: the least that a tree with covers is made of.
    private static void Bare(int nodes)
    {
        Span<byte> node = stackalloc byte[65];
        Span<byte> value = stackalloc byte[32];
        for (var i = 0; i < nodes; i++)
        {
            HMACSHA256.HashData(Seed, node, value);
            value.CopyTo(node[1..]);
            SHA256.HashData(node, value);
        }
    }

    private static byte[][] Hashes(int count) =>
        [.. Enumerable.Range(0, count).Select(i => SHA256.HashData(BitConverter.GetBytes(i)))];
}
