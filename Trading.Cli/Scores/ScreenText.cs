using System.Text;

namespace Trading.Cli;

/// <summary>
/// Text for a terminal: what a foreign file says cannot steer it, and columns stand in line with Chinese in them.
/// </summary>
public static class ScreenText
{
    private const int Longest = 200;

    /// <summary>Control and direction characters become visible; a very long text is cut.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Take(Longest))
            clean.Append(IsHarmless(rune) ? rune.ToString() : $"\\u{rune.Value:x4}");
        return text.Length > 2 * Longest ? clean.Append('…').ToString() : clean.ToString();
    }

    /// <summary>Columns that a text takes: two for a character of Chinese, Japanese or Korean.</summary>
    public static int Width(string text) => text.EnumerateRunes().Sum(WidthOf);

    public static string PadRight(string text, int width) => text + Spaces(width - Width(text));

    public static string PadLeft(string text, int width) => Spaces(width - Width(text)) + text;

    /// <summary>Rows under a head, columns padded; the columns named hold numbers and stand to the right.</summary>
    public static IEnumerable<string> Table(
        IReadOnlyList<string> head,
        IReadOnlyList<IReadOnlyList<string>> rows,
        IReadOnlySet<int> right
    )
    {
        var widths = head.Select((h, c) => rows.Select(r => Width(r[c])).Prepend(Width(h)).Max()).ToList();
        yield return Line(head);
        yield return string.Join("  ", widths.Select(w => new string('-', w)));
        foreach (var row in rows)
            yield return Line(row);

        string Line(IReadOnlyList<string> cells) =>
            string.Join(
                    "  ",
                    cells.Select((cell, c) => right.Contains(c) ? PadLeft(cell, widths[c]) : PadRight(cell, widths[c]))
                )
                .TrimEnd();
    }

    private static string Spaces(int count) => new(' ', int.Max(0, count));

    private static bool IsHarmless(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is not (
                System.Globalization.UnicodeCategory.Control
                or System.Globalization.UnicodeCategory.Format
                or System.Globalization.UnicodeCategory.LineSeparator
                or System.Globalization.UnicodeCategory.ParagraphSeparator
                or System.Globalization.UnicodeCategory.PrivateUse
                or System.Globalization.UnicodeCategory.OtherNotAssigned
            );

    // Unicode's East Asian Width, the ranges that names and units use.
    private static int WidthOf(Rune rune) =>
        rune.Value switch
        {
            (>= 0x0300 and <= 0x036F) or (>= 0xFE00 and <= 0xFE0F) => 0,
            (>= 0x1100 and <= 0x115F)
            or (>= 0x2E80 and <= 0x303E)
            or (>= 0x3041 and <= 0xA4CF)
            or (>= 0xAC00 and <= 0xD7A3)
            or (>= 0xF900 and <= 0xFAFF) => 2,
            (>= 0xFE30 and <= 0xFE4F)
            or (>= 0xFF00 and <= 0xFF60)
            or (>= 0xFFE0 and <= 0xFFE6)
            or (>= 0x1F300 and <= 0x1FAFF)
            or (>= 0x20000 and <= 0x3FFFD) => 2,
            _ => 1,
        };
}
