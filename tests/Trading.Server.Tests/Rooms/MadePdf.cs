using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Trading.Server.Tests.Rooms;

/// <summary>PDFs as bidders send them, written by hand: text in Chinese, properties, and everything that is wrong.</summary>
internal sealed class MadePdf
{
    private readonly List<byte[]> objects = [];

    /// <summary>What the information dictionary says; empty for none.</summary>
    public Dictionary<string, string> Info { get; } = [];

    /// <summary>The XMP packet; empty for none.</summary>
    public string Xmp { get; init; } = "";

    /// <summary>Whether it claims to be encrypted with a password that nobody has.</summary>
    public bool IsEncrypted { get; init; }

    /// <summary>What is put in front of the text of each page.</summary>
    public string Operators { get; init; } = "";

    /// <summary>A picture on the first page, or none.</summary>
    public byte[]? Jpeg { get; init; }

    public byte[] Of(params string[] pages)
    {
        objects.Clear();
        var font = Font(string.Concat(pages));
        var kids = new List<int>();
        var tree = Reserve();
        var picture = Jpeg is null
            ? 0
            : Stream(
                "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
                    + "/BitsPerComponent 8 /Filter /DCTDecode",
                Jpeg
            );
        foreach (var text in pages)
        {
            var content = $"{Operators}\nBT /F1 12 Tf 50 700 Td <{Hex(text)}> Tj ET" + (Jpeg is null ? "" : "\n/Im Do");
            var stream = Stream("/Filter /FlateDecode", Packed(Encoding.ASCII.GetBytes(content)));
            var resources =
                $"<< /Font << /F1 {font} 0 R >> " + (Jpeg is null ? "" : $"/XObject << /Im {picture} 0 R >> ") + ">>";
            kids.Add(
                Add(
                    $"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 595 842] /Resources {resources} "
                        + $"/Contents {stream} 0 R >>"
                )
            );
        }
        objects[tree - 1] = Ascii(
            $"<< /Type /Pages /Count {kids.Count} /Kids [{string.Join(' ', kids.Select(k => $"{k} 0 R"))}] >>"
        );
        var metadata =
            Xmp.Length == 0
                ? ""
                : $" /Metadata {Stream("/Type /Metadata /Subtype /XML", Encoding.UTF8.GetBytes(Xmp))} 0 R";
        var root = Add($"<< /Type /Catalog /Pages {tree} 0 R{metadata} >>");
        var info =
            Info.Count == 0 ? 0 : Add($"<< {string.Join(' ', Info.Select(i => $"/{i.Key} <FEFF{Hex(i.Value)}>"))} >>");
        return Written(root, info);
    }

    private byte[] Written(int root, int info)
    {
        using var output = new MemoryStream();
        output.Write("%PDF-1.5\n"u8);
        var offsets = new List<long>();
        for (var i = 0; i < objects.Count; i++)
        {
            offsets.Add(output.Position);
            output.Write(Ascii($"{i + 1} 0 obj\n"));
            output.Write(objects[i]);
            output.Write("\nendobj\n"u8);
        }
        var at = output.Position;
        output.Write(Ascii($"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n"));
        foreach (var offset in offsets)
            output.Write(Ascii(offset.ToString("D10", CultureInfo.InvariantCulture) + " 00000 n \n"));
        var zeros = new string('0', 64);
        var locked = IsEncrypted
            ? $" /Encrypt << /Filter /Standard /V 1 /R 2 /O <{zeros}> /U <{zeros}> /P -4 >> /ID [<00><00>]"
            : "";
        output.Write(
            Ascii(
                $"trailer\n<< /Size {objects.Count + 1} /Root {root} 0 R{(info > 0 ? $" /Info {info} 0 R" : "")}{locked} >>\n"
                    + $"startxref\n{at}\n%%EOF\n"
            )
        );
        return output.ToArray();
    }

    private int Font(string text)
    {
        var map = new StringBuilder();
        map.Append("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n");
        map.Append("1 begincodespacerange <0000> <FFFF> endcodespacerange\n");
        foreach (var letters in text.Distinct().Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{letters.Length} beginbfchar\n");
            foreach (var letter in letters)
                map.Append(CultureInfo.InvariantCulture, $"<{(int)letter:X4}> <{(int)letter:X4}>\n");
            map.Append("endbfchar\n");
        }
        map.Append("endcmap CMapName currentdict /CMap defineresource pop end end\n");
        var unicode = Stream("", Encoding.ASCII.GetBytes(map.ToString()));
        var descriptor = Add(
            "<< /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 "
                + "/Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>"
        );
        var descendant = Add(
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) "
                + $"/Ordering (Identity) /Supplement 0 >> /FontDescriptor {descriptor} 0 R /DW 1000 >>"
        );
        return Add(
            $"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [{descendant} 0 R] "
                + $"/ToUnicode {unicode} 0 R >>"
        );
    }

    private int Reserve()
    {
        objects.Add([]);
        return objects.Count;
    }

    private int Add(string body)
    {
        objects.Add(Ascii(body));
        return objects.Count;
    }

    private int Stream(string keys, byte[] data)
    {
        objects.Add([.. Ascii($"<< {keys} /Length {data.Length} >>\nstream\n"), .. data, .. "\nendstream"u8]);
        return objects.Count;
    }

    public static byte[] Packed(byte[] data)
    {
        using var output = new MemoryStream();
        using (var zlib = new ZLibStream(output, CompressionLevel.SmallestSize))
            zlib.Write(data);
        return output.ToArray();
    }

    private static string Hex(string text) => Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text));

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
