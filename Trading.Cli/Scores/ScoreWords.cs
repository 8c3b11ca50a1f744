using Trading.Scoring;

namespace Trading.Cli;

/// <summary>
/// The words of <c>trading score</c> in English and Chinese. Codes, paths and rule ids are the same in both.
/// </summary>
public sealed record ScoreWords(
    string Rank,
    string Bid,
    string Price,
    string Technical,
    string Total,
    string Rounded,
    string Candidates,
    string NoCandidates,
    string NoBids,
    string Excluded,
    string Findings,
    string Derivation,
    string Agree,
    int Column
)
{
    public static ScoreWords English { get; } =
        new(
            "rank",
            "bid",
            "price F",
            "technical",
            "total",
            "rounded",
            "candidates",
            "none",
            "No bid stands.",
            "not scored",
            "findings",
            "why",
            "both implementations agree in every cell",
            0
        );

    public static ScoreWords Chinese { get; } =
        new(
            "名次",
            "投标人",
            "价格分",
            "技术分",
            "总分",
            "显示",
            "中标候选人",
            "无",
            "没有有效投标。",
            "未评分",
            "提示",
            "计算过程",
            "两套独立实现逐格一致",
            1
        );

    public static ScoreWords Of(string language) => language == "zh" ? Chinese : English;

    public string Of(FaultCode code) => FaultWords.All[code][Column];

    public string Of(FindingCode code) => Finds[code][Column];

    public string Of(ExclusionReason reason) => Reasons[reason][Column];

    private static readonly Dictionary<FindingCode, string[]> Finds = new()
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
        [FindingCode.Confirm] = ["stands at a corrected price that the bidder confirmed", "按投标人确认的修正价计算"],
        [FindingCode.Distance] = ["far from the other members", "与其他评委评分差距较大"],
        [FindingCode.IdenticalSheets] = ["identical subjective scores", "主观分完全相同"],
        [FindingCode.TooFast] = ["faster than reading allows", "评分用时过短"],
    };

    private static readonly Dictionary<ExclusionReason, string[]> Reasons = new()
    {
        [ExclusionReason.Rejected] = ["rejected", "被否决"],
        [ExclusionReason.Unconfirmed] = ["corrected price refused", "未确认修正价"],
        [ExclusionReason.SameBrand] = ["same brand, higher price", "同品牌报价较高"],
    };
}
