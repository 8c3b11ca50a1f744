using Trading.Crypto;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Statements;

namespace Trading.Pool.Draws;

/// <summary>Makes and signs what the custodian says of a draw. Source: docs/spec/draw.md, "Statements".</summary>
internal sealed class DrawSigner(SigningKey key)
{
    /// <summary>A group cannot be filled.</summary>
    public KeptStatement Shortage(KeptDraw draw, Shortage shortage)
    {
        var bytes = DrawStatements.Shortage(draw.RequestHash, shortage);
        return new(KeptStatement.Shortage, bytes, key.Sign(Tags.DrawShortage, bytes));
    }

    /// <summary>The commitment of a prepared pool, or of one that is too large to be sealed its reduction.</summary>
    public KeptStatement First(PublishedDraw draw, PreparedPool pool)
    {
        if (!pool.NeedsReduction)
            return Commitment(draw, Custodian.Commit(draw.Request, draw.Locks, pool, null, Entropy.System));
        var head = Custodian.ReductionHead(draw.Request, draw.Locks, pool);
        var rows = pool.ReductionRows().Select(row => row.ToBytes());
        return Signed(KeptStatement.Reduction, draw, ReductionRoot(draw, pool), [head.ToBytes(), .. rows]);
    }

    /// <summary>A commitment, as it is published.</summary>
    public KeptStatement Commitment(PublishedDraw draw, Commitment made)
    {
        var rows = made.Positions.Select(position => position.ToBytes());
        return Signed(KeptStatement.Commitment, draw, made.Root, [made.Head.ToBytes(), .. rows]);
    }

    /// <summary>
    /// One bit for each position: whether its expert, as the commitment has it, is on the staff of one of the units.
    /// </summary>
    public KeptStatement Conflicts(
        Suite suite,
        string draw,
        KeptStatement commitment,
        PreparedPool secrets,
        IReadOnlyList<string> units
    )
    {
        var (head, positions) = CommittedBytes.Read(commitment.Body);
        var rows = secrets.Rows.ToDictionary(row => Convert.ToHexString(row.Hash));
        var named = units.ToHashSet(StringComparer.Ordinal);
        var bits = new byte[(positions.Count + 7) / 8];
        foreach (var position in positions)
            if (named.Contains(rows[Convert.ToHexString(position.RowHash)].Expert.EmployerCode))
                bits[position.Position / 8] |= (byte)(1 << (position.Position % 8));
        var salt = new byte[ConflictStatement.SaltBytes];
        Entropy.System.Fill(salt);
        var root = DrawTree.Root(suite, head, positions.Select(position => position.ToBytes()));
        var statement = new ConflictStatement(draw, root, ConflictStatement.HashOf(suite, units), salt, bits);
        var bytes = statement.ToBytes();
        return new(KeptStatement.Conflicts, bytes, key.Sign(Tags.DrawConflicts, bytes));
    }

    /// <summary>The root of a pool's reduction under these locks.</summary>
    public static byte[] ReductionRoot(PublishedDraw draw, PreparedPool pool) =>
        Reduction.Root(
            draw.Locks.Draw.Suite,
            Custodian.ReductionHead(draw.Request, draw.Locks, pool),
            pool.ReductionRows()
        );

    /// <summary>Whether the own key signed that root for that draw.</summary>
    public bool HasSigned(PublishedDraw draw, byte[] root, byte[] signature) =>
        SigningKey.Verify(key.Suite, key.PublicPoint, Tags.DrawCommitted, Bytes(draw, root), signature);

    private KeptStatement Signed(string kind, PublishedDraw draw, byte[] root, IReadOnlyList<byte[]> rows) =>
        new(kind, CommittedBytes.Join(rows), key.Sign(Tags.DrawCommitted, Bytes(draw, root)));

    private static byte[] Bytes(PublishedDraw draw, byte[] root) =>
        DrawStatements.Commitment(draw.Request.Hash(), root);
}
