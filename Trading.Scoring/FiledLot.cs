namespace Trading.Scoring;

/// <summary>A lot as it was published, in the words of docs/spec/feed.md, "Terms".</summary>
/// <param name="RulePack">Id of the session's rule pack.</param>
/// <param name="PriceKind"><c>Amount</c>, <c>Rate</c>, <c>Discount</c> or <c>UnitPrices</c>.</param>
/// <param name="Bound">The ceiling, of a discount the least one: fen or millionths; 0 for none.</param>
public sealed record FiledLot(string RulePack, string PriceKind, long Bound);
