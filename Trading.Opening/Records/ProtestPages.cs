using Trading.Documents;

namespace Trading.Opening.Records;

/// <summary>Objections or questions and what was answered, in the order in which they came.</summary>
internal static class ProtestPages
{
    public static IEnumerable<Block> Of(Session.Running s, IReadOnlyList<LotFacts> lots, TradeWords words)
    {
        var names = lots.SelectMany(l =>
                l.Bids.Select(b =>
                    (
                        Key: (l.Id, b.Submission),
                        Name: b.Form is { } form ? RecordText.Of(form.BidderName) : $"（{b.Submission[..8]}…）"
                    )
                )
            )
            .ToDictionary(n => n.Key, n => n.Name);
        var columns = new[]
        {
            Column.Fixed(Length.Millimetres(12)) with
            {
                Align = Align.Centre,
            },
            Column.Fixed(Length.Millimetres(22)),
            Column.Share(5),
            Column.Share(8),
            Column.Share(8),
            Column.Share(5),
        };
        yield return new Heading(1, $"{words.Protest}及答复");
        yield return new Table(
            columns,
            [
                .. s.Objections.Select(
                    (o, i) => ToRow(o, i + 1, names.GetValueOrDefault((o.Lot, o.Submission), o.Submission), words)
                ),
            ]
        )
        {
            Head =
            [
                Row.Of(
                    RecordWords.Head("序号", "No."),
                    RecordWords.Head(words.Lot, "Lot"),
                    RecordWords.Head("提出人及时间", "Raised by, at"),
                    RecordWords.Head("内容", "Text"),
                    RecordWords.Head("答复", "Answer"),
                    RecordWords.Head("答复人及时间", "Answered by, at")
                ),
            ],
            Small = true,
            Empty = $"本次开标无{words.Protest}。",
        };
    }

    private static Row ToRow(Objection o, int number, string name, TradeWords words) =>
        Row.Of(
            $"{number}",
            o.Lot,
            $"{name}\n{RecordTime.Clock(o.At)}",
            RecordText.Of(o.Text),
            RecordText.Of(o.Answer?.Text ?? "—"),
            o.Answer is { } answer ? $"{By(answer, words)}\n{RecordTime.Clock(answer.At)}" : "—"
        );

    private static string By(GivenAnswer answer, TradeWords words) =>
        answer.By is { } by ? $"{RecordWords.RoleName(by.Role, words)} {RecordText.Of(by.Name)}" : "—";
}
