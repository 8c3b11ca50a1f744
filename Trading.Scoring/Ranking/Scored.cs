namespace Trading.Scoring;

/// <summary>A standing bid with its scores, before it is ranked.</summary>
/// <param name="Bid">Its index.</param>
/// <param name="Prices">Its prices.</param>
/// <param name="Price">F of the price after a published rounding.</param>
/// <param name="Technical">Sum of the points of the other criteria.</param>
/// <param name="Total">Sum of all points.</param>
/// <param name="Standing">What ranks: the total, rounded where the tender publishes that.</param>
internal sealed record Scored(
    int Bid,
    BidPrice Prices,
    Fraction Price,
    Fraction Technical,
    Fraction Total,
    Fraction Standing
)
{
    /// <summary>Higher value first, then the lower corrected price; 0 is a tie (8.2).</summary>
    public static int Compare(Scored x, Scored y) =>
        y.Standing.CompareTo(x.Standing) is var order && order != 0
            ? order
            : x.Prices.Corrected.CompareTo(y.Prices.Corrected);
}
