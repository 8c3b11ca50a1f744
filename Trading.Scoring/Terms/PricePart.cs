using System.Numerics;

namespace Trading.Scoring;

/// <summary>How a part of a price becomes an amount (docs/spec/scoring.md, 5.2).</summary>
public enum PricePartKind
{
    /// <summary>What is offered, as it stands.</summary>
    Amount,

    /// <summary>Unit prices · published quantities.</summary>
    UnitPrices,

    /// <summary>A published base less the discount that is offered.</summary>
    ListDiscount,

    /// <summary>A published base · the rate that is offered.</summary>
    BaseRate,

    /// <summary>What it costs every year, discounted: life-cycle cost.</summary>
    Yearly,
}

/// <summary>A published part of the price. What its kind does not know is null.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">How it becomes an amount.</param>
/// <param name="Factor">Its factor in the compared price, 0 to 1,000.</param>
/// <param name="Lines">Of unit prices: 1 to 1,000.</param>
/// <param name="BaseFen">Of discounts and rates: fen.</param>
/// <param name="Years">Of yearly costs: 1 to 50.</param>
/// <param name="InterestMillionths">Of yearly costs: a year's interest.</param>
public sealed record PricePart(
    string Id,
    PricePartKind Kind,
    Fraction Factor,
    IReadOnlyList<PartLine>? Lines,
    long? BaseFen,
    int? Years,
    int? InterestMillionths
)
{
    private const int Million = 1_000_000;

    /// <summary>Which key of a bid's part carries the offer.</summary>
    internal string WantedKey =>
        Kind switch
        {
            PricePartKind.UnitPrices => "lines",
            PricePartKind.ListDiscount or PricePartKind.BaseRate => "millionths",
            _ => "fen",
        };

    /// <summary>Σ 1 / (1 + i)^y over the years: what one fen a year is worth today. Of yearly costs only.</summary>
    internal Fraction Annuity { get; } = Sum(Years ?? 0, Million + (InterestMillionths ?? 0));

    // (1 + i)^y is r^y / 10^6y: the sum over one denominator is reduced once and not for every year.
    private static Fraction Sum(int years, BigInteger r)
    {
        var sum = BigInteger.Zero;
        for (var year = 1; year <= years; year++)
            sum += BigInteger.Pow(Million, year) * BigInteger.Pow(r, years - year);
        return new Fraction(sum, BigInteger.Pow(r, years));
    }
}

/// <summary>A published line of unit prices.</summary>
/// <param name="Id">Its id.</param>
/// <param name="QuantityMillionths">Quantity, millionths.</param>
public sealed record PartLine(string Id, long QuantityMillionths);

/// <summary>Published deductions from the price for the price score, permille.</summary>
/// <param name="SmallPermille">For small and micro enterprises.</param>
/// <param name="DomesticPermille">For domestic products.</param>
public sealed record Preferences(int? SmallPermille = null, int? DomesticPermille = null)
{
    /// <summary>None.</summary>
    public static Preferences None { get; } = new();
}

/// <summary>What a bid offers for a price part; one of the three is its offer.</summary>
/// <param name="PartId">The price part.</param>
/// <param name="Fen">An amount.</param>
/// <param name="Millionths">A discount or a rate.</param>
/// <param name="Lines">Unit prices.</param>
public sealed record BidPart(string PartId, long? Fen, long? Millionths, IReadOnlyList<BidLine>? Lines);

/// <summary>A unit price of a line.</summary>
/// <param name="LineId">The line.</param>
/// <param name="Unit">Fen; it may be a fraction.</param>
public sealed record BidLine(string LineId, Fraction Unit);

/// <summary>Why the committee rejected a bid.</summary>
public enum RejectionGround
{
    /// <summary>Above the ceiling.</summary>
    OverCeiling,

    /// <summary>Below cost.</summary>
    BelowCost,

    /// <summary>The bidder is not qualified.</summary>
    Unqualified,

    /// <summary>The bid does not answer the tender.</summary>
    Unresponsive,

    /// <summary>Bidders acted together.</summary>
    Collusion,

    /// <summary>Another ground.</summary>
    Other,
}

/// <summary>The committee's reason for rejecting a bid.</summary>
/// <param name="Ground">Which.</param>
/// <param name="Reason">In its own words.</param>
public sealed record Rejection(RejectionGround Ground, string Reason);
