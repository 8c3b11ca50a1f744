using System.Globalization;

namespace Trading.Scoring.Tests;

/// <summary>A result as a text in which every cell can be compared.</summary>
internal static class Cells
{
    public static string Of(ScoringResult result) =>
        result.Fault is { } fault ? $"error {fault.Word} {fault.Path}" : Of(result.Outcome!);

    private static string Of(Outcome outcome) =>
        string.Join('\n', [.. outcome.Rows.Select(Of), "candidates " + string.Join(' ', outcome.Candidates)]);

    private static string Of(Row row) =>
        $"{row.BidId} {row.Price} {row.Technical} {row.Total} {row.Rounded} "
        + $"{row.Rank?.ToString(CultureInfo.InvariantCulture) ?? "-"}";
}
