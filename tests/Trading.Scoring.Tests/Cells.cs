using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Trading.Scoring.Tests;

/// <summary>A result as a text in which every cell can be compared.</summary>
internal static class Cells
{
    public static string Of(ScoringResult result) => result.Fault is { } fault ? All(fault) : Of(result.Outcome!);

    /// <summary>With reasons and corrections, which follow the order of the file.</summary>
    public static string All(ScoringResult result) =>
        result.Fault is { } fault
            ? All(fault)
            : string.Join(
                '\n',
                [
                    Of(result.Outcome!),
                    .. result.Outcome!.Reasons.Select(Of),
                    .. result.Outcome.Rows.SelectMany(r => r.Prices.Corrections.Select(c => Of(r.BidId, c))),
                ]
            );

    /// <summary>The fault of a check, or nothing.</summary>
    public static string All(Fault? fault) => fault is null ? "" : $"error {fault.Word} {fault.Path}";

    /// <summary>Everything that a vector may expect, as its JSON: rows, candidates, reasons, corrections.</summary>
    public static string Whole(ScoringResult result) =>
        result.Fault is { } fault
            ? Whole(fault)
            : Json(
                new
                {
                    rows = result.Outcome!.Rows.Select(r => new
                    {
                        bid = r.BidId,
                        price = $"{r.Price}",
                        technical = $"{r.Technical}",
                        total = $"{r.Total}",
                        rounded = r.Rounded,
                        rank = r.Rank,
                    }),
                    candidates = result.Outcome.Candidates,
                    reasons = result.Outcome.Reasons.Select(u => new
                    {
                        bid = u.BidId,
                        reason = Words.Of(u.Reason),
                        ground = u.Rejection is { } rejection ? Words.Of(rejection.Ground) : null,
                        text = u.Rejection?.Reason,
                        rule = u.Rule,
                    }),
                    corrections = result.Outcome.Rows.SelectMany(r =>
                        r.Prices.Corrections.Select(c => new
                        {
                            bid = r.BidId,
                            kind = Words.Of(c.Kind),
                            item = c.Item,
                            before = $"{c.Before}",
                            after = $"{c.After}",
                            rule = c.Rule,
                        })
                    ),
                }
            );

    /// <summary>A fault, or none, as a vector says it.</summary>
    public static string Whole(Fault? fault) =>
        fault is null
            ? """{"rows":[],"candidates":[],"reasons":[],"corrections":[]}"""
            : Json(new { error = new { code = fault.Word, path = fault.Path } });

    /// <summary>JSON without white space and without escapes that are not needed.</summary>
    public static string Json(object value) => JsonSerializer.Serialize(value, Compact);

    private static readonly JsonSerializerOptions Compact = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static string Of(Outcome outcome) =>
        string.Join('\n', [.. outcome.Rows.Select(Of), "candidates " + string.Join(' ', outcome.Candidates)]);

    private static string Of(Row row) =>
        $"{row.BidId} {row.Price} {row.Technical} {row.Total} {row.Rounded} "
        + $"{row.Rank?.ToString(CultureInfo.InvariantCulture) ?? "-"}";

    private static string Of(Unplaced bid) =>
        $"reason {bid.BidId} {Words.Of(bid.Reason)} "
        + $"{(bid.Rejection is { } r ? Words.Of(r.Ground) : "-")} {bid.Rejection?.Reason ?? "-"} {bid.Rule}";

    private static string Of(string bid, Correction correction) =>
        $"correction {bid} {Words.Of(correction.Kind)} {correction.Item ?? "-"} {correction.Before} "
        + $"{correction.After} {correction.Rule}";
}
