namespace Trading.Rooms.Counts;

/// <summary>What opens one line against a published commitment, and nothing beside it.</summary>
/// <param name="Line">Bytes of the line.</param>
/// <param name="Salt">Its salt, 32 bytes.</param>
/// <param name="Index">Its place, from 0.</param>
/// <param name="Size">Lines of the count.</param>
/// <param name="Path">Inclusion proof, 32 bytes each.</param>
/// <param name="Root">Root over all lines, 32 bytes.</param>
/// <param name="Hidden">The salted hash of the whole count, 32 bytes.</param>
public sealed record LineProof(
    byte[] Line,
    byte[] Salt,
    int Index,
    int Size,
    IReadOnlyList<byte[]> Path,
    byte[] Root,
    byte[] Hidden
)
{
    private const int PathMost = 64;

    /// <summary>The one encoding.</summary>
    public byte[] ToBytes() =>
        new WireWriter()
            .Bytes(Line)
            .Fixed(Salt)
            .U32((uint)Index)
            .U32((uint)Size)
            .List(Path, static (w, hash) => w.Fixed(hash))
            .Fixed(Root)
            .Fixed(Hidden)
            .ToArray();

    /// <summary>Reads a proof; anything that <see cref="ToBytes"/> would not print is a <see cref="WireException"/>.
    /// </summary>
    public static LineProof Read(byte[] bytes)
    {
        var reader = new WireReader(bytes);
        var proof = new LineProof(
            reader.Bytes(),
            reader.Fixed(Suite.HashBytes),
            (int)reader.U32(),
            (int)reader.U32(),
            reader.List(static (ref WireReader r) => r.Fixed(Suite.HashBytes), PathMost),
            reader.Fixed(Suite.HashBytes),
            reader.Fixed(Suite.HashBytes)
        );
        reader.End();
        return proof;
    }

    /// <summary>Whether the commitment was made to this line.</summary>
    public bool Opens(Suite suite, byte[] commitment)
    {
        var leaf = TreeHash.Leaf(suite, Tags.Hash(suite, Tags.RoomLine, Salt, Line));
        return MerkleProof.VerifyInclusion(suite, Index, Size, leaf, Path, Root)
            && Counting.Commitment(suite, Hidden, Root).AsSpan().SequenceEqual(commitment);
    }
}

/// <summary>
/// The lines of a count as a tree under its salt: each line has a salt of its own, so whoever is shown one learns
/// nothing of its neighbours. Source: docs/spec/room.md, "Count".
/// </summary>
public sealed class LineTree
{
    private readonly MerkleTree tree;
    private readonly IReadOnlyList<RoomLine> lines;
    private readonly Suite suite;
    private readonly byte[] salt;

    /// <param name="suite">The room's suite.</param>
    /// <param name="salt">The count's salt, 32 bytes.</param>
    /// <param name="lines">In the start's order.</param>
    public LineTree(Suite suite, byte[] salt, IReadOnlyList<RoomLine> lines)
    {
        (this.suite, this.salt, this.lines) = (suite, salt, lines);
        tree = MerkleTree.FromLeafHashes(
            suite,
            lines.Select(l => TreeHash.Leaf(suite, Tags.Hash(suite, Tags.RoomLine, SaltOf(l.Bid), l.ToBytes())))
        );
    }

    /// <summary>RFC 6962 root over the lines, 32 bytes.</summary>
    public byte[] Root => tree.Root();

    /// <summary>What opens the line of a bid; null for a bid that is not there.</summary>
    /// <param name="bid">The bid.</param>
    /// <param name="hidden">The salted hash of the whole count.</param>
    public LineProof? Prove(string bid, byte[] hidden)
    {
        for (var at = 0; at < lines.Count; at++)
            if (lines[at].Bid == bid)
                return new LineProof(
                    lines[at].ToBytes(),
                    SaltOf(bid),
                    at,
                    lines.Count,
                    tree.InclusionProof(at, lines.Count),
                    Root,
                    hidden
                );
        return null;
    }

    private byte[] SaltOf(string bid) => Tags.Hash(suite, Tags.RoomLineSalt, salt, WireText.Utf8.GetBytes(bid));
}
