using Trading.Documents.Typeface;

namespace Trading.Documents.Tests;

public class CharacterTests
{
    [Theory, InlineData("𠮷田", "𠮷"), InlineData("Ж丂😀", "😀")]
    public void A_missing_glyph_shows_its_code_and_keeps_its_character(string text, string missing)
    {
        Assert.False(Tools.Fonts.Regular.Has(char.ConvertToUtf32(missing, 0)), "the font has it: choose another");
        Assert.Contains(text, Tools.Text(Tools.Write(new Paragraph(text))), StringComparison.Ordinal);
        var drawn = Stream(Tools.Write(new Paragraph(missing)));
        Assert.Contains("/Span <</ActualText <FEFF", drawn, StringComparison.Ordinal);
    }

    [
        Theory,
        InlineData("甲\u202E金额\u202C100", "U+202E"),
        InlineData("甲\u200F乙", "U+200F"),
        InlineData("甲\u0007乙", "U+0007"),
        InlineData("甲\u2066乙", "U+2066"),
        InlineData("甲\u2028乙", "U+2028"),
        InlineData("甲\u3164乙", "U+3164")
    ]
    public void A_control_or_a_mark_of_direction_is_shown_as_its_code_and_reorders_nothing(string text, string code)
    {
        var layer = Tools.Text(
            Tools.Write(new Table([Column.Share(1), Column.Share(1)], [Row.Of(text, "1,234.00")])),
            "-layout"
        );
        Assert.Contains(code, layer, StringComparison.Ordinal);
        Assert.DoesNotContain(layer, c => c is '\u202E' or '\u200F' or '\u2066' or '\u0007' or '\u202C');
        Assert.True(
            layer.IndexOf('甲', StringComparison.Ordinal) < layer.IndexOf("1,234.00", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Letters_from_right_to_left_are_codes_and_turn_nothing_around() =>
        Assert.Contains(
            "〓U+05D0〓U+05D1 1,234.00元",
            Tools.Text(Tools.Write(new Paragraph("\u05D0\u05D1 1,234.00元"))),
            StringComparison.Ordinal
        );

    [Fact]
    public void Half_a_surrogate_pair_is_shown_as_its_code() =>
        Assert.Contains(
            "甲U+D800乙",
            Tools.Text(Tools.Write(new Paragraph("甲" + (char)0xD800 + "乙"))),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_variation_selector_is_seen_and_stays_in_the_text() =>
        Assert.Contains(
            "葛\U000E0100城",
            Tools.Text(Tools.Write(new Paragraph("葛\U000E0100城"))),
            StringComparison.Ordinal
        );

    [Fact]
    public void Look_alikes_with_one_outline_keep_their_own_code()
    {
        // A Kangxi radical and an ideograph share a glyph.
        Assert.Equal(Tools.Fonts.Regular.Glyph(0x2F00), Tools.Fonts.Regular.Glyph(0x4E00));
        Assert.Contains("一\u2F00一", Tools.Text(Tools.Write(new Paragraph("一\u2F00一"))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_subset_holds_the_glyphs_drawn_and_no_others()
    {
        var subset = new FontSubset(Tools.Fonts.Regular);
        foreach (var c in "开标开标 é")
            subset.Cid(c);
        var font = new FontTableReader(subset.Build());
        // The empty box, four characters, and the parts of é where it is composed.
        Assert.InRange(font.GlyphCount, 5, 7);
        Assert.InRange(subset.Build().Length, 100, 3_000);
        Assert.Equal(subset.Build(), subset.Build());
    }

    [Fact]
    public void A_composite_glyph_brings_its_parts_under_their_new_numbers_and_loses_its_hints()
    {
        // The tiny font's 'b' (glyph 2) is composed of 'a' (glyph 1); its map is of format 4.
        var tiny = new TrueTypeFont(TinyFont.Build());
        Assert.Equal((1, 2, false), (tiny.Glyph('a'), tiny.Glyph('b'), tiny.Has('c')));
        var subset = new FontSubset(tiny);
        subset.Cid('b');
        var font = new FontTableReader(subset.Build());
        Assert.Equal((3, 2), (font.GlyphCount, font.ComponentOf(1)));
        Assert.Equal(tiny.Outline(1).I16(0), font.Contours(2));
        Assert.Equal(0, font.InstructionBytes(2));
    }

    [Fact]
    public void A_font_without_the_sign_for_a_missing_glyph_still_shows_the_code() =>
        Assert.Contains(
            "b€",
            Tools.Text(
                PdfWriter.Write(
                    new Document("t", "en", [new Paragraph("b€")]),
                    new Fonts(TinyFont.Build(), TinyFont.Build())
                )
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void Any_byte_of_a_font_may_be_wrong_and_only_a_font_exception_says_so()
    {
        var font = TinyFont.Build();
        for (var at = 0; at < font.Length; at++)
        {
            foreach (byte value in new byte[] { 0x00, 0x7F, 0xFF })
            {
                var damaged = (byte[])font.Clone();
                damaged[at] = value;
                var failure = Record.Exception(() => Embed(damaged));
                Assert.True(failure is null or FontException, $"byte {at} = {value}: {failure}");
            }
        }
    }

    [Theory]
    [InlineData(0, "not a TrueType font")]
    [InlineData(4, "directory")]
    public void A_file_cut_or_of_another_kind_is_refused_by_name(int at, string says)
    {
        var bytes = Tools.Font("400")[..40_000];
        bytes[at] ^= 0xFF;
        Assert.Contains(
            says,
            Assert.Throws<FontException>(() => new Fonts(bytes, bytes)).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<FontException>(() => new Fonts([], []));
    }

    [
        Theory,
        InlineData("head", 50),
        InlineData("head", 18),
        InlineData("hhea", 34),
        InlineData("maxp", 4),
        InlineData("cmap", 2),
        InlineData("loca", 2)
    ]
    public void A_damaged_table_is_an_exception_that_names_it_and_never_another(string table, int at)
    {
        var bytes = (byte[])Tools.Font("400").Clone();
        var start = FontTableReader.Offset(bytes, table);
        bytes[start + at] = bytes[start + at + 1] = 0x7F;
        Assert.Throws<FontException>(() => PdfWriter.Write(Sample.Document, new Fonts(bytes, bytes)));
    }

    private static byte[] Embed(byte[] font)
    {
        var subset = new FontSubset(new TrueTypeFont(font));
        subset.Cid('a');
        subset.Cid('b');
        return subset.Build();
    }

    private static string Stream(byte[] pdf) =>
        Tools.Run("qpdf", pdf, ["--qdf", "--normalize-content=n", "FILE", "-"]).Output;
}
