using System.Globalization;
using System.Text;

namespace Trading.Streams;

/// <summary>
/// Texts as people write them. A letter is one Unicode scalar value, so an emoji of one scalar counts once and no text
/// is normalised: what a bidder wrote is what everybody reads.
/// </summary>
public static class Letters
{
    /// <summary>UTF-8 bytes of the longest text of so many letters.</summary>
    public static int MostBytes(int letters) => 4 * letters;

    /// <summary>Letters of a text; −1 for a lone surrogate, which has no UTF-8 form.</summary>
    public static int Count(string text)
    {
        var count = 0;
        for (var rest = text.AsSpan(); rest.Length > 0; count++)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var used) != System.Buffers.OperationStatus.Done)
                return -1;
            rest = rest[used..];
        }
        return count;
    }

    /// <summary>Whether a text has so many letters and no lone surrogate.</summary>
    public static bool Fits(string? text, int least, int most) =>
        text is not null && Count(text) is var count && count >= least && count <= most;

    /// <summary>
    /// Whether a text that others read aloud or act on fits, and shows all that it holds: nothing unseen in it, no
    /// white space around it, not only fillers.
    /// </summary>
    public static bool FitsSeen(string? text, int least, int most) =>
        Fits(text, least, most) && text!.Trim().Length == text.Length && !text.EnumerateRunes().Any(IsUnseen);

    /// <summary>
    /// Whether a character shows nothing of itself, or changes how others show: control, format, separators of lines
    /// and paragraphs, private use, Hangul fillers. Unassigned ones may stand: new characters of names are older in
    /// papers than in our tables.
    /// </summary>
    public static bool IsUnseen(Rune rune) =>
        rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0
        || Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse;
}
