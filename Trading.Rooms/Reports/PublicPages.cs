using Trading.Documents;
using Trading.Rooms.Packs;
using Trading.Rooms.Rooms;
using Trading.Rooms.Starts;
using Row = Trading.Documents.Row;

namespace Trading.Rooms.Reports;

/// <summary>What the public stream says of an evaluation: bids, stages, commitments, result. No opinion of anybody.
/// </summary>
internal static class PublicPages
{
    public static Document Of(IReadOnlyList<RoomEvent> events, bool isChinese)
    {
        if (
            events is not [EvaluationStarted started, ..]
            || !RoomStartCodec.TryParse(started.Start, out var start)
            || RoomPacks.Find(start.Pack, start.PackVersion) is not { } pack
        )
            throw new CorruptEventException(nameof(EvaluationStarted), "the start cannot be read");
        var words = new ReportWords(isChinese, pack);
        var quote = Scorer.Read(started.Terms).Tender?.Quote ?? QuoteKind.Amount;
        // A seal follows the result and ends nothing.
        var last = events.Last(e => e is not ReportSealed);
        var end = last as EvaluationConcluded;
        List<Block> blocks =
        [
            new Heading(0, words.Title + words["（公开版）", " (public)"]),
            .. Ending(last, words),
            new Grid([.. HeadPages.Pairs(start, words, started.At), .. Concluded(end, words)])
            {
                Across = 2,
                KeyWidth = Length.Millimetres(30),
            },
            words.Chapter("一、" + words.Candidates, "1. Candidates"),
            Candidates(start, end, quote, words),
            words.Chapter("二、投标一览", "2. Bids as they were read out"),
            Bids(start, quote, words),
            words.Chapter("三、" + words.Committee, "3. Committee"),
            Committee(start, words),
            words.Chapter("四、评审过程", "4. Proceedings"),
            HeadPages.Proceedings(events, words),
            new Paragraph(
                words[
                    "评审过程保密：成员的审查、评分与表决不公开；公开的承诺使其事后不能改动。",
                    "What members judged is confidential; the public commitments bind it."
                ]
            ),
        ];
        return RoomReport.Framed(start.Room, words, blocks, "");
    }

    private static IEnumerable<Block> Ending(RoomEvent last, ReportWords words) =>
        last switch
        {
            EvaluationFailed failed => [HeadPages.Note(HeadPages.Ending(failed, words), Tone.Alert)],
            EvaluationConcluded => [],
            _ => [HeadPages.Note(words["评审尚未结束", "The evaluation is not concluded"], Tone.Accent)],
        };

    private static IEnumerable<Pair> Concluded(EvaluationConcluded? end, ReportWords words) =>
        end is null
            ? []
            :
            [
                new(words["评审结束", "Concluded"], PrintedTime.Exact(end.At)),
                new(
                    words["成员意见", "Opinions"],
                    words[
                        $"同意 {end.Agreed}，不同意 {end.Dissenting}",
                        $"{end.Agreed} agreed, {end.Dissenting} dissented"
                    ]
                ),
            ];

    private static Table Candidates(RoomStart start, EvaluationConcluded? end, QuoteKind quote, ReportWords words) =>
        new(
            [Column.Fixed(Length.Millimetres(20)), Column.Share(5), Column.Share(3) with { Align = Align.Right }],
            [
                .. (end?.Candidates ?? []).Select(c =>
                    start.Find(c.Bid) is { } bid
                        ? Row.Of($"{c.Rank}", Name(bid), QuotedText.Of(bid.Figure, quote, words.IsChinese))
                        : Row.Of($"{c.Rank}", c.Bid, "—")
                ),
            ]
        )
        {
            Head =
            [
                Row.Of(
                    words.Head("名次", "Rank"),
                    words.Head(words.Bidder, "Bidder"),
                    words.Head("开标价", "Price read out")
                ),
            ],
            Empty = words["无", "none"],
        };

    private static Table Bids(RoomStart start, QuoteKind quote, ReportWords words) =>
        new(
            [
                Column.Fixed(Length.Millimetres(16)),
                Column.Share(5),
                Column.Share(4),
                Column.Share(3) with
                {
                    Align = Align.Right,
                },
                Column.Share(6),
            ],
            [
                .. start.Bids.Select(
                    (b, at) =>
                        Row.Of(
                            $"{at + 1}",
                            Name(b),
                            b.Id,
                            QuotedText.Of(b.Figure, quote, words.IsChinese),
                            string.Join(
                                words["；", "; "],
                                b.Published.Select(f => PrintedText.Of($"{f.Title}：{f.Text}"))
                            )
                        )
                ),
            ]
        )
        {
            Head =
            [
                Row.Of(
                    words.Head("序号", "No."),
                    words.Head(words.Bidder, "Bidder"),
                    words.Head("投标编号", "Submission"),
                    words.Head("开标价", "Price read out"),
                    words.Head("其他唱标内容", "Other items")
                ),
            ],
            Empty = words["无", "none"],
            Small = true,
        };

    private static Table Committee(RoomStart start, ReportWords words) =>
        new(
            [Column.Fixed(Length.Millimetres(22)), Column.Share(3), Column.Share(3)],
            [.. start.Seats.Select((s, at) => Row.Of($"{at + 1}", words.Role(s.Role), $"{s.Position}"))]
        )
        {
            Head = [Row.Of(words.Head("席位", "Seat"), words.Head("身份", "Role"), words.Head("抽取序位", "Position"))],
            Small = true,
        };

    private static string Name(RoomBid bid) =>
        PrintedText.Of(bid.Name) + (bid.Code.Length > 0 ? $"（{bid.Code}）" : "");
}
