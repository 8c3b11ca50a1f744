using Trading.Documents;
using Trading.Rooms.Papers;
using Trading.Rooms.Rooms;
using Row = Trading.Documents.Row;

namespace Trading.Rooms.Reports;

/// <summary>Every score sheet as it was handed in, bid by bid, with its reasons.</summary>
internal static class SheetAnnex
{
    public static IEnumerable<Block> Of(ReportFacts facts, ReportWords words)
    {
        if (facts.Sheets.IsEmpty)
            yield break;
        yield return new PageBreak();
        yield return words.Chapter("附件　各成员评分表", "Annex: score sheets");
        yield return new Paragraph(
            words[
                "各表为提交时的分数，更正见第七章；被更换成员的评分表无效，不列入。",
                "Scores as handed in; corrections stand in part 7. Sheets of members who were replaced are void."
            ]
        );
        yield return Commitments(facts, words);
        var scores = facts.Sheets.ToDictionary(
            s => s.Key,
            s =>
                s.Value.ToDictionary(
                    b => b.Key,
                    b => b.Value.ToDictionary(c => c.Criterion, StringComparer.Ordinal),
                    StringComparer.Ordinal
                )
        );
        string[] criteria = [.. facts.Terms.Criteria.Where(c => c.Kind != CriterionKind.Price).Select(c => c.Id)];
        foreach (var bid in facts.Start.Bids.Where(b => scores.Values.Any(s => s.ContainsKey(b.Id))))
        {
            yield return new Heading(2, facts.NameOf(bid.Id));
            foreach (var seats in scores.Keys.Order().Chunk(ScorePages.SeatsAcross))
                yield return Scores(words, criteria, seats, seat => scores[seat].GetValueOrDefault(bid.Id));
            if (Reasons(words, criteria, scores, bid.Id) is { Length: > 0 } reasons)
                yield return new Paragraph(new Run(reasons) { Small = true });
        }
    }

    private static Table Commitments(ReportFacts facts, ReportWords words) =>
        new(
            [Column.Fixed(Length.Millimetres(22)), Column.Share(1)],
            [
                .. facts
                    .Work.Masked.Concat(facts.Work.Sheets)
                    .OrderBy(s => s.Key)
                    .Select(s => Row.Of($"{s.Key}", Convert.ToHexStringLower(s.Value.Commitment))),
            ]
        )
        {
            Head = [Row.Of(words.Head("席位", "Seat"), words.Head("评分表承诺（已公开）", "Commitment, public"))],
            Small = true,
        };

    private static Table Scores(
        ReportWords words,
        string[] criteria,
        int[] seats,
        Func<int, Dictionary<string, SheetScore>?> of
    ) =>
        new(
            [Column.Share(1), .. ScorePages.SeatColumns(seats.Length)],
            [
                .. criteria.Select(c => new Row([
                    PrintedText.Of(c),
                    .. seats.Select(seat =>
                        (Cell)(
                            of(seat) is { } row && row.TryGetValue(c, out var score)
                                ? ScorePages.Points(score.Hundredths)
                                : "—"
                        )
                    ),
                ])),
            ]
        )
        {
            Head = [new Row([words.Head("评分项", "Criterion"), .. seats.Select(s => (Cell)words.Seat(s))])],
            Small = true,
        };

    private static string Reasons(
        ReportWords words,
        string[] criteria,
        Dictionary<int, Dictionary<string, Dictionary<string, SheetScore>>> scores,
        string bid
    ) =>
        string.Join(
            '\n',
            from criterion in criteria
            from seat in scores.Keys.Order()
            let score = scores[seat].GetValueOrDefault(bid)?.GetValueOrDefault(criterion)
            where score is { Reason.Length: > 0 }
            select $"{PrintedText.Of(criterion)}　{words.Seat(seat)}：{PrintedText.Of(score.Reason)}"
        );
}
