namespace Trading.Scoring;

/// <summary>
/// What stands beside a bid, in English and Chinese: findings, reasons, grounds. A test demands that none is missing.
/// </summary>
public static class NoteWords
{
    /// <summary>What people should look at: {0} is the value, {1} the limit, {2} the share that makes it.</summary>
    public static IReadOnlyDictionary<FindingCode, string[]> Findings { get; } =
        new Dictionary<FindingCode, string[]>
        {
            [FindingCode.AbnormallyLowAverage] =
            [
                "{0} is abnormally low, below {2} of the average price ({1}): a written explanation is due",
                "报价 {0}，低于平均报价的 {2}（{1}），须书面说明",
            ],
            [FindingCode.AbnormallyLowNext] =
            [
                "{0} is abnormally low, below {2} of the next higher price ({1}): a written explanation is due",
                "报价 {0}，低于次低报价的 {2}（{1}），须书面说明",
            ],
            [FindingCode.AbnormallyLowCeiling] =
            [
                "{0} is abnormally low, below {2} of the ceiling ({1}): a written explanation is due",
                "报价 {0}，低于最高限价的 {2}（{1}），须书面说明",
            ],
            [FindingCode.OverCeiling] =
            [
                "{0} is above the ceiling {1}: no candidate until the committee has decided",
                "报价 {0}，超过最高限价 {1}，评标委员会认定前不列为中标候选人",
            ],
            [FindingCode.FewBidders] = ["bidders that stand: {0}, fewer than {1}", "有效投标人 {0} 家，不足 {1} 家"],
            [FindingCode.BrandUndecided] =
            [
                "{0} equal bids of one brand: one must be chosen",
                "同品牌 {0} 份投标并列，须确定 {1} 份",
            ],
            [FindingCode.Confirm] =
            [
                "stands at the corrected price {0} that the bidder confirmed (read out: {1})",
                "按投标人确认的修正价 {0} 计算（唱标价 {1}）",
            ],
            [FindingCode.Distance] =
            [
                "{0} from the mean of the other members (told from {1})",
                "与其他评委的平均分相差 {0}（达到 {1} 即提示）",
            ],
            [FindingCode.IdenticalSheets] =
            [
                "subjective scores are identical in all {0} cells (told from {1})",
                "主观分 {0} 项全部相同（达到 {1} 项即提示）",
            ],
            [FindingCode.TooFast] = ["scored in {0}, in less than {1}", "评分用时 {0}，少于 {1}"],
        };

    /// <summary>Why a bid is no candidate; of one brand, {0} is the brand and {1} the bid that stands for it.</summary>
    public static IReadOnlyDictionary<UnplacedReason, string[]> Reasons { get; } =
        new Dictionary<UnplacedReason, string[]>
        {
            [UnplacedReason.Rejected] = ["rejected", "被否决"],
            [UnplacedReason.Unconfirmed] = ["corrected price refused", "未确认修正价"],
            [UnplacedReason.SameBrand] =
            [
                "bids of one brand ({0}) count as one: {1} stands for it",
                "同品牌（{0}）的投标按一家计算，以{1}为准",
            ],
            [UnplacedReason.OverCeiling] = ["above the ceiling", "超过最高限价"],
            [UnplacedReason.FewBidders] = ["fewer than three bidders", "有效投标人不足三家"],
            [UnplacedReason.HigherPrice] =
            [
                "as good as a bid of the first three places, at a higher price",
                "总分与前三名中的投标相同，报价较高",
            ],
            [UnplacedReason.LowerTotal] = ["behind the first three places", "总分排在前三名之后"],
        };

    /// <summary>What a rejected bid is called in government procurement.</summary>
    public static IReadOnlyList<string> Invalid { get; } = ["rejected", "投标无效"];

    /// <summary>Of a rejection for which the file says no ground.</summary>
    public static IReadOnlyList<string> NoGround { get; } = ["no ground is given", "未提供理由"];

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
