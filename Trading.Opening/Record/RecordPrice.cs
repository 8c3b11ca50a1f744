using System.Globalization;
using Trading.Documents;

namespace Trading.Opening;

/// <summary>
/// A price in figures and in words. Words are printed as the bidder wrote them, and beside them how the figures read wherever that is another text: the
/// record shows both and judges neither (procurement-87:59).
/// </summary>
internal static class RecordPrice
{
    /// <summary>How figures are headed: the unit stands in the head where all figures of the column have it.</summary>
    public static string Unit(PriceKind kind) => kind switch
    {
        PriceKind.Amount => "投标报价（元）",
        PriceKind.UnitPrices => "合计报价（元）",
        PriceKind.Rate => "投标费率（%）",
        _ => "投标折扣（%）",
    };

    public static string KindName(PriceKind kind) => kind switch
    {
        PriceKind.Amount => "总价（元）",
        PriceKind.UnitPrices => "单价（元）",
        PriceKind.Rate => "费率（%）",
        _ => "折扣（下浮，%）",
    };

    /// <summary>1,234,567.89 or 95.5%. A price of another kind than the column's names its own.</summary>
    public static string Figures(Price price, PriceKind column) =>
        price.Kind == column ? Figures(price.Kind, price.Value) : $"{Figures(price.Kind, price.Value)}{(IsShare(price.Kind) ? "" : " 元")}";

    public static string Figures(PriceKind kind, long value) => IsShare(kind)
        ? string.Create(CultureInfo.InvariantCulture, $"{value / 10_000m:0.####}%")
        : Fen(value);

    public static string Fen(long fen) => string.Create(CultureInfo.InvariantCulture, $"{fen / 100m:#,0.00}");

    /// <summary>Yuan with at least two decimals and as many more as the unit price has.</summary>
    public static string Unit(UnitPrice unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{(decimal)unit.Millionths / 1_000_000:#,0.00####}");

    /// <summary>How figures are spoken: 壹仟元整, 百分之玖拾伍点伍; empty beyond the range that has a spelling.</summary>
    public static string Spoken(PriceKind kind, long value)
    {
        if (!IsShare(kind)) return value is >= -Words.MostFen and <= Words.MostFen ? Words.Print(value) : "";
        if (value is < -Words.MostFen or > Words.MostFen) return "";
        var (whole, rest) = (Math.Abs(value) / 10_000, Math.Abs(value) % 10_000);
        var words = Words.Print(100 * whole)[..^"元整".Length];
        var digits = rest.ToString("D4", CultureInfo.InvariantCulture).TrimEnd('0');
        return $"{(value < 0 ? "负" : "")}百分之{words}{(digits.Length > 0 ? "点" : "")}{string.Concat(digits.Select(d => "零壹贰叁肆伍陆柒捌玖"[d - '0']))}";
    }

    /// <summary>The column of words: the bidder's own, then what the figures read where that differs.</summary>
    public static Text InWords(Price price, IReadOnlyCollection<Mark> marks)
    {
        var spoken = Spoken(price.Kind, price.Value);
        if (price.Words.Length == 0) return spoken.Length == 0 ? "—" : Beside("（投标人未填写大写）", spoken, false);
        var written = RecordText.Of(price.Words);
        return written == spoken ? spoken : spoken.Length == 0 ? written : Beside(written, spoken, marks.Contains(Mark.WordsDiffer));
    }

    private static Text Beside(string written, string spoken, bool differ) => Text.Of(
        new Run(written) { Tone = differ ? Tone.Alert : null, Bold = differ }, new Run($"\n小写读作：{spoken}") { Small = true, Tone = Tone.Muted });

    private static bool IsShare(PriceKind kind) => kind is PriceKind.Rate or PriceKind.Discount;
}
