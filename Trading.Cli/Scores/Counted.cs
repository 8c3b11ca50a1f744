using System.Globalization;
using Trading.Scoring;

namespace Trading.Cli;

/// <summary>A result as texts, cell by cell: what two implementations are compared by.</summary>
public sealed record Counted(
    IReadOnlyList<CountedRow> Rows,
    IReadOnlyList<string> Candidates,
    string? ErrorCode,
    string? ErrorPath
)
{
    public static Counted Of(ScoringResult result) =>
        result.Fault is { } fault
            ? new Counted([], [], fault.Word, fault.Path)
            : new Counted([.. result.Outcome!.Rows.Select(Of)], result.Outcome.Candidates, null, null);

    public static Counted Of(Recount.Recounted result) =>
        new(
            [.. result.Rows.Select(r => new CountedRow(r.Bid, r.Price, r.Technical, r.Total, r.Rounded, r.Rank))],
            result.Candidates,
            result.ErrorCode,
            result.ErrorPath
        );

    /// <summary>The first cell in which two results differ, with both contents; null where they agree.</summary>
    public static string? Difference(Counted first, Counted second) =>
        Cell("error.code", first.ErrorCode, second.ErrorCode)
        ?? Cell("error.path", first.ErrorPath, second.ErrorPath)
        ?? Cell("rows.length", Text(first.Rows.Count), Text(second.Rows.Count))
        ?? first
            .Rows.Zip(second.Rows, (a, b) => (a, b))
            .Select((pair, i) => Difference(i, pair.a, pair.b))
            .FirstOrDefault(d => d is not null)
        ?? Cell("candidates", string.Join(", ", first.Candidates), string.Join(", ", second.Candidates));

    private static string? Difference(int index, CountedRow a, CountedRow b) =>
        Cell($"rows[{Text(index)}].bid", a.Bid, b.Bid)
        ?? Cell($"rows[{Text(index)}].price of {a.Bid}", a.Price, b.Price)
        ?? Cell($"rows[{Text(index)}].technical of {a.Bid}", a.Technical, b.Technical)
        ?? Cell($"rows[{Text(index)}].total of {a.Bid}", a.Total, b.Total)
        ?? Cell($"rows[{Text(index)}].rounded of {a.Bid}", a.Rounded, b.Rounded)
        ?? Cell($"rows[{Text(index)}].rank of {a.Bid}", Text(a.Rank), Text(b.Rank));

    private static string? Cell(string name, string? first, string? second) =>
        first == second ? null : $"{name}: {first ?? "none"} and {second ?? "none"}";

    private static CountedRow Of(Row row) =>
        new(row.BidId, $"{row.Price}", $"{row.Technical}", $"{row.Total}", row.Rounded, row.Rank);

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "null";
}

/// <summary>One row of a result. Property names are the keys of <c>--json</c>.</summary>
public sealed record CountedRow(string Bid, string Price, string Technical, string Total, string Rounded, int? Rank);
