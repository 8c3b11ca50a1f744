using System.Globalization;
using Trading.Documents;
using Trading.Rooms.Rooms;
using Row = Trading.Documents.Row;

namespace Trading.Rooms.Reports;

/// <summary>Criteria, scores of each member, and what was corrected.</summary>
internal static class ScorePages
{
    /// <summary>Seats side by side: more of them stand in a further table.</summary>
    public const int SeatsAcross = 13;

    public static IEnumerable<Block> Of(ReportFacts facts, ReportWords words)
    {
        yield return words.Chapter("七、评分", "7. Scores");
        yield return Criteria(facts, words);
        foreach (var block in Labels(facts, words))
            yield return block;
        if (facts.Sheets.IsEmpty)
        {
            yield return new Paragraph(
                Files.HasSheets(facts.Last.Facts)
                    ? words["未形成评分表。", "There are no score sheets."]
                    : words["本项目仅评价格，无须评分表。", "Only the price is scored; there are no sheets."]
            );
            yield break;
        }
        yield return new Heading(
            2,
            words["各成员评分合计（提交时，未加权）", "Sums by member, as handed in, unweighted"]
        );
        foreach (var seats in facts.Sheets.Keys.Chunk(SeatsAcross))
            yield return Sums(facts, words, seats);
        yield return new Heading(2, words["评分更正", "Corrections of scores"]);
        yield return Corrections(facts, words);
    }

    /// <summary>Hundredths of a point as points.</summary>
    public static string Points(long hundredths) =>
        string.Create(CultureInfo.InvariantCulture, $"{hundredths / 100m:0.00}");

    /// <summary>Columns of seats behind those that name a row.</summary>
    public static IEnumerable<Column> SeatColumns(int count) =>
        Enumerable.Repeat(Column.Fixed(Length.Millimetres(15)) with { Align = Align.Right }, count);

    private static Table Criteria(ReportFacts facts, ReportWords words) =>
        new(
            [
                Column.Share(6),
                Column.Share(2),
                Column.Share(2) with
                {
                    Align = Align.Right,
                },
                Column.Share(2) with
                {
                    Align = Align.Right,
                },
                Column.Share(2) with
                {
                    Align = Align.Right,
                },
                Column.Share(3) with
                {
                    Align = Align.Right,
                },
            ],
            [
                .. facts.Terms.Criteria.Select(c =>
                    Row.Of(
                        PrintedText.Of(c.Id),
                        words.Criterion(c.Kind),
                        string.Create(CultureInfo.InvariantCulture, $"{c.WeightPermille / 10m:0.#}%"),
                        Points(c.MaxHundredths),
                        Points(c.StepHundredths),
                        Points(c.ReasonBelowHundredths)
                    )
                ),
            ]
        )
        {
            Head =
            [
                Row.Of(
                    words.Head("评分项", "Criterion"),
                    words.Head("性质", "Kind"),
                    words.Head("权重", "Weight"),
                    words.Head("满分", "Most"),
                    words.Head("步长", "Step"),
                    words.Head("低于此分须说明理由", "Reason below")
                ),
            ],
            Small = true,
        };

    // Whose label was which, and what the platform found in the documents before they were scored.
    private static IEnumerable<Block> Labels(ReportFacts facts, ReportWords words)
    {
        if (facts.Terms.Masked is not { } masked || facts.Events.OfType<LabelsDrawn>().LastOrDefault() is not { } drawn)
            yield break;
        yield return new Heading(2, words["暗标编号", "Labels of masked bids"]);
        yield return new Paragraph(
            words["暗标评审的评分项：", "Criteria that were scored masked: "]
                + string.Join(words["、", ", "], masked.Criteria.Select(PrintedText.Of))
        );
        yield return new Table(
            [Column.Fixed(Length.Millimetres(18)), Column.Share(3), Column.Share(3)],
            [
                .. drawn.Labels.Select(
                    (label, at) =>
                        Row.Of(
                            MaskSteps.Label(at + 1),
                            facts.NameOf(label.Bid),
                            label.Found.Count == 0
                                ? "—"
                                : string.Join(words["、", ", "], label.Found.Select(words.Found))
                        )
                ),
            ]
        )
        {
            Head =
            [
                Row.Of(
                    words.Head("编号", "Label"),
                    words.Head(words.Bidder, "Bidder"),
                    words.Head("评审前发现", "Found before scoring")
                ),
            ],
            Small = true,
        };
    }

    private static string Points(int? hundredths) => hundredths is { } some ? Points((long)some) : "—";

    private static Table Sums(ReportFacts facts, ReportWords words, int[] seats)
    {
        var sums = seats.ToDictionary(
            seat => seat,
            seat =>
                facts.Sheets[seat].ToDictionary(b => b.Key, b => b.Value.Sum(s => s.Hundredths), StringComparer.Ordinal)
        );
        var scored = sums[seats[0]];
        return new Table(
            [Column.Share(1), .. SeatColumns(seats.Length)],
            [
                .. facts
                    .Start.Bids.Where(b => scored.ContainsKey(b.Id))
                    .Select(b => new Row([
                        facts.NameOf(b.Id),
                        .. seats.Select(seat => (Cell)(sums[seat].TryGetValue(b.Id, out var sum) ? Points(sum) : "—")),
                    ])),
            ]
        )
        {
            Head = [new Row([words.Head(words.Bidder, "Bidder"), .. seats.Select(s => (Cell)words.Seat(s))])],
            Small = true,
        };
    }

    private static Table Corrections(ReportFacts facts, ReportWords words) =>
        new(
            [
                Column.Share(4),
                Column.Fixed(Length.Millimetres(20)),
                Column.Share(5),
                Column.Share(4),
                Column.Share(2) with
                {
                    Align = Align.Right,
                },
                Column.Share(2) with
                {
                    Align = Align.Right,
                },
                Column.Share(6),
            ],
            [
                .. facts.Work.Changes.Select(c =>
                    Row.Of(
                        words.Amendment(c.Kind),
                        $"{c.Seat}",
                        facts.NameOf(c.Bid),
                        c.Criterion.Length > 0 ? PrintedText.Of(c.Criterion) : words["合计", "sum"],
                        Points(c.Before),
                        Points(c.After),
                        PrintedText.Of(c.Reason)
                    )
                ),
            ]
        )
        {
            Head =
            [
                Row.Of(
                    words.Head("法定情形", "Lawful ground"),
                    words.Head("席位", "Seat"),
                    words.Head(words.Bidder, "Bidder"),
                    words.Head("评分项", "Criterion"),
                    words.Head("更正前", "Before"),
                    words.Head("更正后", "After"),
                    words.Head("理由", "Reason")
                ),
            ],
            Empty = words["无", "none"],
            Small = true,
        };
}
