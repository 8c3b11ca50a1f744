using Trading.Crypto;

namespace Trading.Opening;

/// <summary>One tick of an intake after the freeze: all that its leaf is made from. Its number follows from its place, and the last tick is the drain.</summary>
/// <param name="Seed">32 bytes.</param>
/// <param name="Entries">In the tick's order.</param>
public sealed record DisclosedTick(byte[] Seed, IReadOnlyList<Entry> Entries)
{
    /// <summary>
    /// Root of the intake tree over the ticks, the last of them the drain; false when a seed is not 32 bytes or a tick has more entries
    /// than slots. Source: docs/spec/streams.md, "Slot tree".
    /// </summary>
    public static bool TryRoot(Suite suite, IReadOnlyList<DisclosedTick> ticks, out byte[] root) => TryPrefixRoot(suite, ticks, ticks.Count, out root);

    /// <summary>Root over the first <paramref name="count"/> of all ticks: what the intake's checkpoint of that size said.</summary>
    public static bool TryPrefixRoot(Suite suite, IReadOnlyList<DisclosedTick> ticks, int count, out byte[] root)
    {
        root = [];
        var tree = new CompactRange(suite);
        for (var i = 0; i < count; i++)
        {
            var slots = i == ticks.Count - 1 ? SlotTree.DrainSlots : SlotTree.OrdinarySlots;
            if (ticks[i].Seed.Length != SlotTree.SeedBytes || ticks[i].Entries.Count > slots) return false;
            tree.Append(TreeHash.Leaf(suite, new SlotTree(suite, ticks[i].Seed, slots, [.. ticks[i].Entries.Select(e => e.Hash(suite))]).Root));
        }
        root = tree.Root();
        return true;
    }
}
