using System.Globalization;
using Trading.Documents;
using Trading.Documents.Tests;
using Trading.Rooms.Reports;

namespace Trading.Rooms.Tests.Reports;

/// <summary>Reports as a reader of PDF finds them; qpdf and poppler judge. Source: docs/spec/report.md.</summary>
public sealed class ReportTests
{
    private static readonly Dictionary<int, string> Named = new()
    {
        [1] = "韦春梅",
        [2] = "㐂田一郎",
        [5] = "欧阳𠮷",
    };

    public static TheoryData<string> Rooms() => [.. ReportRooms.All];

    [Fact]
    public void The_bytes_are_frozen()
    {
        var path = Path.Combine(ReportRooms.Folder, "sha256.txt");
        var files = new List<(string Name, byte[] Pdf)>();
        foreach (var name in ReportRooms.All)
        {
            var events = ReportRooms.Of(name);
            foreach (var isChinese in new[] { true, false })
            {
                var language = isChinese ? "zh" : "en";
                files.Add(($"{name}.full.{language}", RoomReport.Full(events, Tools.Fonts, isChinese).Pdf));
                files.Add(
                    ($"{name}.public.{language}", RoomReport.Public(ReportRooms.Public(events), Tools.Fonts, isChinese))
                );
            }
        }
        files.Add(("eventful.named.zh", RoomReport.Full(ReportRooms.Of("eventful"), Tools.Fonts, names: Named).Pdf));
        var printed = string.Concat(
            files.Select(f =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Convert.ToHexStringLower(Suite.P256.Hash(f.Pdf))}  {f.Pdf.Length, 7}  {f.Name}\n"
                )
            )
        );
        if (ReportRooms.IsWriting)
        {
            File.WriteAllText(path, printed);
            // To be looked at.
            foreach (var (name, pdf) in files)
                File.WriteAllBytes(Path.Combine(ReportRooms.Pictures, name + ".pdf"), pdf);
        }
        Assert.Equal(File.ReadAllText(path), printed);
    }

    [Theory, MemberData(nameof(Rooms))]
    public void Every_file_is_sound_and_every_font_is_embedded(string name)
    {
        var events = ReportRooms.Of(name);
        foreach (
            var pdf in new[]
            {
                RoomReport.Full(events, Tools.Fonts, names: Named).Pdf,
                RoomReport.Public(ReportRooms.Public(events), Tools.Fonts),
            }
        )
        {
            Tools.AssertSound(pdf);
            var fonts = Tools.Run("pdffonts", pdf, ["FILE"]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.All(fonts[2..], line => Assert.Matches(@" yes +yes +yes ", line));
        }
    }

    [Fact]
    public void A_full_report_says_what_happened()
    {
        var events = ReportRooms.Of("eventful");
        var text = Tools.Dense(Tools.Text(RoomReport.Full(events, Tools.Fonts, names: Named).Pdf));
        string[] expected =
        [
            "评审报告",
            "韦春梅",
            "㐂田一郎",
            "欧阳𠮷",
            "（组长）",
            "与第1号供应商有利害关系",
            "票数相同，重新推选",
            "断电",
            "恢复供电",
            "评审时间延长至",
            "营业执照过期",
            "采购人或代理机构认定不通过：licence",
            "不通过人数：signed3/5",
            "期限内未说明",
            "财政部令第87号第60条",
            "请说明交货期的起算日",
            "自合同签订之日起算",
            "期限内未答复",
            "已采信",
            "是否采信样品检测报告",
            "未通过",
            "客观评分不一致",
            "9.00",
            "10.00",
            "漏看服务承诺",
            "第1候选人",
            "第3候选人",
            "计算过程：",
            "对第2号供应商的价格说明持不同意见",
            "逾期未签署，视为同意",
            "各成员评分表",
            events.OfType<ReportDrafted>().Last().Hash,
            Convert.ToHexStringLower(events.OfType<SheetCommitted>().Last().Commitment),
        ];
        foreach (var words in expected)
            Assert.Contains(Tools.Dense(words), text, StringComparison.Ordinal);
        Assert.DoesNotContain("草稿", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_public_report_says_nothing_that_is_closed()
    {
        var events = ReportRooms.Of("eventful");
        var text = Tools.Dense(Tools.Text(RoomReport.Public(ReportRooms.Public(events), Tools.Fonts)));
        foreach (var words in new[] { "第1号供应商", "同意4，不同意1", "重新推选" }[..2])
            Assert.Contains(words, text, StringComparison.Ordinal);
        string[] closed = ["利害关系", "营业执照过期", "请说明", "持不同意见", "漏看", "quality", "席位1、"];
        foreach (var words in closed)
            Assert.DoesNotContain(words, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Before_the_conclusion_it_says_that_it_is_a_draft_and_its_hash_is_the_drafts()
    {
        var events = ReportRooms.Of("eventful");
        var counted = events.ToList().FindLastIndex(e => e is ResultCommitted) + 1;
        var text = Tools.Dense(Tools.Text(RoomReport.Full([.. events.Take(counted)], Tools.Fonts).Pdf));
        Assert.Contains("草稿：评审尚未结束", text, StringComparison.Ordinal);
        Assert.Contains(events.OfType<ReportDrafted>().Last().Hash, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Few_bids_have_a_report_too(int count)
    {
        var room = new PlayedRoom(StartsOf.New(bids: StartsOf.Bids(count))).Complied();
        Assert.IsType<Room.Failed>(room.State);
        var pdf = RoomReport.Full(room.Events, Tools.Fonts).Pdf;
        Tools.AssertSound(pdf);
        Assert.Contains("有效投标不足，评审终止", Tools.Dense(Tools.Text(pdf)), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_300_bids_every_one_is_named()
    {
        var room = new PlayedRoom(StartsOf.New(bids: StartsOf.Bids(300))).Counted();
        var pdf = RoomReport.Full(room.Events, Tools.Fonts).Pdf;
        Tools.AssertSound(pdf);
        var text = Tools.Dense(Tools.Text(pdf));
        Assert.All(room.Start.Bids, b => Assert.Contains(b.Name, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Sixty_bids_are_printed_to_be_looked_at()
    {
        var room = new PlayedRoom(StartsOf.New(bids: StartsOf.Bids(60), seats: 9, buyers: 3)).Counted(7, 20);
        var pdf = RoomReport.Full(room.Events, Tools.Fonts).Pdf;
        Tools.AssertSound(pdf);
        var text = Tools.Dense(Tools.Text(pdf));
        Assert.Contains("席位9", text, StringComparison.Ordinal);
        Assert.Contains("不通过人数：signed9/9", text, StringComparison.Ordinal);
        if (ReportRooms.IsWriting)
            File.WriteAllBytes(Path.Combine(ReportRooms.Pictures, "sixty.pdf"), pdf);
    }

    [Fact]
    public void The_host_signs_the_file_and_others_rebuild_it()
    {
        var events = ReportRooms.Of("works");
        var draft = RoomReport.Full(events, Tools.Fonts);
        Assert.Equal(draft.Pdf, RoomReport.Full(events, Tools.Fonts).Pdf);
        Assert.Equal(32, PdfSignature.Digest(draft.Pdf).Length);
    }
}
