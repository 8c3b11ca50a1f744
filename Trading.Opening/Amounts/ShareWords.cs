using System.Globalization;

namespace Trading.Opening.Amounts;

/// <summary>
/// Rates and discounts in words, as the trade writes them: 百分之九十八点五. A discount is also read in 折, which say what is
/// still paid: 九五折 is 5 % off. Source: docs/spec/form.md, "Rates in words" and "Reading words".
/// </summary>
public static class ShareWords
{
    private const string Ordinary = "零一二三四五六七八九十百千";
    private const string Formal = "零壹贰叁肆伍陆柒捌玖拾佰仟";

    /// <summary>A whole in millionths.</summary>
    internal const long Whole = 1_000_000;

    // Parts of a whole and the decimals that a number of them may have in millionths.
    private static readonly (string Head, int Decimals)[] Parts = [("佰分之", 4), ("仟分之", 3), ("万分之", 2)];

    /// <summary>The spelling of millionths; beyond ±10¹⁵ an <see cref="ArgumentOutOfRangeException"/>.</summary>
    public static string Print(long millionths)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(millionths, Words.MostFen);
        ArgumentOutOfRangeException.ThrowIfLessThan(millionths, -Words.MostFen);
        var (whole, rest) = Math.DivRem(Math.Abs(millionths), 10_000);
        var words = string.Concat(Words.Print(100 * whole)[..^"元整".Length].Select(Plain));
        if (words.StartsWith("一十", StringComparison.Ordinal))
            words = words[1..];
        var decimals = rest.ToString("D4", CultureInfo.InvariantCulture).TrimEnd('0');
        return $"{(millionths < 0 ? "负" : "")}百分之{words}{(decimals.Length > 0 ? "点" : "")}"
            + $"{string.Concat(decimals.Select(d => Ordinary[d - '0']))}";
    }

    /// <summary>Reads formal numerals without blanks and headings as millionths.</summary>
    internal static bool TryRead(PriceKind kind, string words, out long millionths)
    {
        millionths = 0;
        foreach (var (head, decimals) in Parts)
            if (words.StartsWith(head, StringComparison.Ordinal))
                return TryNumber(words[head.Length..], decimals, out millionths);
        return kind == PriceKind.Discount && words.EndsWith('折') && TryFold(words[..^1], out millionths);
    }

    private static char Plain(char letter) =>
        Formal.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at ? Ordinary[at] : letter;

    // 玖拾捌点伍 with four decimals is 985,000.
    private static bool TryNumber(string words, int decimals, out long value)
    {
        value = 0;
        var point = words.IndexOf('点', StringComparison.Ordinal);
        var part = point < 0 ? "" : words[(point + 1)..];
        if ((point >= 0 && part.Length == 0) || !TryWhole(point < 0 ? words : words[..point], out var whole))
            return false;
        var digits = part.TrimEnd('零');
        if (digits.Length > decimals || digits.Any(d => WordNumbers.Digit(d) < 0) || whole > Words.MostFen / 10_000)
            return false;
        for (var i = 0; i < decimals; i++)
            whole = 10 * whole + (i < digits.Length ? WordNumbers.Digit(digits[i]) : 0);
        value = whole;
        return true;
    }

    // Of a rate the first digit may be left out, as everybody speaks: 百分之十五, 百分之百.
    private static bool TryWhole(string words, out long whole) =>
        WordNumbers.TryRead(words.StartsWith('拾') || words == "佰" ? "壹" + words : words, out whole);

    // 九折, 九五折, 九点五折: tenths, or hundredths, of the price that are paid.
    private static bool TryFold(string words, out long millionths)
    {
        millionths = 0;
        var digits = words.StartsWith('打') ? words[1..] : words;
        if (digits.Length == 3 && digits[1] == '点')
            digits = $"{digits[0]}{digits[2]}";
        if (digits.Length is not (1 or 2) || digits.Any(d => WordNumbers.Digit(d) < 0))
            return false;
        var paid = 10 * WordNumbers.Digit(digits[0]) + (digits.Length > 1 ? WordNumbers.Digit(digits[1]) : 0);
        millionths = Whole - paid * (Whole / 100);
        return paid > 0;
    }
}
