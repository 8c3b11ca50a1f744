using Trading.Crypto;

namespace Trading.Evaluation.Commitments;

/// <summary>
/// The rows of a commitment as whoever needs one fetches them: head, then positions, one after the other. Source:
/// docs/spec/draw.md, "Commitment".
/// </summary>
/// <param name="Head">The head.</param>
/// <param name="Positions">By position, from 0.</param>
public sealed record PublishedRows(CommitmentHead Head, IReadOnlyList<CommittedPosition> Positions)
{
    private const int HeadBytes = 193;
    private const int PositionBytes = 633;

    /// <summary>
    /// Reads rows; null where they are not exactly what the root was made over, or not positions that stand at their
    /// numbers.
    /// </summary>
    public static PublishedRows? TryRead(Suite suite, byte[] root, ReadOnlySpan<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(suite);
        if (bytes.Length < HeadBytes || (bytes.Length - HeadBytes) % PositionBytes != 0)
            return null;
        var count = (bytes.Length - HeadBytes) / PositionBytes;
        if (
            !CommitmentHead.TryParse(bytes[..HeadBytes], out var head)
            || head.IsReduction
            || head.Rows != count
            || count > Custodian.PositionsMost
        )
            return null;
        var positions = new CommittedPosition[count];
        for (var p = 0; p < count; p++)
        {
            var leaf = bytes.Slice(HeadBytes + p * PositionBytes, PositionBytes);
            if (!CommittedPosition.TryParse(leaf, out positions[p]) || positions[p].Position != p)
                return null;
        }
        return DrawTree.Root(suite, head, positions.Select(p => p.ToBytes())).AsSpan().SequenceEqual(root)
            ? new PublishedRows(head, positions)
            : null;
    }
}
