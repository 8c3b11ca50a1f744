namespace Trading.Crypto;

/// <summary>
/// Checks proofs of RFC 6962 trees by the algorithms of RFC 9162, sections 2.1.3.2 and 2.1.4.2. Every malformed input
/// is false: a size or index out of range, a hash that is not 32 bytes, a proof too short or too long.
/// </summary>
public static class MerkleProof
{
    /// <summary>
    /// Whether the leaf of that hash stands at <paramref name="index"/> in the tree of that size and root.
    /// </summary>
    public static bool VerifyInclusion(
        Suite suite,
        long index,
        long size,
        ReadOnlySpan<byte> leafHash,
        IReadOnlyList<byte[]> proof,
        ReadOnlySpan<byte> root
    )
    {
        if (index < 0 || index >= size || leafHash.Length != Suite.HashBytes || !AreHashes(proof))
            return false;
        var (node, last) = (index, size - 1);
        var hash = leafHash.ToArray();
        foreach (var sibling in proof)
        {
            if (last == 0)
                return false;
            Climb(suite, sibling, ref node, ref last, hash, null);
        }
        return last == 0 && root.SequenceEqual(hash);
    }

    /// <summary>
    /// Whether the tree of <paramref name="size1"/> leaves and <paramref name="root1"/> is a prefix of the other one. A
    /// size1 of 0 is false: everything extends the empty tree, so such a proof says nothing.
    /// </summary>
    public static bool VerifyConsistency(
        Suite suite,
        long size1,
        long size2,
        ReadOnlySpan<byte> root1,
        ReadOnlySpan<byte> root2,
        IReadOnlyList<byte[]> proof
    )
    {
        if (size1 <= 0 || size1 > size2 || !AreHashes(proof))
            return false;
        if (size1 == size2)
            return proof.Count == 0 && root1.SequenceEqual(root2);
        if (root1.Length != Suite.HashBytes)
            return false;

        // A complete old tree is the first subtree of the proof itself and is left out of it.
        var implied = (size1 & (size1 - 1)) == 0;
        if (!implied && proof.Count == 0)
            return false;
        var oldHash = implied ? root1.ToArray() : (byte[])proof[0].Clone();
        var newHash = (byte[])oldHash.Clone();

        var (node, last) = (size1 - 1, size2 - 1);
        while ((node & 1) != 0)
            (node, last) = (node >> 1, last >> 1);
        foreach (var sibling in implied ? proof : proof.Skip(1))
        {
            if (last == 0)
                return false;
            Climb(suite, sibling, ref node, ref last, newHash, oldHash);
        }
        return last == 0 && root1.SequenceEqual(oldHash) && root2.SequenceEqual(newHash);
    }

    // One step towards the root: a sibling on the left belongs to both trees, one on the right to the new tree alone.
    private static void Climb(
        Suite suite,
        byte[] sibling,
        ref long node,
        ref long last,
        byte[] newHash,
        byte[]? oldHash
    )
    {
        if ((node & 1) != 0 || node == last)
        {
            TreeHash.Node(suite, sibling, newHash, newHash);
            if (oldHash is not null)
                TreeHash.Node(suite, sibling, oldHash, oldHash);
            // The last node of a level has no right neighbour and rises until it is one itself.
            while ((node & 1) == 0 && node != 0)
                (node, last) = (node >> 1, last >> 1);
        }
        else
        {
            TreeHash.Node(suite, newHash, sibling, newHash);
        }
        (node, last) = (node >> 1, last >> 1);
    }

    private static bool AreHashes(IReadOnlyList<byte[]> proof)
    {
        foreach (var hash in proof)
            if (hash.Length != Suite.HashBytes)
                return false;
        return true;
    }
}
