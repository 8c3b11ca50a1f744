namespace Trading.Opening.Amounts;

/// <summary>How a lot is priced. Amounts are integers: fen, or millionths of one (rate, discount).</summary>
public enum PriceKind
{
    /// <summary>A sum in fen.</summary>
    Amount,

    /// <summary>A rate in millionths (950000 = 95 %).</summary>
    Rate,

    /// <summary>A discount in millionths (50000 = 5 % off).</summary>
    Discount,

    /// <summary>Several unit prices in fen, each with its name.</summary>
    UnitPrices,
}
