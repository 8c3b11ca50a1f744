using Trading.Documents;

namespace Trading.Opening.Records;

/// <summary>One lot as it was read out: its facts, the table, the notes under it, what was revoked.</summary>
internal static class LotPages
{
    public static readonly int KeyWidth = Length.Millimetres(22);

    public static IEnumerable<Block> Of(Session.Running s, LotFacts lot, TradeWords words, bool isOneOfMany)
    {
        if (isOneOfMany)
            yield return new PageBreak();
        yield return new Heading(isOneOfMany ? 1 : 2, $"{words.Lot} {lot.Id}　{RecordText.Of(lot.Terms.Title)}");
        yield return new Grid([.. Pairs(lot, isOneOfMany)]) { Across = 3, KeyWidth = KeyWidth };
        yield return new Gap(Length.Millimetres(2));
        if (lot.Bids.Count > 0)
        {
            yield return new BidTable(lot, s.Terms.RulePack).ToBlock();
            yield return Notes(s.Terms.RulePack, lot, words);
        }
        if (lot.Freeze is { Revoked.IsEmpty: false } freeze)
            foreach (var block in Revoked(freeze))
                yield return block;
    }

    public static string Outcome(LotFacts lot) =>
        lot.Failed is { } failed
            ? $"{RecordWords.FailureName(failed.Cause)}（{RecordWords.Rule(failed.Rule)}）"
            : "已开标";

    private static IEnumerable<Pair> Pairs(LotFacts lot, bool isOneOfMany)
    {
        if (isOneOfMany)
            yield return new("截止即开标", RecordTime.Exact(lot.Policy.CloseAt));
        if (lot.Freeze is { } freeze)
            yield return new("收标冻结", RecordTime.Exact(freeze.At));
        if (lot.Freeze is { IsLateOrdered: true })
            yield return new("冻结见证", "主持人与监督人命令逾期见证，见附件");
        if (lot.Release is { } release && !isOneOfMany)
            yield return new("开始释放", RecordTime.Exact(release.BeganAt));
        if (lot.OpenedAt is { } opened)
            yield return new("同时开启", RecordTime.Exact(opened));
        if (lot.Failed is { } failed && lot.OpenedAt is null)
            yield return new("终止时间", RecordTime.Exact(failed.At));
        yield return new("报价方式", RecordPrice.KindName(lot.Terms.PriceKind, lot.Policy.Version));
        yield return new(
            lot.Terms.IsLeastDiscount(lot.Policy.Version) ? "最低下浮率" : "最高限价",
            lot.Terms.Ceiling == 0 ? "未设" : Ceiling(lot.Terms, lot.Policy.Version)
        );
        if (lot.Bids.Count > 0)
            yield return new(
                "签到情况",
                $"签到 {lot.Bids.Count(b => b.Attended)} 家，未签到 {lot.Bids.Count(b => !b.Attended)} 家"
            );
        if (lot.Freeze is { } held)
            yield return new("递交情况", $"有效 {held.Live} 份（受理 {held.Entries} 次）");
        if (lot.Freeze is { } kept && lot.Release is not null)
            yield return new(
                "开启情况",
                $"开启 {lot.OpenedBids}，未开启 {lot.Bids.Count - lot.OpenedBids}，撤销 {kept.Revoked.Count}"
            );
        yield return new("结果", new Run(Outcome(lot)) { Bold = true }) { Wide = lot.Failed is not null };
    }

    private static Text Ceiling(LotTerms terms, byte policyVersion) =>
        Text.Of(
            new Run(RecordPrice.Figures(terms.PriceKind, terms.Ceiling)),
            new Run($"  {RecordPrice.Spoken(terms.PriceKind, terms.Ceiling, policyVersion)}")
            {
                Small = true,
                Tone = Tone.Muted,
            }
        );

    private static Paragraph Notes(RulePack pack, LotFacts lot, TradeWords words) =>
        new(
            new Run(
                "说明：1. 时间为北京时间（UTC+8），小字为微秒。2. 大写为投标人所写，与小写读法不同处附注读法。3. 备注栏的标记只作提示，主持人不作认定，投标是否有效由评标委员会评审。"
                    + $"4. 未签到的视同认可开标结果；{(pack.SilenceAccepts ? "签到而未确认的依招标文件视同认可" : "签到而未确认的记为未确认")}（依本项目规则包）。"
                    + $"本记录依{RecordWords.Rule(pack.RecordRule)}制作。"
                    + (
                        lot.OpenedBids < lot.Bids.Count
                            ? $"5. 未能开启的原因与责任由系统依证据提出（{RecordWords.Rule("e-bidding:31")}），投标人可以陈述，"
                                + $"由{JudgeOf(lot, words)}认定。"
                            : ""
                    )
            )
            {
                Small = true,
                Tone = Tone.Muted,
            }
        );

    private static string JudgeOf(LotFacts lot, TradeWords words) =>
        lot.Record == RecordVersion.First ? "招标人" : words.Tenderer;

    private static IEnumerable<Block> Revoked(FreezeFacts freeze)
    {
        yield return new Heading(3, "截止后撤销（信封不予开启）");
        yield return new Table(
            [Column.Fixed(Length.Millimetres(70)), Column.Share(1)],
            [
                .. freeze
                    .Revoked.OrderBy(r => r.Value.At)
                    .ThenBy(r => r.Key, StringComparer.Ordinal)
                    .Select(r => Row.Of(r.Key, RecordTime.Exact(r.Value.At))),
            ]
        )
        {
            Head =
            [
                Row.Of(RecordWords.Head("投标编号", "Submission"), RecordWords.Head("撤销声明时间", "Declared at")),
            ],
            Small = true,
        };
    }
}
