using System.Security.Cryptography;

namespace Trading.Cli.Tests;

/// <summary>Forms as bidders write them into files, from the text to the marks of the opening.</summary>
public sealed class FormTests : IDisposable
{
    private static readonly LotTerms Discounts = new("1", "材料", PriceKind.Discount, 50_000);
    private readonly string file = Path.GetTempFileName();
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        File.Delete(file);
        key.Dispose();
    }

    [Fact]
    public void A_slip_of_the_comma_is_refused() =>
        Assert.Throws<CommandException>(() =>
            Sign("""{"bidderName":"己公司","priceKind":"Amount","price":"12,34","words":"auto","items":[]}""")
        );

    [Fact]
    public void A_discount_better_than_the_least_has_no_mark_and_one_below_it_has()
    {
        Assert.Empty(MarksOf(Discounts, """{"bidderName":"乙公司","priceKind":"Discount","price":"10%","items":[]}"""));
        Assert.Equal(
            [Mark.BelowLeastDiscount],
            MarksOf(Discounts, """{"bidderName":"丙公司","priceKind":"Discount","price":"3%","items":[]}""")
        );
    }

    [Theory]
    [InlineData("Rate", "98.5%", "百分之九十八点五")]
    [InlineData("Discount", "5%", "百分之五")]
    [InlineData("Amount", "9,850.00", "玖仟捌佰伍拾元整")]
    public void Auto_spells_a_price_as_its_kind_is_spelled(string kind, string price, string words)
    {
        var json =
            $$"""{"bidderName":"甲监理公司","priceKind":"{{kind}}","price":"{{price}}","words":"auto","items":[]}""";
        Assert.Equal(words, Sign(json).Price.Words);
        Assert.Empty(MarksOf(new LotTerms("1", "监理", Enum.Parse<PriceKind>(kind), 0), json));
    }

    [Fact]
    public void Words_under_a_heading_say_the_same_sum() =>
        Assert.Empty(
            MarksOf(
                new LotTerms("1", "施工", PriceKind.Amount, 0),
                """{"bidderName":"丁公司","priceKind":"Amount","price":"1,000,000.00","words":"人民币（大写）：壹佰万元整","items":[]}"""
            )
        );

    [Theory]
    [InlineData("人民币（大写）：壹元整", null)]
    [InlineData("贰元整", "another value")]
    [InlineData("壹块钱", "cannot be read")]
    public void Seal_says_what_the_opening_will_mark_about_words(string words, string? remark)
    {
        var said = new BidForm
        {
            BidderName = "甲",
            Price = "1.00",
            Words = words,
        }.WordsRemark();
        Assert.Equal(remark is null, said is null);
        Assert.Contains(remark ?? "", said ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Unit_prices_take_the_decimals_of_the_lot()
    {
        const string json =
            """{"bidderName":"戊公司","priceKind":"UnitPrices","price":"1.00","units":[{"name":"电","price":"0.6543"}],"items":[]}""";
        Assert.Equal([new UnitPrice("电", 654_300)], Sign(json, 4).Price.Units);
        Assert.Contains(
            "2 decimals",
            Assert.Throws<CommandException>(() => Sign(json)).Message,
            StringComparison.Ordinal
        );
    }

    private IEnumerable<Mark> MarksOf(LotTerms lot, string json) =>
        Marks.OfPrice(LockPolicyCodec.Newest, lot, Sign(json).Price);

    private OpeningForm Sign(string json, int decimals = 2)
    {
        File.WriteAllText(file, json);
        return BidForm
            .Read(file)
            .Sign(PersonKey.Of(key, [0x30]), new byte[65], new byte[32], new byte[32], decimals: decimals);
    }
}
