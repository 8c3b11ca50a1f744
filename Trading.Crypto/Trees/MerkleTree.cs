using System.Numerics;

namespace Trading.Crypto;

/// <summary>
/// An RFC 6962 tree that grows by leaf hashes and answers with the root and the proofs of every size it ever had.
/// It keeps the hash of each complete subtree, 64 bytes a leaf; whoever stores leaf hashes alone rebuilds it with
/// <see cref="FromLeafHashes"/>, one node hash a leaf. Proofs take O(log² n) hashes. Not thread-safe.
/// Source: RFC 6962, section 2.1; docs/spec/streams.md, "Trees".
/// </summary>
public sealed class MerkleTree(Suite suite)
{
    // levels[k][i] is the hash over leaves i·2^k … (i + 1)·2^k − 1. Only complete subtrees stand here.
    private readonly List<HashColumn> levels = [new HashColumn()];

    /// <summary>Number of leaves.</summary>
    public long Size => levels[0].Count;

    /// <summary>The tree over leaf hashes of 32 bytes.</summary>
    public static MerkleTree FromLeafHashes(Suite suite, IEnumerable<byte[]> leafHashes)
    {
        var tree = new MerkleTree(suite);
        foreach (var hash in leafHashes)
            tree.Append(hash);
        return tree;
    }

    /// <summary>Appends a leaf by its hash (<see cref="TreeHash.Leaf"/>, 32 bytes).</summary>
    public void Append(ReadOnlySpan<byte> leafHash)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(leafHash.Length, Suite.HashBytes);
        Span<byte> hash = stackalloc byte[Suite.HashBytes];
        leafHash.CopyTo(hash);
        for (var level = 0; ; level++)
        {
            if (level == levels.Count)
                levels.Add(new HashColumn());
            var column = levels[level];
            column.Add(hash);
            if (column.Count % 2 != 0)
                return;
            TreeHash.Node(suite, column[column.Count - 2], column[column.Count - 1], hash);
        }
    }

    /// <summary>The leaf hash at that index, from 0 to Size − 1.</summary>
    public byte[] LeafHash(long index) => levels[0][checked((int)index)].ToArray();

    /// <summary>Root of the whole tree.</summary>
    public byte[] Root() => Root(Size);

    /// <summary>Root of the first <paramref name="size"/> leaves, from 0 to Size.</summary>
    public byte[] Root(long size)
    {
        ThrowUnlessWithin(size, 0, Size);
        return size == 0 ? TreeHash.Empty(suite) : Subtree(0, size);
    }

    /// <summary>
    /// Audit path of the leaf at <paramref name="index"/> in the tree of the first <paramref name="size"/> leaves (0 ≤
    /// index &lt; size ≤ Size), from the leaf's sibling up: RFC 6962, section 2.1.1.
    /// </summary>
    public byte[][] InclusionProof(long index, long size)
    {
        ThrowUnlessWithin(size, 1, Size);
        ThrowUnlessWithin(index, 0, size - 1);
        var proof = new List<byte[]>();
        var (start, end) = (0L, size);
        while (end - start > 1)
        {
            var middle = start + Split(end - start);
            proof.Add(index < middle ? Subtree(middle, end) : Subtree(start, middle));
            if (index < middle)
                end = middle;
            else
                start = middle;
        }
        proof.Reverse();
        return [.. proof];
    }

    /// <summary>
    /// Proof that the tree of <paramref name="size1"/> leaves is a prefix of that of <paramref name="size2"/> (1 ≤
    /// size1 ≤ size2 ≤ Size): RFC 6962, section 2.1.2. Empty when the sizes are equal.
    /// </summary>
    public byte[][] ConsistencyProof(long size1, long size2)
    {
        ThrowUnlessWithin(size2, 1, Size);
        ThrowUnlessWithin(size1, 1, size2);
        var proof = new List<byte[]>();
        var (start, end) = (0L, size2);
        while (end != size1)
        {
            var middle = start + Split(end - start);
            proof.Add(size1 <= middle ? Subtree(middle, end) : Subtree(start, middle));
            if (size1 <= middle)
                end = middle;
            else
                start = middle;
        }
        // The subtree that both trees share is the old root itself when nothing stands left of it: then the verifier
        // has it.
        if (start != 0)
            proof.Add(Subtree(start, end));
        proof.Reverse();
        return [.. proof];
    }

    // The recursion of RFC 6962 only ever asks for ranges that start at a multiple of the next power of two, so every
    // left part is complete.
    private byte[] Subtree(long start, long end)
    {
        if (BitOperations.IsPow2(end - start))
            return Complete(start, end - start).ToArray();
        var left = Split(end - start);
        return TreeHash.Node(suite, Complete(start, left), Subtree(start + left, end));
    }

    private ReadOnlySpan<byte> Complete(long start, long count)
    {
        var level = BitOperations.Log2((ulong)count);
        return levels[level][(int)(start >> level)];
    }

    // The largest power of two below n, for n ≥ 2.
    private static long Split(long n) => 1L << BitOperations.Log2((ulong)n - 1);

    private static void ThrowUnlessWithin(long value, long least, long most)
    {
        if (value < least || value > most)
            throw new ArgumentOutOfRangeException(nameof(value), value, $"from {least} to {most}");
    }

    private sealed class HashColumn
    {
        private byte[] bytes = new byte[16 * Suite.HashBytes];

        public int Count { get; private set; }

        public ReadOnlySpan<byte> this[int index] => bytes.AsSpan(checked(index * Suite.HashBytes), Suite.HashBytes);

        public void Add(ReadOnlySpan<byte> hash)
        {
            var at = checked(Count * Suite.HashBytes);
            if (at == bytes.Length)
                Array.Resize(ref bytes, checked(2 * at));
            hash.CopyTo(bytes.AsSpan(at));
            Count++;
        }
    }
}
