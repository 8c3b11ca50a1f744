namespace Trading.Opening.Amounts;

/// <summary>Why a text is no figure of a price; the first fault in this order is said.</summary>
public enum FigureFault
{
    /// <summary>It is one.</summary>
    None,

    /// <summary>Nothing is written.</summary>
    Empty,

    /// <summary>The unit is 万元 or 亿元: prices are written in yuan.</summary>
    NotYuan,

    /// <summary>Below zero.</summary>
    Negative,

    /// <summary>Other characters than figures, commas and one point.</summary>
    NotFigures,

    /// <summary>Commas or blanks that do not stand before each three digits.</summary>
    Grouping,

    /// <summary>A rate or a discount without its %.</summary>
    NoPercent,

    /// <summary>More decimals than the unit has.</summary>
    Decimals,

    /// <summary>Beyond 10¹⁵ yuan, 10¹³ per cent, or 10¹² yuan for a unit price.</summary>
    TooLarge,
}

/// <summary>
/// Prices in figures as people write them, read in one way by every client: exact, never rounded, never guessed.
/// Source: docs/spec/form.md, "Figures".
/// </summary>
public static class Figures
{
    /// <summary>Decimals of a yuan that money has: fen.</summary>
    public const int AmountDecimals = 2;

    /// <summary>Most decimals of a yuan that a unit price may have: millionths.</summary>
    public const int UnitDecimals = 6;

    private const int ShareDecimals = 4;
    private const int MostDigits = 17;
    private const int MostUnitDigits = 18;

    /// <summary>Whether the kind is written in per cent.</summary>
    public static bool IsShare(PriceKind kind) => kind is PriceKind.Rate or PriceKind.Discount;

    /// <summary>Reads fen for amounts and sums of unit prices, millionths for rates and discounts.</summary>
    public static FigureFault Read(PriceKind kind, string text, out long value)
    {
        ArgumentNullException.ThrowIfNull(text);
        return IsShare(kind)
            ? Read(text, true, ShareDecimals, ShareDecimals, MostDigits, out value)
            : Read(text, false, AmountDecimals, AmountDecimals, MostDigits, out value);
    }

    /// <summary>
    /// Reads a unit price as millionths of a yuan; the lot says how many decimals it may have, 2 to 6.
    /// </summary>
    public static FigureFault ReadUnit(string text, int decimals, out long millionths)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(text, false, decimals, UnitDecimals, MostUnitDigits, out millionths);
    }

    /// <summary>
    /// What a figure without % may mean as a rate: "98.5" is 98.5%; "0.985" is 0.985% or 98.5%, for a number up to 1 is
    /// written both ways. Empty for a text that has another fault.
    /// </summary>
    public static IReadOnlyList<string> Percents(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = Plain(text);
        if (
            Read(
                plain + "%",
                true,
                ShareDecimals + AmountDecimals,
                ShareDecimals + AmountDecimals,
                MostDigits,
                out var value
            ) != FigureFault.None
        )
            return [];
        // Six decimals of a per cent: a hundredth of a number up to 1 has at most four.
        List<long> said = [value, .. value <= 1_000_000 ? [100 * value] : Array.Empty<long>()];
        return [.. said.Distinct().Where(v => v % 100 == 0).Select(v => Share(v / 100))];
    }

    private static string Share(long millionths)
    {
        var decimals = $"{millionths % 10_000:D4}".TrimEnd('0');
        return $"{millionths / 10_000}{(decimals.Length > 0 ? "." : "")}{decimals}%";
    }

    private static FigureFault Read(string text, bool isShare, int decimals, int scale, int mostDigits, out long value)
    {
        value = 0;
        var plain = Plain(text);
        if (plain.Length == 0)
            return FigureFault.Empty;
        if (IsLargeUnit(plain))
            return FigureFault.NotYuan;
        if (plain[0] == '-')
            return FigureFault.Negative;
        var (figures, hasPercent) = isShare ? WithoutPercent(plain) : (WithoutYuan(plain), true);
        var fault = Split(figures, out var whole, out var part);
        if (fault != FigureFault.None)
            return fault;
        if (!hasPercent)
            return FigureFault.NoPercent;
        if (part.Length > decimals)
            return FigureFault.Decimals;
        var digits = (whole + part.PadRight(scale, '0')).TrimStart('0');
        if (digits.Length > mostDigits)
            return FigureFault.TooLarge;
        value = digits.Length == 0 ? 0 : long.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
        return FigureFault.None;
    }

    // Figures with 万 or 亿 behind them. In words such an amount is no figure at all.
    private static bool IsLargeUnit(string plain) =>
        plain.TrimEnd('元') is [.., '万' or '亿'] && plain.Any(char.IsAsciiDigit);

    private static (string Figures, bool HasPercent) WithoutPercent(string plain) =>
        plain.EndsWith('%') ? (plain[..^1].TrimEnd(), true) : (plain, false);

    private static string WithoutYuan(string plain)
    {
        var figures = plain.StartsWith('¥') ? plain[1..].TrimStart() : plain;
        return figures.EndsWith('元') ? figures[..^1].TrimEnd() : figures;
    }

    // "1,234.50" as "1234" and "5": zeros at the end say nothing about exactness.
    private static FigureFault Split(string figures, out string whole, out string part)
    {
        var pieces = figures.Split('.');
        (whole, part) = (pieces[0], pieces.Length > 1 ? pieces[1] : "");
        if (pieces.Length > 2 || !figures.All(c => char.IsAsciiDigit(c) || c is ',' or '.' || char.IsWhiteSpace(c)))
            return FigureFault.NotFigures;
        if (part.Any(c => !char.IsAsciiDigit(c)))
            return FigureFault.Grouping;
        if (whole.Length == 0 || (pieces.Length > 1 && part.Length == 0))
            return FigureFault.NotFigures;
        if (!IsGrouped(whole))
            return FigureFault.Grouping;
        (whole, part) = (whole.Replace(",", "", StringComparison.Ordinal), part.TrimEnd('0'));
        return FigureFault.None;
    }

    // Without commas, or one to three digits that do not begin with 0 and then three behind each comma.
    private static bool IsGrouped(string whole)
    {
        var groups = whole.Split(',');
        if (!groups.All(g => g.Length > 0 && g.All(char.IsAsciiDigit)))
            return false;
        return groups.Length == 1
            || (groups[0].Length <= 3 && groups[0][0] != '0' && groups.Skip(1).All(g => g.Length == 3));
    }

    private static string Plain(string text) => string.Concat(text.Select(Narrow)).Trim();

    // Full-width forms say the same as the narrow ones.
    private static char Narrow(char c) =>
        c switch
        {
            >= '０' and <= '９' => (char)(c - '０' + '0'),
            '．' => '.',
            '，' => ',',
            '％' or '﹪' => '%',
            '￥' => '¥',
            '－' or '−' or '–' => '-',
            '萬' => '万',
            '億' => '亿',
            '圆' or '圓' => '元',
            _ => c,
        };
}
