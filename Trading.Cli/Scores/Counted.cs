using System.Globalization;
using Trading.Scoring;
using Fault = Trading.Scoring.Fault;
using Words = Trading.Scoring.Words;

namespace Trading.Cli;

/// <summary>A result as texts, cell by cell: what two implementations are compared by.</summary>
public sealed record Counted(
    IReadOnlyList<CountedRow> Rows,
    IReadOnlyList<string> Candidates,
    IReadOnlyList<CountedReason> Reasons,
    IReadOnlyList<CountedCorrection> Corrections,
    string? ErrorCode,
    string? ErrorPath
)
{
    public static Counted Of(ScoringResult result) =>
        result.Outcome is not { } outcome
            ? Of(result.Fault)
            : new Counted(
                [.. outcome.Rows.Select(Of)],
                outcome.Candidates,
                [.. outcome.Reasons.Select(Of)],
                [.. outcome.Rows.SelectMany(r => r.Prices.Corrections.Select(c => Of(r.BidId, c)))],
                null,
                null
            );

    /// <summary>A check that counts nothing: its fault, or none.</summary>
    public static Counted Of(Fault? fault) => new([], [], [], [], fault?.Word, fault?.Path);

    public static Counted Of(Recount.Recounted result) =>
        new(
            [.. result.Rows.Select(r => new CountedRow(r.Bid, r.Price, r.Technical, r.Total, r.Rounded, r.Rank))],
            result.Candidates,
            [.. result.Reasons.Select(r => new CountedReason(r.Bid, r.Reason, r.Ground, r.Text, r.Rule))],
            [
                .. result.Corrections.Select(c => new CountedCorrection(
                    c.Bid,
                    c.Kind,
                    c.Item,
                    c.Before,
                    c.After,
                    c.Rule
                )),
            ],
            result.ErrorCode,
            result.ErrorPath
        );

    /// <summary>The first cell in which two results differ, with both contents; null where they agree.</summary>
    public static string? Difference(Counted first, Counted second) =>
        Cell("error.code", first.ErrorCode, second.ErrorCode)
        ?? Cell("error.path", first.ErrorPath, second.ErrorPath)
        ?? Lists("rows", first.Rows, second.Rows, Difference)
        ?? Cell("candidates", string.Join(", ", first.Candidates), string.Join(", ", second.Candidates))
        ?? Lists("reasons", first.Reasons, second.Reasons, Difference)
        ?? Lists("corrections", first.Corrections, second.Corrections, Difference);

    private static string? Lists<T>(
        string name,
        IReadOnlyList<T> first,
        IReadOnlyList<T> second,
        Func<string, T, T, string?> difference
    ) =>
        Cell($"{name}.length", Text(first.Count), Text(second.Count))
        ?? first
            .Zip(second)
            .Select((pair, i) => difference($"{name}[{Text(i)}]", pair.First, pair.Second))
            .FirstOrDefault(d => d is not null);

    private static string? Difference(string at, CountedRow a, CountedRow b) =>
        Cell($"{at}.bid", a.Bid, b.Bid)
        ?? Cell($"{at}.price of {a.Bid}", a.Price, b.Price)
        ?? Cell($"{at}.technical of {a.Bid}", a.Technical, b.Technical)
        ?? Cell($"{at}.total of {a.Bid}", a.Total, b.Total)
        ?? Cell($"{at}.rounded of {a.Bid}", a.Rounded, b.Rounded)
        ?? Cell($"{at}.rank of {a.Bid}", Text(a.Rank), Text(b.Rank));

    private static string? Difference(string at, CountedReason a, CountedReason b) =>
        Cell($"{at}.bid", a.Bid, b.Bid)
        ?? Cell($"{at}.reason of {a.Bid}", a.Reason, b.Reason)
        ?? Cell($"{at}.ground of {a.Bid}", a.Ground, b.Ground)
        ?? Cell($"{at}.text of {a.Bid}", a.Text, b.Text)
        ?? Cell($"{at}.rule of {a.Bid}", a.Rule, b.Rule);

    private static string? Difference(string at, CountedCorrection a, CountedCorrection b) =>
        Cell($"{at}.bid", a.Bid, b.Bid)
        ?? Cell($"{at}.kind of {a.Bid}", a.Kind, b.Kind)
        ?? Cell($"{at}.item of {a.Bid}", a.Item, b.Item)
        ?? Cell($"{at}.before of {a.Bid}", a.Before, b.Before)
        ?? Cell($"{at}.after of {a.Bid}", a.After, b.After)
        ?? Cell($"{at}.rule of {a.Bid}", a.Rule, b.Rule);

    private static string? Cell(string name, string? first, string? second) =>
        first == second ? null : $"{name}: {first ?? "none"} and {second ?? "none"}";

    private static CountedRow Of(Row row) =>
        new(row.BidId, $"{row.Price}", $"{row.Technical}", $"{row.Total}", row.Rounded, row.Rank);

    private static CountedReason Of(Unplaced bid) =>
        new(
            bid.BidId,
            Words.Of(bid.Reason),
            bid.Rejection is { } rejection ? Words.Of(rejection.Ground) : null,
            bid.Rejection?.Reason,
            bid.Rule
        );

    private static CountedCorrection Of(string bid, Correction correction) =>
        new(
            bid,
            Words.Of(correction.Kind),
            correction.Item,
            $"{correction.Before}",
            $"{correction.After}",
            correction.Rule
        );

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "null";
}

/// <summary>One row of a result. Property names are the keys of <c>--json</c>.</summary>
public sealed record CountedRow(string Bid, string Price, string Technical, string Total, string Rounded, int? Rank);

/// <summary>Why a bid is no candidate. Property names are the keys of <c>--reasons</c>.</summary>
public sealed record CountedReason(string Bid, string Reason, string? Ground, string? Text, string Rule);

/// <summary>A correction of a price. Property names are the keys of <c>--reasons</c> and <c>--explain</c>.</summary>
public sealed record CountedCorrection(string Bid, string Kind, string? Item, string Before, string After, string Rule);
