using System.Text;

namespace Trading.Documents.Typeface;

/// <summary>
/// What layout and embedding need of a TrueType file: characters to glyphs, advances, outlines. Layout features
/// (kerning, ligatures, vertical forms) are not read: a document's text is a plain row of glyphs, which is what makes a
/// second implementation possible.
/// </summary>
internal sealed class TrueTypeFont
{
    private readonly Dictionary<string, FontTable> _tables;
    private readonly Dictionary<int, int> _glyphs;
    private readonly bool _longOffsets;
    private readonly int _metrics;

    public TrueTypeFont(byte[] file)
    {
        _tables = Directory(file);
        UnitsPerEm = Table("head").U16(18);
        if (UnitsPerEm is < 16 or > 16_384)
            throw Table("head").Damaged(18, $"{UnitsPerEm} units per em");
        _longOffsets = Table("head").U16(50) switch
        {
            0 => false,
            1 => true,
            var other => throw Table("head").Damaged(50, $"offset format {other}"),
        };
        GlyphCount = Table("maxp").U16(4);
        _metrics = Table("hhea").U16(34);
        if (_metrics < 1 || _metrics > GlyphCount)
            throw Table("hhea").Damaged(34, $"{_metrics} metrics for {GlyphCount} glyphs");
        Table("hmtx").Slice(0, _metrics * 4 + (GlyphCount - _metrics) * 2);
        Table("loca").Slice(0, (GlyphCount + 1) * (_longOffsets ? 4 : 2));
        Table("head").Slice(0, 54);
        Table("hhea").Slice(0, 36);
        _glyphs = CharacterMap.Read(Table("cmap"), GlyphCount);
        Name = PostScriptName();
    }

    /// <summary>The PostScript name, for the reader's list of fonts.</summary>
    public string Name { get; }

    public int UnitsPerEm { get; }

    public int GlyphCount { get; }

    public bool Has(int codePoint) => _glyphs.ContainsKey(codePoint);

    /// <summary>The glyph of a character; 0, the empty box, where there is none.</summary>
    public int Glyph(int codePoint) => _glyphs.GetValueOrDefault(codePoint);

    /// <summary>In font units.</summary>
    public int Advance(int glyph) => Table("hmtx").U16(Math.Min(glyph, _metrics - 1) * 4);

    public int LeftBearing(int glyph) =>
        Table("hmtx").I16(glyph < _metrics ? glyph * 4 + 2 : _metrics * 4 + (glyph - _metrics) * 2);

    /// <summary>The glyph's description in <c>glyf</c>; empty for a blank.</summary>
    public FontTable Outline(int glyph)
    {
        if (glyph < 0 || glyph >= GlyphCount)
            throw Table("glyf").Damaged(glyph, $"no such glyph, there are {GlyphCount}");
        var (from, to) = (Offset(glyph), Offset(glyph + 1));
        if (to < from)
            throw Table("loca").Damaged(glyph, "offsets run backwards");
        return new FontTable($"glyf, glyph {glyph}", Table("glyf").Slice(from, to - from).ToArray());
    }

    public FontTable Table(string tag) =>
        _tables.TryGetValue(tag, out var table) ? table : throw new FontException($"font table '{tag}' is missing");

    /// <summary>Height of capitals in font units; the ascender where the file does not say.</summary>
    public int CapHeight =>
        _tables.TryGetValue("OS/2", out var os2) && os2.Length >= 90 && os2.U16(0) >= 2
            ? os2.I16(88)
            : Table("hhea").I16(4);

    private int Offset(int glyph) => _longOffsets ? Table("loca").Index(glyph * 4) : Table("loca").U16(glyph * 2) * 2;

    private static Dictionary<string, FontTable> Directory(byte[] file)
    {
        var header = new FontTable("directory", file);
        if (header.U32(0) is not (0x00010000 or 0x74727565))
            throw header.Damaged(0, "not a TrueType font (collections and CFF are not supported)");
        var tables = new Dictionary<string, FontTable>();
        for (var i = 0; i < header.U16(4); i++)
        {
            var entry = 12 + i * 16;
            var tag = Encoding.Latin1.GetString(header.Slice(entry, 4));
            header.Slice(header.Index(entry + 8), header.Index(entry + 12));
            tables[tag] = new FontTable(tag, file.AsMemory(header.Index(entry + 8), header.Index(entry + 12)));
        }
        return tables;
    }

    private string PostScriptName()
    {
        var table = Table("name");
        for (var i = 0; i < table.U16(2); i++)
        {
            var record = 6 + i * 12;
            if (table.U16(record) != 3 || table.U16(record + 6) != 6)
                continue;
            var name = Encoding.BigEndianUnicode.GetString(
                table.Slice(table.U16(4) + table.U16(record + 10), table.U16(record + 8))
            );
            if (name.Length is > 0 and < 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
                return name;
        }
        return "Unnamed";
    }
}
