namespace Trading.Scoring;

/// <summary>One sentence for every fault, in English and Chinese. A test demands that none is missing.</summary>
public static class FaultWords
{
    /// <summary>English, then Chinese.</summary>
    public static IReadOnlyDictionary<FaultCode, string[]> All { get; } =
        new Dictionary<FaultCode, string[]>
        {
            [FaultCode.TooLarge] = ["the file is larger than 64 MiB", "文件超过 64 MiB"],
            [FaultCode.NotJson] = ["this is not one JSON value in UTF-8", "不是一个 UTF-8 编码的 JSON 值"],
            [FaultCode.DuplicateKey] = ["a key stands twice in one object", "同一对象中键重复"],
            [FaultCode.UnknownKey] = ["the format knows no such key", "格式中没有这个键"],
            [FaultCode.MissingKey] = ["a required key is missing", "缺少必填项"],
            [FaultCode.WrongType] = ["another type of value is expected", "值的类型不对"],
            [FaultCode.OutOfRange] = ["the number is out of range", "数值超出范围"],
            [FaultCode.BadFraction] =
            [
                "this is no fraction such as 19/20, with 18 digits at most",
                "不是形如 19/20、至多 18 位的分数",
            ],
            [FaultCode.BadText] =
            [
                "the text is empty, too long, or holds invisible characters",
                "文字为空、过长或含不可见字符",
            ],
            [FaultCode.UnknownValue] = ["the word is not on its list", "取值不在规定之列"],
            [FaultCode.WrongCount] = ["too few or too many elements", "元素数量不符"],
            [FaultCode.NotInPack] = ["the rule pack forbids it", "规则包不允许"],
            [FaultCode.NotForMethod] = ["the method has no use for it", "该评标方法不使用此项"],
            [FaultCode.NotForPriceKind] = ["it belongs to another kind of price", "与报价方式不符"],
            [FaultCode.NotForPart] = ["it belongs to another kind of price part", "与该价格分项的类型不符"],
            [FaultCode.NotInTerms] = ["the terms do not ask for it", "招标文件未要求此项"],
            [FaultCode.NotAtFiling] = ["nobody can know this when the terms are filed", "招标文件备案时尚不应有此项"],
            [FaultCode.NotOfLot] = ["the lot was published with something else", "与标段公布的内容不一致"],
            [FaultCode.NotForPriceCriterion] = ["the price has no sheets", "价格项没有评分表"],
            [FaultCode.DropLeavesNone] = ["dropping would leave no quotation", "去掉最高最低后没有报价"],
            [FaultCode.TierOrder] = ["tiers must rise", "分档须由低到高排列，不得重复"],
            [FaultCode.RoundingOrder] =
            [
                "roundings must stand in the order of the arithmetic, each at most once",
                "取舍规则须按计算顺序排列，每处至多一条",
            ],
            [FaultCode.DuplicateValue] = ["a published value stands twice", "公布的取值重复"],
            [FaultCode.KNotDrawn] = ["K is none of the published values", "K 不在公布的取值之中"],
            [FaultCode.DuplicateId] = ["an id stands twice", "标识重复"],
            [FaultCode.UnknownId] = ["the id names nothing", "标识不存在"],
            [FaultCode.StepNotDividing] = ["the step does not divide the maximum", "步长不能整除满分"],
            [FaultCode.PriceCriterionMissing] = ["no criterion is the price", "没有价格评审项"],
            [FaultCode.PriceCriterionTwice] = ["two criteria are the price", "价格评审项不止一个"],
            [FaultCode.WeightsSum] = ["the weights do not sum to 1000 permille", "权重之和不是 1000‰"],
            [FaultCode.PriceWeight] =
            [
                "the weight of the price breaks the rule pack's limit",
                "价格权重超出规则包的限制",
            ],
            [FaultCode.AdjustOverPack] = ["the deduction is above the rule pack's largest", "价格扣除超过规则包上限"],
            [FaultCode.RejectedLateButValid] = ["a valid bid cannot be rejected late", "有效投标不能同时是后来否决的"],
            [FaultCode.RejectionButValid] = ["a valid bid has no reason for a rejection", "有效投标不能有否决理由"],
            [FaultCode.MissingPart] =
            [
                "a price part is missing, or no price can be made of the parts",
                "缺少价格分项，或各分项不能构成报价",
            ],
            [FaultCode.MissingLine] = ["a line has no unit price", "有清单项缺少单价"],
            [FaultCode.ConfirmationMissing] =
            [
                "the bidder has not yet confirmed the corrected price",
                "投标人尚未确认修正后的报价",
            ],
            [FaultCode.ZeroPrice] = ["a price of 0: the bid must be rejected first", "报价为 0，须先否决该投标"],
            [FaultCode.ZeroBenchmark] = ["the benchmark is rounded to 0", "评标基准价取舍后为 0"],
            [FaultCode.EvaluatedPrice] = ["deviations bring the price to 0 or below", "偏差调整后评标价不大于 0"],
            [FaultCode.BrandMismatch] = ["the chosen bid has another brand", "所选投标不是该品牌"],
            [FaultCode.BrandNotLeading] = ["the chosen bid is not one of its brand's best", "所选投标不是该品牌最优"],
            [FaultCode.SheetForPrice] = ["nobody scores the price", "价格项不由评委打分"],
            [FaultCode.DuplicateSheet] = ["a member scored this twice", "同一评委重复打分"],
            [FaultCode.MissingSheet] = ["a score is missing", "缺少评分"],
            [FaultCode.ScoreOutOfRange] = ["the score is out of range", "评分超出范围"],
            [FaultCode.ScoreOffStep] = ["the score is off the step", "评分不符合步长"],
            [FaultCode.ReasonMissing] = ["the score needs a reason", "该评分须写明理由"],
            [FaultCode.ObjectiveDiffers] = ["members differ on an objective item", "客观项评分不一致"],
            [FaultCode.AmendmentUnlawful] =
            [
                "scores may be changed for four reasons only, and this is none",
                "不属于可以修改评分的四种情形",
            ],
            [FaultCode.AmendmentBefore] = ["another score stood before", "修改前的评分与原表不符"],
            [FaultCode.TooFewMembers] = ["leaving extremes out needs five members", "去掉最高最低分至少要五名评委"],
        };
}
