using Trading.Documents.Layout;

namespace Trading.Documents.Tests;

public class LineTests
{
    // An ideograph is two wide, everything else one; lines are shown divided by '|'.
    [Theory]
    [InlineData("", 10, "")]
    [InlineData("开标记录", 4, "开标|记录")]
    [InlineData("开标记录。", 8, "开标记|录。")]
    [InlineData("开标，记录", 4, "开|标，|记录")]
    [InlineData("开标（记录）", 6, "开标|（记|录）")]
    [InlineData("《开标》记录", 6, "《开|标》记|录")]
    [InlineData("见“开标”。", 5, "见“开|标”。")]
    [InlineData("hello world again", 11, "hello world|again")]
    [InlineData("hello  world", 8, "hello|world")]
    [InlineData("开标 record 记录", 8, "开标|record|记录")]
    [InlineData("开标record记录", 7, "开标|record|记录")]
    [InlineData("abcdefghij", 4, "abcd|efgh|ij")]
    [InlineData("开abcdefgh", 4, "开|abcd|efgh")]
    [InlineData("共 1,234,567.00元整", 14, "共|1,234,567.00元|整")]
    [InlineData("报价1,234.00元整", 13, "报价|1,234.00元整")]
    [InlineData("占 95％ 以上", 6, "占|95％|以上")]
    [InlineData("甲\n乙", 10, "甲|乙")]
    [InlineData("甲\n\n乙\n", 10, "甲||乙|")]
    [InlineData("。。。", 4, "。。|。")]
    [InlineData("see .NET now", 5, "see|.NET|now")]
    [InlineData("f(x) = (a, b)", 7, "f(x) =|(a, b)")]
    [InlineData("字字……字", 5, "字|字……|字")]
    public void Lines_break_where_a_printer_would(string text, int width, string lines)
    {
        var atoms = text.Select(c => new Atom(c, c >= 0x2E80 ? 2 : 1, default)).ToList();
        Assert.Equal(lines, string.Join('|', LineBreaker.Break(atoms, width).Select(l => text[l.From..l.To])));
    }

    [Fact]
    public void No_line_is_wider_than_its_column_and_nothing_is_lost()
    {
        const string text =
            "越州市东湖片区（二期）：「雨污分流」工程，总价￥1,234,567.89元；联系人 Zhang San, tel. +86-575-8888-0000，“合格”。";
        for (var width = 2; width < 60; width++)
        {
            var atoms = text.Select(c => new Atom(c, c >= 0x2E80 ? 2 : 1, default)).ToList();
            var lines = LineBreaker.Break(atoms, width);
            Assert.All(lines, l => Assert.InRange(l.Width, 0, width));
            Assert.Equal(text.Replace(" ", ""), string.Concat(lines.Select(l => text[l.From..l.To])).Replace(" ", ""));
        }
    }
}
