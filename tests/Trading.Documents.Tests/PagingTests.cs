namespace Trading.Documents.Tests;

public class PagingTests
{
    private static readonly Column[] Two = [Column.Share(1), Column.Share(3)];

    [Fact]
    public void The_head_is_repeated_on_every_one_of_twenty_pages()
    {
        var pdf = Tools.Write(Numbered(820));
        var pages = Tools.Pages(pdf);
        Assert.InRange(pages.Length, 20, 30);
        Assert.All(
            pages,
            (page, i) =>
            {
                Assert.Contains("序号", page, StringComparison.Ordinal);
                Assert.Contains($"{i + 1} / {pages.Length}", page, StringComparison.Ordinal);
            }
        );
        Assert.All(
            Enumerable.Range(1, 820),
            i => Assert.Single(pages, p => p.Contains($"第{i}行", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void Ten_thousand_rows_are_a_sound_small_file()
    {
        var pdf = Tools.Write(Numbered(10_000));
        Tools.AssertSound(pdf);
        Assert.InRange(pdf.Length, 1, 2_000_000);
        Assert.Contains("第10000行", Tools.Text(pdf), StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_taller_than_a_page_is_split_between_lines_and_loses_nothing()
    {
        var lines = Enumerable.Range(1, 150).Select(i => $"条目{i}。").ToList();
        var pdf = Tools.Write(
            new Paragraph("前"),
            new Table(Two, [Row.Of("甲", string.Join('\n', lines)), Row.Of("乙", "短")])
            {
                Head = [Row.Of("序号", "内容")],
            },
            new Paragraph("后")
        );
        var pages = Tools.Pages(pdf);
        Assert.InRange(pages.Length, 3, 5);
        Assert.All(pages, p => Assert.Contains("序号", p, StringComparison.Ordinal));
        Assert.Contains(
            string.Concat(lines),
            Tools
                .Dense(
                    Tools
                        .Text(Tools.Write(new Table([Column.Share(1)], [Row.Of(string.Join('\n', lines))])), "-layout")
                        .Replace("\f", "", StringComparison.Ordinal)
                )
                .Replace("1/3", "")
                .Replace("2/3", ""),
            StringComparison.Ordinal
        );
        Assert.Contains("前", pages[0], StringComparison.Ordinal);
        Assert.Contains("条目1。", pages[0], StringComparison.Ordinal);
        Assert.Contains("后", pages[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_that_fits_a_page_is_never_split()
    {
        var tall = string.Join('\n', Enumerable.Range(1, 30).Select(i => $"条目{i}。"));
        var pages = Tools.Pages(Tools.Write(new Table([Column.Share(1)], [Row.Of(tall), Row.Of(tall), Row.Of(tall)])));
        Assert.Equal(3, pages.Length);
        Assert.All(
            pages,
            p =>
                Assert.True(
                    p.Contains("条目1。", StringComparison.Ordinal) && p.Contains("条目30。", StringComparison.Ordinal)
                )
        );
    }

    [Fact]
    public void An_empty_table_shows_its_head_and_says_that_it_is_empty()
    {
        var text = Tools.Dense(
            Tools.Text(Tools.Write(new Table(Two, []) { Head = [Row.Of("序号", "内容")], Empty = "无异议" }))
        );
        Assert.Contains("序号内容无异议", text, StringComparison.Ordinal);
    }

    [Theory, InlineData(38), InlineData(40), InlineData(41), InlineData(42), InlineData(43), InlineData(44)]
    public void A_heading_never_ends_a_page(int paragraphs)
    {
        Block[] blocks =
        [
            .. Enumerable.Range(0, paragraphs).Select(i => new Paragraph("段落")),
            new Heading(1, "标题"),
            new Paragraph("正文"),
        ];
        Assert.All(
            Tools.Pages(Tools.Write(blocks)),
            p =>
                Assert.Equal(p.Contains("标题", StringComparison.Ordinal), p.Contains("正文", StringComparison.Ordinal))
        );
    }

    [Theory, InlineData(32), InlineData(36), InlineData(39), InlineData(41)]
    public void A_signature_stays_with_what_it_signs(int paragraphs)
    {
        Block[] blocks =
        [
            .. Enumerable.Range(0, paragraphs).Select(i => new Paragraph("段落")),
            new Together([
                new Paragraph("以上属实"),
                new Grid([new("甲", "乙")]),
                new SignatureField("host", "主持人", Length.Millimetres(20)),
            ]),
        ];
        Assert.All(
            Tools.Pages(Tools.Write(blocks)),
            p =>
                Assert.Equal(
                    p.Contains("以上属实", StringComparison.Ordinal),
                    p.Contains("主持人", StringComparison.Ordinal)
                )
        );
    }

    [Fact]
    public void What_no_page_can_hold_together_falls_apart_but_the_signature_keeps_its_last_row()
    {
        var pages = Tools.Pages(
            Tools.Write(new Together([Numbered(300), new SignatureField("host", "主持人", Length.Millimetres(20))]))
        );
        Assert.InRange(pages.Length, 7, 12);
        Assert.True(
            pages[^1].Contains("第300行", StringComparison.Ordinal)
                && pages[^1].Contains("主持人", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_page_break_turns_the_paper_and_makes_no_empty_page()
    {
        var pdf = Tools.Write(
            new PageBreak { Page = PageFormat.A4Landscape },
            new Paragraph("横"),
            new Heading(1, "甲"),
            new PageBreak { Page = PageFormat.A4 },
            new Gap(900_000),
            new Paragraph("竖"),
            new PageBreak()
        );
        var sizes = Tools
            .Run("pdfinfo", pdf, ["-l", "9", "FILE"])
            .Output.Split('\n')
            .Where(l => l.Contains("size:", StringComparison.Ordinal) && l.StartsWith("Page", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(2, sizes.Count);
        Assert.Contains("841.89 x 595.276", sizes[0], StringComparison.Ordinal);
        Assert.Contains("595.276 x 841.89", sizes[1], StringComparison.Ordinal);
    }

    private static Table Numbered(int rows) =>
        new(Two, [.. Enumerable.Range(1, rows).Select(i => Row.Of($"{i}", $"第{i}行"))])
        {
            Head = [Row.Of("序号", "内容")],
        };
}
