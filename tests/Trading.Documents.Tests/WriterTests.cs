using System.Security.Cryptography;

namespace Trading.Documents.Tests;

public class WriterTests
{
    [Fact]
    public void The_sample_has_the_same_bytes_everywhere()
    {
        var pdf = PdfWriter.Write(Sample.Document, Tools.Fonts);
        if (Environment.GetEnvironmentVariable("TRADING_SAMPLE_OUT") is { } path)
            File.WriteAllBytes(path, pdf);
        Assert.Equal(
            "32a8d4c5ff390bda1c1057cfc71296e5dd844884296914a36f015dbb712c3659",
            Convert.ToHexStringLower(SHA256.HashData(pdf))
        );
    }

    [Fact]
    public void A_second_parse_of_the_fonts_changes_nothing() =>
        Assert.Equal(
            PdfWriter.Write(Sample.Document, Tools.Fonts),
            PdfWriter.Write(Sample.Document, new Fonts(Tools.Font("400"), Tools.Font("700")))
        );

    [Fact]
    public void The_file_is_sound_and_every_font_is_embedded_as_a_subset_with_unicode()
    {
        var pdf = PdfWriter.Write(Sample.Document, Tools.Fonts);
        Tools.AssertSound(pdf);
        var fonts = Tools.Run("pdffonts", pdf, ["FILE"]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];
        Assert.Equal(2, fonts.Length);
        Assert.All(
            fonts,
            f => Assert.Matches(@"^[A-Z]{6}\+NotoSansSC-\w+\s+CID TrueType\s+Identity-H\s+yes yes yes", f)
        );
    }

    [Fact]
    public void The_text_layer_gives_back_every_word_in_reading_order()
    {
        var text = Tools.Dense(Tools.Text(PdfWriter.Write(Sample.Document, Tools.Fonts)));
        string[] expected =
        [
            "越州市东湖片区道路改造及雨污分流工程（二期）",
            "1,204,567.00",
            "1,244,567.00",
            "壹佰贰拾叁万肆仟伍佰陆拾柒元整",
            "NordlichtBaugesellschaftmbH",
            "custody:single",
            "主持人李明",
            "第1页共1页",
        ];
        Assert.All(expected, e => Assert.Contains(e, text, StringComparison.Ordinal));
        Assert.True(
            text.IndexOf("项目名称", StringComparison.Ordinal) < text.IndexOf("一、报价一览", StringComparison.Ordinal)
        );
        Assert.True(
            text.IndexOf("一、报价一览", StringComparison.Ordinal) < text.IndexOf("扫描核对", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Title_language_and_bookmarks_are_in_the_file()
    {
        var pdf = PdfWriter.Write(Sample.Document, Tools.Fonts);
        Assert.Contains("开标记录", Tools.Run("pdfinfo", pdf, ["FILE"]).Output, StringComparison.Ordinal);
        var json = Tools.Run("qpdf", pdf, ["--json", "FILE"]).Output;
        Assert.Contains("zh-CN", json, StringComparison.Ordinal);
        Assert.Contains("一、报价一览", json, StringComparison.Ordinal);
    }

    [Fact]
    public void No_file_says_when_it_was_made() =>
        Assert.DoesNotContain(
            "Date",
            Tools.Run("pdfinfo", Tools.Write(new Paragraph("无")), ["FILE"]).Output,
            StringComparison.Ordinal
        );

    [Fact]
    public void The_identifier_follows_the_content()
    {
        Assert.NotEqual(Identifier(Tools.Write(new Paragraph("甲"))), Identifier(Tools.Write(new Paragraph("乙"))));
        static string Identifier(byte[] pdf) => System.Text.Encoding.Latin1.GetString(pdf)[^120..].Split("/ID")[1];
    }

    [Fact]
    public void An_empty_document_is_one_empty_page()
    {
        var pdf = Tools.Write();
        Tools.AssertSound(pdf);
        Assert.Single(Tools.Pages(pdf));
    }

    [Fact]
    public void A_document_outside_its_ranges_is_refused()
    {
        Block[] wrong =
        [
            new Table([Column.Share(1)], [Row.Of("a", "b")]),
            new Table([], []),
            new Heading(4, "x"),
            new Grid([new("a", "b")]) { Across = 4 },
            new Table([Column.Fixed(Length.Millimetres(400))], []),
            new QrCode(new string('x', 501), 1_000),
            new SignatureField("a b", "x", 1_000),
            new Together([new SignatureField("a", "x", 1_000), new SignatureField("b", "x", 1_000)]),
            new Table([Column.Share(1)], [Row.Of(new Cell("") { Bar = new Bar(1, 0) })]),
        ];
        Assert.All(wrong, block => Assert.ThrowsAny<ArgumentException>(() => Tools.Write(block)));
    }
}
