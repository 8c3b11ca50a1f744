using Trading.Evaluation.Commitments;

namespace Trading.Pool.Draws;

/// <summary>Head and rows of a commitment, one after the other, as they are published.</summary>
internal static class CommittedBytes
{
    public static byte[] Join(IReadOnlyList<byte[]> parts)
    {
        var all = new byte[parts.Sum(part => part.Length)];
        var at = 0;
        foreach (var part in parts)
        {
            part.CopyTo(all, at);
            at += part.Length;
        }
        return all;
    }

    /// <summary>Head and positions of the own commitment; other bytes are a damaged store.</summary>
    public static (CommitmentHead Head, IReadOnlyList<CommittedPosition> Positions) Read(byte[] bytes)
    {
        if (!CommitmentHead.TryParse(bytes.AsSpan(0, CommitmentHead.Bytes), out var head))
            throw new InvalidDataException("the store holds a head that is none");
        var positions = new CommittedPosition[head.Rows];
        for (var i = 0; i < positions.Length; i++)
            if (
                !CommittedPosition.TryParse(
                    bytes.AsSpan(CommitmentHead.Bytes + i * CommittedPosition.Bytes, CommittedPosition.Bytes),
                    out positions[i]
                )
            )
                throw new InvalidDataException($"the store holds a position {i} that is none");
        return (head, positions);
    }
}
