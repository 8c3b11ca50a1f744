using System.Globalization;
using System.Text;
using Trading.Documents.Layout;
using Trading.Documents.Typeface;

namespace Trading.Documents.Pdf;

/// <summary>
/// The subsets of one file, by face: regular is F0, bold F1, the further font F2. The further one is there when a
/// letter of it was drawn.
/// </summary>
internal sealed class Subsets(Fonts fonts)
{
    private readonly Dictionary<Face, FontSubset> _all = [];

    public FontSubset this[Face face] =>
        _all.TryGetValue(face, out var subset) ? subset : _all[face] = new FontSubset(fonts.Of(face));

    public bool Has(Face face) => _all.ContainsKey(face);
}

/// <summary>
/// The drawing of one page. Distances are in 1/1000 point from the top left corner; PDF counts from the bottom.
/// </summary>
internal sealed class Canvas(int pageHeight, Subsets subsets, int page, bool isTagged)
{
    private const int HeavyLine = 24;
    private readonly StringBuilder _content = new();
    private readonly List<Tag> _marked = [];

    // What is drawn belongs to this tag; a sequence of marked content is open, of the tag or of an artifact.
    private Tag? _tag;
    private bool _isOpen;

    /// <summary>The tag of each piece of marked content, by its number on this page.</summary>
    public IReadOnlyList<Tag> Marked => _marked;

    public List<(int Level, string Title, int Y)> Bookmarks { get; } = [];

    public (SignatureField Field, string Rectangle)? Signature { get; private set; }

    public byte[] Content => Encoding.ASCII.GetBytes(_content.ToString());

    /// <summary>Atoms in a row from <paramref name="x"/> on; neighbours of one style are one string.</summary>
    public void Text(ReadOnlySpan<Atom> atoms, int x, int baseline)
    {
        for (var from = 0; from < atoms.Length; )
        {
            var to = from + 1;
            if (atoms[from] is { Kept: true, Stand: { } kept })
                Span(atoms[from], kept, x, baseline);
            else if (atoms[from].Stand is { } stand)
            {
                Resume();
                StandIn(atoms[from], stand, x, baseline);
            }
            else
            {
                while (to < atoms.Length && atoms[to].Stand is null && IsAlike(atoms[to], atoms[from]))
                    to++;
                Resume();
                Show(Hex(atoms[from..to]), atoms[from].Style, atoms[from].Face, x, baseline);
            }
            for (; from < to; from++)
                x += atoms[from].Width;
        }
    }

    /// <summary>
    /// What is drawn up to <see cref="End"/> is content of this tag. Nothing of it is written in a document without
    /// tags.
    /// </summary>
    public void Begin(Tag tag) => _tag = isTagged ? tag : null;

    /// <summary>What is drawn up to <see cref="End"/> is no part of what the document says.</summary>
    public void BeginArtifact(string properties)
    {
        if (!isTagged)
            return;
        Line($"/Artifact <<{properties}>> BDC");
        _isOpen = true;
    }

    public void End()
    {
        Pause();
        _tag = null;
    }

    public void Fill(int x, int y, int width, int height, int colour) =>
        Paint($"{Colour(colour)} rg {Rectangle(x, y, width, height)} re f");

    /// <summary>A hairline around.</summary>
    public void Frame(int x, int y, int width, int height) =>
        Paint($"{Hairline} {Rectangle(x, y, width, height)} re S");

    /// <summary>A hairline above and below.</summary>
    public void Rules(int x, int y, int width, int height)
    {
        Rule(x, y, width);
        Rule(x, y + height, width);
    }

    public void Rule(int x, int y, int width) => Paint($"{Hairline} {Point(x, y)} m {Point(x + width, y)} l S");

    public void Modules(int x, int y, int module, QrMatrix matrix)
    {
        Resume();
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

    /// <summary>What is drawn in place of a character, inside a span whose text is the character.</summary>
    private void Span(Atom atom, string stand, int x, int baseline)
    {
        var character = char.ConvertFromUtf32(atom.CodePoint);
        if (_tag is { } tag)
        {
            // A sequence of its own and none inside another: some readers lose what comes behind one inside another.
            Pause();
            Mark(tag.Add(new Tag("Span") { ActualText = character }));
        }
        else
            Line($"/Span <</ActualText <{TextString.Hex(character)}>>> BDC");
        StandIn(atom, stand, x, baseline);
        // The span ends with nothing in full size: readers take the size of the character, and so its line, from what
        // was shown last.
        Show("", atom.Style, atom.Face, x + atom.Width, baseline);
        Line("EMC");
    }

    private void StandIn(Atom atom, string stand, int x, int baseline)
    {
        var sign = stand.StartsWith('〓') ? 1 : 0;
        var code = Atom.CodeStyle(atom.Style) with { Tone = Tone.Muted };
        var font = subsets[atom.Face].Font;
        if (sign > 0)
            Show(Hex(stand[..1], atom.Face), atom.Style, atom.Face, x, baseline);
        x += sign * Atoms.Width(font, Atom.Geta, atom.Style.Size);
        Show(Hex(stand[sign..], atom.Face), code, atom.Face, x, baseline);
    }

    private void Show(string hex, Style style, Face face, int x, int baseline)
    {
        var colour = Colour(Palette.Of(style.Tone));
        // The further font has one weight: a line around its letters makes them heavy.
        var (heavy, plain) =
            face == Face.Further && style.Bold
                ? ($"2 Tr {Number(style.Size / HeavyLine)} w {colour} RG ", " 0 Tr")
                : ("", "");
        Line(
            $"BT {heavy}/F{(int)face} {Number(style.Size)} Tf {colour} rg "
                + $"{Point(x, baseline)} Td <{hex}> Tj{plain} ET"
        );
    }

    private string Hex(ReadOnlySpan<Atom> atoms)
    {
        var hex = new StringBuilder();
        foreach (var atom in atoms)
            hex.Append(subsets[atom.Face].Cid(atom.CodePoint).ToString("X4", CultureInfo.InvariantCulture));
        return hex.ToString();
    }

    private string Hex(string text, Face face) =>
        string.Concat(text.Select(c => subsets[face].Cid(c).ToString("X4", CultureInfo.InvariantCulture)));

    private static bool IsAlike(Atom one, Atom other) => one.Style == other.Style && one.Face == other.Face;

    private string Rectangle(int x, int y, int width, int height) =>
        $"{Point(x, y + height)} {Number(width)} {Number(height)}";

    private static string Colour(int rgb) => $"{Channel(rgb >> 16)} {Channel(rgb >> 8)} {Channel(rgb)}";

    private static string Channel(int value) => Number((value & 0xFF) * 1_000 / 255);

    private void Mark(Tag tag)
    {
        tag.Kids.Add(new TagKid(null, new Mark(page, _marked.Count)));
        var text = tag.ActualText.Length == 0 ? "" : $"/ActualText <{TextString.Hex(tag.ActualText)}>";
        Line($"/{tag.Type} <</MCID {_marked.Count}{text}>> BDC");
        _marked.Add(tag);
    }

    private void Resume()
    {
        if (_tag is null || _isOpen)
            return;
        Mark(_tag);
        _isOpen = true;
    }

    private void Pause()
    {
        if (_isOpen)
            Line("EMC");
        _isOpen = false;
    }

    // Lines and fills outside of marked content are decoration.
    private void Paint(string operators) => Line(isTagged && !_isOpen ? $"/Artifact BMC {operators} EMC" : operators);

    private void Line(string operators) => _content.Append(operators).Append('\n');
}
