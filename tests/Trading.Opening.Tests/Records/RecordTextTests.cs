namespace Trading.Opening.Tests.Records;

public class RecordTextTests
{
    [Theory]
    [InlineData(PriceKind.Amount, 123_456_789, "1,234,567.89", "壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分")]
    [InlineData(PriceKind.Amount, -5, "-0.05", "负伍分")]
    [InlineData(PriceKind.Amount, long.MaxValue, "92,233,720,368,547,758.07", "")]
    [InlineData(PriceKind.UnitPrices, 0, "0.00", "零元整")]
    [InlineData(PriceKind.Rate, 955_000, "95.5%", "百分之玖拾伍点伍")]
    [InlineData(PriceKind.Rate, 1, "0.0001%", "百分之零点零零零壹")]
    [InlineData(PriceKind.Rate, 1_000_000, "100%", "百分之壹佰")]
    [InlineData(PriceKind.Discount, -50_000, "-5%", "负百分之伍")]
    [InlineData(PriceKind.Rate, long.MinValue, "-922337203685477.5808%", "")]
    public void A_price_has_figures_and_words(PriceKind kind, long value, string figures, string words)
    {
        Assert.Equal(figures, RecordPrice.Figures(kind, value));
        Assert.Equal(words, RecordPrice.Spoken(kind, value, LockPolicyCodec.First));
    }

    [Theory]
    [InlineData(PriceKind.Amount, 123_456, "壹仟贰佰叁拾肆元伍角陆分")]
    [InlineData(PriceKind.Rate, 985_000, "百分之九十八点五")]
    [InlineData(PriceKind.Discount, 50_000, "百分之五")]
    public void Rates_are_spoken_as_the_trade_writes_them(PriceKind kind, long value, string words) =>
        Assert.Equal(words, RecordPrice.Spoken(kind, value, LockPolicyCodec.Newest));

    [Theory]
    [InlineData(650_000, "0.65")]
    [InlineData(654_321, "0.654321")]
    [InlineData(1_234_567_800_000, "1,234,567.80")]
    [InlineData(-5_432_100, "-5.4321")]
    public void A_unit_price_is_printed_with_its_decimals(long millionths, string figures) =>
        Assert.Equal(figures, RecordPrice.Unit(new UnitPrice("x", millionths)));

    [Theory]
    [InlineData("人民币（大写）：壹佰元整", false)]
    [InlineData("壹佰贰拾元整", true)]
    [InlineData("拾元整", true)]
    public void Words_that_say_the_same_sum_stand_alone(string words, bool hasFigures)
    {
        var price = new Price(PriceKind.Amount, 100_00, words, []);
        var text = string.Concat(
            RecordPrice
                .InWords(price, [.. Marks.OfPrice(2, new LotTerms("a", "标段", PriceKind.Amount, 0), price)], 2)
                .Runs.Select(r => r.Value)
        );
        Assert.Equal(hasFigures, text.Contains("小写读作：壹佰元整", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, "1970-01-01 08:00:00")]
    [InlineData(1_799_976_600_000_000, "2027-01-15 09:30:00")]
    [InlineData(1_799_999_999_999_999, "2027-01-15 15:59:59")]
    [InlineData(-1, "-1 µs")]
    [InlineData(long.MaxValue, "9223372036854775807 µs")]
    public void An_instant_is_said_in_Beijing_time(long micros, string expected) =>
        Assert.Equal(expected, RecordTime.Clock(micros));

    [Fact]
    public void The_period_is_printed_with_its_length_and_its_end()
    {
        var opened = (Session.Running)Story.Given([World.Timed.Prepare, .. World.Timed.ToOpened("a")]).State;
        Assert.Equal("3 秒，至 2027-01-15 16:10:07", RecordHead.PeriodOf(opened));
        var ten = opened with { Terms = opened.Terms with { PeriodSeconds = 600 } };
        Assert.Equal("10 分钟，至 2027-01-15 16:20:04", RecordHead.PeriodOf(ten));
    }

    [Fact]
    public void Line_ends_do_not_make_lines()
    {
        Assert.Equal("a¶b¶c¶d¶e", RecordText.Of("a\nb\r\nc\u0085d\u2028e"));
        Assert.Equal("👷👷…", RecordText.Short("👷👷👷", 2, "…"));
        Assert.Equal("👷👷", RecordText.Short("👷👷", 2, "…"));
    }

    [Fact]
    public void Texts_of_people_have_their_lines_as_on_the_pages()
    {
        var file = Path.Combine(EventCodecTests.Root(), "tests", "vectors", "texts.json");
        using var vector = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(file));
        foreach (var text in vector.RootElement.GetProperty("texts").EnumerateArray())
            Assert.Equal(text.GetProperty("lines").GetString(), RecordText.Of(text.GetProperty("text").GetString()!));
    }

    [Theory]
    [InlineData("bidding-reg:44", "《招标投标法实施条例》第44条")]
    [InlineData("procurement-87:42", "《政府采购货物和服务招标投标管理办法》第42条")]
    [InlineData("spec:ceremony", "spec:ceremony")]
    [InlineData("low-price-2026", "low-price-2026")]
    public void A_rule_is_said_by_its_law(string rule, string expected) =>
        Assert.Equal(expected, RecordWords.Rule(rule));

    [Fact]
    public void Every_word_of_the_stream_has_a_Chinese_one()
    {
        foreach (var mark in Enum.GetValues<Mark>())
            Assert.NotEqual(mark.ToString(), RecordWords.MarkName(mark));
        foreach (var pack in RulePacks.All)
            Assert.NotEqual(pack.Id, RecordWords.PackName(pack));
        foreach (var fault in Enum.GetNames<Crypto.OpeningFault>().Where(f => f != "None"))
            Assert.NotEqual(fault, RecordWords.CauseName(fault));
        Assert.Equal("something new", RecordWords.CauseName("something new"));
    }

    [Fact]
    public void A_file_name_holds_nothing_that_a_file_system_refuses() =>
        Assert.Equal("开标记录-奇-2027_〔甲〕-_.pdf", RecordDocument.FileName(RecordSamples.Awkward().Last.Terms));
}
