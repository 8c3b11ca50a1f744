namespace Trading.Rooms.Counts;

/// <summary>What both counts gave.</summary>
/// <param name="Agreed">The result; null where they differ, or where nothing can be counted.</param>
/// <param name="Code">Why nothing is counted: the fault's word, or <c>counts-differ</c>.</param>
/// <param name="Where">The fault's path, or the cell in which they differ.</param>
/// <param name="Rule">Rule id of the fault.</param>
/// <param name="First">The first content of the cell.</param>
/// <param name="Second">The second.</param>
internal sealed record CountOutcome(
    Counted? Agreed,
    string Code,
    string Where,
    string Rule,
    string First,
    string Second
);

/// <summary>
/// A file is counted by two implementations that share no code: a difference in one cell stops the report. Source:
/// docs/spec/room.md, "Count".
/// </summary>
internal static class Counting
{
    /// <summary>The word where two counts differ.</summary>
    public const string Differ = "counts-differ";

    public static CountOutcome Of(byte[] tender, Func<ReadOnlyMemory<byte>, Recount.Recounted> recount)
    {
        var result = Scorer.Score(tender);
        var first = Counted.Of(result);
        if (CellDifference.Of(first, SecondCounted.Of(recount(tender))) is { } cell)
            return new CountOutcome(
                null,
                Differ,
                cell.Bid is null ? cell.At : $"{cell.At} ({cell.Bid})",
                "spec:scoring",
                cell.First ?? "",
                cell.Second ?? ""
            );
        return result.Fault is { } fault
            ? new CountOutcome(null, fault.Word, fault.Path, fault.Rule, fault.Detail, "")
            : new CountOutcome(first, "", "", "", "", "");
    }

    /// <summary>H[room result](salt, H(file), H(rows with reasons)): the salt hides a file of few scores.</summary>
    public static byte[] Hidden(Suite suite, byte[] salt, byte[] tenderHash, byte[] resultHash) =>
        Tags.Hash(suite, Tags.RoomResult, salt, tenderHash, resultHash);

    /// <summary>
    /// What is committed to in public: the whole count, and the root over its lines, so that a bidder can be shown the
    /// own line alone.
    /// </summary>
    public static byte[] Commitment(Suite suite, byte[] hidden, byte[] lines) =>
        Tags.Hash(suite, Tags.RoomCount, hidden, lines);

    /// <summary>The bytes of a result: those of <c>trading score --json --reasons</c>.</summary>
    public static byte[] BytesOf(Counted counted) => WireText.Utf8.GetBytes(ScoreJson.WithReasons(counted));
}
