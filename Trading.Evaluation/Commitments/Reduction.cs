using Trading.Crypto;
using Trading.Evaluation.Requests;

namespace Trading.Evaluation.Commitments;

/// <summary>
/// What everybody sees of one eligible expert while there are too many to seal. Bytes: 02 (1) ‖ row hash (32) ‖ groups
/// (2).
/// </summary>
/// <param name="RowHash">Salted hash of the whole row.</param>
/// <param name="Groups">A bit for each seat group that the expert fits.</param>
public sealed record ReductionRow(byte[] RowHash, ushort Groups)
{
    /// <summary>Bytes of a row.</summary>
    public const int Bytes = 1 + Suite.HashBytes + 2;

    private const byte Kind = 2;

    /// <summary>The one encoding, 35 bytes.</summary>
    public byte[] ToBytes() => [Kind, .. RowHash, (byte)(Groups >> 8), (byte)Groups];

    /// <summary>Reads a row; false for anything that <see cref="ToBytes"/> would not print.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out ReductionRow row)
    {
        row = null!;
        if (bytes.Length != Bytes || bytes[0] != Kind)
            return false;
        row = new ReductionRow(bytes[1..^2].ToArray(), (ushort)(bytes[^2] << 8 | bytes[^1]));
        return true;
    }
}

/// <summary>
/// The choice of at most <see cref="Custodian.PositionsMost"/> rows among more, by a beacon of its own: in its order
/// each row is kept that fits a group which has not yet its part of them. So a group with few experts keeps them all,
/// and within a group everybody has the same chance. Source: docs/spec/draw.md, "Reduction".
/// </summary>
public static class Reduction
{
    /// <summary>
    /// Indices of the rows that are kept, in the beacon's order: these are the positions from 0. The order holds every
    /// index once.
    /// </summary>
    public static int[] Keep(DrawRequest request, IReadOnlyList<ReductionRow> rows, IReadOnlyList<int> order)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(order);
        var part = Custodian.PositionsMost / request.Groups.Count;
        var taken = new int[request.Groups.Count];
        var kept = new List<int>(Custodian.PositionsMost);
        foreach (var row in order)
        {
            if (!IsWanted(rows[row].Groups, taken, part))
                continue;
            kept.Add(row);
            for (var g = 0; g < taken.Length; g++)
                taken[g] += rows[row].Groups >> g & 1;
        }
        return [.. kept];
    }

    /// <summary>The root of a reduction's tree: head, then rows.</summary>
    public static byte[] Root(Suite suite, CommitmentHead head, IEnumerable<ReductionRow> rows)
    {
        ArgumentNullException.ThrowIfNull(head);
        return DrawTree.Root(suite, head, rows.Select(row => row.ToBytes()));
    }

    private static bool IsWanted(ushort groups, int[] taken, int part)
    {
        for (var g = 0; g < taken.Length; g++)
            if ((groups >> g & 1) != 0 && taken[g] < part)
                return true;
        return false;
    }
}

/// <summary>The RFC 6962 tree of a commitment: leaf 0 is the head. Source: docs/spec/draw.md, "Commitment".</summary>
public static class DrawTree
{
    /// <summary>The root over the head and the bytes of every row, 32 bytes.</summary>
    public static byte[] Root(Suite suite, CommitmentHead head, IEnumerable<byte[]> rows)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(rows);
        var tree = new MerkleTree(suite);
        tree.Append(TreeHash.Leaf(suite, head.ToBytes()));
        foreach (var row in rows)
            tree.Append(TreeHash.Leaf(suite, row));
        return tree.Root();
    }
}
