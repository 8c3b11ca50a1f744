namespace Trading.Evaluation.Pool;

/// <summary>
/// A region as six digits: province, prefecture and county, two each. 450300 is the whole prefecture, 450000 the whole
/// province. Source: GB/T 2260-2007, table 1 for the provinces; the codes below them are not checked.
/// </summary>
public static class RegionCode
{
    /// <summary>Digits of a code.</summary>
    public const int Digits = 6;

    private static readonly string[] Provinces =
    [
        .. "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46".Split(' '),
        .. "50 51 52 53 54 61 62 63 64 65 71 81 82".Split(' '),
    ];

    /// <summary>
    /// Whether the text is six digits under a known province; a county without its prefecture (450001) is none.
    /// </summary>
    public static bool IsValid(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == Digits
            && text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0
            && Provinces.Contains(text[..2])
            && (text[2..4] != "00" || text[4..] == "00");
    }

    /// <summary>Whether a region lies in another, or is it: both are valid codes.</summary>
    public static bool Contains(string outer, string inner)
    {
        ArgumentNullException.ThrowIfNull(outer);
        ArgumentNullException.ThrowIfNull(inner);
        var fixedDigits =
            outer.EndsWith("0000", StringComparison.Ordinal) ? 2
            : outer.EndsWith("00", StringComparison.Ordinal) ? 4
            : Digits;
        return inner.AsSpan().StartsWith(outer.AsSpan(0, fixedDigits));
    }
}
