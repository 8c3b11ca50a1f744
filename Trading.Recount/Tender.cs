namespace Trading.Recount;

internal enum PriceKind
{
    Amount,
    Rate,
    Discount,
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

internal sealed record Criterion(
    string Id,
    CriterionKind Kind,
    long WeightPermille,
    long? MaxHundredths,
    long? StepHundredths,
    long? ReasonBelowHundredths
);

/// <summary>Its unit price is in ten-thousandths of a fen.</summary>
internal sealed record Item(string Id, long UnitPrice, long QuantityMillionths, long TotalFen);

internal sealed record Quotation(long? BodyFen, long? WordsFen, List<Item> Items, bool? Confirmed);

internal sealed record Rejection(string Ground, string Reason);

internal sealed record Deviation(string Id, long Fen);

internal sealed record Bid(
    string Id,
    long? PriceFen,
    long? Millionths,
    long AdjustPermille,
    bool IsSmall,
    bool IsDomestic,
    long? TaxPermille,
    List<BidPart> Parts,
    string? Brand,
    bool Valid,
    bool RejectedLate,
    Rejection? Rejection,
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

/// <summary>What is scored before anybody learns whose it is.</summary>
internal sealed record Masked(List<string> Criteria, List<long> Sections);

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
    List<PricePart>? PriceParts,
    Preferences Preferences,
    bool WithoutTax,
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
    public Masked? Masked { get; init; }

    public const long MillionthsOfOne = 1_000_000;

    /// <summary>The ceiling as a price (5.1); null when there is none.</summary>
    public long? Ceiling =>
        Kind switch
        {
            PriceKind.Amount => CeilingFen,
            PriceKind.Rate => CeilingMillionths,
            _ => MillionthsOfOne - CeilingMillionths,
        };

    /// <summary>Where the ceiling of this kind of price stands.</summary>
    public string CeilingKey => Kind == PriceKind.Amount ? "ceilingFen" : "ceilingMillionths";

    /// <summary>What prices are published in, a yuan or a per cent, in fen or in millionths.</summary>
    public long PublishedUnit => Kind == PriceKind.Amount ? 100 : 10_000;

    /// <summary>The deduction d of a bid (5.3), in permille.</summary>
    public long DeductionOf(Bid bid) =>
        bid.AdjustPermille
        + (bid.IsSmall ? Preferences.SmallPermille ?? 0 : 0)
        + (bid.IsDomestic ? Preferences.DomesticPermille ?? 0 : 0);

    public int PriceCriterion => Criteria.FindIndex(c => c.Kind == CriterionKind.Price);
}
