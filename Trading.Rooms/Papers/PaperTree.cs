namespace Trading.Rooms.Papers;

/// <summary>
/// The root that is published when a blind stage closes: RFC 6962 over the commitments of its papers. Source:
/// docs/spec/room.md, "Papers".
/// </summary>
public static class PaperTree
{
    /// <summary>The root, 32 bytes; of no paper that of the empty tree.</summary>
    public static byte[] Root(Suite suite, IEnumerable<byte[]> commitments) =>
        CompactRange.Root(suite, commitments.Select(c => TreeHash.Leaf(suite, c)));
}
