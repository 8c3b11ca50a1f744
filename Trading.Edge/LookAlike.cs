using System.Globalization;
using System.Text;

namespace Trading.Edge;

/// <summary>
/// Names and tender numbers as they are compared, so that two which look alike to a reader are one: white space and
/// characters that nobody sees do not count, full-width forms are their usual ones, every dash is a hyphen, capital
/// and small letters are the same (docs/spec/http.md, "Publishing"). Only for comparing: what is shown is what was
/// written.
/// </summary>
public static class LookAlike
{
    private const int FirstFullWidth = 0xFF01;
    private const int LastFullWidth = 0xFF5E;
    private const int FullWidthOffset = 0xFEE0;

    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (Usual(rune) is { } usual)
                folded.Append(Rune.ToUpperInvariant(usual).ToString());
        return folded.ToString();
    }

    public static bool Same(string one, string other) => Fold(one) == Fold(other);

    // Null for what a reader does not see.
    private static Rune? Usual(Rune rune)
    {
        var isFullWidth = rune.Value is >= FirstFullWidth and <= LastFullWidth;
        var narrow = isFullWidth ? new Rune(rune.Value - FullWidthOffset) : rune;
        if (Rune.IsWhiteSpace(narrow))
            return null;
        return Rune.GetUnicodeCategory(narrow) switch
        {
            UnicodeCategory.Control or UnicodeCategory.Format => null,
            UnicodeCategory.DashPunctuation => new Rune('-'),
            _ => narrow,
        };
    }
}
