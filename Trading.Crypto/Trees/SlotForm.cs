namespace Trading.Crypto;

/// <summary>
/// How the ticks of a log hold their entries. A log has one form from its beginning to its end, and whoever reads it is
/// told the form from outside: the bytes of a path or of a disclosure do not choose it. Source: docs/spec/streams.md,
/// "Slot tree" and "Sparse slot tree".
/// </summary>
public enum SlotForm
{
    /// <summary>
    /// 256 slots, 65,536 in the last tick, and cover in every slot without an entry: <see cref="SlotTree"/>. Read only.
    /// </summary>
    Dense = 1,

    /// <summary>
    /// 65,536 slots in every tick, and one cover for each empty subtree: <see cref="SparseSlotTree"/>.
    /// </summary>
    Sparse = 2,
}

/// <summary>The slots of one tick as they stand in a tree: a root, and a path for each entry.</summary>
public interface ISlotTree
{
    /// <summary>The slot root, 32 bytes: the only thing of a tick that its log's tree holds.</summary>
    byte[] Root { get; }

    /// <summary>
    /// Where entry k stands, from 0 in the tick's order, and what proves it there. May be asked from several threads.
    /// </summary>
    SlotPath PathOf(int k);
}

/// <summary>What follows from a form.</summary>
public static class SlotForms
{
    /// <summary>Slots of a tick, which is the most entries that it can hold.</summary>
    public static int SlotsOf(this SlotForm form, bool isLast) =>
        form == SlotForm.Sparse || isLast ? SparseSlotTree.Slots : SlotTree.OrdinarySlots;

    /// <summary>
    /// The tree of a tick over the hashes of its entries (32 bytes each), in their order. More entries than slots, or a
    /// seed or hash that is not 32 bytes, is an <see cref="ArgumentException"/>.
    /// </summary>
    public static ISlotTree Grow(
        this SlotForm form,
        Suite suite,
        bool isLast,
        byte[] seed,
        IReadOnlyList<byte[]> entryHashes
    ) =>
        form == SlotForm.Sparse
            ? new SparseSlotTree(suite, seed, entryHashes)
            : new SlotTree(suite, seed, form.SlotsOf(isLast), entryHashes);

    /// <summary>
    /// Whether a path may be of a tick of this form. A dense path of 65,536 slots looks like a sparse one: then only
    /// the root tells.
    /// </summary>
    public static bool Allows(this SlotForm form, SlotPath path) =>
        form == SlotForm.Dense || path.SlotCount == SparseSlotTree.Slots;
}
