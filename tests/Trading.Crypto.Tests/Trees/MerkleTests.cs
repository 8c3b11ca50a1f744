namespace Trading.Crypto.Tests.Trees;

public sealed class MerkleTests
{
    private static readonly Suite P256 = Suite.P256;

    [Fact]
    public void Roots_and_proofs_equal_the_slow_reference_for_every_small_size()
    {
        var leaves = Leaves("every small size", 40);
        var tree = Grow(leaves);
        for (var size = 1; size <= leaves.Length; size++)
        {
            Assert.Equal(SlowTree.Root(leaves[..size]), tree.Root(size));
            for (var i = 0; i < size; i++)
            {
                Assert.Equal(SlowTree.Path(i, leaves[..size]), tree.InclusionProof(i, size));
                Assert.Equal(SlowTree.Proof(i + 1, leaves[..size]), tree.ConsistencyProof(i + 1, size));
            }
        }
    }

    [Fact]
    public void Proofs_of_random_large_trees_verify_and_equal_the_reference()
    {
        var random = new Random(20251122);
        var leaves = Leaves("large", 1500);
        var tree = Grow(leaves);
        for (var round = 0; round < 60; round++)
        {
            var size = random.Next(1, leaves.Length + 1);
            var (index, old) = (random.Next(size), random.Next(1, size + 1));
            var (path, proof) = (tree.InclusionProof(index, size), tree.ConsistencyProof(old, size));
            Assert.Equal(SlowTree.Path(index, leaves[..size]), path);
            Assert.Equal(SlowTree.Proof(old, leaves[..size]), proof);
            Assert.True(MerkleProof.VerifyInclusion(P256, index, size, tree.LeafHash(index), path, tree.Root(size)));
            Assert.True(MerkleProof.VerifyConsistency(P256, old, size, tree.Root(old), tree.Root(size), proof));
        }
    }

    [Fact]
    public void A_proof_for_another_leaf_size_or_root_is_false()
    {
        var tree = Grow(Leaves("other", 13));
        for (var size = 2; size <= 13; size++)
        for (var index = 0; index < size; index++)
        {
            var (leaf, path, root) = (tree.LeafHash(index), tree.InclusionProof(index, size), tree.Root(size));
            Assert.False(MerkleProof.VerifyInclusion(P256, index, size, tree.LeafHash((index + 1) % size), path, root));
            Assert.False(MerkleProof.VerifyInclusion(P256, (index + 1) % size, size, leaf, path, root));
            Assert.False(MerkleProof.VerifyInclusion(P256, index, size, leaf, path, tree.Root(size - 1)));
            Assert.False(MerkleProof.VerifyInclusion(P256, index, size, leaf, [.. path, path[0]], root));
            Assert.False(MerkleProof.VerifyInclusion(P256, index, size, leaf, path[1..], root));
            Assert.False(MerkleProof.VerifyInclusion(P256, -1, size, leaf, path, root));
        }
    }

    [Fact]
    public void Every_flipped_bit_of_a_consistency_proof_is_false()
    {
        var tree = Grow(Leaves("flip", 11));
        var proof = tree.ConsistencyProof(6, 11);
        for (var at = 0; at < proof.Length * 32; at++)
        {
            var wrong = proof.Select(hash => (byte[])hash.Clone()).ToArray();
            wrong[at / 32][at % 32] ^= 1;
            Assert.False(MerkleProof.VerifyConsistency(P256, 6, 11, tree.Root(6), tree.Root(11), wrong));
        }
        Assert.False(MerkleProof.VerifyConsistency(P256, 6, 11, tree.Root(11), tree.Root(6), proof));
        Assert.False(MerkleProof.VerifyConsistency(P256, 6, 11, tree.Root(5), tree.Root(11), proof));
    }

    [Fact]
    public void A_compact_range_has_the_trees_root_at_every_size_and_survives_its_bytes()
    {
        var leaves = Leaves("range", 70);
        var range = new CompactRange(P256);
        Assert.Equal(SlowTree.Root([]), range.Root());
        for (var size = 1; size <= leaves.Length; size++)
        {
            range.Append(TreeHash.Leaf(P256, leaves[size - 1]));
            range = CompactRange.Parse(P256, range.ToBytes());
            Assert.Equal(size, range.Size);
            Assert.Equal(SlowTree.Root(leaves[..size]), range.Root());
        }
    }

    [Fact]
    public void A_copied_range_grows_without_its_original()
    {
        var range = new CompactRange(P256);
        foreach (var leaf in Leaves("copy", 7))
            range.Append(TreeHash.Leaf(P256, leaf));
        var before = range.ToBytes();
        range.Copy().Append(new byte[32]);
        Assert.Equal(before, range.ToBytes());
    }

    [Fact]
    public void A_range_of_other_bytes_is_refused()
    {
        var range = new CompactRange(P256);
        foreach (var leaf in Leaves("strict", 5))
            range.Append(TreeHash.Leaf(P256, leaf));
        var bytes = range.ToBytes();
        Assert.Throws<WireException>(() => CompactRange.Parse(P256, bytes.AsSpan(0, bytes.Length - 1)));
        Assert.Throws<WireException>(() => CompactRange.Parse(P256, [.. bytes, 0]));
        bytes[0] = 0x80;
        Assert.Throws<WireException>(() => CompactRange.Parse(P256, bytes));
    }

    [Fact]
    public void Leaf_hashes_alone_rebuild_the_tree()
    {
        var tree = Grow(Leaves("rebuild", 77));
        var again = MerkleTree.FromLeafHashes(P256, Enumerable.Range(0, 77).Select(i => tree.LeafHash(i)));
        Assert.Equal(tree.Root(), again.Root());
        Assert.Equal(tree.InclusionProof(40, 50), again.InclusionProof(40, 50));
        Assert.Equal(tree.Root(), CompactRange.Root(P256, Enumerable.Range(0, 77).Select(i => tree.LeafHash(i))));
    }

    private static MerkleTree Grow(byte[][] leaves) =>
        MerkleTree.FromLeafHashes(P256, leaves.Select(leaf => TreeHash.Leaf(P256, leaf)));

    private static byte[][] Leaves(string seed, int count)
    {
        var entropy = new FixedEntropy(seed);
        return [.. Enumerable.Range(0, count).Select(i => Bytes(entropy, i % 70))];
    }

    private static byte[] Bytes(FixedEntropy entropy, int length)
    {
        var bytes = new byte[length];
        entropy.Fill(bytes);
        return bytes;
    }
}
