using Trading.Crypto;

namespace Trading.Evaluation.Commitments;

/// <summary>
/// What stands before the rows of a commitment, leaf 0 of its tree: what they are for, and who was kept out. Bytes, in
/// this order: 01 for a reduction, 03 for positions (1) ‖ request hash (32) ‖ ids of the locks for draw, names and
/// contact (3 × 32) ‖ root of the reduction or zeros (32) ‖ rows behind it (4) ‖ eligible (4) ‖ six counts of excluded
/// (6 × 4). Source: docs/spec/draw.md, "Commitment".
/// </summary>
/// <param name="IsReduction">Whether rows of a reduction follow, else positions.</param>
/// <param name="RequestHash">Hash of the request.</param>
/// <param name="DrawLock">Id of the lock that gives the beacon.</param>
/// <param name="NamesLock">Id of the lock of the names.</param>
/// <param name="ContactLock">Id of the lock of the contacts.</param>
/// <param name="ReductionRoot">Of positions that were chosen by a reduction: its root; else 32 zeros.</param>
/// <param name="Rows">Leaves that follow.</param>
/// <param name="Eligible">Experts of the pool who may be drawn.</param>
/// <param name="Excluded">How many each constraint keeps out, from <see cref="Constraint.Speciality"/> to
/// <see cref="Constraint.Person"/>.</param>
public sealed record CommitmentHead(
    bool IsReduction,
    byte[] RequestHash,
    byte[] DrawLock,
    byte[] NamesLock,
    byte[] ContactLock,
    byte[] ReductionRoot,
    int Rows,
    int Eligible,
    IReadOnlyList<int> Excluded
)
{
    /// <summary>Bytes of a head.</summary>
    public const int Bytes = 1 + 5 * Suite.HashBytes + 2 * 4 + PoolFilter.Counted * 4;

    private const byte ReductionKind = 1;
    private const byte PositionsKind = 3;

    /// <summary>The one encoding, 193 bytes.</summary>
    public byte[] ToBytes()
    {
        var writer = new WireWriter()
            .U8(IsReduction ? ReductionKind : PositionsKind)
            .Fixed(RequestHash)
            .Fixed(DrawLock)
            .Fixed(NamesLock)
            .Fixed(ContactLock)
            .Fixed(ReductionRoot)
            .U32((uint)Rows)
            .U32((uint)Eligible);
        foreach (var count in Excluded)
            writer.U32((uint)count);
        return writer.ToArray();
    }

    /// <summary>Reads a head; false for anything that <see cref="ToBytes"/> would not print.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out CommitmentHead head)
    {
        head = null!;
        try
        {
            var reader = new WireReader(bytes);
            var kind = reader.U8();
            if (kind is not (ReductionKind or PositionsKind))
                return false;
            head = new CommitmentHead(
                kind == ReductionKind,
                reader.Fixed(Suite.HashBytes),
                reader.Fixed(Suite.HashBytes),
                reader.Fixed(Suite.HashBytes),
                reader.Fixed(Suite.HashBytes),
                reader.Fixed(Suite.HashBytes),
                Count(ref reader),
                Count(ref reader),
                [.. Counts(ref reader)]
            );
            reader.End();
            return true;
        }
        catch (WireException)
        {
            return false;
        }
    }

    private static int[] Counts(ref WireReader reader)
    {
        var counts = new int[PoolFilter.Counted];
        foreach (ref var count in counts.AsSpan())
            count = Count(ref reader);
        return counts;
    }

    private static int Count(ref WireReader reader) =>
        reader.U32() is var count && count <= int.MaxValue ? (int)count : throw reader.Wrong("a count is too large");
}
