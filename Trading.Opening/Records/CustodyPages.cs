using Trading.Documents;

namespace Trading.Opening.Records;

/// <summary>Who held the keys of a lot, who took part in its opening, and the roots that bind it.</summary>
internal static class CustodyPages
{
    public static IEnumerable<Block> Of(LotFacts lot, SessionTerms terms, TradeWords words)
    {
        yield return new Heading(3, "存证与受托人");
        yield return new Grid([.. Roots(lot)]) { Across = 1, KeyWidth = LotPages.KeyWidth };
        if (lot.Freeze is not { } freeze)
            yield break;
        yield return new Gap(Length.Millimetres(2));
        var head = Row.Of(
            RecordWords.Head("编号", "No."),
            RecordWords.Head("受托人", "Trustee"),
            RecordWords.Head("见证收标冻结", "Cosigned the freeze"),
            RecordWords.Head("部分解密（指纹）", "Partial openings (hash)")
        );
        var columns = new[]
        {
            Column.Fixed(Length.Millimetres(14)) with
            {
                Align = Align.Centre,
            },
            Column.Share(3),
            Column.Share(3),
            Column.Share(7),
        };
        yield return new Table(
            columns,
            [
                .. lot.Policy.Trustees.Select(
                    (t, i) => Row.Of($"{i + 1}", t.Name, Witness(freeze, i + 1), Released(lot.Release, i + 1))
                ),
            ]
        )
        {
            Head = [head],
            Small = true,
        };
        foreach (var block in LateFreezePages.Of(lot, terms.Roles, words))
            yield return block;
    }

    private static IEnumerable<Pair> Roots(LotFacts lot)
    {
        yield return new(
            "托管与门限",
            $"{RecordWords.CustodyName(lot.Policy.Custody)}；{lot.Policy.Trustees.Count} 名受托人中任意 "
                + $"{lot.Policy.Threshold} 名方可开启"
        );
        if (lot.Lock is { } held)
            yield return new(
                "开标锁",
                Text.Of(
                    new Run(Convert.ToHexStringLower(held.LockId)),
                    new Run($"  立于 {RecordTime.Clock(held.CertifiedAt)}") { Small = true, Tone = Tone.Muted }
                )
            );
        if (lot.Freeze is { } freeze)
            yield return new(
                "冻结根",
                Text.Of(
                    new Run(Convert.ToHexStringLower(freeze.Root)),
                    new Run($"  树大小 {freeze.TreeSize}") { Small = true, Tone = Tone.Muted }
                )
            );
    }

    // Timely is the ordinary case; where somebody ordered otherwise it is said.
    private static Text Witness(FreezeFacts freeze, int trustee) =>
        freeze.Cosignatures.GetValueOrDefault(trustee) is { } cosigned
            ? cosigned.Late
                ? new Run($"逾期见证  {RecordTime.Clock(cosigned.At)}") { Bold = true }
                : $"{(freeze.Orders.IsEmpty ? "已见证" : "按时见证")}  {RecordTime.Clock(cosigned.At)}"
            : "—";

    private static Text Released(ReleaseFacts? release, int trustee)
    {
        var refused = release?.Refused.GetValueOrDefault(trustee) is { } wrong
            ? $"曾提交错误数据 {Convert.ToHexStringLower(wrong)}，已忽略"
            : "";
        return release?.Partials.GetValueOrDefault(trustee) is not { } hash
            ? refused.Length > 0
                ? new Run(refused) { Tone = Tone.Alert }
                : "—"
            : Text.Of(
                new Run($"已提交  {Convert.ToHexStringLower(hash)}"),
                new Run(refused.Length > 0 ? $"；{refused}" : "") { Tone = Tone.Alert }
            );
    }
}
