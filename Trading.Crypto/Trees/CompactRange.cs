using System.Numerics;

namespace Trading.Crypto;

/// <summary>
/// The least that a log must keep to go on appending to its RFC 6962 tree: one hash for each set bit of the size, at
/// most 63 of them. Canonical bytes: size (8) ‖ the hashes of the complete subtrees, largest first (32 each). Not
/// thread-safe.
/// Source: docs/spec/streams.md, "Compact range".
/// </summary>
public sealed class CompactRange
{
    private readonly Suite suite;
    private readonly List<byte[]> subtrees;

    /// <summary>The range of the empty tree.</summary>
    public CompactRange(Suite suite)
        : this(suite, 0, []) { }

    private CompactRange(Suite suite, long size, List<byte[]> subtrees) =>
        (this.suite, Size, this.subtrees) = (suite, size, subtrees);

    /// <summary>Number of leaves appended.</summary>
    public long Size { get; private set; }

    /// <summary>Appends a leaf by its hash (32 bytes).</summary>
    public void Append(ReadOnlySpan<byte> leafHash)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(leafHash.Length, Suite.HashBytes);
        var hash = leafHash.ToArray();
        for (var size = Size; (size & 1) != 0; size >>= 1)
        {
            TreeHash.Node(suite, subtrees[^1], hash, hash);
            subtrees.RemoveAt(subtrees.Count - 1);
        }
        subtrees.Add(hash);
        Size++;
    }

    /// <summary>Root of the tree, 32 bytes.</summary>
    public byte[] Root()
    {
        if (Size == 0)
            return TreeHash.Empty(suite);
        var root = (byte[])subtrees[^1].Clone();
        for (var i = subtrees.Count - 2; i >= 0; i--)
            TreeHash.Node(suite, subtrees[i], root, root);
        return root;
    }

    /// <summary>A copy that grows by itself, for example to try an append.</summary>
    public CompactRange Copy() => new(suite, Size, [.. subtrees]);

    /// <summary>The canonical bytes.</summary>
    public byte[] ToBytes()
    {
        var writer = new WireWriter().U64((ulong)Size);
        foreach (var hash in subtrees)
            writer.Fixed(hash);
        return writer.ToArray();
    }

    /// <summary>
    /// Reads canonical bytes; anything else throws <see cref="WireException"/>. What a log persisted itself is either
    /// right or corrupt.
    /// </summary>
    public static CompactRange Parse(Suite suite, ReadOnlySpan<byte> bytes)
    {
        var reader = new WireReader(bytes);
        var size = reader.U64();
        if (size > long.MaxValue)
            throw reader.Wrong("a tree of this size cannot be");
        var subtrees = new List<byte[]>();
        for (var i = BitOperations.PopCount(size); i > 0; i--)
            subtrees.Add(reader.Fixed(Suite.HashBytes));
        reader.End();
        return new CompactRange(suite, (long)size, subtrees);
    }

    /// <summary>Root of the tree over leaf hashes, without keeping it.</summary>
    public static byte[] Root(Suite suite, IEnumerable<byte[]> leafHashes)
    {
        var range = new CompactRange(suite);
        foreach (var hash in leafHashes)
            range.Append(hash);
        return range.Root();
    }
}
