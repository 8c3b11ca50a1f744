using Trading.Documents;
using Trading.Rooms.Packs;
using Trading.Rooms.Rooms;
using Trading.Rooms.Starts;
using Row = Trading.Documents.Row;

namespace Trading.Rooms.Reports;

/// <summary>Qualification and compliance, and the bids that are out.</summary>
internal static class ReviewPages
{
    public static IEnumerable<Block> Of(ReportFacts facts, ReportWords words)
    {
        yield return words.Chapter("三、资格审查与符合性审查", "3. Qualification and compliance");
        yield return Items(facts, words);
        yield return new Gap(Length.Millimetres(2));
        yield return Bids(facts, words);
        if (Failing(facts, words).ToList() is { Count: > 0 } failing)
        {
            yield return new Heading(2, words["成员认定不通过的意见", "What members found to fail"]);
            yield return new Table(
                [
                    Column.Fixed(Length.Millimetres(22)),
                    Column.Share(4),
                    Column.Share(4),
                    Column.Fixed(Length.Millimetres(26)),
                    Column.Share(8),
                ],
                failing
            )
            {
                Head =
                [
                    Row.Of(
                        words.Head("席位", "Seat"),
                        words.Head(words.Bidder, "Bidder"),
                        words.Head("审查项", "Item"),
                        words.Head("环节", "Stage"),
                        words.Head("理由", "Reason")
                    ),
                ],
                Small = true,
            };
        }
        yield return words.Chapter("四、" + words.Rejected, "4. Bids that are out");
        yield return Rejected(facts, words);
    }

    private static Table Items(ReportFacts facts, ReportWords words) =>
        new(
            [Column.Share(3), Column.Share(6), Column.Share(3), Column.Share(4), Column.Share(6)],
            [
                .. facts.Start.Items.Select(i =>
                    Row.Of(
                        PrintedText.Of(i.Id),
                        PrintedText.Of(i.Title),
                        StageOf(i.Stage, words),
                        words.Ground(i.Ground),
                        PrintedText.Of(words.Rule(i.Rule))
                    )
                ),
            ]
        )
        {
            Head =
            [
                Row.Of(
                    words.Head("编号", "Id"),
                    words.Head("审查项", "Item"),
                    words.Head("环节", "Stage"),
                    words.Head("不通过的后果", "Ground"),
                    words.Head("依据", "Rule")
                ),
            ],
            Empty = words["未公布审查项", "no item was published"],
            Small = true,
        };

    private static Table Bids(ReportFacts facts, ReportWords words) =>
        new(
            [Column.Share(7), Column.Share(6), Column.Share(6), Column.Share(4)],
            [
                .. facts.Start.Bids.Select(b =>
                    Row.Of(
                        facts.NameOf(b.Id),
                        Found(facts, words, b, ItemStage.Qualification),
                        Found(facts, words, b, ItemStage.Compliance),
                        facts.Work.IsOut(b.Id) ? new Run(words.Out) { Tone = Tone.Alert } : words["有效", "valid"]
                    )
                ),
            ]
        )
        {
            Head =
            [
                Row.Of(
                    words.Head(words.Bidder, "Bidder"),
                    words.Head("资格审查", "Qualification"),
                    words.Head("符合性审查", "Compliance"),
                    words.Head("结论", "Outcome")
                ),
            ],
            Small = true,
        };

    private static Cell Found(ReportFacts facts, ReportWords words, RoomBid bid, ItemStage stage)
    {
        if (stage == ItemStage.Qualification && facts.Last.Facts.Pack.QualifiedBy == QualifiedBy.Host)
            return facts.Work.Qualified.TryGetValue(bid.Id, out var found)
                ? (
                    found.Fails
                        ? new Run(
                            words[
                                $"{words.Buyer}或代理机构认定不通过：{found.Item}",
                                $"fails, found by buyer or agent: {found.Item}"
                            ]
                        )
                        {
                            Tone = Tone.Alert,
                        }
                        : words["通过", "passes"]
                )
                : "—";
        var reviews = facts.Work.Reviews.Where(r => r.Key.Stage == stage && r.Key.Bid == bid.Id).ToList();
        if (reviews.Count == 0)
            return "—";
        var failing = facts
            .Start.ItemsOf(stage)
            .Select((item, at) => (item.Id, Fails: reviews.Count(r => !r.Value.Paper.Marks[at].Passes)))
            .Where(i => i.Fails > 0)
            .Select(i => $"{PrintedText.Of(i.Id)} {i.Fails}/{reviews.Count}")
            .ToList();
        return failing.Count == 0
            ? words[$"{reviews.Count} 人全部通过", $"passes, all {reviews.Count}"]
            : words["不通过人数：", "fails: "] + string.Join(words["；", "; "], failing);
    }

    private static IEnumerable<Row> Failing(ReportFacts facts, ReportWords words) =>
        from bid in facts.Start.Bids
        from review in facts.Work.Reviews
        where review.Key.Bid == bid.Id
        from mark in review.Value.Paper.Marks
        where !mark.Passes
        select Row.Of(
            $"{review.Key.Seat}",
            facts.NameOf(bid.Id),
            PrintedText.Of(mark.Item),
            StageOf(review.Key.Stage, words),
            PrintedText.Of(mark.Reason)
        );

    private static Table Rejected(ReportFacts facts, ReportWords words) =>
        new(
            [Column.Share(5), Column.Share(3), Column.Share(3), Column.Share(5), Column.Share(7)],
            [
                .. facts
                    .Start.Bids.Where(b => facts.Work.IsOut(b.Id))
                    .Select(b =>
                    {
                        var rejection = facts.Work.Rejections[b.Id];
                        return Row.Of(
                            facts.NameOf(b.Id),
                            words.Ground(rejection.Ground),
                            rejection.Item.Length > 0 ? PrintedText.Of(rejection.Item) : "—",
                            $"{words.Rule(rejection.Rule)}\n{rejection.Rule}",
                            PrintedText.Of(rejection.Reason)
                                + (rejection.IsLate ? words["（评分后认定）", " (after scoring)"] : "")
                        );
                    }),
            ]
        )
        {
            Head =
            [
                Row.Of(
                    words.Head(words.Bidder, "Bidder"),
                    words.Head("情形", "Ground"),
                    words.Head("审查项", "Item"),
                    words.Head("依据", "Rule"),
                    words.Head("理由", "Reason")
                ),
            ],
            Empty = words["无", "none"],
            Small = true,
        };

    private static string StageOf(ItemStage stage, ReportWords words) =>
        words.Stage(stage == ItemStage.Qualification ? RoomStage.Qualifying : RoomStage.Complying);
}
