using System.Diagnostics;
using System.Text;
using Trading.Rooms.Rooms;
using Trading.Server.Masks;
using UglyToad.PdfPig;

namespace Trading.Server.Tests.Rooms;

/// <summary>
/// Documents that are scored masked: what is found in them, what is left of their properties, and files that are none.
/// Source: docs/spec/room.md, "Masked scoring".
/// </summary>
public sealed class MaskTests
{
    private const string Name = "海川建设工程有限公司";
    private const string Code = "91110108MA01ABCD2K";
    private static readonly BidderMarks Marks = new(Name, Code, ["欧阳明月"]);

    private static IReadOnlyList<IdentityHit> Scan(byte[] file) => IdentityScan.Of(file, Marks, CancellationToken.None);

    [Theory]
    [InlineData("本项目由海川建设工程有限公司承担", IdentityKind.Name)]
    [InlineData("本项目由 海 川 建 设 工 程 公司承担", IdentityKind.Name)] // the name without its form, with spaces
    [InlineData("代码 91110108ma01abcd2k", IdentityKind.Code)]
    [InlineData("由欧阳明月签署", IdentityKind.Person)]
    [InlineData("项目经理：张三丰", IdentityKind.Person)]
    [InlineData("电话１３８００１３８０００", IdentityKind.Phone)]
    [InlineData("传真 010-62345678", IdentityKind.Phone)]
    [InlineData("邮箱 a.b@hai-chuan.com.cn", IdentityKind.Mail)]
    public void What_points_at_a_bidder_is_found_with_its_page(string text, IdentityKind kind)
    {
        var hits = Scan(new MadePdf().Of("施工组织设计", text));
        Assert.Equal([new IdentityHit(kind, 2)], hits);
    }

    [Theory]
    [InlineData("混凝土强度等级 C30，工期 138001380001 天")]
    [InlineData("图 1-1 见 2026-11-30 版，误差 @ 0.5")]
    [InlineData("项目经理：按招标文件")]
    [InlineData("某某建设工程有限公司")]
    public void What_points_at_nobody_is_not_reported(string text) =>
        Assert.DoesNotContain(
            Scan(new MadePdf().Of(text)),
            hit => hit.Kind is not IdentityKind.Person || !text.Contains("项目经理", StringComparison.Ordinal)
        );

    [Fact]
    public void A_name_that_ends_on_the_next_page_is_found()
    {
        Assert.Equal(
            [new IdentityHit(IdentityKind.Name, 2)],
            Scan(new MadePdf().Of("本项目由海川建设", "工程有限公司承担"))
        );
    }

    [Fact]
    public void Properties_are_looked_through_and_none_of_them_is_left_in_the_copy()
    {
        var made = new MadePdf
        {
            Xmp = $"<x:xmpmeta xmlns:x='adobe:ns:meta/'><a>{Name}</a></x:xmpmeta>",
            Jpeg = Picture(Name),
        };
        made.Info["Author"] = "欧阳明月";
        made.Info["Title"] = $"{Name}技术标";
        var file = made.Of("施工组织设计", "质量保证措施");
        Assert.Equal([new(IdentityKind.Name, 0), new IdentityHit(IdentityKind.Person, 0)], Scan(file));
        Assert.True(Says(file, Name), "the test's own file does not say the name");
        Assert.True(Says(file, "欧阳明月"));
        var (copy, problem) = MaskedCopy.Of(file);
        Assert.Null(problem);
        Assert.False(Says(copy!, Name));
        Assert.False(Says(copy!, "欧阳明月"));
        Assert.Empty(Scan(copy!));
        Assert.Equal(copy, MaskedCopy.Of(file).Copy);
        // Pages say what they said.
        using var read = PdfDocument.Open(copy!);
        Assert.Equal(["施工组织设计", "质量保证措施"], read.GetPages().Select(page => page.Text));
        Assert.Empty(
            read.Information.DocumentInformationDictionary?.Data
                ?? new Dictionary<string, UglyToad.PdfPig.Tokens.IToken>()
        );
        Assert.Equal(1, read.GetPage(1).NumberOfImages);
        // A copy of the copy is the same: nothing more is taken away each time.
        Assert.Equal(MaskedCopy.Of(copy!).Copy, MaskedCopy.Of(MaskedCopy.Of(copy!).Copy!).Copy);
    }

    public static TheoryData<string, MaskProblem> Bad() =>
        new()
        {
            { "a text", MaskProblem.NotPdf },
            { "nothing", MaskProblem.NotPdf },
            { "encrypted", MaskProblem.Encrypted },
            { "a head alone", MaskProblem.Damaged },
            { "no pages", MaskProblem.Damaged },
            { "too large", MaskProblem.TooLarge },
            { "a bomb", MaskProblem.TooMuch },
        };

    [Theory]
    [MemberData(nameof(Bad))]
    public void What_cannot_be_read_says_why_and_is_reported_as_not_seen(string what, MaskProblem problem)
    {
        var file = FileOf(what);
        Assert.Equal(
            [new IdentityHit(IdentityKind.Unseen, 0)],
            Scan(file).Where(hit => hit.Kind == IdentityKind.Unseen).Take(1)
        );
        if (what == "a bomb") // it is drawn by whoever looks at it: the copy unpacks nothing
            return;
        Assert.Equal((null, problem), MaskedCopy.Of(file));
    }

    [Fact]
    public void Three_thousand_pages_are_looked_through_and_copied_in_bounded_time()
    {
        string[] pages =
        [
            .. Enumerable.Range(1, 3_000).Select(n => n == 2_999 ? $"第{n}页 {Name}" : $"第{n}页 施工方案"),
        ];
        var file = new MadePdf().Of(pages);
        var took = Stopwatch.StartNew();
        Assert.Equal([new IdentityHit(IdentityKind.Name, 2_999)], Scan(file));
        var (copy, _) = MaskedCopy.Of(file);
        Assert.True(took.Elapsed < TimeSpan.FromSeconds(60), $"{took.Elapsed}");
        using var read = PdfDocument.Open(copy!);
        Assert.Equal(3_000, read.NumberOfPages);
    }

    [Fact]
    public void A_scan_that_is_stopped_says_from_which_page_on_nobody_looked()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        var hits = IdentityScan.Of(new MadePdf().Of("一", "二"), Marks, stopped.Token);
        Assert.Equal([new IdentityHit(IdentityKind.Unseen, 1)], hits);
    }

    [Fact]
    public void A_page_that_is_a_picture_is_reported_as_not_seen()
    {
        var hits = Scan(new MadePdf { Jpeg = Picture("") }.Of(""));
        Assert.Equal([new IdentityHit(IdentityKind.Unseen, 1)], hits);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("<< /A ")]
    public void Nesting_without_end_ends_the_file_and_not_the_process(string open)
    {
        var deep = new MadePdf { Operators = string.Concat(Enumerable.Repeat(open, 200_000)) }.Of("内容");
        Scan(deep);
        MaskedCopy.Of(deep);
        // In an object of its own as well.
        var text = Encoding.Latin1.GetString(new MadePdf().Of("内容"));
        var nested = text.Replace(
            "/MediaBox [0 0 595 842]",
            "/MediaBox [0 0 595 842] /Deep " + string.Concat(Enumerable.Repeat(open, 200_000)),
            StringComparison.Ordinal
        );
        Scan(Encoding.Latin1.GetBytes(nested));
        MaskedCopy.Of(Encoding.Latin1.GetBytes(nested));
    }

    [Fact]
    public void Bytes_changed_at_random_never_throw()
    {
        var made = new MadePdf { Xmp = "<a>x</a>", Jpeg = Picture("x") };
        made.Info["Author"] = "某";
        var file = made.Of("施工组织设计", "质量保证措施");
        var random = new Random(15);
        for (var round = 0; round < 300; round++)
        {
            var changed = file.ToArray();
            for (var i = 0; i < 1 + round % 20; i++)
                changed[random.Next(9, changed.Length)] = (byte)random.Next(256);
            Scan(changed);
            MaskedCopy.Of(changed);
            MaskedCopy.Of(changed.AsMemory(0, random.Next(changed.Length)));
        }
    }

    private static byte[] FileOf(string what) =>
        what switch
        {
            "a text" => Encoding.UTF8.GetBytes("技术标"),
            "nothing" => [],
            "encrypted" => new MadePdf { IsEncrypted = true }.Of("内容"),
            "a head alone" => Encoding.ASCII.GetBytes("%PDF-1.7\n" + new string('x', 5_000)),
            "no pages" => Encoding.ASCII.GetBytes(
                "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R /Size 2 >>\n%%EOF"
            ),
            "too large" => [.. "%PDF-1.7\n"u8, .. new byte[ForeignPdf.MostBytes]],
            _ => new MadePdf { Operators = new string(' ', (int)CappedFilters.MostUnpacked + 1) }.Of("内容"),
        };

    /// <summary>A JPEG of a dot with a comment and an EXIF segment; readers need no more than its frame.</summary>
    private static byte[] Picture(string comment)
    {
        byte[] Segment(byte marker, byte[] body) =>
            [0xFF, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body];
        var text = Encoding.UTF8.GetBytes(comment);
        return
        [
            0xFF,
            0xD8,
            .. Segment(0xE1, [.. "Exif\0\0"u8, .. text]),
            .. Segment(0xFE, text),
            .. Segment(0xC0, [8, 0, 1, 0, 1, 1, 1, 0x11, 0]),
            .. Segment(0xDA, [1, 1, 0, 0, 63, 0]),
            0,
            0xFF,
            0xD9,
        ];
    }

    // In the encodings in which a PDF says something, packed and unpacked.
    private static bool Says(byte[] file, string text)
    {
        byte[][] needles =
        [
            Encoding.UTF8.GetBytes(text),
            Encoding.BigEndianUnicode.GetBytes(text),
            Encoding.ASCII.GetBytes(Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))),
            Encoding.ASCII.GetBytes(Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text)).ToLowerInvariant()),
        ];
        return Array.Exists(needles, needle => file.AsSpan().IndexOf(needle) >= 0);
    }
}
