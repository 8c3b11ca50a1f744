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
        foreach (var line in outcome.Rows.Count == 0 ? [words.NoBids] : Table(outcome, words))
            yield return line;
        yield return "";
        var candidates = string.Join(", ", outcome.Candidates.Select(ScreenText.Clean));
        yield return $"{words.Candidates}: {(candidates.Length == 0 ? words.NoCandidates : candidates)}";
        foreach (var bid in outcome.Excluded)
            yield return $"{words.Excluded}: {ScreenText.Clean(bid.BidId)}: {Reason(outcome, bid.BidId, words)}";
        foreach (var finding in outcome.FindAll())
            yield return $"{words.Findings}: {Subject(finding)}{words.Of(finding.Code)} ({finding.Value}; "
                + $"{finding.Limit}) [{finding.Rule}]";
        if (explain)
            foreach (var line in Explain(outcome, words))
                yield return line;
        yield return words.Agree;
    }

    // The last column stays away where no bid has a note.
    private static IEnumerable<string> Table(Outcome outcome, ScoreWords words)
    {
        string[] head = [words.Rank, words.Bid, words.Price, words.Technical, words.Total, words.Rounded, words.Note];
        var rows = outcome.Rows.Select(r => Cells(r, Note(outcome, r, words))).ToList();
        var columns = rows.Exists(r => r[^1].Length > 0) ? head.Length : head.Length - 1;
        return ScreenText.Table(head[..columns], [.. rows.Select(r => r[..columns])], Right);
    }

    private static string[] Cells(Row row, string note) =>
        [
            row.Rank?.ToString(CultureInfo.InvariantCulture) ?? "–",
            ScreenText.Clean(row.BidId),
            $"{row.Price}",
            $"{row.Technical}",
            $"{row.Total}",
            row.Rounded,
            note,
        ];

    private static string Note(Outcome outcome, Row row, ScoreWords words)
    {
        var isTied = row.Rank is { } rank && outcome.Rows.Count(r => r.Rank == rank) > 1;
        string?[] notes =
        [
            Reason(outcome, row.BidId, words),
            isTied ? $"{words.Tied} [{outcome.Tender.Pack.Rules.Ties}]" : null,
        ];
        return string.Join("; ", notes.Where(n => n is not null));
    }

    /// <summary>Why a bid is no candidate, with what the committee said; null for a candidate.</summary>
    private static string? Reason(Outcome outcome, string bidId, ScoreWords words)
    {
        if (outcome.Reasons.FirstOrDefault(r => r.BidId == bidId) is not { } reason)
            return null;
        var said = reason.Rejection is { } rejection
            ? $" ({words.Of(rejection.Ground)}: {ScreenText.Clean(rejection.Reason)})"
            : "";
        return $"{words.Of(reason.Reason)}{said} [{reason.Rule}]";
    }

    private static string Subject(Finding finding) =>
        finding.Subject.Count == 0 ? "" : string.Join(" · ", finding.Subject.Select(ScreenText.Clean)) + ": ";

    private static IEnumerable<string> Explain(Outcome outcome, ScoreWords words)
    {
        if (outcome.Rows.Count > 0)
        {
            yield return "";
            yield return outcome.Tender.Quote == QuoteKind.Amount ? words.Amounts : words.Rates;
        }
        foreach (var row in outcome.Rows)
        {
            yield return "";
            yield return $"{words.Derivation} {ScreenText.Clean(row.BidId)}";
            foreach (var term in row.Explain())
                yield return $"  {words.NameOf(term)} = {words.FormulaOf(term)} = {Figure(term.Value)}"
                    + $"{Inputs(term, words)} [{term.Rule}]";
        }
        yield return "";
    }

    // A person compares decimals, and computes with the fraction.
    private static string Figure(Fraction value)
    {
        if (value.Denominator.IsOne)
            return $"{value}";
        var figure = Scoring.Figure.Of(value);
        return $"{figure.Exact} {(figure.IsExact ? '=' : '≈')} {figure.Decimal}";
    }

    // First the step's own figures, then whatever the file's ids stand for.
    private static string Inputs(Term term, ScoreWords words)
    {
        var groups = new[] { term.Inputs.Where(i => !i.IsId), term.Inputs.Where(i => i.IsId) }
            .Select(g => string.Join(", ", g.Select(i => $"{words.NameOf(i)} {i.Value}")))
            .Where(g => g.Length > 0)
            .ToList();
        return groups.Count == 0 ? "" : $"  ({string.Join("; ", groups)})";
    }
}
