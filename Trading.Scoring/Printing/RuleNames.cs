namespace Trading.Scoring;

/// <summary>
/// Laws by the names that the pages use, in both languages; a test compares them (docs/glossary.md has the full
/// titles).
/// </summary>
public static class RuleNames
{
    /// <summary>Law by the part of a rule id before its colon: English, Chinese; {n} is the article.</summary>
    public static IReadOnlyDictionary<string, string[]> All { get; } =
        new Dictionary<string, string[]>
        {
            ["bidding-law"] = ["Tendering Law, art. {n}", "《招标投标法》第 {n} 条"],
            ["bidding-reg"] = ["Tendering Regulations, art. {n}", "《招标投标法实施条例》第 {n} 条"],
            ["e-bidding"] = ["E-Tendering Measures, art. {n}", "《电子招标投标办法》第 {n} 条"],
            ["procurement-87"] = ["MoF Order 87, art. {n}", "财政部令第 87 号第 {n} 条"],
            ["committee"] =
            [
                "Provisions on Evaluation Committees, art. {n}",
                "《评标委员会和评标方法暂行规定》第 {n} 条",
            ],
            ["low-price-2026"] = ["rules on abnormally low prices (2026)", "政府采购异常低价审查要求（2026 年）"],
            ["esign"] = ["Electronic Signature Law, art. {n}", "《电子签名法》第 {n} 条"],
            ["spec"] = ["specification: {n}", "系统规范：{n}"],
        };

    /// <summary>The name of a rule; an id of another law as it stands.</summary>
    public static string Of(string rule, bool isChinese)
    {
        var parts = rule.Split(':', 2);
        return All.TryGetValue(parts[0], out var name)
            ? name[isChinese ? 1 : 0].Replace("{n}", parts.Length > 1 ? parts[1] : "", StringComparison.Ordinal)
            : rule;
    }
}
