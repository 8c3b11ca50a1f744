namespace Trading.Scoring;

/// <summary>
/// What stands beside a bid, in English and Chinese: findings, reasons, grounds. A test demands that none is missing.
/// </summary>
public static class NoteWords
{
    /// <summary>What people should look at.</summary>
    public static IReadOnlyDictionary<FindingCode, string[]> Findings { get; } =
        new Dictionary<FindingCode, string[]>
        {
            [FindingCode.AbnormallyLowAverage] =
            [
                "abnormally low against the average: a written explanation is due",
                "报价明显低于平均价，须书面说明",
            ],
            [FindingCode.AbnormallyLowNext] =
            [
                "abnormally low against the next higher price: a written explanation is due",
                "报价明显低于次低价，须书面说明",
            ],
            [FindingCode.AbnormallyLowCeiling] =
            [
                "abnormally low against the ceiling: a written explanation is due",
                "报价明显低于最高限价，须书面说明",
            ],
            [FindingCode.OverCeiling] =
            [
                "above the ceiling: no candidate until the committee has decided",
                "超过最高限价，评标委员会认定前不列为中标候选人",
            ],
            [FindingCode.FewBidders] = ["fewer than three bidders", "有效投标人不足三家"],
            [FindingCode.BrandUndecided] = ["equal bids of one brand: one must be chosen", "同品牌并列，须确定一家"],
            [FindingCode.Confirm] =
            [
                "stands at a corrected price that the bidder confirmed",
                "按投标人确认的修正价计算",
            ],
            [FindingCode.Distance] = ["far from the other members", "与其他评委评分差距较大"],
            [FindingCode.IdenticalSheets] = ["identical subjective scores", "主观分完全相同"],
            [FindingCode.TooFast] = ["faster than reading allows", "评分用时过短"],
        };

    /// <summary>Why a bid is no candidate.</summary>
    public static IReadOnlyDictionary<UnplacedReason, string[]> Reasons { get; } =
        new Dictionary<UnplacedReason, string[]>
        {
            [UnplacedReason.Rejected] = ["rejected", "被否决"],
            [UnplacedReason.Unconfirmed] = ["corrected price refused", "未确认修正价"],
            [UnplacedReason.SameBrand] = ["another bid of its brand takes its place", "同品牌由另一投标参加"],
            [UnplacedReason.OverCeiling] = ["above the ceiling", "超过最高限价"],
            [UnplacedReason.FewBidders] = ["fewer than three bidders", "有效投标人不足三家"],
            [UnplacedReason.HigherPrice] =
            [
                "as good as a bid of the first three places, at a higher price",
                "总分与前三名中的投标相同，报价较高",
            ],
            [UnplacedReason.LowerTotal] = ["behind the first three places", "总分排在前三名之后"],
        };

    /// <summary>Why the committee rejected a bid.</summary>
    public static IReadOnlyDictionary<RejectionGround, string[]> Grounds { get; } =
        new Dictionary<RejectionGround, string[]>
        {
            [RejectionGround.OverCeiling] = ["above the ceiling", "超过最高限价"],
            [RejectionGround.BelowCost] = ["below cost", "低于成本"],
            [RejectionGround.Unqualified] = ["not qualified", "资格不合格"],
            [RejectionGround.Unresponsive] = ["does not answer the tender", "未响应招标文件的实质性要求"],
            [RejectionGround.Collusion] = ["collusion", "串通投标"],
            [RejectionGround.Other] = ["another ground", "其他理由"],
        };
}
