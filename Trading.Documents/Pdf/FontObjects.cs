using System.Globalization;
using System.Text;
using Trading.Documents.Typeface;

namespace Trading.Documents.Pdf;

/// <summary>
/// A subset as the five objects of a composite font: Type0, CIDFontType2, descriptor, font file, ToUnicode, numbered in
/// this order.
/// </summary>
internal static class FontObjects
{
    public const int Count = 5;

    public static void Write(PdfFile file, int first, FontSubset subset, bool bold)
    {
        var bytes = subset.Build();
        var name = $"{FontSubset.Tag(bytes)}+{subset.Font.Name}";
        file.Add(
            first,
            $"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{first + 1} 0 "
                + $"R]/ToUnicode {first + 4} 0 R>>"
        );
        file.Add(
            first + 1,
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/"
                + $"{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
                + $"/FontDescriptor {first + 2} 0 R/CIDToGIDMap/Identity/DW 1000/W[0[{Widths(subset)}]]>>"
        );
        file.Add(first + 2, Descriptor(subset.Font, name, first + 3, bold));
        file.AddStream(first + 3, bytes, $"/Length1 {bytes.Length}");
        file.AddStream(first + 4, ToUnicode(subset));
    }

    private static string Widths(FontSubset subset) =>
        string.Join(' ', subset.Used.Select(u => Scaled(subset.Font, subset.Font.Advance(u.Glyph))));

    private static string Descriptor(TrueTypeFont font, string name, int file, bool bold)
    {
        var (head, hhea) = (font.Table("head"), font.Table("hhea"));
        var box = string.Join(' ', Enumerable.Range(0, 4).Select(i => Scaled(font, head.I16(36 + i * 2))));
        // Flag 4: symbolic, the font has its own encoding. The stem's width is a customary value; no reader of embedded
        // fonts needs it.
        return $"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[{box}]/ItalicAngle 0/Ascent "
            + $"{Scaled(font, hhea.I16(4))}/Descent {Scaled(font, hhea.I16(6))}"
            + $"/CapHeight {Scaled(font, font.CapHeight)}/StemV {(bold ? 140 : 80)}/FontFile2 {file} 0 R>>";
    }

    /// <summary>Font units in 1/1000 em, rounded down.</summary>
    private static string Scaled(TrueTypeFont font, int units) =>
        ((long)units * 1_000 / font.UnitsPerEm).ToString(CultureInfo.InvariantCulture);

    private static byte[] ToUnicode(FontSubset subset)
    {
        var map = new StringBuilder(
            "/CIDInit/ProcSet findresource begin\n12 dict "
                + "begin\nbegincmap\n/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def\n"
                + "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n1 "
                + "begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"
        );
        // At most a hundred lines a section.
        foreach (var part in subset.Used.Select((u, cid) => (Cid: cid, u.CodePoint)).Skip(1).Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{part.Length} beginbfchar\n");
            foreach (var (cid, codePoint) in part)
            {
                var letter = Encoding.BigEndianUnicode.GetBytes(char.ConvertFromUtf32(codePoint));
                map.Append(CultureInfo.InvariantCulture, $"<{cid:X4}><{Convert.ToHexString(letter)}>\n");
            }
            map.Append("endbfchar\n");
        }
        return Encoding.ASCII.GetBytes(
            map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString()
        );
    }
}
