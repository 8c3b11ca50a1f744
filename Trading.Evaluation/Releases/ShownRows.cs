using Trading.Crypto;
using Trading.Evaluation.Commitments;

namespace Trading.Evaluation.Releases;

/// <summary>
/// A commitment of positions as the platform serves it: head (193 bytes), then every position (633 bytes each).
/// </summary>
/// <param name="Head">Canonical bytes of the head.</param>
/// <param name="Positions">From position 0.</param>
public sealed record ShownRows(byte[] Head, IReadOnlyList<CommittedPosition> Positions)
{
    /// <summary>The most bytes that such rows have.</summary>
    public const int MostBytes = CommitmentHead.Bytes + Custodian.PositionsMost * CommittedPosition.Bytes;

    /// <summary>
    /// Reads rows and computes their root; false where that is not the root, or where a position does not stand at its
    /// own number.
    /// </summary>
    public static bool TryParse(Suite suite, byte[] bytes, ReadOnlySpan<byte> root, out ShownRows rows)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        rows = null!;
        if (
            bytes.Length < CommitmentHead.Bytes
            || bytes.Length > MostBytes
            || (bytes.Length - CommitmentHead.Bytes) % CommittedPosition.Bytes != 0
        )
            return false;
        var head = bytes[..CommitmentHead.Bytes];
        byte[][] leaves = [.. bytes[CommitmentHead.Bytes..].Chunk(CommittedPosition.Bytes)];
        if (
            !CommitmentHead.TryParse(head, out var parsed)
            || parsed.IsReduction
            || parsed.Rows != leaves.Length
            || !root.SequenceEqual(DrawTree.Root(suite, parsed, leaves))
        )
            return false;
        var positions = new CommittedPosition[leaves.Length];
        for (var p = 0; p < leaves.Length; p++)
            if (!CommittedPosition.TryParse(leaves[p], out positions[p]) || positions[p].Position != p)
                return false;
        rows = new ShownRows(head, positions);
        return true;
    }
}
