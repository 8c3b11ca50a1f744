using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Trading.Documents.Tests;

/// <summary>
/// The archival form: the rules of PDF/A-2u (ISO 19005-2) that this writer could break, each asked of the file as qpdf
/// reads it; no validator is to be had here. The numbers are the standard's clauses.
/// </summary>
public partial class ArchivalTests
{
    private static readonly Lazy<byte[]> Pdf = new(() =>
        PdfWriter.Write(Sample.Document with { IsArchival = true }, Tools.Fonts)
    );

    // A long table with letters of every kind: several pages, repeated heads, three fonts, stand-ins.
    private static readonly Lazy<PdfReading> Reading = new(() =>
        new PdfReading(
            PdfWriter.Write(
                Sample.Document with
                {
                    IsArchival = true,
                    Blocks =
                    [
                        .. Sample.Document.Blocks,
                        new Heading(2, "长表"),
                        new Table(
                            [Column.Share(1), Column.Share(2)],
                            [
                                .. Enumerable
                                    .Range(1, 80)
                                    .Select(i => Row.Of($"{i}", $"𠮷野\u202e {i} \u200b👷\nthe end")),
                            ]
                        )
                        {
                            Head = [Row.Of("序号", "名称"), Row.Of("No.", "Name")],
                        },
                        new Table([Column.Share(1)], []),
                    ],
                },
                Tools.Fonts
            )
        )
    );

    private static PdfReading File => Reading.Value;

    [Fact]
    public void The_sample_has_the_same_bytes_everywhere()
    {
        if (Environment.GetEnvironmentVariable("TRADING_ARCHIVAL_OUT") is { } path)
            System.IO.File.WriteAllBytes(path, Pdf.Value);
        Tools.AssertSound(Pdf.Value);
        Assert.Equal(
            "7c16d066b993dcfe250400f6bfc5887c383414a0ecc256a35aab1a42baa588fe",
            Convert.ToHexStringLower(SHA256.HashData(Pdf.Value))
        );
    }

    // 6.6.2.1, 6.6.2.3.1, 6.6.4
    [Theory]
    [InlineData("开标记录 <&>\"'\\ 𠮷")]
    [InlineData("a\u0001b\nc\uFFFEd\uD800e")]
    public void The_metadata_can_be_read_in_the_file_and_claim_this_standard(string title)
    {
        var pdf = PdfWriter.Write(new Document(title, "zh-CN", []) { IsArchival = true }, Tools.Fonts);
        var file = new PdfReading(pdf);
        var dictionary = file.Of(file.Catalog.GetProperty("/Metadata"));
        Assert.Equal("/XML", dictionary.GetProperty("/Subtype").GetString());
        Assert.False(dictionary.TryGetProperty("/Filter", out _));
        var packet = Encoding.UTF8.GetString(file.Bytes(file.Catalog.GetProperty("/Metadata")));
        Assert.StartsWith("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n", packet);
        var xmp = XDocument.Parse(packet[packet.IndexOf('\n', StringComparison.Ordinal)..]);
        XNamespace pdfa = "http://www.aiim.org/pdfa/ns/id/",
            dc = "http://purl.org/dc/elements/1.1/";
        Assert.Equal("2", xmp.Descendants(pdfa + "part").Single().Value);
        Assert.Equal("U", xmp.Descendants(pdfa + "conformance").Single().Value);
        Assert.Equal("zh-CN", xmp.Descendants(dc + "language").Single().Value);
        var information = file.Of(file.Trailer.GetProperty("/Info"));
        Assert.Equal(PdfReading.Words(information.GetProperty("/Title")), xmp.Descendants(dc + "title").Single().Value);
        Assert.Equal(["/Title"], information.EnumerateObject().Select(p => p.Name));
    }

    // 6.1.3, 6.2.3, 6.7.2.2, 6.7.4
    [Fact]
    public void The_catalog_has_an_output_intent_a_language_and_a_structure()
    {
        Assert.Equal(2, File.Trailer.GetProperty("/ID").GetArrayLength());
        var intent = File.Catalog.GetProperty("/OutputIntents").EnumerateArray().Single();
        Assert.Equal("/GTS_PDFA1", intent.GetProperty("/S").GetString());
        Assert.Equal(3, File.Of(intent.GetProperty("/DestOutputProfile")).GetProperty("/N").GetInt32());
        Assert.True(File.Catalog.GetProperty("/MarkInfo").GetProperty("/Marked").GetBoolean());
        Assert.True(File.Catalog.GetProperty("/ViewerPreferences").GetProperty("/DisplayDocTitle").GetBoolean());
        Assert.Equal("u:zh-CN", File.Catalog.GetProperty("/Lang").GetString());
    }

    // 6.2.3: ICC.1:2004-10. Red, green and blue together are the white of profiles, to within rounding.
    [Fact]
    public void The_colour_profile_is_whole()
    {
        var intent = File.Catalog.GetProperty("/OutputIntents").EnumerateArray().Single();
        var profile = File.Bytes(intent.GetProperty("/DestOutputProfile"));
        int At(int place) => BinaryPrimitives.ReadInt32BigEndian(profile.AsSpan(place));
        string Name(int place) => Encoding.ASCII.GetString(profile, place, 4);
        Assert.Equal(profile.Length, At(0));
        Assert.Equal("mntrRGB XYZ ", Name(12) + Name(16) + Name(20));
        Assert.Equal("acsp", Name(36));
        var tags = Enumerable.Range(0, At(128)).Select(i => 132 + 12 * i).ToDictionary(Name, t => At(t + 4));
        Assert.All(
            Enumerable.Range(0, At(128)),
            i => Assert.InRange(At(136 + 12 * i) + At(140 + 12 * i), 132 + 12 * At(128), profile.Length)
        );
        foreach (var axis in new[] { 8, 12, 16 })
            Assert.InRange(
                At(tags["rXYZ"] + axis) + At(tags["gXYZ"] + axis) + At(tags["bXYZ"] + axis) - At(tags["wtpt"] + axis),
                -16,
                16
            );
        Assert.Equal(["para"], new[] { "rTRC", "gTRC", "bTRC" }.Select(t => Name(tags[t])).Distinct());
    }

    // 6.1.6–6.1.8, 6.2.4–6.2.10, 6.3–6.5, 6.9: nothing of what they forbid or demand more of is in the file at all.
    [Fact]
    public void Nothing_forbidden_is_in_the_file()
    {
        string[] forbidden =
        [
            "/Encrypt",
            "/AA",
            "/OpenAction",
            "/JS",
            "/JavaScript",
            "/Launch",
            "/EmbeddedFiles",
            "/EF",
            "/AF",
            "/XFA",
            "/NeedAppearances",
            "/LZWDecode",
            "/Crypt",
            "/FFilter",
            "/ExtGState",
            "/Group",
            "/SMask",
            "/Image",
            "/OPI",
            "/PS",
            "/Ref",
            "/Alternates",
            "/OCProperties",
            "/Perms",
            "/Requirements",
            "/RoleMap",
            "/DeviceCMYK",
            "/Pattern",
            "/Shading",
        ];
        Assert.Empty(File.Names.Intersect(forbidden));
        Assert.Equal(
            ["/Sig"],
            File.All.Where(o => o.ValueKind == JsonValueKind.Object && o.TryGetProperty("/FT", out _))
                .Select(o => o.GetProperty("/FT").GetString())
        );
    }

    // 6.3.2, 6.3.3: printed, not hidden, with one normal appearance.
    [Fact]
    public void The_signatures_field_is_printed_and_described()
    {
        var widget = File
            .Pages.SelectMany(p => p.TryGetProperty("/Annots", out var a) ? PdfReading.List(a) : [])
            .Select(File.Of)
            .Single();
        Assert.Equal(4, widget.GetProperty("/F").GetInt32() & (1 | 2 | 4 | 32 | 256));
        Assert.Equal(["/N"], widget.GetProperty("/AP").EnumerateObject().Select(p => p.Name));
        Assert.Equal("u:开标记录", widget.GetProperty("/TU").GetString());
    }

    // 6.2.11.3 to 6.2.11.7: what is shown is in the font, as wide as the file says, and has its letter.
    [Fact]
    public void Every_glyph_shown_is_embedded_with_its_width_and_its_letter()
    {
        var fonts = File.Of(File.Pages[0].GetProperty("/Resources")).GetProperty("/Font");
        Assert.Equal(["/F0", "/F1", "/F2"], fonts.EnumerateObject().Select(f => f.Name));
        var shown = File
            .Pages.SelectMany(File.Content)
            .Select(line => Shown().Match(line))
            .Where(m => m.Success)
            .SelectMany(m => m.Groups[2].Value.Chunk(4).Select(c => (Font: m.Groups[1].Value, Cid: new string(c))))
            .Distinct()
            .ToList();
        foreach (var font in fonts.EnumerateObject())
        {
            var composite = File.Of(font.Value);
            Assert.Equal("/Identity-H", composite.GetProperty("/Encoding").GetString());
            var descendant = File.Of(PdfReading.List(composite.GetProperty("/DescendantFonts")).Single());
            Assert.Equal("/CIDFontType2", descendant.GetProperty("/Subtype").GetString());
            Assert.Equal("/Identity", descendant.GetProperty("/CIDToGIDMap").GetString());
            var descriptor = File.Of(descendant.GetProperty("/FontDescriptor"));
            var tables = new FontTableReader(File.Bytes(descriptor.GetProperty("/FontFile2")));
            var widths = PdfReading.List(descendant.GetProperty("/W")).ElementAt(1);
            var letters = Letters(Encoding.ASCII.GetString(File.Bytes(composite.GetProperty("/ToUnicode"))));
            foreach (var cid in shown.Where(s => $"/{s.Font}" == font.Name).Select(s => s.Cid))
            {
                var glyph = Convert.ToInt32(cid, 16);
                Assert.True(glyph > 0, "the empty box is shown");
                Assert.InRange(tables.Advance(glyph) * 1_000L / tables.UnitsPerEm - widths[glyph].GetInt32(), 0, 0);
                Assert.False(letters[cid] is "" or "\0" or "\uFEFF" or "\uFFFE");
            }
        }
    }

    // 6.2.4.3: red, green and blue, which the output intent explains, and no other colour.
    [Fact]
    public void Every_mark_is_content_of_one_tag_or_an_artifact()
    {
        for (var page = 0; page < File.Pages.Count; page++)
        {
            var (depth, inArtifact, marks) = (0, false, new List<int>());
            foreach (var line in File.Content(File.Pages[page]))
            {
                Assert.DoesNotMatch(@"\b(g|G|k|K|cs|CS|sc|SC|scn|SCN|gs|Do|sh|q|Q)$", line);
                if (line.EndsWith("BDC", StringComparison.Ordinal))
                {
                    Assert.True(depth == 0 || inArtifact && line.StartsWith("/Span ", StringComparison.Ordinal), line);
                    inArtifact |= line.StartsWith("/Artifact ", StringComparison.Ordinal);
                    depth++;
                    if (Marked().Match(line) is { Success: true } mark)
                        marks.Add(int.Parse(mark.Groups[2].Value));
                }
                else if (line == "EMC")
                    inArtifact &= --depth > 0;
                else
                    Assert.True(depth > 0 || line.StartsWith("/Artifact BMC ", StringComparison.Ordinal), line);
            }
            Assert.Equal(0, depth);
            Assert.Equal(Enumerable.Range(0, marks.Count), marks);
        }
    }

    [GeneratedRegex(@"^BT .*/(F\d) .*<([0-9A-F]+)> Tj( 0 Tr)? ET$")]
    private static partial Regex Shown();

    [GeneratedRegex(@"^/(\w+) <</MCID (\d+)(/ActualText <[0-9A-F]+>)?>> BDC$")]
    private static partial Regex Marked();

    [GeneratedRegex(@"^<([0-9A-F]{4})><([0-9A-F]+)>$", RegexOptions.Multiline)]
    private static partial Regex Mapped();

    private static Dictionary<string, string> Letters(string map) =>
        Mapped()
            .Matches(map)
            .ToDictionary(
                m => m.Groups[1].Value,
                m => Encoding.BigEndianUnicode.GetString(Convert.FromHexString(m.Groups[2].Value))
            );
}
