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
    string Note,
    string Tied,
    string Findings,
    string Derivation,
    string Amounts,
    string Rates,
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
            "note",
            "total and price are equal: the rank is shared",
            "findings",
            "why",
            "amounts in fen, scores in points of 100; a/b is exact, ≈ is rounded to four digits",
            "rates and discounts in millionths, scores in points of 100; a/b is exact, ≈ is rounded to four digits",
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
            "说明",
            "总分、报价均相同，名次并列",
            "提示",
            "计算过程",
            "金额单位：人民币分；得分：百分制；a/b 为精确值，≈ 后为四位小数的近似值",
            "费率、下浮率单位：百万分之一；得分：百分制；a/b 为精确值，≈ 后为四位小数的近似值",
            "两套独立实现逐格一致",
            1
        );

    public static ScoreWords Of(string language) => language == "zh" ? Chinese : English;

    public string Of(FaultCode code) => FaultWords.All[code][Column];

    public string Of(FindingCode code) => Finds[code][Column];

    public string Of(UnplacedReason reason) => Reasons[reason][Column];

    public string Of(RejectionGround ground) => Grounds[ground][Column];

    public string NameOf(Term term) => TermWords.Name(term, IsChinese);

    public string FormulaOf(Term term) => TermWords.Formula(term, IsChinese);

    public string NameOf(TermInput input) => TermWords.Input(input, IsChinese);

    private bool IsChinese => Column == 1;

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

    private static readonly Dictionary<UnplacedReason, string[]> Reasons = new()
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

    private static readonly Dictionary<RejectionGround, string[]> Grounds = new()
    {
        [RejectionGround.OverCeiling] = ["above the ceiling", "超过最高限价"],
        [RejectionGround.BelowCost] = ["below cost", "低于成本"],
        [RejectionGround.Unqualified] = ["not qualified", "资格不合格"],
        [RejectionGround.Unresponsive] = ["does not answer the tender", "未响应招标文件的实质性要求"],
        [RejectionGround.Collusion] = ["collusion", "串通投标"],
        [RejectionGround.Other] = ["another ground", "其他理由"],
    };
}
