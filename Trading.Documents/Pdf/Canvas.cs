using System.Globalization;
using System.Text;
using Trading.Documents.Layout;
using Trading.Documents.Typeface;

namespace Trading.Documents.Pdf;

/// <summary>The two subsets of one file: regular is F0, bold is F1.</summary>
internal sealed record Subsets(FontSubset Regular, FontSubset Bold);

/// <summary>
/// The drawing of one page. Distances are in 1/1000 point from the top left corner; PDF counts from the bottom.
/// </summary>
internal sealed class Canvas(int pageHeight, Subsets subsets)
{
    private readonly StringBuilder _content = new();

    public List<(int Level, string Title, int Y)> Bookmarks { get; } = [];

    public (SignatureField Field, string Rectangle)? Signature { get; private set; }

    public byte[] Content => Encoding.ASCII.GetBytes(_content.ToString());

    /// <summary>Atoms in a row from <paramref name="x"/> on; neighbours of one style are one string.</summary>
    public void Text(ReadOnlySpan<Atom> atoms, int x, int baseline)
    {
        for (var from = 0; from < atoms.Length; )
        {
            var to = from + 1;
            if (atoms[from].Stand is { } stand)
                StandIn(atoms[from], stand, x, baseline);
            else
            {
                while (to < atoms.Length && atoms[to].Stand is null && atoms[to].Style == atoms[from].Style)
                    to++;
                Show(Hex(atoms[from..to]), atoms[from].Style, x, baseline);
            }
            for (; from < to; from++)
                x += atoms[from].Width;
        }
    }

    public void Fill(int x, int y, int width, int height, int colour) =>
        Line($"{Colour(colour)} rg {Rectangle(x, y, width, height)} re f");

    /// <summary>A hairline around.</summary>
    public void Frame(int x, int y, int width, int height) => Line($"{Hairline} {Rectangle(x, y, width, height)} re S");

    /// <summary>A hairline above and below.</summary>
    public void Rules(int x, int y, int width, int height)
    {
        Rule(x, y, width);
        Rule(x, y + height, width);
    }

    public void Rule(int x, int y, int width) => Line($"{Hairline} {Point(x, y)} m {Point(x + width, y)} l S");

    public void Modules(int x, int y, int module, QrMatrix matrix)
    {
        _content.Append(Colour(0)).Append(" rg");
        for (var row = 0; row < matrix.Size; row++)
        {
            for (var from = 0; from < matrix.Size; from++)
            {
                var to = from;
                while (matrix.IsDark(row, to))
                    to++;
                if (to > from)
                    _content
                        .Append(' ')
                        .Append(Rectangle(x + from * module, y + row * module, (to - from) * module, module))
                        .Append(" re");
                from = to;
            }
        }
        Line(" f");
    }

    public void Bookmark(int level, string title, int y) => Bookmarks.Add((level, title, y));

    public void Sign(SignatureField field, int x, int y, int width, int height)
    {
        if (Signature is not null)
            throw new ArgumentException("a document has at most one signature field");
        Signature = (field, $"{Point(x, y + height)} {Point(x + width, y)}");
    }

    public string Point(int x, int y) => $"{Number(x)} {Number(pageHeight - y)}";

    /// <summary>1/1000 points as PDF writes them: no more digits than needed.</summary>
    public static string Number(int thousandths)
    {
        var (sign, value) = (thousandths < 0 ? "-" : "", Math.Abs((long)thousandths));
        var text =
            $"{sign}{(value / 1_000).ToString(CultureInfo.InvariantCulture)}."
            + $"{(value % 1_000).ToString("D3", CultureInfo.InvariantCulture)}";
        return text.TrimEnd('0').TrimEnd('.');
    }

    private static string Hairline => $"0.4 w {Colour(Palette.Hairline)} RG";

    /// <summary>
    /// What is drawn in place of a character, inside a span whose ActualText is the character, or nothing but what is
    /// drawn.
    /// </summary>
    private void StandIn(Atom atom, string stand, int x, int baseline)
    {
        if (atom.Kept)
            Line($"/Span <</ActualText <{Pdf.TextString.Hex(char.ConvertFromUtf32(atom.CodePoint))}>>> BDC");
        var sign = stand.StartsWith('〓') ? 1 : 0;
        var code = Atom.CodeStyle(atom.Style) with { Tone = Tone.Muted };
        var font = Subset(atom.Style).Font;
        if (sign > 0)
            Show(Hex(stand[..1], atom.Style), atom.Style, x, baseline);
        Show(Hex(stand[sign..], code), code, x + sign * Atoms.Width(font, Atom.Geta, atom.Style.Size), baseline);
        if (!atom.Kept)
            return;
        // The span ends with nothing in full size: readers take the size of the character, and so its line, from what
        // was shown last.
        Show("", atom.Style, x + atom.Width, baseline);
        Line("EMC");
    }

    private void Show(string hex, Style style, int x, int baseline) =>
        Line(
            $"BT /F{(style.Bold ? 1 : 0)} {Number(style.Size)} Tf {Colour(Palette.Of(style.Tone))} rg "
                + $"{Point(x, baseline)} Td <{hex}> Tj ET"
        );

    private string Hex(ReadOnlySpan<Atom> atoms)
    {
        var hex = new StringBuilder();
        foreach (var atom in atoms)
            hex.Append(Subset(atom.Style).Cid(atom.CodePoint).ToString("X4", CultureInfo.InvariantCulture));
        return hex.ToString();
    }

    private string Hex(string text, Style style) =>
        string.Concat(text.Select(c => Subset(style).Cid(c).ToString("X4", CultureInfo.InvariantCulture)));

    private FontSubset Subset(Style style) => style.Bold ? subsets.Bold : subsets.Regular;

    private string Rectangle(int x, int y, int width, int height) =>
        $"{Point(x, y + height)} {Number(width)} {Number(height)}";

    private static string Colour(int rgb) => $"{Channel(rgb >> 16)} {Channel(rgb >> 8)} {Channel(rgb)}";

    private static string Channel(int value) => Number((value & 0xFF) * 1_000 / 255);

    private void Line(string operators) => _content.Append(operators).Append('\n');
}
