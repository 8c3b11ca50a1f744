namespace Trading.Recount;

internal enum PriceKind
{
    Amount,
    Rate,
    Discount,
}

internal enum RoundAt
{
    None,
    Item,
    Price,
    Total,
}

internal enum CriterionKind
{
    Price,
    Objective,
    Subjective,
}

internal enum AmendmentKind
{
    Sum,
    Range,
    Objective,
    Abnormal,
}

internal sealed record Parameters(
    Ratio? K,
    List<Ratio>? DrawnFrom,
    Ratio? CeilingShare,
    long? DropFrom,
    long? DropEach,
    Ratio? DeductAbove,
    Ratio? DeductBelow,
    Ratio? Floor
)
{
    public static readonly Parameters None = new(null, null, null, null, null, null, null, null);
}

internal sealed record Rounding(RoundAt At, int Digits)
{
    public static readonly Rounding None = new(RoundAt.None, 2);
}

internal sealed record Criterion(
    string Id,
    CriterionKind Kind,
    long WeightPermille,
    long? MaxHundredths,
    long? StepHundredths,
    long? ReasonBelowHundredths
);

internal sealed record Item(string Id, long UnitFen, long QuantityMillionths, long TotalFen);

internal sealed record Quotation(long? BodyFen, long? WordsFen, List<Item> Items, bool? Confirmed);

internal sealed record Deviation(string Id, long Fen);

internal sealed record Bid(
    string Id,
    long? PriceFen,
    long? Millionths,
    long AdjustPermille,
    string? Brand,
    bool Valid,
    bool RejectedLate,
    Quotation? Quotation,
    List<Deviation> Deviations
);

internal sealed record BrandChoice(string Brand, string Bid);

internal sealed record Sheet(string Member, string Bid, string Criterion, long Hundredths, string? Reason);

internal sealed record Amendment(
    AmendmentKind Kind,
    string Member,
    string Bid,
    string? Criterion,
    long Before,
    long After
);

internal sealed record Timing(string Member, string Bid);

/// <summary>
/// The file of section 2, read and well formed. Defaults are filled in, except where presence itself is judged later.
/// </summary>
internal sealed record Tender(
    Pack Pack,
    Method Method,
    PriceKind Kind,
    Parameters Parameters,
    long? CeilingFen,
    long? CeilingMillionths,
    Rounding Rounding,
    bool WithoutExtremes,
    List<Criterion> Criteria,
    List<string>? Members,
    List<Bid> Bids,
    List<BrandChoice> BrandChosen,
    List<Sheet> Sheets,
    List<Amendment> Amendments,
    List<Timing> Timings
)
{
    public const long MillionthsOfOne = 1_000_000;

    /// <summary>The ceiling as a price (5.1); null when there is none.</summary>
    public long? Ceiling =>
        Kind switch
        {
            PriceKind.Amount => CeilingFen,
            PriceKind.Rate => CeilingMillionths,
            _ => MillionthsOfOne - CeilingMillionths,
        };

    public int PriceCriterion => Criteria.FindIndex(c => c.Kind == CriterionKind.Price);
}
