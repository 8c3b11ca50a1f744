using Trading.Documents;
using Trading.Rooms.Rooms;
using Row = Trading.Documents.Row;
using ScoredRow = Trading.Scoring.Row;

namespace Trading.Rooms.Reports;

/// <summary>The ranking, at most three places with the way to each number, and why the others are none.</summary>
internal static class RankPages
{
    // Equal bids share a place, so a place may have many; the way to the numbers of the first three is printed.
    private const int MostDerived = 3;

    // A committee that differs much has more of them than anybody reads; all follow from the sheets.
    private const int MostFindings = 200;

    public static IEnumerable<Block> Of(ReportFacts facts, ReportWords words)
    {
        yield return words.Chapter("八、排序与" + words.Candidates, "8. Ranking and candidates");
        if (facts.Outcome is not { } outcome)
        {
            yield return new Paragraph(words["未计算评审结果。", "No result was counted."]);
            yield break;
        }
        var told = new ResultWords(outcome, words.IsChinese);
        yield return Ranking(facts, words, outcome, told);
        if (
            outcome.Rows.SelectMany(r => r.Prices.Corrections.Select(c => (r.BidId, c))).ToList() is { Count: > 0 } some
        )
        {
            yield return new Heading(2, words["报价修正", "Corrections of prices"]);
            yield return Corrections(facts, words, some);
        }
        if (outcome.Reasons.Count > 0)
        {
            yield return new Heading(2, words["未列为候选人的原因", "Why the others are no candidates"]);
            yield return Reasons(facts, words, outcome, told);
        }
        foreach (var block in Findings(words, outcome, told))
            yield return block;
        foreach (var bid in outcome.Candidates.Take(MostDerived))
        {
            yield return new Heading(2, words["计算过程：", "Derivation: "] + facts.NameOf(bid));
            yield return Derivation(words, outcome.Rows.First(r => r.BidId == bid), told);
        }
    }

    private static Table Ranking(ReportFacts facts, ReportWords words, Outcome outcome, ResultWords told)
    {
        var right = Column.Share(3) with { Align = Align.Right };
        return new Table(
            [Column.Fixed(Length.Millimetres(16)), Column.Share(6), right, right, right, right, right, Column.Share(3)],
            [.. outcome.Rows.Select(r => ToRow(facts, words, outcome, told, r))]
        )
        {
            Head =
            [
                Row.Of(
                    words.Head("名次", "Rank"),
                    words.Head(words.Bidder, "Bidder"),
                    words.Head("开标价", "Read out"),
                    words.Head("修正后报价", "Corrected"),
                    words.Head("价格得分（百分制）", "Price, of 100"),
                    words.Head("其他得分", "Other points"),
                    words.Head("总分", "Total"),
                    words.Head("候选", "Candidate")
                ),
            ],
            Empty = words["无可评分的投标", "nothing was scored"],
            Small = true,
        };
    }

    private static Row ToRow(ReportFacts facts, ReportWords words, Outcome outcome, ResultWords told, ScoredRow row) =>
        Row.Of(
            row.Rank is { } rank ? $"{rank}" : "—",
            facts.NameOf(row.BidId),
            QuotedText.Of(facts.Start.Find(row.BidId)!.Figure, facts.Terms.Quote, words.IsChinese),
            told.PriceOf(row),
            Shown(row.Price),
            Shown(row.Technical),
            new Run(row.Rounded) { Bold = true },
            outcome.Candidates.Contains(row.BidId)
                ? new Run(words[$"第 {row.Rank} 候选人", $"candidate {row.Rank}"]) { Bold = true, Tone = Tone.Good }
                : ""
        );

    private static string Shown(Fraction value)
    {
        var figure = Figure.Of(value);
        return figure.IsExact ? figure.Decimal : $"≈ {figure.Decimal}";
    }

    private static Table Corrections(
        ReportFacts facts,
        ReportWords words,
        List<(string Bid, Correction Of)> corrections
    )
    {
        var right = Column.Share(3) with { Align = Align.Right };
        return new Table(
            [Column.Share(5), Column.Share(5), right, right, Column.Share(5)],
            [
                .. corrections.Select(c =>
                    Row.Of(
                        facts.NameOf(c.Bid),
                        Trading.Scoring.Words.Of(c.Of.Kind) + (c.Of.Item is { } item ? $" {PrintedText.Of(item)}" : ""),
                        Shown(c.Of.Before / 100),
                        Shown(c.Of.After / 100),
                        words.Rule(c.Of.Rule)
                    )
                ),
            ]
        )
        {
            Head =
            [
                Row.Of(
                    words.Head(words.Bidder, "Bidder"),
                    words.Head("修正", "Correction"),
                    words.Head("修正前（元）", "Before"),
                    words.Head("修正后（元）", "After"),
                    words.Head("依据", "Rule")
                ),
            ],
            Small = true,
        };
    }

    private static Table Reasons(ReportFacts facts, ReportWords words, Outcome outcome, ResultWords told) =>
        new(
            [Column.Share(4), Column.Share(8), Column.Share(5)],
            [
                .. outcome.Reasons.Select(r =>
                    Row.Of(facts.NameOf(r.BidId), PrintedText.Of(told.Of(r)), words.Rule(r.Rule))
                ),
            ]
        )
        {
            Head =
            [
                Row.Of(words.Head(words.Bidder, "Bidder"), words.Head("原因", "Reason"), words.Head("依据", "Rule")),
            ],
            Small = true,
        };

    private static IEnumerable<Block> Findings(ReportWords words, Outcome outcome, ResultWords told)
    {
        var found = outcome.FindAll();
        if (found.Count == 0)
            yield break;
        yield return new Heading(2, words["提请注意（不改变任何分数）", "To be looked at; changes no number"]);
        yield return new Table(
            [Column.Share(5), Column.Share(8), Column.Share(4)],
            [
                .. found
                    .Take(MostFindings)
                    .Select(f =>
                        Row.Of(
                            string.Join(words["、", ", "], f.Subject.Select(PrintedText.Of)),
                            PrintedText.Of(told.Of(f)),
                            words.Rule(f.Rule)
                        )
                    ),
            ]
        )
        {
            Head = [Row.Of(words.Head("对象", "About"), words.Head("情形", "Finding"), words.Head("依据", "Rule"))],
            Small = true,
        };
        if (found.Count > MostFindings)
            yield return new Paragraph(
                words[
                    $"另有 {found.Count - MostFindings} 项未列出，可由评分表重新得出。",
                    $"{found.Count - MostFindings} more are not listed; they follow from the sheets."
                ]
            );
    }

    private static Table Derivation(ReportWords words, ScoredRow row, ResultWords told) =>
        new(
            [Column.Share(4), Column.Share(6), Column.Share(7), Column.Share(4)],
            [
                .. row.Explain()
                    .Select(t =>
                        Row.Of(
                            PrintedText.Of(told.NameOf(t)),
                            PrintedText.Of(TermWords.Formula(t, words.IsChinese) + told.YieldOf(t)),
                            PrintedText.Of(string.Join(words["；", "; "], told.Given(t))),
                            words.Rule(t.Rule)
                        )
                    ),
            ]
        )
        {
            Head =
            [
                Row.Of(
                    words.Head("步骤", "Step"),
                    words.Head("公式与结果", "Formula and value"),
                    words.Head("代入", "With"),
                    words.Head("依据", "Rule")
                ),
            ],
            Small = true,
        };
}
