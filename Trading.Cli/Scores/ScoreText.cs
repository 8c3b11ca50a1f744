using System.Globalization;
using Trading.Scoring;
using Finding = Trading.Scoring.Finding;
using Outcome = Trading.Scoring.Outcome;

namespace Trading.Cli;

/// <summary>A result for people: one table, then what they should look at, and on demand every step.</summary>
internal static class ScoreText
{
    private static readonly HashSet<int> Right = [0, 2, 3, 4, 5];

    public static IEnumerable<string> Describe(Outcome outcome, ScoreWords words, bool explain)
    {
        if (outcome.Rows.Count == 0)
            yield return words.NoBids;
        else
            foreach (
                var line in ScreenText.Table(
                    [words.Rank, words.Bid, words.Price, words.Technical, words.Total, words.Rounded],
                    [.. outcome.Rows.Select(Cells)],
                    Right
                )
            )
                yield return line;
        yield return "";
        var candidates = string.Join(", ", outcome.Candidates.Select(ScreenText.Clean));
        yield return $"{words.Candidates}: {(candidates.Length == 0 ? words.NoCandidates : candidates)}";
        foreach (var bid in outcome.Excluded)
            yield return $"{words.Excluded}: {ScreenText.Clean(bid.BidId)}: {words.Of(bid.Reason)} [{bid.Rule}]";
        foreach (var finding in outcome.FindAll())
            yield return $"{words.Findings}: {Subject(finding)}{words.Of(finding.Code)} ({finding.Value}; "
                + $"{finding.Limit}) [{finding.Rule}]";
        if (explain)
            foreach (var line in Explain(outcome, words))
                yield return line;
        yield return words.Agree;
    }

    private static IReadOnlyList<string> Cells(Row row) =>
        [
            row.Rank?.ToString(CultureInfo.InvariantCulture) ?? "–",
            ScreenText.Clean(row.BidId),
            $"{row.Price}",
            $"{row.Technical}",
            $"{row.Total}",
            row.Rounded,
        ];

    private static string Subject(Finding finding) =>
        finding.Subject.Count == 0 ? "" : string.Join(" · ", finding.Subject.Select(ScreenText.Clean)) + ": ";

    private static IEnumerable<string> Explain(Outcome outcome, ScoreWords words)
    {
        foreach (var row in outcome.Rows)
        {
            yield return "";
            yield return $"{words.Derivation} {ScreenText.Clean(row.BidId)}";
            foreach (var term in row.Explain())
                yield return $"  {ScreenText.Clean(term.Name)} = {term.Formula} = {term.Value}{Inputs(term)} "
                    + $"[{term.Rule}]";
        }
        yield return "";
    }

    private static string Inputs(Term term) =>
        term.Inputs.Count == 0
            ? ""
            : $"  ({string.Join(", ", term.Inputs.Select(i => $"{ScreenText.Clean(i.Key)} {i.Value}"))})";
}
