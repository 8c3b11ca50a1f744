namespace Trading.Scoring;

/// <summary>The words of the format and what they mean.</summary>
internal static class TenderWords
{
    public static Dictionary<string, bool> Formats { get; } = new() { ["trading-score/1"] = true };

    public static Dictionary<string, ScoringPack> Packs { get; } =
        ScoringPacks.All.ToDictionary(p => p.Id, StringComparer.Ordinal);

    public static Dictionary<string, Method> Methods { get; } =
        new()
        {
            ["lowest-price-benchmark"] = Method.LowestPriceBenchmark,
            ["lowest-evaluated-price"] = Method.LowestEvaluatedPrice,
            ["average-benchmark"] = Method.AverageBenchmark,
        };

    public static Dictionary<string, QuoteKind> Quotes { get; } =
        new()
        {
            ["amount"] = QuoteKind.Amount,
            ["rate"] = QuoteKind.Rate,
            ["discount"] = QuoteKind.Discount,
        };

    public static Dictionary<string, RoundingAt> Roundings { get; } =
        new()
        {
            ["none"] = RoundingAt.None,
            ["item"] = RoundingAt.Item,
            ["price"] = RoundingAt.Price,
            ["total"] = RoundingAt.Total,
        };

    public static Dictionary<string, bool> NoRounding { get; } = new() { ["none"] = true };

    public static Dictionary<string, bool> Modes { get; } = new() { ["half-up"] = true };

    public static Dictionary<string, MemberMean> Means { get; } =
        new() { ["all"] = MemberMean.All, ["without-extremes"] = MemberMean.WithoutExtremes };

    public static Dictionary<string, CriterionKind> Kinds { get; } =
        new()
        {
            ["price"] = CriterionKind.Price,
            ["objective"] = CriterionKind.Objective,
            ["subjective"] = CriterionKind.Subjective,
        };

    public static Dictionary<string, AmendmentKind> Amendments { get; } =
        new()
        {
            ["sum"] = AmendmentKind.Sum,
            ["range"] = AmendmentKind.Range,
            ["objective"] = AmendmentKind.Objective,
            ["abnormal"] = AmendmentKind.Abnormal,
        };
}
