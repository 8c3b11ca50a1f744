namespace Trading.Scoring;

/// <summary>
/// The law of one trade for scoring, as a value (docs/spec/scoring.md, section 3). Every limit and every rule id of a
/// check or a derivation comes from here.
/// </summary>
/// <param name="Id">For example <c>procurement-goods</c>.</param>
/// <param name="Methods">Lawful methods.</param>
/// <param name="LeastPricePermille">Least weight of the price in a scored evaluation.</param>
/// <param name="MostPricePermille">Largest weight of the price in a scored evaluation.</param>
/// <param name="MostAdjustPermille">Largest policy deduction.</param>
/// <param name="SmallPermille">Lawful deductions for small and micro enterprises.</param>
/// <param name="DomesticPermille">Lawful deductions for domestic products; null: none.</param>
/// <param name="AllowsDropping">Whether extreme quotations may be dropped.</param>
/// <param name="AllowsDeviations">Whether deviations may be quantified.</param>
/// <param name="ListBeatsBody">Whether the opening list beats the body of a bid.</param>
/// <param name="OneBrandOneBidder">Whether the same-brand rule holds.</param>
/// <param name="AllowsMeanWithoutExtremes">Whether extreme members may be left out of a mean.</param>
/// <param name="KeepsBenchmark">Whether the benchmark stays when a bid is rejected after it was computed.</param>
/// <param name="AbnormallyLow">Thresholds of the abnormally low finder, or null.</param>
/// <param name="FewBiddersStop">Whether fewer than three bidders leave no candidates.</param>
/// <param name="Rules">Rule ids.</param>
public sealed record ScoringPack(
    string Id,
    IReadOnlyList<Method> Methods,
    int LeastPricePermille,
    int MostPricePermille,
    int MostAdjustPermille,
    Limits SmallPermille,
    Limits? DomesticPermille,
    bool AllowsDropping,
    bool AllowsDeviations,
    bool ListBeatsBody,
    bool OneBrandOneBidder,
    bool AllowsMeanWithoutExtremes,
    bool KeepsBenchmark,
    AbnormallyLowShares? AbnormallyLow,
    bool FewBiddersStop,
    PackRules Rules
);

/// <summary>From where to where a published number may lie; both ends included.</summary>
/// <param name="Least">Least.</param>
/// <param name="Most">Largest.</param>
public sealed record Limits(int Least, int Most)
{
    /// <summary>Whether it lies there.</summary>
    public bool Hold(int number) => number >= Least && number <= Most;
}

/// <summary>Below which shares a price is abnormally low.</summary>
/// <param name="OfAverage">Of the average of the standing bids.</param>
/// <param name="OfNext">Of the next higher price.</param>
/// <param name="OfCeiling">Of the ceiling.</param>
public sealed record AbnormallyLowShares(Fraction OfAverage, Fraction OfNext, Fraction OfCeiling);

/// <summary>Rule ids of a pack.</summary>
/// <param name="Terms">Published terms, weights, sums.</param>
/// <param name="Prices">Corrections of prices.</param>
/// <param name="Ties">Equal totals.</param>
/// <param name="Scores">Corrections of scores.</param>
/// <param name="PriceWeight">Limits of the price's weight.</param>
/// <param name="LowestPrice">The lowest price as the benchmark.</param>
/// <param name="EvaluatedPrice">The lowest evaluated price.</param>
/// <param name="FewBidders">Fewer than three bidders.</param>
/// <param name="Rejection">Why a bid is out, a price above the ceiling among it.</param>
/// <param name="BelowCost">Why a bid below cost is out.</param>
/// <param name="Collusion">Why bidders that acted together are out.</param>
/// <param name="Candidates">At most three candidates.</param>
public sealed record PackRules(
    string Terms,
    string Prices,
    string Ties,
    string Scores,
    string PriceWeight,
    string LowestPrice,
    string EvaluatedPrice,
    string FewBidders,
    string Rejection,
    string BelowCost,
    string Collusion,
    string Candidates
)
{
    /// <summary>The rule by which a bid is out for this ground; null: the file says none.</summary>
    public string Of(RejectionGround? ground) =>
        ground switch
        {
            RejectionGround.BelowCost => BelowCost,
            RejectionGround.Collusion => Collusion,
            _ => Rejection,
        };

    /// <summary>One brand counts as one bidder.</summary>
    public const string SameBrand = "procurement-87:31";

    /// <summary>What order 87 demands of a scored evaluation.</summary>
    public const string Procurement = "procurement-87:55";

    /// <summary>No deviation may be quantified in procurement.</summary>
    public const string NoDeviations = "procurement-87:54";

    /// <summary>K is drawn in the hall, in public.</summary>
    public const string Draw = "bidding-reg:50";

    /// <summary>Abnormally low prices.</summary>
    public const string LowPrice = "low-price-2026";

    /// <summary>Members score alone.</summary>
    public const string ScoreAlone = "procurement-87:62";
}
