using System.Text.Json;

namespace Trading.Documents.Tests;

/// <summary>
/// The logical structure of the archival form: what poppler reads aloud, and that tree, pages and parent tree say the
/// same (ISO 32000-1, 14.7 and 14.8).
/// </summary>
public class StructureTests
{
    private static readonly Lazy<byte[]> Pdf = new(() =>
        Tools.WriteArchival(
            new Heading(0, "题"),
            new Heading(2, "跳级的小节"),
            new Grid([new("键", "值"), new("宽键", "宽值") { Wide = true }, new("末键", "末值")]),
            new Paragraph(
                Text.Of(
                    new Run(string.Join(' ', Enumerable.Repeat("words that are broken over several lines", 9))),
                    new Run("\n第二行")
                )
            ),
            new Heading(1, "表"),
            new Table(
                [Column.Share(1), Column.Share(2), Column.Share(1)],
                [
                    .. Enumerable.Range(1, 60).Select(i => Row.Of($"行{i}", "值")),
                    Row.Of(new Cell("合计") { Span = 2 }, "尾"),
                    Row.Of(new string('长', 4_000), "右"),
                ]
            )
            {
                Head = [Row.Of("序号", "名称", "备注")],
            },
            new Table(
                [Column.Share(1), Column.Fixed(Length.Millimetres(30))],
                [Row.Of("旁边", new Cell("") { Code = new QrCode("https://example.org", Length.Millimetres(20)) })]
            )
            {
                Lines = Lines.None,
            },
            new QrCode("alone", Length.Millimetres(20)),
            new SignatureField("host", "签名", Length.Millimetres(20))
        )
    );
    private static readonly Lazy<PdfReading> Reading = new(() => new PdfReading(Pdf.Value));

    private static PdfReading File => Reading.Value;

    [Fact]
    public void A_reader_finds_headings_paragraphs_tables_and_their_heads()
    {
        Tools.AssertSound(Pdf.Value);
        Assert.Matches(@"Tagged:\s+yes", Tools.Run("pdfinfo", Pdf.Value, ["FILE"]).Output);
        var (exit, text) = Tools.Run("pdfinfo", Pdf.Value, ["-enc", "UTF-8", "-struct-text", "FILE"]);
        Assert.Equal(0, exit);
        Assert.DoesNotContain("Error", text, StringComparison.Ordinal);
        var lines = text.Split('\n').Select(l => l.Trim()).ToList();
        string[] order =
        [
            "\"题\"",
            "\"跳级的小节\"",
            "\"键\"",
            "\"值\"",
            "\"第二行\"",
            "\"表\"",
            "\"序号\"",
            "\"行60\"",
            "\"旁边\"",
        ];
        var places = order.Select(o => lines.FindIndex(l => l.EndsWith(o, StringComparison.Ordinal))).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
        // Heads that are drawn again are not read again.
        Assert.Single(lines, "\"序号\"");
        Assert.True(Tools.Pages(Pdf.Value).Count(p => p.Contains("序号", StringComparison.Ordinal)) > 3);
    }

    [Fact]
    public void Words_of_two_lines_stay_apart()
    {
        var text = Tools.Run("pdfinfo", Pdf.Value, ["-enc", "UTF-8", "-struct-text", "FILE"]).Output;
        var paragraph = string.Concat(
            text.Split('\n').Where(l => l.Contains("words", StringComparison.Ordinal)).Select(l => l.Trim().Trim('"'))
        );
        Assert.Equal(
            string.Join(' ', Enumerable.Repeat("words that are broken over several lines", 9)),
            paragraph.Split('第')[0].TrimEnd()
        );
    }

    [Fact]
    public void What_stands_for_a_letter_is_a_span_of_that_letter_and_what_comes_behind_is_not_lost()
    {
        var pdf = Tools.WriteArchival(new Paragraph("前𰀀中👷后"), new Paragraph("甲\u202e乙"));
        var text = Tools.Run("pdfinfo", pdf, ["-enc", "UTF-8", "-struct-text", "FILE"]).Output;
        var said = Tools.Dense(string.Concat(text.Split('\n').Select(l => l.Trim()).Where(l => l.StartsWith('"'))));
        Assert.Equal("前〓U+30000中〓U+1F477后甲U+202E乙", said.Replace("\"", "", StringComparison.Ordinal));
        Assert.StartsWith("前𰀀中👷后甲U+202E乙", Tools.Dense(Tools.Text(pdf)), StringComparison.Ordinal);
        var file = new PdfReading(pdf);
        Assert.Equal(
            ["u:𰀀", "u:👷"],
            Elements(file).Where(e => Type(e) == "Span").Select(e => e.GetProperty("/ActualText").GetString())
        );
    }

    [Fact]
    public void No_level_of_headings_is_skipped()
    {
        var levels = Elements().Select(Type).Where(t => t is ['H', >= '1' and <= '6']).Select(t => t[1] - '0').ToList();
        Assert.Equal([1, 2, 2], levels);
    }

    [Fact]
    public void Every_row_of_a_table_covers_all_columns()
    {
        var tables = Elements().Where(e => Type(e) == "Table").ToList();
        Assert.Equal([4, 3], tables.Select(t => Rows(t).Select(Width).Distinct().Single()));
        Assert.Equal(63, Rows(tables[1]).Count());
        Assert.All(
            Elements().Where(e => Type(e) == "TH"),
            e => Assert.True(e.GetProperty("/A").TryGetProperty("/Scope", out _))
        );
    }

    [Fact]
    public void Codes_are_figures_that_say_what_they_hold()
    {
        var figures = Elements().Where(e => Type(e) == "Figure").ToList();
        Assert.Equal(
            ["QR https://example.org", "QR alone"],
            figures.Select(f => PdfReading.Words(f.GetProperty("/Alt")))
        );
        Assert.All(figures, f => Assert.Equal(4, f.GetProperty("/A").GetProperty("/BBox").GetArrayLength()));
    }

    [Fact]
    public void Tree_pages_and_parent_tree_say_the_same()
    {
        var root = File.Of(File.Catalog.GetProperty("/StructTreeRoot"));
        var numbers = PdfReading.List(File.Of(root.GetProperty("/ParentTree")).GetProperty("/Nums")).ToList();
        var parents = numbers.Chunk(2).ToDictionary(n => n[0].GetInt32(), n => n[1]);
        Assert.Equal(File.Pages.Count + 1, root.GetProperty("/ParentTreeNextKey").GetInt32());
        var pageNames = PdfReading
            .List(File.Of(File.Catalog.GetProperty("/Pages")).GetProperty("/Kids"))
            .Select(k => k.GetString()!)
            .ToList();
        var fromTree = new Dictionary<(int Page, int Mark), string>();
        foreach (var (name, element) in Named(File, root.GetProperty("/K"), "root"))
        foreach (var kid in Kids(element))
            if (kid.ValueKind == JsonValueKind.Number)
                fromTree.Add((pageNames.IndexOf(element.GetProperty("/Pg").GetString()!), kid.GetInt32()), name);
            else if (kid.ValueKind == JsonValueKind.Object && kid.TryGetProperty("/MCID", out var mark))
                fromTree.Add((pageNames.IndexOf(kid.GetProperty("/Pg").GetString()!), mark.GetInt32()), name);
        for (var page = 0; page < File.Pages.Count; page++)
        {
            var marked = PdfReading
                .List(File.Of(parents[File.Pages[page].GetProperty("/StructParents").GetInt32()]))
                .ToList();
            Assert.Equal(
                File.Content(File.Pages[page]).Count(l => l.Contains("/MCID", StringComparison.Ordinal)),
                marked.Count
            );
            Assert.All(marked.Select((m, i) => (m, i)), m => Assert.Equal(fromTree[(page, m.i)], m.m.GetString()));
        }
        Assert.Equal(
            fromTree.Count,
            File.Pages.Sum(p => File.Content(p).Count(l => l.Contains("/MCID", StringComparison.Ordinal)))
        );
        // The field belongs to the one form.
        var form = File.Of(parents[File.Pages.Count]);
        Assert.Equal("Form", Type(form));
        var widget = Kids(form).Single(k => k.ValueKind == JsonValueKind.Object).GetProperty("/Obj");
        Assert.Equal(File.Pages.Count, File.Of(widget).GetProperty("/StructParent").GetInt32());
    }

    private static string Type(JsonElement element) => element.GetProperty("/S").GetString()![1..];

    private static IEnumerable<JsonElement> Elements() => Elements(File);

    private static IEnumerable<JsonElement> Elements(PdfReading file) =>
        Named(file, file.Of(file.Catalog.GetProperty("/StructTreeRoot")).GetProperty("/K"), "root")
            .Select(e => e.Element);

    private static IEnumerable<JsonElement> Kids(JsonElement element) =>
        !element.TryGetProperty("/K", out var kids) ? []
        : kids.ValueKind == JsonValueKind.Array ? PdfReading.List(kids)
        : [kids];

    // Every element below a reference, in reading order; each names its parent.
    private static IEnumerable<(string Name, JsonElement Element)> Named(
        PdfReading file,
        JsonElement reference,
        string parent
    )
    {
        var (name, element) = (reference.GetString()!, file.Of(reference));
        if (parent != "root")
            Assert.Equal(parent, element.GetProperty("/P").GetString());
        yield return (name, element);
        foreach (var kid in Kids(element).Where(k => PdfReading.IsReference(k, out _)))
        foreach (var below in Named(file, kid, name))
            yield return below;
    }

    private static IEnumerable<JsonElement> Rows(JsonElement table) =>
        Kids(table).Select(File.Of).SelectMany(Kids).Select(File.Of);

    private static int Width(JsonElement row) =>
        Kids(row)
            .Select(File.Of)
            .Sum(cell =>
                cell.TryGetProperty("/A", out var a) && a.TryGetProperty("/ColSpan", out var span) ? span.GetInt32() : 1
            );
}
