using System.Globalization;

namespace Trading.Cli;

/// <summary>
/// Prices on the command line: read as every client reads them (<see cref="Figures"/>); a refusal says how to write it.
/// </summary>
public static class PriceText
{
    /// <summary>
    /// Fen for amounts, millionths for rates and discounts; anything else is a usage error about
    /// <paramref name="what"/>.
    /// </summary>
    public static long Read(PriceKind kind, string text, string what)
    {
        var fault = Figures.Read(kind, text, out var value);
        if (fault == FigureFault.None)
            return value;
        var isShare = Figures.IsShare(kind);
        throw Wrong(
            fault,
            text,
            what,
            isShare ? "per cent such as 98.5%" : "yuan such as 1,234,567.89",
            isShare ? "four decimals" : "two decimals"
        );
    }

    /// <summary>Millionths of a yuan of a unit price that may have so many decimals.</summary>
    public static long ReadUnit(string text, int decimals, string what)
    {
        var fault = Figures.ReadUnit(text, decimals, out var value);
        return fault == FigureFault.None
            ? value
            : throw Wrong(fault, text, what, "yuan such as 1,234.56", $"{decimals} decimals, as this lot allows");
    }

    public static string Print(PriceKind kind, long value) =>
        Figures.IsShare(kind)
            ? string.Create(CultureInfo.InvariantCulture, $"{value / 10_000m:0.####}%")
            : string.Create(CultureInfo.InvariantCulture, $"{value / 100m:#,0.00} 元");

    /// <summary>A unit price with at least two decimals and as many more as it has.</summary>
    public static string Print(UnitPrice unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{(decimal)unit.Millionths / 1_000_000:#,0.00####} 元");

    private static CommandException Wrong(
        FigureFault fault,
        string text,
        string what,
        string example,
        string decimals
    ) =>
        fault switch
        {
            FigureFault.Empty => CommandException.Usage($"{what} is empty.", $"write {example}"),
            FigureFault.NotYuan => CommandException.Usage(
                $"{what}, {text}, is not in yuan.",
                "write yuan in full, not 万元 or 亿元: 1,234,500 for 123.45 万元"
            ),
            FigureFault.Negative => CommandException.Usage($"{what}, {text}, is below 0.", $"write {example}"),
            FigureFault.Grouping => CommandException.Usage(
                $"{what}, {text}, has a comma or a blank where none belongs.",
                "three digits behind each comma, or no comma: 1,234.00 or 1234.00"
            ),
            FigureFault.NoPercent => CommandException.Usage(
                $"{what}, {text}, has no %: is it {string.Join(" or ", Figures.Percents(text))}?",
                "write the % out"
            ),
            FigureFault.Decimals => CommandException.Usage(
                $"{what}, {text}, has more than {decimals}: nothing is rounded.",
                $"write {example}"
            ),
            FigureFault.TooLarge => CommandException.Usage($"{what}, {text}, is too large.", $"write {example}"),
            _ => CommandException.Usage($"{what}, {text}, is no figure.", $"write {example}"),
        };
}
