namespace Trading.Scoring;

/// <summary>How the price is scored.</summary>
public enum Method
{
    /// <summary>F = lowest adjusted price / adjusted price · 100 (procurement-87:55).</summary>
    LowestPriceBenchmark,

    /// <summary>The lowest evaluated price comes first (procurement-87:54; works committee:31).</summary>
    LowestEvaluatedPrice,

    /// <summary>Deductions from 100 by the distance from an average (works).</summary>
    AverageBenchmark,
}

/// <summary>What a bidder quotes.</summary>
public enum QuoteKind
{
    /// <summary>Fen.</summary>
    Amount,

    /// <summary>Millionths; lower is better.</summary>
    Rate,

    /// <summary>Millionths off; it competes with 1,000,000 less that.</summary>
    Discount,
}

/// <summary>Which members' scores enter a mean.</summary>
public enum MemberMean
{
    /// <summary>All.</summary>
    All,

    /// <summary>All but one highest and one lowest of each cell.</summary>
    WithoutExtremes,
}

/// <summary>What a criterion is scored on.</summary>
public enum CriterionKind
{
    /// <summary>The price; no sheets.</summary>
    Price,

    /// <summary>Facts: members may not differ.</summary>
    Objective,

    /// <summary>Judgement.</summary>
    Subjective,
}

/// <summary>
/// The published terms, the bids and the sheets of one lot, as read from a file (docs/spec/scoring.md, section 2).
/// </summary>
/// <param name="Pack">The law of the trade.</param>
/// <param name="Method">How the price is scored.</param>
/// <param name="Quote">What bidders quote.</param>
/// <param name="Parameters">Of the average benchmark.</param>
/// <param name="CeilingFen">Published ceiling for amounts, fen.</param>
/// <param name="CeilingMillionths">Published ceiling for rates, least discount for discounts.</param>
/// <param name="PriceParts">The parts that the price is made of; null where the file names none.</param>
/// <param name="Preferences">Published deductions for the price score.</param>
/// <param name="ComparesWithoutTax">Whether prices are compared without their tax.</param>
/// <param name="Rounding">The published roundings.</param>
/// <param name="MemberMean">Which members' scores enter a mean.</param>
/// <param name="Criteria">1 to 100, one of them the price.</param>
/// <param name="Members">Ids of the members; null where the file lists none.</param>
/// <param name="Bids">0 to 1,000.</param>
/// <param name="BrandChosen">Which of several equal bids of one brand is recommended.</param>
/// <param name="Sheets">One score each.</param>
/// <param name="Amendments">Lawful corrections of scores.</param>
/// <param name="Timings">How long a member took for a bid.</param>
public sealed record Tender(
    ScoringPack Pack,
    Method Method,
    QuoteKind Quote,
    AverageParameters Parameters,
    long? CeilingFen,
    long? CeilingMillionths,
    IReadOnlyList<PricePart>? PriceParts,
    Preferences Preferences,
    bool ComparesWithoutTax,
    Rounding Rounding,
    MemberMean MemberMean,
    IReadOnlyList<Criterion> Criteria,
    IReadOnlyList<string>? Members,
    IReadOnlyList<Bid> Bids,
    IReadOnlyList<BrandChoice> BrandChosen,
    IReadOnlyList<Sheet> Sheets,
    IReadOnlyList<Amendment> Amendments,
    IReadOnlyList<Timing> Timings
)
{
    /// <summary>What is scored without knowing whose it is; null where nothing is.</summary>
    public MaskedTerms? Masked { get; init; }

    /// <summary>The criterion that is the price.</summary>
    internal Criterion PriceCriterion => Criteria.Single(c => c.Kind == CriterionKind.Price);

    /// <summary>The key under which bids of this kind carry their price.</summary>
    internal string PriceKey => Quote == QuoteKind.Amount ? "priceFen" : "millionths";

    /// <summary>The key of the ceiling for this kind of price.</summary>
    internal string CeilingKey => Quote == QuoteKind.Amount ? "ceilingFen" : "ceilingMillionths";

    /// <summary>The ceiling as a price (5.1), or null.</summary>
    internal long? CeilingPrice =>
        Quote == QuoteKind.Amount ? CeilingFen
        : CeilingMillionths is { } millionths ? AsPrice(millionths)
        : null;

    /// <summary>
    /// Whether the corrected price is above the ceiling (8.3); equal is not, and without a ceiling nothing is.
    /// </summary>
    internal bool IsOverCeiling(BidPrice price) => CeilingPrice is { } ceiling && price.Corrected > ceiling;

    /// <summary>What was read out, as a number of which the lower is the better (5.1).</summary>
    internal long AsPrice(long quoted) => Quote == QuoteKind.Discount ? 1_000_000 - quoted : quoted;
}

/// <summary>A published criterion.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">What it is scored on.</param>
/// <param name="WeightPermille">1 to 1,000; all sum to 1,000.</param>
/// <param name="MaxHundredths">Highest score, hundredths of a point; null only for the price.</param>
/// <param name="StepHundredths">Scores are multiples of it; null only for the price.</param>
/// <param name="ReasonBelowHundredths">A score below it needs a reason.</param>
public sealed record Criterion(
    string Id,
    CriterionKind Kind,
    int WeightPermille,
    int? MaxHundredths,
    int? StepHundredths,
    int? ReasonBelowHundredths
)
{
    /// <summary>Part of the total, 0 to 1.</summary>
    public Fraction Weight => new(WeightPermille, 1000);
}

/// <summary>
/// What members score before they learn whose bid it is. Source: docs/spec/scoring.md, section 2; docs/spec/room.md,
/// "Masked scoring".
/// </summary>
/// <param name="Criteria">1 to 100 ids of criteria, none of them the price.</param>
/// <param name="Sections">0 to 63 numbers of documents (1 to 63), which alone are read for that.</param>
public sealed record MaskedTerms(IReadOnlyList<string> Criteria, IReadOnlyList<int> Sections);

/// <summary>One bid.</summary>
/// <param name="Id">Its id.</param>
/// <param name="PriceFen">Amount read out, fen.</param>
/// <param name="Millionths">Rate or discount read out.</param>
/// <param name="AdjustPermille">Policy deduction for the price score.</param>
/// <param name="IsSmall">A small or micro enterprise.</param>
/// <param name="IsDomestic">Offers domestic products.</param>
/// <param name="TaxPermille">Rate of the tax that its price holds, or null.</param>
/// <param name="Parts">What it offers for each price part.</param>
/// <param name="Brand">Brand of the core product, or null.</param>
/// <param name="IsValid">False: rejected by the committee.</param>
/// <param name="IsRejectedLate">Rejected after the benchmark had been computed.</param>
/// <param name="Rejection">Why the committee rejected it, where the file says that.</param>
/// <param name="Quotation">What the price correction needs, or null.</param>
/// <param name="Deviations">Published quantified deviations.</param>
public sealed record Bid(
    string Id,
    long? PriceFen,
    long? Millionths,
    int AdjustPermille,
    bool IsSmall,
    bool IsDomestic,
    int? TaxPermille,
    IReadOnlyList<BidPart> Parts,
    string? Brand,
    bool IsValid,
    bool IsRejectedLate,
    Rejection? Rejection,
    Quotation? Quotation,
    IReadOnlyList<Deviation> Deviations
)
{
    /// <summary>Everything that is deducted from its price for the price score, permille (5.3).</summary>
    internal int DeductedPermille(Preferences preferences) =>
        AdjustPermille
        + (IsSmall ? preferences.SmallPermille ?? 0 : 0)
        + (IsDomestic ? preferences.DomesticPermille ?? 0 : 0);
}

/// <summary>A bid's figures beside the one that was read out.</summary>
/// <param name="BodyFen">Total in the body, fen.</param>
/// <param name="WordsFen">Amount in words, fen.</param>
/// <param name="Items">Unit prices.</param>
/// <param name="IsConfirmed">Whether the bidder confirmed the corrected price in writing; null: not yet
/// answered.</param>
public sealed record Quotation(long? BodyFen, long? WordsFen, IReadOnlyList<QuotationItem> Items, bool? IsConfirmed);

/// <summary>One line of a bill.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Unit">Unit price, fen; it may be a fraction.</param>
/// <param name="QuantityMillionths">Quantity, millionths.</param>
/// <param name="TotalFen">Total as written, fen.</param>
public sealed record QuotationItem(string Id, Fraction Unit, long QuantityMillionths, long TotalFen);

/// <summary>A quantified deviation of the lowest evaluated price.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Fen">Added to the price, fen; may be negative.</param>
public sealed record Deviation(string Id, long Fen);

/// <summary>The choice between equal bids of one brand (procurement-87:31).</summary>
/// <param name="Brand">The brand.</param>
/// <param name="BidId">The bid.</param>
public sealed record BrandChoice(string Brand, string BidId);

/// <summary>One score.</summary>
/// <param name="Member">The member's id.</param>
/// <param name="BidId">The bid's id.</param>
/// <param name="CriterionId">The criterion's id.</param>
/// <param name="Hundredths">The score, hundredths of a point.</param>
/// <param name="Reason">Why, where a reason is needed.</param>
public sealed record Sheet(string Member, string BidId, string CriterionId, long Hundredths, string? Reason);

/// <summary>The four lawful corrections of scores (procurement-87:64).</summary>
public enum AmendmentKind
{
    /// <summary>The written sum was wrong; no score changes.</summary>
    Sum,

    /// <summary>Out of range or off the step.</summary>
    Range,

    /// <summary>An objective item differed between members.</summary>
    Objective,

    /// <summary>Found abnormally high or low by the committee.</summary>
    Abnormal,
}

/// <summary>One lawful correction.</summary>
/// <param name="Kind">Which of the four.</param>
/// <param name="Member">Whose.</param>
/// <param name="BidId">For which bid.</param>
/// <param name="CriterionId">For which criterion; null for sums.</param>
/// <param name="Before">What stood, hundredths.</param>
/// <param name="After">What stands now, hundredths.</param>
/// <param name="Reason">Why.</param>
public sealed record Amendment(
    AmendmentKind Kind,
    string Member,
    string BidId,
    string? CriterionId,
    long Before,
    long After,
    string Reason
);

/// <summary>How long a member took for the sheet of a bid.</summary>
/// <param name="Member">Whose.</param>
/// <param name="BidId">For which bid.</param>
/// <param name="Seconds">How long.</param>
public sealed record Timing(string Member, string BidId, int Seconds);
