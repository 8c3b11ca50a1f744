using Trading.Documents;

namespace Trading.Opening;

/// <summary>One lot: its facts, the table that was read out, what was revoked, who held the keys, and the annexes.</summary>
internal static class LotPages
{
    public static IEnumerable<Block> Of(Session.Running s, LotFacts lot, TradeWords words, bool isOneOfMany)
    {
        if (isOneOfMany) yield return new PageBreak();
        yield return new Heading(1, $"{words.Lot} {lot.Id}　{lot.Terms.Title}");
        yield return new Grid([.. Pairs(lot)]) { KeyWidth = Length.Millimetres(27) };
        if (lot.Bids.Count > 0)
        {
            yield return new BidTable(lot, s.Terms.RulePack).ToBlock();
            yield return Notes(s.Terms.RulePack, lot);
        }
        else yield return new Paragraph(new Run($"{Outcome(lot)}。") { Bold = true });
        if (lot.Freeze is { Revoked.IsEmpty: false } freeze) foreach (var block in Revoked(freeze)) yield return block;
        foreach (var block in Custodians(lot)) yield return block;
        foreach (var block in BidAnnexes.Of(lot)) yield return block;
    }

    public static string Outcome(LotFacts lot) => lot.Failed is { } failed
        ? $"{RecordWords.FailureName(failed.Cause)}（依据{RecordWords.Rule(failed.Rule)}）"
        : "已开标";

    private static IEnumerable<Pair> Pairs(LotFacts lot)
    {
        yield return new("投标截止", RecordTime.Exact(lot.Policy.CloseAt));
        if (lot.Freeze is { } freeze) yield return new("收标冻结", RecordTime.Exact(freeze.At));
        if (lot.Release is { } release) yield return new("开始释放", RecordTime.Exact(release.BeganAt));
        if (lot.OpenedAt is { } opened) yield return new("同时开启", RecordTime.Exact(opened));
        if (lot.Failed is { } failed && lot.OpenedAt is null) yield return new("终止时间", RecordTime.Exact(failed.At));
        yield return new("报价方式", RecordPrice.KindName(lot.Terms.PriceKind));
        yield return new("最高限价", lot.Terms.Ceiling == 0 ? "未设" : Ceiling(lot.Terms));
        if (lot.Freeze is not null) yield return new("递交情况", Submitted(lot.Freeze));
        if (lot.Release is not null) yield return new("开启情况", $"成功开启 {lot.OpenedBids} 份，未能开启 {lot.Bids.Count - lot.OpenedBids} 份");
        if (lot.Bids.Count > 0) yield return new("签到情况", $"签到 {lot.Bids.Count(b => b.Attended)} 家，未签到 {lot.Bids.Count(b => !b.Attended)} 家");
        yield return new("结果", Outcome(lot)) { Wide = true };
    }

    private static Text Ceiling(LotTerms terms) =>
        Text.Of(new Run($"{RecordPrice.Figures(terms.PriceKind, terms.Ceiling)}  "), new Run(RecordPrice.Spoken(terms.PriceKind, terms.Ceiling)) { Small = true, Tone = Tone.Muted });

    private static string Submitted(FreezeFacts freeze) =>
        $"截止时有效递交 {freeze.Live} 份（受理记录 {freeze.Entries} 条，含替换与撤回）；截止后撤销 {freeze.Revoked.Count} 份";

    private static Paragraph Notes(RulePack pack, LotFacts lot) => new(new Run(
        "说明：1. 大写栏为投标人所写，与小写读法不同处附注读法。2. 备注栏的标记只作提示，主持人不作认定，投标是否有效由评标委员会评审。"
        + $"3. 确认栏：未签到的视同认可开标结果；{(pack.SilenceAccepts ? "签到而未确认的依招标文件视同认可" : "签到而未确认的记为未确认")}（{RecordWords.Rule(pack.RecordRule)}）。"
        + (lot.OpenedBids < lot.Bids.Count ? $"4. 未能开启的原因与责任由系统依证据提出（{RecordWords.Rule("e-bidding:31")}），投标人可以陈述，由招标人认定。" : "")) { Small = true, Tone = Tone.Muted });

    private static IEnumerable<Block> Revoked(FreezeFacts freeze)
    {
        yield return new Heading(3, "截止后撤销（信封不予开启）");
        yield return new Table([Column.Fixed(Length.Millimetres(70)), Column.Share(1)], [.. freeze.Revoked.OrderBy(r => r.Value).ThenBy(r => r.Key, StringComparer.Ordinal).Select(r => Row.Of(r.Key, RecordTime.Exact(r.Value)))])
        {
            Head = [Row.Of(RecordWords.Head("投标编号", "Submission"), RecordWords.Head("撤销声明时间", "Declared at"))],
        };
    }

    private static IEnumerable<Block> Custodians(LotFacts lot)
    {
        yield return new Heading(3, "存证与受托人");
        yield return new Grid([.. Roots(lot)]) { Across = 1, KeyWidth = Length.Millimetres(27) };
        if (lot.Freeze is not { } freeze) yield break;
        var head = Row.Of(RecordWords.Head("编号", "No."), RecordWords.Head("受托人", "Trustee"), RecordWords.Head("见证收标冻结", "Cosigned the freeze"), RecordWords.Head("部分解密", "Partial openings"));
        var columns = new[] { Column.Fixed(Length.Millimetres(14)) with { Align = Align.Centre }, Column.Share(3), Column.Share(4), Column.Share(6) };
        yield return new Table(columns, [.. lot.Policy.Trustees.Select((t, i) => Row.Of($"{i + 1}", t.Name, Witness(freeze, i + 1), Released(lot.Release, i + 1)))]) { Head = [head] };
    }

    private static IEnumerable<Pair> Roots(LotFacts lot)
    {
        yield return new("受托门限", $"{lot.Policy.Trustees.Count} 名受托人中任意 {lot.Policy.Threshold} 名方可开启");
        if (lot.Lock is { } held) yield return new("开标锁", Convert.ToHexStringLower(held.LockId));
        if (lot.Freeze is { } freeze) yield return new("冻结根", $"{Convert.ToHexStringLower(freeze.Root)}（树大小 {freeze.TreeSize}）");
    }

    private static Text Witness(FreezeFacts freeze, int trustee) => freeze.Cosignatures.GetValueOrDefault(trustee) is { } cosigned
        ? cosigned.Late ? Text.Of(new Run("逾期见证  ") { Bold = true }, new Run(RecordTime.Clock(cosigned.At))) : $"已见证  {RecordTime.Clock(cosigned.At)}"
        : "—";

    private static Text Released(ReleaseFacts? release, int trustee)
    {
        var refused = release?.Refused.GetValueOrDefault(trustee) is { } wrong ? $"曾提交错误数据（{Convert.ToHexStringLower(wrong)[..16]}…），已忽略" : "";
        return release?.Partials.GetValueOrDefault(trustee) is not { } hash ? refused.Length > 0 ? new Run(refused) { Tone = Tone.Alert } : "—"
            : Text.Of(new Run($"已提交  {Convert.ToHexStringLower(hash)[..16]}…"), new Run(refused.Length > 0 ? $"；{refused}" : "") { Tone = Tone.Alert });
    }
}
