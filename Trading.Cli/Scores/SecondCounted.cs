using System.Globalization;
using Trading.Scoring;
using Fault = Trading.Scoring.Fault;
using Words = Trading.Scoring.Words;

namespace Trading.Cli;

/// <summary>The result of the second implementation beside that of the first.</summary>
public static class SecondCounted
{
    /// <summary>The second result, cell by cell.</summary>
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

    /// <summary>What a difference is called, in one sentence.</summary>
    public static string Differs(string cell) => $"the two implementations differ at {ScreenText.Clean(cell)}";

    /// <summary>The refusal of whatever only one of the two believes.</summary>
    public static CommandException Refuse(string where, string cell) =>
        CommandException.Refused(
            where + Differs(cell),
            "spec:scoring",
            "do not use either result; report the file and both versions"
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

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "null";
}
