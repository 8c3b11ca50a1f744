namespace Trading.Scoring;

/// <summary>
/// The names and formulas of derivations for people. Ids of the file are never looked up here; a test demands that no
/// other word is missing.
/// </summary>
public static class TermWords
{
    /// <summary>What a step computed, in Chinese.</summary>
    public static IReadOnlyDictionary<string, string> Names { get; } =
        new Dictionary<string, string>
        {
            ["S"] = "分项合计 S",
            ["T"] = "报价 T",
            ["X"] = "比较价格 X",
            ["A"] = "评审价格 A",
            ["E"] = "评标价 E",
            ["quotations"] = "参加平均的报价",
            ["mean"] = "平均值",
            ["M"] = "均价 M",
            ["benchmark"] = "评标基准价 B",
            ["D"] = "偏差率 D",
            ["deduction"] = "扣分",
            ["price"] = "价格得分",
            ["technical"] = "技术商务分",
            ["price points"] = "价格分（加权）",
            ["total"] = "总分",
        };

    /// <summary>How it was computed, in Chinese.</summary>
    public static IReadOnlyDictionary<string, string> Formulas { get; } =
        new Dictionary<string, string>
        {
            ["amount"] = "按投标文件",
            ["unit price × quantity"] = "单价 × 数量",
            ["Σ lines"] = "各清单项之和",
            ["base × (1 − discount)"] = "基数 ×（1 − 下浮率）",
            ["base × rate"] = "基数 × 费率",
            ["Σ yearly cost / (1 + i)^y over the years"] = "各年（年费用 ÷（1 + i）的 y 次方）之和，y 为第几年",
            ["Σ parts but the yearly ones"] = "各分项之和（不含按年分项）",
            ["list-over-body"] = "开标一览表优先于投标文件正文",
            ["words-over-figures"] = "大写金额优先于小写金额",
            ["decimal-point"] = "单价小数点明显错位，以总价为准修正单价",
            ["unit-over-total"] = "单价与数量之积优先于合价",
            ["sum-over-total"] = "分项合计优先于总价",
            ["corrected price"] = "修正后的报价",
            ["Σ factor × part, the yearly ones too"] = "各分项 × 系数之和（含按年分项）",
            ["price × 1000 / (1000 + tax)"] = "价格 ÷（1 + 税率），即不含税价",
            ["T × (1000 − adjust) / 1000"] = "T ×（1 − 价格扣除）",
            ["X × (1000 − adjust) / 1000"] = "X ×（1 − 价格扣除）",
            ["T × (1000 − adjust − small − domestic) / 1000"] = "T ×（1 − 价格扣除 − 小微企业扣除 − 本国产品扣除）",
            ["X × (1000 − adjust − small − domestic) / 1000"] = "X ×（1 − 价格扣除 − 小微企业扣除 − 本国产品扣除）",
            ["A + Σ deviations"] = "A + 各项偏差折价",
            ["min A"] = "最低的 A",
            ["min E"] = "最低的 E",
            ["A < low × R is left out"] = "剔除 A 低于下限 × R 的",
            ["A > high × R is left out"] = "剔除 A 高于上限 × R 的",
            ["the band would leave none: all stay"] = "区间内没有报价，全部保留",
            ["the lowest are dropped"] = "去掉最低的",
            ["the highest are dropped"] = "去掉最高的",
            ["too few: none is dropped"] = "报价数不足，不去掉",
            ["Σ A / n"] = "各 A 之和 ÷ n",
            ["(1 − b) × mean + b × lowest"] = "（1 − b）× 平均值 + b × 参加平均的最低价",
            ["(1 − a) × K × mean + a × K of the ceiling × ceiling"] = "（1 − a）× K × 平均值 + a × 限价系数 × 最高限价",
            ["(1 − a) × K × M + a × K of the ceiling × ceiling"] = "（1 − a）× K × M + a × 限价系数 × 最高限价",
            ["|A − B| / B × 100"] = "A 与 B 之差 ÷ B",
            ["e × part of D in this tier"] = "e × 本档的偏差（百分点）",
            ["max(floor, 100 − deduction)"] = "100 − 扣分合计，不低于最低分",
            ["benchmark / A × 100"] = "B ÷ A × 100",
            ["benchmark / E × 100"] = "B ÷ E × 100",
            ["mean"] = "评委平均分",
            ["mean without extremes"] = "去掉一个最高分和一个最低分后的平均分",
            ["mean / maximum × 100"] = "平均分 ÷ 满分 × 100",
            ["F × w"] = "得分 × 权重",
            ["Σ F × w"] = "各评审项（得分 × 权重）之和",
            ["F price × w price"] = "价格得分 × 价格权重",
            ["price points + technical"] = "价格分（加权） + 技术商务分",
            ["rounded half-up"] = "四舍五入",
            ["rounded half-even"] = "四舍六入五成双",
            ["rounded down"] = "舍去尾数",
            ["rounded up"] = "向上进位",
        };

    /// <summary>What went in, in Chinese.</summary>
    public static IReadOnlyDictionary<string, string> Inputs { get; } =
        new Dictionary<string, string>
        {
            ["unit price"] = "单价",
            ["quantity"] = "数量",
            ["base"] = "基数",
            ["discount"] = "下浮率",
            ["rate"] = "费率",
            ["yearly cost"] = "年费用",
            ["i"] = "折现率 i",
            ["years"] = "年数",
            ["before"] = "修正前",
            ["read out"] = "唱标价",
            ["price"] = "价格",
            ["tax"] = "税率",
            ["S"] = "分项合计 S",
            ["T"] = "T",
            ["X"] = "X",
            ["adjust"] = "价格扣除",
            ["small"] = "小微企业扣除",
            ["domestic"] = "本国产品扣除",
            ["A"] = "A",
            ["E"] = "E",
            ["B"] = "B",
            ["bids"] = "参加比较的投标数",
            ["benchmark"] = "B",
            ["mean"] = "平均值",
            ["R: mean"] = "R（平均值）",
            ["R: ceiling"] = "R（最高限价）",
            ["low"] = "下限",
            ["high"] = "上限",
            ["low × R"] = "下限 × R",
            ["high × R"] = "上限 × R",
            ["n"] = "报价数 n",
            ["from"] = "适用的最少报价数",
            ["from per cent"] = "本档起点",
            ["b"] = "最低价权重 b",
            ["lowest"] = "参加平均的最低价",
            ["a"] = "最高限价权重 a",
            ["K"] = "K",
            ["K (drawn)"] = "K（抽取）",
            ["K of the ceiling"] = "限价系数",
            ["ceiling"] = "最高限价",
            ["M"] = "M",
            ["e above"] = "高于基准价每 1% 扣分 e",
            ["e below"] = "低于基准价每 1% 扣分 e",
            ["part of D"] = "本档的偏差（百分点）",
            ["deduction"] = "扣分合计",
            ["floor"] = "最低分",
            ["maximum"] = "满分",
            ["w"] = "权重",
            ["F price"] = "价格得分",
            ["w price"] = "价格权重",
            ["price points"] = "价格分（加权）",
            ["technical"] = "技术商务分",
            ["digits"] = "保留小数位数",
            ["digits in yuan"] = "以元计保留小数位数",
            ["digits in per cent"] = "以 % 计保留小数位数",
        };

    /// <summary>The name of a step; an id of the file as it stands.</summary>
    /// <param name="term">The step.</param>
    /// <param name="isChinese">Else English.</param>
    public static string Name(Term term, bool isChinese) => Of(term.Name, term.IsId, isChinese ? Names : English);

    /// <summary>The formula of a step.</summary>
    /// <param name="term">The step.</param>
    /// <param name="isChinese">Else English.</param>
    public static string Formula(Term term, bool isChinese) => Of(term.Formula, false, isChinese ? Formulas : English);

    /// <summary>The name of an input; an id of the file as it stands.</summary>
    /// <param name="input">The input.</param>
    /// <param name="isChinese">Else English.</param>
    public static string Input(TermInput input, bool isChinese) =>
        Of(input.Name, input.IsId, isChinese ? Inputs : English);

    // Where a derivation speaks in codes. Its other words are English already.
    private static readonly Dictionary<string, string> English = new()
    {
        ["quotations"] = "quotations in the mean",
        ["D"] = "deviation D",
        ["amount"] = "as offered",
        ["rounded half-even"] = "rounded, halves to the even digit",
        ["i"] = "interest i",
        ["price × 1000 / (1000 + tax)"] = "price / (1 + tax)",
        ["T × (1000 − adjust) / 1000"] = "T × (1 − deduction)",
        ["X × (1000 − adjust) / 1000"] = "X × (1 − deduction)",
        ["T × (1000 − adjust − small − domestic) / 1000"] = "T × (1 − deduction − small − domestic)",
        ["X × (1000 − adjust − small − domestic) / 1000"] = "X × (1 − deduction − small − domestic)",
        ["adjust"] = "deduction",
        ["|A − B| / B × 100"] = "|A − B| / B",
        ["from per cent"] = "from",
        ["A < low × R is left out"] = "those with A < low × R are left out",
        ["A > high × R is left out"] = "those with A > high × R are left out",
        ["part of D"] = "part of D in points of per cent",
        ["lowest"] = "lowest in the mean",
    };

    private static string Of(string word, bool isId, IReadOnlyDictionary<string, string> words) =>
        isId ? word : words.GetValueOrDefault(word, word);
}
