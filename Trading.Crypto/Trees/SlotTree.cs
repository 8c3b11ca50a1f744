using System.Buffers.Binary;

namespace Trading.Crypto;

/// <summary>
/// The slots of one tick in the form that is read only (new logs have <see cref="SparseSlotTree"/>): entries stand at
/// random slots, every other slot is cover that nobody without the seed can tell from an entry, so the root says
/// nothing about how many entries there are. Everything derives from the tick's 32-byte seed: the order of slots (entry
/// k stands at the k-th of a permutation), the salt of a slot and the cover of a slot. The root is that of the RFC 6962
/// tree whose leaf data are the 32-byte slot values. 256 slots or 65,536 for the last tick. Source:
/// docs/spec/streams.md, "Slot tree".
/// </summary>
public sealed class SlotTree : ISlotTree
{
    /// <summary>Slots of an ordinary tick.</summary>
    public const int OrdinarySlots = 256;

    /// <summary>Slots of the last tick, the drain: the most entries that one log can take at once.</summary>
    public const int DrainSlots = 65_536;

    /// <summary>Bytes of a tick's seed.</summary>
    public const int SeedBytes = 32;

    private readonly Suite suite;
    private readonly byte[] seed;
    private readonly int[] slots;
    private readonly MerkleTree tree;

    /// <summary>
    /// The tree of a tick over the hashes of its entries (32 bytes each), in their order. More entries than slots, a
    /// slot count that is neither of the two, or a seed that is not 32 bytes is an <see cref="ArgumentException"/>.
    /// </summary>
    public SlotTree(Suite suite, ReadOnlySpan<byte> seed, int slotCount, IReadOnlyList<byte[]> entryHashes)
    {
        if (!IsSlotCount(slotCount))
            throw new ArgumentException($"A tick has no {slotCount} slots.", nameof(slotCount));
        if (seed.Length != SeedBytes)
            throw new ArgumentException($"A seed has no {seed.Length} bytes.", nameof(seed));
        (this.suite, this.seed) = (suite, seed.ToArray());
        slots = Order(suite, seed, slotCount, entryHashes.Count);
        tree = Grow(slotCount, entryHashes);
    }

    /// <inheritdoc/>
    public byte[] Root => tree.Root();

    /// <inheritdoc/>
    public SlotPath PathOf(int k) =>
        new((uint)tree.Size, (uint)slots[k], Salt(suite, seed, slots[k]), tree.InclusionProof(slots[k], tree.Size));

    /// <summary>
    /// Whether the whole disclosure of a tick, its seed and all entry hashes in order, gives that root: then every
    /// other slot was cover.
    /// </summary>
    public static bool VerifyDisclosure(
        Suite suite,
        ReadOnlySpan<byte> seed,
        int slotCount,
        IReadOnlyList<byte[]> entryHashes,
        ReadOnlySpan<byte> root
    ) =>
        IsSlotCount(slotCount)
        && seed.Length == SeedBytes
        && entryHashes.Count <= slotCount
        && entryHashes.All(hash => hash.Length == Suite.HashBytes)
        && new SlotTree(suite, seed, slotCount, entryHashes).Root.AsSpan().SequenceEqual(root);

    /// <summary>Whether a tick may have that many slots.</summary>
    public static bool IsSlotCount(long slotCount) => slotCount is OrdinarySlots or DrainSlots;

    /// <summary>
    /// The slots of the first <paramref name="count"/> entries: the beginning of a permutation of 0 … slotCount − 1, so
    /// a tick with few entries draws few numbers.
    /// </summary>
    public static int[] Order(Suite suite, ReadOnlySpan<byte> seed, int slotCount, int count) =>
        Permutation.Draw(suite, seed, Tags.SlotOrder, slotCount, count);

    /// <summary>Value of a slot that holds an entry: tagged hash of salt and entry hash, 32 bytes.</summary>
    public static byte[] Used(Suite suite, byte[] salt, byte[] entryHash) =>
        Tags.Hash(suite, Tags.Slot, salt, entryHash);

    private MerkleTree Grow(int slotCount, IReadOnlyList<byte[]> entryHashes)
    {
        var used = new byte[slotCount][];
        for (var k = 0; k < slots.Length; k++)
        {
            if (entryHashes[k].Length != Suite.HashBytes)
                throw new ArgumentException($"Entry hash {k} has no 32 bytes.", nameof(entryHashes));
            used[slots[k]] = Used(suite, Salt(suite, seed, slots[k]), entryHashes[k]);
        }
        var grown = new MerkleTree(suite);
        // Up to 65,536 covers under one key: setting the key up anew for each would cost as much as all the other
        // hashes of the tree.
        using var keyed = suite.BeginHmac(seed);
        Span<byte> value = stackalloc byte[Suite.HashBytes];
        for (var slot = 0; slot < slotCount; slot++)
        {
            if (used[slot] is { } entry)
                entry.CopyTo(value);
            else
                Cover(keyed, slot, value);
            TreeHash.Leaf32(suite, value, value);
            grown.Append(value);
        }
        return grown;
    }

    // Cover, salt and order are all HMAC under the seed; their inputs have 4, 8 and 30 bytes and more, so none can
    // equal another.
    private static void Cover(RunningHash keyed, int slot, Span<byte> destination)
    {
        Span<byte> input = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(input, slot);
        keyed.Append(input);
        keyed.Finish(destination);
    }

    internal static byte[] Salt(Suite suite, ReadOnlySpan<byte> seed, int slot)
    {
        Span<byte> input = stackalloc byte[8];
        "salt"u8.CopyTo(input);
        BinaryPrimitives.WriteInt32BigEndian(input[4..], slot);
        return suite.Hmac(seed, input);
    }
}
