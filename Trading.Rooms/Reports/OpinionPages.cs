using Trading.Documents;
using Trading.Rooms.Rooms;
using Row = Trading.Documents.Row;

namespace Trading.Rooms.Reports;

/// <summary>Who agrees and who dissents, what binds the pages to the streams, and the host's signature.</summary>
internal static class OpinionPages
{
    public static IEnumerable<Block> Of(ReportFacts facts, ReportWords words)
    {
        yield return words.Chapter("九、成员意见", "9. Opinions of the members");
        yield return Opinions(facts, words);
        foreach (var judged in SaidOf(facts).Where(e => !e.Agrees))
            yield return new Paragraph(
                Text.Of(
                    new Run(words[$"{words.Seat(judged.Seat)} 不同意见：", $"{words.Seat(judged.Seat)} dissents: "])
                    {
                        Bold = true,
                    },
                    new Run(PrintedText.Of(ReportFacts.ActOf(judged.Act).Text))
                )
            );
        yield return new Together([
            words.Chapter("十、核对与签署", "10. What binds this report"),
            Binding(facts, words),
            new Gap(Length.Millimetres(3)),
            new SignatureField(RoomReport.SignatureFieldName, Signer(facts, words), Length.Millimetres(18))
            {
                Reason = words.Title,
            },
        ]);
    }

    // Opinions are of the draft that is signed: those about an earlier one went with it.
    private static IEnumerable<ReportJudged> SaidOf(ReportFacts facts)
    {
        var said = facts.Events.Reverse().TakeWhile(e => e is not ReportDrafted).OfType<ReportJudged>().Reverse();
        return facts.Last is Room.Reporting ? said : [];
    }

    private static Table Opinions(ReportFacts facts, ReportWords words)
    {
        var said = SaidOf(facts).ToDictionary(e => e.Seat);
        var opinions = (facts.Last as Room.Reporting)?.Opinions;
        return new Table(
            [Column.Fixed(Length.Millimetres(22)), Column.Share(3), Column.Share(3), Column.Share(8)],
            [
                .. Enumerable
                    .Range(1, facts.Start.Seats.Count)
                    .Select(seat =>
                        Row.Of(
                            $"{seat}",
                            said.TryGetValue(seat, out var judged)
                                    ? (
                                        judged.Agrees
                                            ? words["同意", "agrees"]
                                            : new Run(words["不同意", "dissents"]) { Tone = Tone.Alert }
                                    )
                                : opinions?.ContainsKey(seat) == true
                                    ? words["逾期未签署，视为同意", "silent: deemed to agree"]
                                : "—",
                            judged is null ? "—" : PrintedTime.Clock(judged.At),
                            judged is null
                                ? "—"
                                : Convert.ToHexStringLower(judged.Act.Commitment(facts.Last.Facts.Suite))
                        )
                    ),
            ]
        )
        {
            Head =
            [
                Row.Of(
                    words.Head("席位", "Seat"),
                    words.Head("意见", "Opinion"),
                    words.Head("时间", "Time"),
                    words.Head("签名指纹", "Hash of the signed act")
                ),
            ],
            Small = true,
        };
    }

    private static Table Binding(ReportFacts facts, ReportWords words)
    {
        var count = facts.Count;
        var text = Text.Of(
            new Run(
                words[
                    "本报告由评审事件流生成：持有归档文件者可离线重建并逐位核对（trading verify）。成员签署的是下列报告指纹。\n",
                    "This report follows from the room's events; whoever holds the archive rebuilds it bit for bit. "
                        + "Members signed the hash below.\n"
                ]
            ),
            new Run(
                words["事件流　", "Stream "]
                    + $"{Names.RoomStream(facts.Start.Room)}\n"
                    + words["报告指纹　", "Hash "]
                    + $"{facts.Hash ?? "—"}\n"
                    + words["计算文件　", "Counted file "]
                    + $"{HexOf(count?.TenderHash)}\n"
                    + words["计算结果　", "Result "]
                    + HexOf(count?.ResultHash)
            )
        );
        var code = new Cell("")
        {
            Code = new QrCode($"{Names.RoomStream(facts.Start.Room)} {facts.Hash ?? "-"}", Length.Millimetres(26)),
            Align = Align.Right,
        };
        return new Table([Column.Share(1), Column.Fixed(Length.Millimetres(32))], [Row.Of(text, code)])
        {
            Lines = Lines.None,
        };
    }

    private static string HexOf(byte[]? hash) => hash is null ? "—" : Convert.ToHexStringLower(hash);

    private static Text Signer(ReportFacts facts, ReportWords words) =>
        Text.Of(
            new Run(words[$"{words.Buyer}或代理机构（主持人）\n", "Host: buyer or agent\n"]) { Bold = true },
            new Run(
                facts.Concluded is { } concluded
                    ? words["数字签名时间　", "Digitally signed, "] + PrintedTime.Clock(concluded.At) + "\n"
                    : words["草稿，不签名\n", "A draft is not signed\n"]
            ),
            new Run(words["主持人公钥　", "Key of the host "] + KeyPrint.Of(facts.Start.Host))
            {
                Small = true,
                Tone = Tone.Muted,
            }
        );
}
