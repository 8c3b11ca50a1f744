using System.Globalization;
using Trading.Documents;

namespace Trading.Opening.Records;

/// <summary>
/// When the platform's process stood still over a deadline, and what was done about it; nothing where it did not.
/// Source: docs/spec/record.md.
/// </summary>
internal static class StandstillPages
{
    public static IEnumerable<Block> Of(Session.Running s, IReadOnlyList<LotFacts> lots, TradeWords words)
    {
        if (s.Standstills.IsEmpty)
            yield break;
        yield return new Heading(3, "平台在投标截止时的停顿");
        var columns = new[]
        {
            Column.Fixed(Length.Millimetres(24)),
            Column.Fixed(Length.Millimetres(46)),
            Column.Fixed(Length.Millimetres(46)),
            Column.Fixed(Length.Millimetres(20)) with
            {
                Align = Align.Right,
            },
            Column.Fixed(Length.Millimetres(24)),
            Column.Share(1),
        };
        yield return new Table(columns, [.. s.Standstills.SelectMany(told => Rows(told, lots))])
        {
            Head =
            [
                Row.Of(
                    RecordWords.Head(words.Lot, "Lot"),
                    RecordWords.Head("停顿前最后运行", "Last seen alive"),
                    RecordWords.Head("恢复运行", "Alive again"),
                    RecordWords.Head("秒", "Seconds"),
                    RecordWords.Head("情形", "What"),
                    RecordWords.Head("处理", "Consequence")
                ),
            ],
            Small = true,
        };
    }

    private static IEnumerable<Row> Rows(Standstill told, IReadOnlyList<LotFacts> lots) =>
        lots.Where(lot => told.Touches(lot.Policy.CloseAt))
            .Select(lot =>
                Row.Of(
                    lot.Id,
                    RecordTime.Exact(told.From),
                    RecordTime.Exact(told.Until),
                    Seconds(told.Until - told.From),
                    told.Restarted ? "重新启动" : "进程停顿",
                    Consequence(told, lot.Policy.CloseAt)
                )
            );

    private static string Consequence(Standstill told, long closeAt)
    {
        if (!told.IsMadeUpFor(closeAt))
            return "超出可弥补的时限，推迟冻结，须由主持人与监督人命令逾期见证";
        return told.Restarted
            ? "此前的连接中断；截止前未被受理的递交无从证明，不予补收"
            : "停顿期间到达、恢复后读取的递交，以停顿前最后运行的时刻为到达时间";
    }

    private static string Seconds(long micros) => (micros / 1_000_000m).ToString("0.000", CultureInfo.InvariantCulture);
}
