using System.Globalization;
using Trading.Scoring;
using Figure = Trading.Scoring.Figure;
using Finding = Trading.Scoring.Finding;
using Outcome = Trading.Scoring.Outcome;

namespace Trading.Cli;

/// <summary>A result for people: one table, then what they should look at, and on demand every step.</summary>
internal sealed class ScoreText(Outcome outcome, ScoreWords words)
{
    private static readonly HashSet<int> Right = [0, 2, 3, 4, 5, 6, 7];
    private readonly ResultWords told = new(outcome, words.IsChinese);

    public static IEnumerable<string> Describe(Outcome outcome, ScoreWords words, bool explain) =>
        new ScoreText(outcome, words).Describe(explain);

    private IEnumerable<string> Describe(bool explain)
    {
        foreach (var line in outcome.Rows.Count == 0 ? [words.NoBids] : Table())
            yield return line;
        yield return "";
        var candidates = string.Join(words.And, outcome.Candidates.Select(ScreenText.Clean));
        yield return words.Tell(words.Candidates, candidates.Length == 0 ? words.NoCandidates : candidates);
        foreach (var bid in outcome.Excluded)
            yield return words.Tell(words.Excluded, words.Tell(ScreenText.Clean(bid.BidId), Reason(bid.BidId)!));
        foreach (var finding in outcome.FindAll())
            yield return words.Tell(words.Findings, Subject(finding) + told.Of(finding) + words.By(finding.Rule));
        if (explain && outcome.Rows.Count > 0)
            foreach (var line in Explain())
                yield return line;
        yield return words.Agree;
    }

    // The last column stays away where no bid has a note. Weighted points stand in it, so that it adds up.
    private IEnumerable<string> Table()
    {
        string[] head =
        [
            words.Rank,
            words.Bid,
            words.Offered,
            words.Price,
            words.PricePoints,
            words.Technical,
            words.Total,
            words.Rounded,
            words.Note,
        ];
        var rows = outcome.Rows.Select(Cells).ToList();
        var columns = rows.Exists(r => r[^1].Length > 0) ? head.Length : head.Length - 1;
        return ScreenText.Table(head[..columns], [.. rows.Select(r => r[..columns])], Right);
    }

    private string[] Cells(Row row) =>
        [
            row.Rank?.ToString(CultureInfo.InvariantCulture) ?? "–",
            ScreenText.Clean(row.BidId),
            told.PriceOf(row),
            Points(row.Price),
            Points(row.Total - row.Technical),
            Points(row.Technical),
            Points(row.Total),
            row.Rounded,
            Note(row),
        ];

    private static string Points(Fraction points)
    {
        var figure = Figure.Of(points);
        return figure.IsExact ? figure.Decimal : $"≈ {figure.Decimal}";
    }

    private string Note(Row row)
    {
        var isTied = row.Rank is { } rank && outcome.Rows.Count(r => r.Rank == rank) > 1;
        string?[] notes = [Reason(row.BidId), isTied ? words.Tied + words.By(outcome.Tender.Pack.Rules.Ties) : null];
        return string.Join(words.Stop, notes.Where(n => n is not null));
    }

    /// <summary>Why a bid is no candidate, with what the committee said; null for a candidate.</summary>
    private string? Reason(string bidId) =>
        outcome.Reasons.FirstOrDefault(r => r.BidId == bidId) is { } reason
            ? ScreenText.Clean(told.Of(reason)) + words.By(reason.Rule)
            : null;

    private string Subject(Finding finding) =>
        finding.Subject.Count == 0 ? "" : words.Tell(string.Join(" · ", finding.Subject.Select(ScreenText.Clean)), "");

    private IEnumerable<string> Explain()
    {
        // Deriving a large tender takes time: once for the letters and the steps.
        var derivations = outcome.Rows.Select(row => (row.BidId, Terms: row.Explain())).ToList();
        yield return "";
        yield return words.Units;
        if (told.Letters(derivations.SelectMany(d => d.Terms)).ToList() is { Count: > 0 } letters)
            yield return words.Tell(
                words.Letters,
                string.Join(words.Stop, letters.Select(l => $"{l.Letter} {l.Meaning}"))
            );
        foreach (var (bid, terms) in derivations)
        {
            yield return "";
            yield return $"{words.Derivation} {ScreenText.Clean(bid)}";
            foreach (var term in terms)
                yield return $"  {Step(term)}{words.By(term.Rule)}";
        }
        yield return "";
    }

    private string Step(Term term)
    {
        var given = string.Join(words.Comma, told.Given(term).Select(ScreenText.Clean));
        return $"{ScreenText.Clean(told.NameOf(term))} = {TermWords.Formula(term, words.IsChinese)}{told.YieldOf(term)}"
            + (given.Length == 0 ? "" : words.Bracket(given));
    }
}
