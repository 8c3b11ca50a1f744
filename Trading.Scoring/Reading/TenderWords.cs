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

    /// <summary>Of a single rounding: all places that its word stands for.</summary>
    public static Dictionary<string, RoundingAt[]> Roundings { get; } =
        new()
        {
            ["none"] = [],
            ["item"] = [RoundingAt.Price, RoundingAt.Item],
            ["price"] = [RoundingAt.Price],
            ["total"] = [RoundingAt.Total],
        };

    public static Dictionary<string, Rounding> NoRounding { get; } = new() { ["none"] = Rounding.None };

    public static Dictionary<string, RoundingMode> Modes { get; } = new() { ["half-up"] = RoundingMode.HalfUp };

    public static Dictionary<string, RoundingAt> RulePlaces { get; } = Members<RoundingAt>();

    public static Dictionary<string, RoundingMode> RuleModes { get; } = Members<RoundingMode>();

    public static Dictionary<string, BandOf> Bands { get; } = Members<BandOf>();

    public static Dictionary<string, PricePartKind> PartKinds { get; } = Members<PricePartKind>();

    public static Dictionary<string, RejectionGround> Grounds { get; } = Members<RejectionGround>();

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

    // The enum's names are the format's words.
    private static Dictionary<string, T> Members<T>()
        where T : struct, Enum => Enum.GetValues<T>().ToDictionary(Words.Of, m => m, StringComparer.Ordinal);
}
