using System.Buffers.Binary;

namespace Trading.Crypto;

/// <summary>
/// The slots of one tick with room for all that a log can ever take, so that no tick is full and the tick of an entry
/// tells nothing of others. 65,536 slots; entries stand at random ones, and each subtree without an entry has one cover
/// of its own, however many slots it spans: an empty tick costs one HMAC, n entries cost about 16·n hashes and as many
/// covers. Without the seed nobody can tell a cover from a subtree with entries. Everything derives from the tick's
/// 32-byte seed; order and salts are those of <see cref="SlotTree"/>. Immutable. Source: docs/spec/streams.md, "Sparse
/// slot tree".
/// </summary>
public sealed class SparseSlotTree : ISlotTree
{
    /// <summary>Slots of a tick, and the most entries that a log can take.</summary>
    public const int Slots = 65_536;

    /// <summary>Levels above the slots: a path has as many hashes.</summary>
    public const int Levels = 16;

    private readonly Suite suite;
    private readonly byte[] seed;
    private readonly int[] slots;
    private readonly Level[] levels = new Level[Levels + 1];

    /// <summary>
    /// The tree of a tick over the hashes of its entries (32 bytes each), in their order. More than <see cref="Slots"/>
    /// entries, or a seed or hash that is not 32 bytes, is an <see cref="ArgumentException"/>.
    /// </summary>
    public SparseSlotTree(Suite suite, ReadOnlySpan<byte> seed, IReadOnlyList<byte[]> entryHashes)
    {
        if (seed.Length != SlotTree.SeedBytes)
            throw new ArgumentException($"A seed has no {seed.Length} bytes.", nameof(seed));
        if (entryHashes.Any(hash => hash.Length != Suite.HashBytes))
            throw new ArgumentException("An entry hash has 32 bytes.", nameof(entryHashes));
        (this.suite, this.seed) = (suite, seed.ToArray());
        slots = SlotTree.Order(suite, seed, Slots, entryHashes.Count);
        levels[0] = Used(entryHashes);
        for (var level = 1; level <= Levels; level++)
            levels[level] = Above(level);
        Root = ValueOf(Levels, 0);
    }

    /// <inheritdoc/>
    public byte[] Root { get; }

    /// <inheritdoc/>
    public SlotPath PathOf(int k)
    {
        var path = new byte[Levels][];
        for (var level = 0; level < Levels; level++)
            path[level] = ValueOf(level, slots[k] >> level ^ 1);
        return new SlotPath(Slots, (uint)slots[k], SlotTree.Salt(suite, seed, slots[k]), path);
    }

    private Level Used(IReadOnlyList<byte[]> entryHashes)
    {
        var entries = Enumerable.Range(0, slots.Length).ToArray();
        var sorted = (int[])slots.Clone();
        Array.Sort(sorted, entries);
        var used = new Level(sorted);
        for (var i = 0; i < sorted.Length; i++)
        {
            var value = SlotTree.Used(suite, SlotTree.Salt(suite, seed, sorted[i]), entryHashes[entries[i]]);
            TreeHash.Leaf32(suite, value, used.HashAt(i));
        }
        return used;
    }

    private Level Above(int level)
    {
        var above = new Level([.. levels[level - 1].Indices.Select(index => index >> 1).Distinct()]);
        for (var i = 0; i < above.Indices.Length; i++)
        {
            var left = 2 * above.Indices[i];
            TreeHash.Node(suite, ValueOf(level - 1, left), ValueOf(level - 1, left + 1), above.HashAt(i));
        }
        return above;
    }

    // The hash of a subtree that holds an entry, else its cover.
    private byte[] ValueOf(int level, int index)
    {
        var at = Array.BinarySearch(levels[level].Indices, index);
        return at >= 0 ? levels[level].HashAt(at).ToArray() : Cover(level, index);
    }

    // Cover, salt and order are all HMAC under the seed. Cover and order begin with the length of different tags of 20
    // letters, a salt with the letter s, so no input is another's. A cover has no children that anybody could show:
    // what stands under it follows from the seed alone.
    private byte[] Cover(int level, int index)
    {
        var place = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(place, index);
        return suite.Hmac(seed, Tags.Join(Tags.SlotCover, [(byte)level], place));
    }

    /// <summary>The subtrees of one height that hold entries: their indices, rising, and their hashes.</summary>
    private sealed class Level(int[] indices)
    {
        private readonly byte[] hashes = new byte[indices.Length * Suite.HashBytes];

        public int[] Indices { get; } = indices;

        public Span<byte> HashAt(int i) => hashes.AsSpan(i * Suite.HashBytes, Suite.HashBytes);
    }
}
