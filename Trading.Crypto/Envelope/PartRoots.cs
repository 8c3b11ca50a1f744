namespace Trading.Crypto;

/// <summary>
/// Parts of a section's ciphertext for uploads: 64 chunks each, the last one fewer. A part's root is that of the RFC
/// 6962 tree over its chunks; because
/// 64 is a power of two, the part roots fold to the ciphertext root as if they were leaf hashes. So an uploader states
/// all part roots first, and each part can be checked alone as it arrives, in any order. Source: docs/spec/envelope.md,
/// "Parts".
/// </summary>
public static class PartRoots
{
    /// <summary>The ciphertext root of a section with these part roots (at least one, 32 bytes each).</summary>
    public static byte[] Fold(Suite suite, IReadOnlyList<byte[]> roots) => CompactRange.Root(suite, roots);

    /// <summary>Whether the part roots are as many as the section has parts and fold to its ciphertext root.</summary>
    public static bool Verify(Suite suite, SectionEntry section, IReadOnlyList<byte[]> roots) =>
        roots.Count == ChunkedPayload.Parts(section.PlaintextBytes)
        && roots.All(root => root.Length == Suite.HashBytes)
        && Fold(suite, roots).AsSpan().SequenceEqual(section.Root);

    /// <summary>Root of one part's bytes, chunk by chunk.</summary>
    public static byte[] Of(Suite suite, ReadOnlySpan<byte> part)
    {
        using var hasher = new PartHasher(suite);
        hasher.Append(part);
        return hasher.Finish()[0];
    }

    /// <summary>
    /// Whether the bytes are exactly part <paramref name="index"/> of a section, given its stated root.
    /// </summary>
    public static bool VerifyPart(
        Suite suite,
        SectionEntry section,
        int index,
        ReadOnlySpan<byte> part,
        ReadOnlySpan<byte> root
    ) =>
        index >= 0
        && index < ChunkedPayload.Parts(section.PlaintextBytes)
        && part.Length == ChunkedPayload.PartBytesAt(section.PlaintextBytes, index)
        && root.SequenceEqual(Of(suite, part));
}

/// <summary>
/// Part roots of a ciphertext that arrives in pieces of any length, for example from the network. Not thread-safe.
/// </summary>
public sealed class PartHasher : IDisposable
{
    private readonly Suite suite;
    private readonly RunningHash leaf;
    private readonly List<byte[]> roots = [];
    private CompactRange part;
    private int inChunk;

    /// <summary>Begins at the first byte of a section, or of a part.</summary>
    public PartHasher(Suite suite)
    {
        (this.suite, leaf, part) = (suite, suite.BeginHash(), new CompactRange(suite));
        BeginLeaf();
    }

    /// <summary>Adds ciphertext bytes.</summary>
    public void Append(ReadOnlySpan<byte> ciphertext)
    {
        while (!ciphertext.IsEmpty)
        {
            var take = Math.Min(ciphertext.Length, ChunkedPayload.SealedChunkBytes - inChunk);
            leaf.Append(ciphertext[..take]);
            inChunk += take;
            if (inChunk == ChunkedPayload.SealedChunkBytes)
                EndChunk();
            ciphertext = ciphertext[take..];
        }
    }

    /// <summary>The part roots of everything appended, at least one; the hasher is used up.</summary>
    public byte[][] Finish()
    {
        if (inChunk > 0)
            EndChunk();
        if (part.Size > 0 || roots.Count == 0)
            EndPart();
        return [.. roots];
    }

    /// <inheritdoc/>
    public void Dispose() => leaf.Dispose();

    private void EndChunk()
    {
        part.Append(leaf.Finish());
        BeginLeaf();
        if (part.Size == ChunkedPayload.PartChunks)
            EndPart();
    }

    private void EndPart()
    {
        roots.Add(part.Root());
        part = new CompactRange(suite);
    }

    private void BeginLeaf()
    {
        inChunk = 0;
        leaf.Append(TreeHash.LeafStart);
    }
}
