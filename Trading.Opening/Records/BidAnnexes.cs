using System.Text;
using Trading.Documents;

namespace Trading.Opening.Records;

/// <summary>
/// What does not fit the table that was read out: unit prices, long items, contents that no form is; then who held the
/// keys, and the names under which the stream knows the bids.
/// </summary>
internal static class BidAnnexes
{
    private const int MostRawBytes = 1_024;

    public static IEnumerable<Block> Of(LotFacts lot, SessionTerms terms, TradeWords words) =>
        [
            new Heading(1, $"附件　{words.Lot} {lot.Id}"),
            .. Units(lot),
            .. LongItems(lot),
            .. Raw(lot),
            .. CustodyPages.Of(lot, terms, words),
            .. Envelopes(lot),
        ];

    private static IEnumerable<Block> Units(LotFacts lot)
    {
        var rows = lot
            .Bids.SelectMany((bid, i) => bid.Form is { Price.Units.Count: > 0 } form ? UnitRows(form, i + 1) : [])
            .ToList();
        if (rows.Count == 0)
            yield break;
        yield return new Heading(3, "分项单价");
        yield return Annex(
            [Number(), Column.Share(1), Column.Fixed(Length.Millimetres(40)) with { Align = Align.Right }],
            rows,
            RecordWords.Head("序号", "No."),
            RecordWords.Head("名称", "Item"),
            RecordWords.Head("单价（元）", "Unit price")
        );
    }

    private static IEnumerable<Row> UnitRows(OpeningForm form, int number) =>
        [
            Row.Of($"{number}", RecordText.Of(form.BidderName), RecordPrice.Fen(form.Price.Value)) with
            {
                Filled = true,
                KeepWithNext = true,
            },
            .. form.Price.Units.Select(unit => Row.Of("", RecordText.Of(unit.Name), RecordPrice.Unit(unit))),
        ];

    private static IEnumerable<Block> LongItems(LotFacts lot)
    {
        var rows = lot
            .Bids.SelectMany(
                (bid, i) => bid.Form is { } form && BidTable.HasLongItems(form) ? ItemRows(form, i + 1) : []
            )
            .ToList();
        if (rows.Count == 0)
            yield break;
        yield return new Heading(3, "其他唱标内容全文");
        yield return Annex(
            [Number(), Column.Share(1), Column.Share(4)],
            rows,
            RecordWords.Head("序号", "No."),
            RecordWords.Head("名称", "Item"),
            RecordWords.Head("内容", "Value")
        );
    }

    private static IEnumerable<Row> ItemRows(OpeningForm form, int number) =>
        form.Items.Select(
            (item, i) => Row.Of(i == 0 ? $"{number}" : "", RecordText.Of(item.Name), RecordText.Of(item.Value))
        );

    private static IEnumerable<Block> Raw(LotFacts lot)
    {
        var rows = lot
            .Bids.Select((bid, i) => (Bid: bid, Number: i + 1))
            .Where(b => b.Bid.Form is null && b.Bid.Unreadable is null)
            .Select(b => RawRow(b.Bid, b.Number))
            .ToList();
        if (rows.Count == 0)
            yield break;
        yield return new Heading(3, "无法识别的内容原文");
        yield return Annex(
            [Number(), Column.Fixed(Length.Millimetres(50)), Column.Share(1)],
            rows,
            RecordWords.Head("序号", "No."),
            RecordWords.Head("长度与指纹", "Length, SHA-256"),
            RecordWords.Head("原文（超过 1,024 字节的只列开头）", "Content")
        );
    }

    private static Row RawRow(OpenedBid bid, int number) =>
        Row.Of(
            $"{number}",
            $"{bid.Content.Length} 字节\n{Convert.ToHexStringLower(Crypto.Suite.P256.Hash(bid.Content))}",
            Shown(bid.Content)
        );

    // As text where all of it is text, else as hexadecimal digits.
    private static string Shown(byte[] content)
    {
        try
        {
            WireText.Utf8.GetCharCount(content);
            return RecordText.Of(Encoding.UTF8.GetString(content.AsSpan(0, WholeLetters(content))));
        }
        catch (DecoderFallbackException)
        {
            return Convert.ToHexStringLower(content.AsSpan(0, Math.Min(content.Length, MostRawBytes)));
        }
    }

    // The cut falls between letters: continuation bytes belong to the letter before them.
    private static int WholeLetters(byte[] content)
    {
        if (content.Length <= MostRawBytes)
            return content.Length;
        var end = MostRawBytes;
        while (end > 0 && (content[end] & 0xc0) == 0x80)
            end--;
        return end;
    }

    private static IEnumerable<Block> Envelopes(LotFacts lot)
    {
        if (lot.Bids.Count == 0)
            yield break;
        yield return new Heading(3, "投标编号与密封信封指纹（与投标人回执核对）");
        yield return Annex(
            [Number(), Column.Fixed(Length.Millimetres(58)), Column.Share(1)],
            [
                .. lot.Bids.Select(
                    (bid, i) => Row.Of($"{i + 1}", bid.Submission, Convert.ToHexStringLower(bid.EnvelopeHash))
                ),
            ],
            RecordWords.Head("序号", "No."),
            RecordWords.Head("投标编号", "Submission"),
            RecordWords.Head("信封指纹", "Envelope hash")
        );
    }

    private static Table Annex(IReadOnlyList<Column> columns, IReadOnlyList<Row> rows, params Cell[] head) =>
        new(columns, rows) { Head = [new Row(head)], Small = true };

    private static Column Number() => Column.Fixed(Length.Millimetres(14)) with { Align = Align.Centre };
}
