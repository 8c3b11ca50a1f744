using System.Globalization;
using Trading.Documents;

namespace Trading.Cli;

/// <summary>
/// A bid as a demo bidder would send it: cover, letter, bill of quantities, schedule. Every figure follows from the
/// price, and the bill adds up to it. It is synthetic and says so on each page.
/// </summary>
public static class DemoPapers
{
    // Shares of the price in permille and of the time in per cent (from, to): what a road with drains usually costs and
    // takes.
    private static readonly (string Name, string Unit, int Permille, int From, int To)[] Works =
    [
        ("路基土石方工程", "项", 182, 0, 30),
        ("排水管道与检查井", "项", 214, 10, 45),
        ("路面基层", "项", 176, 35, 65),
        ("沥青混凝土面层", "项", 243, 60, 85),
        ("人行道与无障碍设施", "项", 88, 70, 92),
        ("照明与交通设施", "项", 67, 80, 97),
    ];

    /// <summary>The papers for a session and a bidder.</summary>
    /// <param name="terms">The session's terms.</param>
    /// <param name="bidder">The bidder's name.</param>
    /// <param name="priceFen">The price in fen, 0 or more, as the form says it.</param>
    /// <param name="days">Calendar days offered.</param>
    public static Document Write(SessionTerms terms, string bidder, long priceFen, int days)
    {
        Block[] blocks =
        [
            .. Cover(terms, bidder),
            new PageBreak(),
            .. Letter(terms, bidder, priceFen, days),
            .. Bill(priceFen),
            .. Schedule(days),
        ];
        return new Document($"投标文件 {bidder}", "zh-CN", blocks)
        {
            Header = new Running(terms.TenderCode, "", bidder),
            Footer = new Running("演示文件，非真实投标", "{page} / {pages}", ""),
        };
    }

    private static IEnumerable<Block> Cover(SessionTerms terms, string bidder) =>
        [
            new Paragraph(" "), // a gap is dropped at the top of a page
            new Gap(Length.Millimetres(55)),
            new Heading(0, terms.Title),
            new Gap(Length.Millimetres(8)),
            new Heading(0, "投 标 文 件"),
            new Gap(Length.Millimetres(70)),
            new Grid([new Pair("招标编号", terms.TenderCode), new Pair("投标人", bidder)]) { Across = 1 },
        ];

    private static IEnumerable<Block> Letter(SessionTerms terms, string bidder, long priceFen, int days) =>
        [
            new Heading(1, "一、投标函"),
            new Paragraph($"致：{NameOf(terms, Role.Tenderer) ?? NameOf(terms, Role.Agent) ?? "招标人"}"),
            new Paragraph(
                $"我方已仔细研究{terms.Title}（招标编号 {terms.TenderCode}）招标文件的全部内容，"
                    + $"愿意以人民币（大写）{Words.Print(priceFen)}（¥{Yuan(priceFen)}）的投标总报价，"
                    + $"在 {days} 日历天内完成全部工程，并承担任何质量缺陷的保修责任。工程质量达到合格标准。"
            ),
            new Paragraph("我方承诺在投标有效期内不修改、不撤销投标文件。"),
            new Paragraph($"投标人：{bidder}") { Align = Align.Right },
        ];

    private static IEnumerable<Block> Bill(long priceFen)
    {
        var rows = new List<Row>();
        var rest = priceFen;
        foreach (var (work, index) in Works.Select((work, index) => (work, index)))
        {
            var fen = priceFen / 1_000 * work.Permille;
            rest -= fen;
            rows.Add(Row.Of($"{index + 1}", work.Name, work.Unit, "1", Yuan(fen)));
        }
        // What the shares leave is the last line: the bill adds up to the fen.
        rows.Add(Row.Of($"{Works.Length + 1}", "措施项目、规费与税金", "项", "1", Yuan(rest)));
        rows.Add(Row.Of("", "合计", "", "", Yuan(priceFen)) with { Filled = true });
        return
        [
            new Heading(1, "二、已标价工程量清单"),
            new Table(
                [
                    Column.Fixed(Length.Millimetres(12)),
                    Column.Share(4),
                    Column.Fixed(Length.Millimetres(14)),
                    Column.Fixed(Length.Millimetres(14)),
                    Column.Share(2) with
                    {
                        Align = Align.Right,
                    },
                ],
                rows
            )
            {
                Head = [Row.Of("序号", "项目名称", "单位", "数量", "合价（元）")],
            },
        ];
    }

    private static IEnumerable<Block> Schedule(int days)
    {
        var rows = Works.Select(work =>
            Row.Of(
                work.Name,
                $"第 {days * work.From / 100 + 1} 至 {days * work.To / 100} 天",
                new Cell("") { Bar = new Bar(work.To, 100) { Mark = work.From } }
            )
        );
        return
        [
            new Heading(1, "三、施工进度计划"),
            new Table([Column.Share(3), Column.Share(2), Column.Share(4)], [.. rows])
            {
                Head = [Row.Of("分部工程", "时间", "进度")],
            },
        ];
    }

    private static string? NameOf(SessionTerms terms, Role role) =>
        terms.Roles.FirstOrDefault(r => r.Role == role)?.Name;

    private static string Yuan(long fen) =>
        string.Create(CultureInfo.InvariantCulture, $"{fen / 100:#,0}.{fen % 100:00}");
}
