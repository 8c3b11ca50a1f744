using System.Text;

namespace Trading.Documents.Tests;

/// <summary>Letters that the family lacks come from the further font, in the archival form alone.</summary>
public class FurtherFontTests
{
    private static readonly Text Letter = "𠮷野家";

    [Fact]
    public void A_letter_of_the_further_font_is_drawn_as_itself_in_both_weights()
    {
        var pdf = Tools.WriteArchival(new Paragraph(Letter), new Paragraph(new Run("𠮷") { Bold = true }));
        Tools.AssertSound(pdf);
        Assert.Equal("𠮷野家𠮷", Tools.Dense(Tools.Text(pdf))[..^3]);
        Assert.DoesNotContain("ActualText", Content(pdf), StringComparison.Ordinal);
        Assert.Matches(
            @"[A-Z]{6}\+HanaMinB\s+CID TrueType\s+Identity-H\s+yes yes yes",
            Tools.Run("pdffonts", pdf, ["FILE"]).Output
        );
    }

    [Fact]
    public void A_document_without_such_a_letter_embeds_the_family_alone()
    {
        var asked = false;
        var fonts = new Fonts(
            Tools.Font("400"),
            Tools.Font("700"),
            () =>
            {
                asked = true;
                return Tools.Further();
            }
        );
        PdfWriter.Write(new Document("样本", "zh-CN", [new Paragraph("吉野家")]) { IsArchival = true }, fonts);
        Assert.False(asked, "a font that nobody needs was read");
        PdfWriter.Write(new Document("样本", "zh-CN", [new Paragraph(Letter)]), fonts);
        Assert.False(asked, "the first form knows the family alone");
    }

    // One letter at the start and the end of each block, and some between: Extension B, C, D, E, F.
    [Theory]
    [InlineData("𠀀𠮷𡈽𢀖𣑥𤭢𥄫𦏌𧘇𨉷𩸽𪛖")]
    [InlineData("𪜀𪝀𪟝𫐐𫜴")]
    [InlineData("𫝀𫝆𫞩𫟰𫠝")]
    [InlineData("𫠠𫢸𫭢𬂩𬎆𬭛𬺡")]
    [InlineData("𬺰𬻀𭀖𮅕𮯠")]
    public void Letters_of_every_extension_that_the_standard_names_are_drawn(string letters)
    {
        var pdf = Tools.WriteArchival(new Paragraph(letters));
        Assert.DoesNotContain("ActualText", Content(pdf), StringComparison.Ordinal);
        Assert.StartsWith(letters, Tools.Dense(Tools.Text(pdf)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_letter_that_neither_font_has_is_drawn_as_its_code()
    {
        // Extensions G, H and I came after the fonts.
        var pdf = Tools.WriteArchival(new Paragraph("𰀀𱍐𮯰"));
        Assert.Equal(3, Content(pdf).Split("ActualText").Length - 1);
        Assert.StartsWith("𰀀𱍐𮯰", Tools.Dense(Tools.Text(pdf)), StringComparison.Ordinal);
    }

    /// <summary>
    /// GB 18030-2022, implementation level 3: 87,887 ideographs and 214 radicals. The ranges are the standard's.
    /// </summary>
    [Fact]
    public void Every_ideograph_of_GB_18030_2022_has_a_glyph_in_both_weights()
    {
        (int First, int Last)[] ranges =
        [
            (0x4E00, 0x9FEF),
            (0x3400, 0x4DB5),
            (0x20000, 0x2A6D6),
            (0x2A700, 0x2B734),
            (0x2B740, 0x2B81D),
            (0x2B820, 0x2CEA1),
            (0x2CEB0, 0x2EBE0),
        ];
        // Unified ideographs among the compatibility ones: U+FA0E and its eleven companions.
        int[] unified =
        [
            0xFA0E,
            0xFA0F,
            0xFA11,
            0xFA13,
            0xFA14,
            0xFA1F,
            0xFA21,
            0xFA23,
            0xFA24,
            0xFA27,
            0xFA28,
            0xFA29,
        ];
        var ideographs = ranges
            .SelectMany(r => Enumerable.Range(r.First, r.Last - r.First + 1))
            .Concat(unified)
            .ToList();
        Assert.Equal(87_887, ideographs.Count);
        var radicals = Enumerable.Range(0x2F00, 214);
        foreach (var bold in new[] { false, true })
            Assert.DoesNotContain(ideographs.Concat(radicals), c => Tools.Fonts.FaceFor(c, bold) is null);
    }

    private static string Content(byte[] pdf)
    {
        var file = new PdfReading(pdf);
        return string.Join('\n', file.Pages.SelectMany(file.Content));
    }
}
