using Trading.Crypto;

namespace Trading.Locks.Lists;

/// <summary>
/// One tick of an intake after the freeze: all that its leaf is made from. Its number follows from its place, and the
/// last tick is the drain.
/// </summary>
/// <param name="Seed">32 bytes.</param>
/// <param name="Entries">In the tick's order.</param>
public sealed record DisclosedTick(byte[] Seed, IReadOnlyList<Entry> Entries)
{
    /// <summary>
    /// Root of the intake tree over the ticks, the last of them the drain, in the policy's form of slots; false when a
    /// seed is not 32 bytes or a tick has more entries than slots. Source: docs/spec/streams.md, "Slot tree" and
    /// "Sparse slot tree".
    /// </summary>
    public static bool TryRoot(LockPolicy policy, IReadOnlyList<DisclosedTick> ticks, out byte[] root) =>
        TryPrefixRoot(policy, ticks, ticks.Count, out root);

    /// <summary>
    /// Root over the first <paramref name="count"/> of all ticks: what the intake's checkpoint of that size said.
    /// </summary>
    public static bool TryPrefixRoot(LockPolicy policy, IReadOnlyList<DisclosedTick> ticks, int count, out byte[] root)
    {
        root = [];
        var suite = Suite.Find(policy.Suite)!;
        var tree = new CompactRange(suite);
        for (var i = 0; i < count; i++)
        {
            var isDrain = i == ticks.Count - 1;
            if (!ticks[i].Fits(policy.SlotForm, isDrain))
                return false;
            tree.Append(TreeHash.Leaf(suite, ticks[i].Grow(policy, isDrain).Root));
        }
        root = tree.Root();
        return true;
    }

    /// <summary>The slot tree of a tick whose seed and entries fit.</summary>
    public ISlotTree Grow(LockPolicy policy, bool isDrain)
    {
        var suite = Suite.Find(policy.Suite)!;
        return policy.SlotForm.Grow(suite, isDrain, Seed, [.. Entries.Select(entry => entry.Hash(suite))]);
    }

    private bool Fits(SlotForm form, bool isDrain) =>
        Seed.Length == SlotTree.SeedBytes && Entries.Count <= form.SlotsOf(isDrain);
}
