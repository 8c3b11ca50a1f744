using Trading.Crypto;
using Trading.Opening;

namespace Trading.Server.Streams;

/// <summary>
/// The slot trees of sealed ticks, each grown once: the seal needs its root, the receipts of its entries their paths. A
/// cache: what fell out is grown again.
/// </summary>
public sealed class SlotTrees(Suite suite)
{
    /// <summary>Hashes of all kept trees together, 64 MiB.</summary>
    private const int MostHashes = 2 << 20;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Lazy<ISlotTree>> trees = new(StringComparer.Ordinal);
    private readonly Queue<(string Key, int Hashes)> order = new();
    private int kept;

    /// <summary>
    /// The slots of a tick with its entries in their places, in the policy's form; its root is the tick's whole leaf
    /// data. The event's bytes name it, for a seed alone does not: a seal that is decided again after a failed commit
    /// may hold more entries under the same seed.
    /// </summary>
    public ISlotTree Of(TickSealed tick, byte[] bytes, LockPolicy policy)
    {
        var key = KeyOf(bytes);
        Lazy<ISlotTree>? tree;
        lock (gate)
            if (!trees.TryGetValue(key, out tree))
                tree = Keep(key, tick, policy);
        return tree.Value; // outside the gate: trees of different ticks grow side by side
    }

    /// <summary>What a sealed tick is called here.</summary>
    public string KeyOf(byte[] bytes) => Convert.ToHexString(suite.Hash(bytes));

    /// <summary>A tree that is still kept, or null.</summary>
    public ISlotTree? Find(string key)
    {
        Lazy<ISlotTree>? tree;
        lock (gate)
            tree = trees.GetValueOrDefault(key);
        return tree?.Value;
    }

    private Lazy<ISlotTree> Keep(string key, TickSealed tick, LockPolicy policy)
    {
        var hashes = HashesOf(tick, policy.SlotForm);
        for (kept += hashes; kept > MostHashes; )
        {
            var oldest = order.Dequeue();
            trees.Remove(oldest.Key);
            kept -= oldest.Hashes;
        }
        order.Enqueue((key, hashes));
        return trees[key] = new Lazy<ISlotTree>(() =>
            new DisclosedTick(tick.Seed, tick.Entries).Grow(policy, tick.Drain)
        );
    }

    // At most: below the root, subtrees with entries become one another.
    private static int HashesOf(TickSealed tick, SlotForm form) =>
        form == SlotForm.Dense
            ? 2 * form.SlotsOf(tick.Drain)
            : Math.Min(2 * SparseSlotTree.Slots, (SparseSlotTree.Levels + 1) * (tick.Entries.Count + 1));
}
