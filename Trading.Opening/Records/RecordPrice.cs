using System.Globalization;
using Trading.Documents;

namespace Trading.Opening.Records;

/// <summary>
/// A price in figures and in words. Words are printed as the bidder wrote them, and beside them how the figures read
/// wherever that is another text: the record shows both and judges neither (procurement-87:59).
/// </summary>
internal static class RecordPrice
{
    /// <summary>How figures are headed: the unit stands in the head where all figures of the column have it.</summary>
    public static string Unit(PriceKind kind, byte policyVersion) =>
        kind switch
        {
            PriceKind.Amount => "投标报价（元）",
            PriceKind.UnitPrices => "合计报价（元）",
            PriceKind.Rate => "投标费率（%）",
            _ => policyVersion == LockPolicyCodec.First ? "投标折扣（%）" : "投标下浮率（%）",
        };

    public static string KindName(PriceKind kind, byte policyVersion) =>
        kind switch
        {
            PriceKind.Amount => "总价（元）",
            PriceKind.UnitPrices => "单价（元）",
            PriceKind.Rate => "费率（%）",
            _ => policyVersion == LockPolicyCodec.First ? "折扣（下浮，%）" : "下浮率（%）",
        };

    /// <summary>1,234,567.89 or 95.5%. A price of another kind than the column's names its own.</summary>
    public static string Figures(Price price, PriceKind column) =>
        price.Kind == column
            ? Figures(price.Kind, price.Value)
            : $"{Figures(price.Kind, price.Value)}{(Amounts.Figures.IsShare(price.Kind) ? "" : " 元")}";

    public static string Figures(PriceKind kind, long value) =>
        Amounts.Figures.IsShare(kind)
            ? string.Create(CultureInfo.InvariantCulture, $"{value / 10_000m:0.####}%")
            : Fen(value);

    public static string Fen(long fen) => string.Create(CultureInfo.InvariantCulture, $"{fen / 100m:#,0.00}");

    /// <summary>Yuan with at least two decimals and as many more as the unit price has.</summary>
    public static string Unit(UnitPrice unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{(decimal)unit.Millionths / 1_000_000:#,0.00####}");

    /// <summary>How figures are spoken: 壹仟元整, 百分之九十五点五; empty beyond the range that has a spelling.</summary>
    public static string Spoken(PriceKind kind, long value, byte policyVersion)
    {
        if (value is < -Words.MostFen or > Words.MostFen)
            return "";
        if (!Amounts.Figures.IsShare(kind))
            return Words.Print(value);
        return policyVersion == LockPolicyCodec.First ? FormalShare(value) : ShareWords.Print(value);
    }

    /// <summary>
    /// The column of words: the bidder's own, then what the figures read where the words do not say the same.
    /// </summary>
    public static Text InWords(Price price, IReadOnlyCollection<Mark> marks, byte policyVersion)
    {
        var spoken = Spoken(price.Kind, price.Value, policyVersion);
        if (price.Words.Length == 0)
            return spoken.Length == 0 ? "—" : Beside("（投标人未填写大写）", spoken, false);
        var written = RecordText.Of(price.Words);
        if (spoken.Length == 0 || SaySame(price, spoken, policyVersion))
            return written;
        return Beside(written, spoken, marks.Contains(Mark.WordsDiffer));
    }

    // Records of version 1 are printed as they were sealed: any other spelling has the figures' beside it.
    private static bool SaySame(Price price, string spoken, byte policyVersion) =>
        policyVersion == LockPolicyCodec.First
            ? RecordText.Of(price.Words) == spoken
            : WordsReader.Judge(price.Kind, price.Value, price.Words) == WordsAnswer.Same;

    private static string FormalShare(long value)
    {
        var (whole, rest) = (Math.Abs(value) / 10_000, Math.Abs(value) % 10_000);
        var words = Words.Print(100 * whole)[..^"元整".Length];
        var digits = rest.ToString("D4", CultureInfo.InvariantCulture).TrimEnd('0');
        return $"{(value < 0 ? "负" : "")}百分之{words}{(digits.Length > 0 ? "点" : "")}"
            + $"{string.Concat(digits.Select(d => WordNumbers.Digits[d - '0']))}";
    }

    private static Text Beside(string written, string spoken, bool differ) =>
        Text.Of(
            new Run(written) { Tone = differ ? Tone.Alert : null, Bold = differ },
            new Run($"\n小写读作：{spoken}") { Small = true, Tone = Tone.Muted }
        );
}
