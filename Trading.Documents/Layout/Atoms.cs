using System.Globalization;
using System.Text;
using Trading.Documents.Typeface;

namespace Trading.Documents.Layout;

/// <summary>How a character is drawn. Size in 1/1000 point.</summary>
internal readonly record struct Style(bool Bold, int Size, Tone Tone)
{
    /// <summary>The face of the family in this weight.</summary>
    public Face Face => Bold ? Face.Bold : Face.Regular;
}

/// <summary>
/// One character as layout sees it: its width in 1/1000 point, and, where it cannot be drawn as itself, what is drawn
/// in its place (<paramref name="Stand"/>) and whether the text layer still carries the character itself
/// (<paramref name="Kept"/>) or what is drawn.
/// </summary>
internal readonly record struct Atom(
    int CodePoint,
    int Width,
    Style Style,
    string? Stand = null,
    bool Kept = false,
    Face Face = Face.Regular
)
{
    public const int NewLine = '\n';

    public const int Geta = 0x3013;

    /// <summary>The code of a stand-in is drawn at three fifths of the size.</summary>
    public static Style CodeStyle(Style style) => style with { Size = style.Size * 3 / 5 };
}

/// <summary>Text to atoms: docs/spec/record.md, "Characters".</summary>
internal static class Atoms
{
    /// <summary>The atoms of a text whose surroundings have the given style.</summary>
    public static List<Atom> Of(Text text, Style around, Fonts fonts)
    {
        var atoms = new List<Atom>();
        foreach (var run in text.Runs)
        {
            var style = new Style(
                run.Bold || around.Bold,
                run.Small ? around.Size * 4 / 5 : around.Size,
                run.Tone ?? around.Tone
            );
            var value = run.Value.Replace("\r\n", "\n", StringComparison.Ordinal);
            for (var i = 0; i < value.Length; i++)
            {
                // A lone surrogate is no character: it is shown by its code.
                var codePoint = char.IsSurrogatePair(value, i) ? char.ConvertToUtf32(value, i++) : value[i];
                atoms.Add(Of(codePoint, style, fonts));
            }
        }
        return atoms;
    }

    /// <summary>Rounded to the nearest 1/1000 point.</summary>
    public static int Width(TrueTypeFont font, int codePoint, int size) =>
        (int)(((long)font.Advance(font.Glyph(codePoint)) * size + font.UnitsPerEm / 2) / font.UnitsPerEm);

    private static Atom Of(int codePoint, Style style, Fonts fonts)
    {
        if (codePoint == Atom.NewLine)
            return new(codePoint, 0, style, Face: style.Face);
        if (codePoint == '\t')
            codePoint = ' ';
        if (char.IsSurrogate((char)codePoint) && codePoint <= 0xFFFF || IsUnseen(codePoint))
            return Stand(codePoint, style, fonts, "", kept: IsHarmless(codePoint));
        if (fonts.FaceFor(codePoint, style.Bold) is not { } face)
            return Stand(codePoint, style, fonts, "〓", kept: !RunsRightToLeft(codePoint));
        return new(codePoint, Width(fonts.Of(face), codePoint, style.Size), style, Face: face);
    }

    private static Atom Stand(int codePoint, Style style, Fonts fonts, string sign, bool kept)
    {
        var font = fonts.Of(style.Face);
        var code = $"U+{codePoint.ToString("X4", CultureInfo.InvariantCulture)}";
        var width =
            sign.Sum(c => Width(font, c, style.Size)) + code.Sum(c => Width(font, c, Atom.CodeStyle(style).Size));
        return new(codePoint, width, style, sign + code, kept, style.Face);
    }

    /// <summary>
    /// Characters that draw nothing or reorder what is near them: controls, formats, line separators, variation
    /// selectors, fillers.
    /// </summary>
    private static bool IsUnseen(int codePoint) =>
        IsHarmless(codePoint)
        || codePoint is 0x115F or 0x1160 or 0x3164 or 0xFFA0
        || Rune.GetUnicodeCategory(new Rune(codePoint))
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;

    /// <summary>Letters that would turn the order of copied text around; only the code stands for them.</summary>
    private static bool RunsRightToLeft(int codePoint) =>
        codePoint
            is (>= 0x0590 and <= 0x08FF)
                or (>= 0xFB1D and <= 0xFDFF)
                or (>= 0xFE70 and <= 0xFEFF)
                or (>= 0x10800 and <= 0x10FFF)
                or (>= 0x1E800 and <= 0x1EFFF);

    /// <summary>
    /// Those that change a glyph but no order: the text layer keeps them. Marks of direction and controls it never
    /// gets.
    /// </summary>
    private static bool IsHarmless(int codePoint) =>
        codePoint
            is 0x00AD
                or (>= 0x200B and <= 0x200D)
                or 0x2060
                or (>= 0xFE00 and <= 0xFE0F)
                or (>= 0xE0100 and <= 0xE01EF);
}
