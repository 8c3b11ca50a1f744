using System.Globalization;

namespace Trading.Scoring;

/// <summary>A cell in which two results differ.</summary>
/// <param name="At">Where it stands, such as <c>rows[0].price</c>.</param>
/// <param name="Bid">Whose it is; null where that is another bid in each, or none.</param>
/// <param name="First">What the first result has there; null for nothing.</param>
/// <param name="Second">What the second has.</param>
public sealed record CellDifference(string At, string? Bid, string? First, string? Second)
{
    /// <summary>As a sentence's end, in English or Chinese.</summary>
    public string Print(bool isChinese) =>
        isChinese
            ? $"{At}{(Bid is null ? "" : $"（{Bid}）")}: {First ?? "无"} 与 {Second ?? "无"}"
            : $"{At}{(Bid is null ? "" : $" of {Bid}")}: {First ?? "none"} and {Second ?? "none"}";

    /// <summary>The first cell in which two results differ, with both contents; null where they agree.</summary>
    public static CellDifference? Of(Counted first, Counted second) =>
        Cell("error.code", first.ErrorCode, second.ErrorCode)
        ?? Cell("error.path", first.ErrorPath, second.ErrorPath)
        ?? Lists("rows", first.Rows, second.Rows, Difference)
        ?? Cell("candidates", string.Join(", ", first.Candidates), string.Join(", ", second.Candidates))
        ?? Lists("reasons", first.Reasons, second.Reasons, Difference)
        ?? Lists("corrections", first.Corrections, second.Corrections, Difference);

    private static CellDifference? Lists<T>(
        string name,
        IReadOnlyList<T> first,
        IReadOnlyList<T> second,
        Func<string, T, T, CellDifference?> difference
    ) =>
        Cell($"{name}.length", Text(first.Count), Text(second.Count))
        ?? first
            .Zip(second)
            .Select((pair, i) => difference($"{name}[{Text(i)}]", pair.First, pair.Second))
            .FirstOrDefault(d => d is not null);

    private static CellDifference? Difference(string at, CountedRow a, CountedRow b) =>
        Cell($"{at}.bid", a.Bid, b.Bid)
        ?? Cell($"{at}.price", a.Price, b.Price, a.Bid)
        ?? Cell($"{at}.technical", a.Technical, b.Technical, a.Bid)
        ?? Cell($"{at}.total", a.Total, b.Total, a.Bid)
        ?? Cell($"{at}.rounded", a.Rounded, b.Rounded, a.Bid)
        ?? Cell($"{at}.rank", Text(a.Rank), Text(b.Rank), a.Bid);

    private static CellDifference? Difference(string at, CountedReason a, CountedReason b) =>
        Cell($"{at}.bid", a.Bid, b.Bid)
        ?? Cell($"{at}.reason", a.Reason, b.Reason, a.Bid)
        ?? Cell($"{at}.ground", a.Ground, b.Ground, a.Bid)
        ?? Cell($"{at}.text", a.Text, b.Text, a.Bid)
        ?? Cell($"{at}.rule", a.Rule, b.Rule, a.Bid);

    private static CellDifference? Difference(string at, CountedCorrection a, CountedCorrection b) =>
        Cell($"{at}.bid", a.Bid, b.Bid)
        ?? Cell($"{at}.kind", a.Kind, b.Kind, a.Bid)
        ?? Cell($"{at}.item", a.Item, b.Item, a.Bid)
        ?? Cell($"{at}.before", a.Before, b.Before, a.Bid)
        ?? Cell($"{at}.after", a.After, b.After, a.Bid)
        ?? Cell($"{at}.rule", a.Rule, b.Rule, a.Bid);

    private static CellDifference? Cell(string at, string? first, string? second, string? bid = null) =>
        first == second ? null : new CellDifference(at, bid, first, second);

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "null";
}
