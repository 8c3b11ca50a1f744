using System.Globalization;
using Trading.Opening;

namespace Trading.Cli;

/// <summary>Prices as people write them: an amount in yuan with at most two decimals, a rate or a discount in per cent with at most four.</summary>
public static class PriceText
{
    /// <summary>Fen for amounts, millionths for rates and discounts; false for anything that is not exact in that unit.</summary>
    public static bool TryParse(PriceKind kind, string text, out long value)
    {
        var isShare = kind is PriceKind.Rate or PriceKind.Discount;
        value = 0;
        if (isShare && !text.EndsWith('%')) return false;
        var digits = (isShare ? text[..^1] : text).Replace(",", "", StringComparison.Ordinal).Trim();
        // Per cent with four decimals are millionths; decimal keeps every digit exact.
        if (!decimal.TryParse(digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return false;
        var scaled = decimal.Abs(number) > 1_000_000_000_000_000m ? decimal.MaxValue : number * (isShare ? 10_000 : 100);
        if (scaled > long.MaxValue || scaled < long.MinValue || scaled != decimal.Truncate(scaled)) return false;
        value = (long)scaled;
        return true;
    }

    public static string Print(PriceKind kind, long value) => kind is PriceKind.Rate or PriceKind.Discount
        ? string.Create(CultureInfo.InvariantCulture, $"{value / 10_000m:0.####}%")
        : string.Create(CultureInfo.InvariantCulture, $"{value / 100m:#,0.00} 元");
}
