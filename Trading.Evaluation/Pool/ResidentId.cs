using System.Globalization;

namespace Trading.Evaluation.Pool;

/// <summary>
/// The resident identity number (公民身份号码): six digits of a region, the day of birth as yyyyMMdd, three digits in order,
/// and a check character that is a digit or X. Source: GB 11643-1999 (check: ISO 7064, MOD 11-2).
/// </summary>
public static class ResidentId
{
    /// <summary>Characters of a number.</summary>
    public const int Characters = 18;

    private const int RegionDigits = 6;
    private const int BirthDigits = 8;

    /// <summary>The number as it is written: a small x at the end is the X of whoever typed no capital.</summary>
    public static string Written(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.EndsWith('x') ? text[..^1] + 'X' : text;
    }

    /// <summary>Whether the text has the form: 17 digits, the first not 0, and a digit or X.</summary>
    public static bool HasForm(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == Characters
            && text[0] != '0'
            && text.AsSpan(0, Characters - 1).IndexOfAnyExceptInRange('0', '9') < 0
            && (char.IsAsciiDigit(text[^1]) || text[^1] == 'X');
    }

    /// <summary>Whether the day of birth in a text that has the form is a day.</summary>
    public static bool HasBirthday(string text) =>
        DateOnly.TryParseExact(
            text.AsSpan(RegionDigits, BirthDigits),
            "yyyyMMdd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out _
        );

    /// <summary>The check character over the first 17 digits, which must be digits.</summary>
    public static char CheckOf(ReadOnlySpan<char> digits)
    {
        // Weights are the powers of 2 modulo 11, the last digit's is 2: Horner's scheme adds them up.
        var sum = 0;
        foreach (var digit in digits[..(Characters - 1)])
            sum = (sum + (digit - '0')) * 2 % 11;
        return "10X98765432"[sum];
    }

    /// <summary>Whether the text has the form, a day of birth and the right check character.</summary>
    public static bool IsValid(string text) => HasForm(text) && HasBirthday(text) && text[^1] == CheckOf(text);
}
