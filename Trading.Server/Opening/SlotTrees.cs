using Trading.Crypto;
using Trading.Opening;

namespace Trading.Server.Opening;

/// <summary>
/// The slot trees of sealed ticks, each grown once: the seal needs its root, the receipts of its entries their paths. A drain has 65,536 slots,
/// which take a tenth of a second. A cache: what fell out is grown again.
/// </summary>
public sealed class SlotTrees(Suite suite)
{
    /// <summary>Slots of all kept trees together, at 64 bytes a slot.</summary>
    private const int MostSlots = 16 * SlotTree.DrainSlots;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Lazy<SlotTree>> trees = new(StringComparer.Ordinal);
    private readonly Queue<(string Key, int Slots)> order = new();
    private int kept;

    /// <summary>
    /// The slots of a tick with its entries in their places; its root is the tick's whole leaf data. The event's bytes name it, for a seed alone does not:
    /// a seal that is decided again after a failed commit may hold more entries under the same seed.
    /// </summary>
    public SlotTree Of(TickSealed tick, byte[] bytes)
    {
        var key = KeyOf(bytes);
        Lazy<SlotTree>? tree;
        lock (gate)
            if (!trees.TryGetValue(key, out tree)) tree = Keep(key, tick);
        return tree.Value; // outside the gate: trees of different ticks grow side by side
    }

    /// <summary>What a sealed tick is called here.</summary>
    public string KeyOf(byte[] bytes) => Convert.ToHexString(suite.Hash(bytes));

    /// <summary>A tree that is still kept, or null.</summary>
    public SlotTree? Find(string key)
    {
        Lazy<SlotTree>? tree;
        lock (gate) tree = trees.GetValueOrDefault(key);
        return tree?.Value;
    }

    private Lazy<SlotTree> Keep(string key, TickSealed tick)
    {
        var slots = tick.Drain ? SlotTree.DrainSlots : SlotTree.OrdinarySlots;
        for (kept += slots; kept > MostSlots;)
        {
            var oldest = order.Dequeue();
            trees.Remove(oldest.Key);
            kept -= oldest.Slots;
        }
        order.Enqueue((key, slots));
        return trees[key] = new Lazy<SlotTree>(() => new SlotTree(suite, tick.Seed, slots, [.. tick.Entries.Select(entry => entry.Hash(suite))]));
    }
}
