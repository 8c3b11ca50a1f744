namespace Trading.Cli.Tests;

public sealed class TextTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("300", 300)]
    [InlineData("300B", 300)]
    [InlineData("100KiB", 102_400)]
    [InlineData("2MiB", 2_097_152)]
    [InlineData("2 mib", 2_097_152)]
    [InlineData("1GiB", 1_073_741_824)]
    [InlineData("5MB", 5_000_000)]
    public void A_size_is_read_as_it_is_written(string text, long bytes)
    {
        Assert.True(SizeText.TryParse(text, out var parsed));
        Assert.Equal(bytes, parsed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("MiB")]
    [InlineData("-1")]
    [InlineData("1.5MiB")]
    [InlineData("2TiB")]
    [InlineData("0x10")]
    [InlineData("9223372036854775807KiB")]
    public void Anything_else_is_no_size(string text) => Assert.False(SizeText.TryParse(text, out _));

    [Theory]
    [InlineData(PriceKind.Amount, "12,34", "three digits behind each comma")]
    [InlineData(PriceKind.Amount, "1,2,3", "three digits behind each comma")]
    [InlineData(PriceKind.Amount, "-5", "1,234,567.89")]
    [InlineData(PriceKind.Amount, "10,000.005", "1,234,567.89")]
    [InlineData(PriceKind.Amount, "123.45万元", "yuan in full")]
    [InlineData(PriceKind.Rate, "98.5", "write the % out")]
    public void A_price_that_is_refused_says_how_to_write_it(PriceKind kind, string text, string next)
    {
        var refused = Assert.Throws<CommandException>(() => PriceText.Read(kind, text, "The price"));
        Assert.Equal(ExitCode.Usage, refused.ExitCode);
        Assert.Contains(text, refused.Message, StringComparison.Ordinal);
        Assert.Contains(next, refused.NextStep, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("98.5", "is it 98.5%?")]
    [InlineData("0.985", "is it 0.985% or 98.5%?")]
    public void A_rate_without_its_sign_is_asked_for(string text, string question) =>
        Assert.Contains(
            question,
            Assert.Throws<CommandException>(() => PriceText.Read(PriceKind.Rate, text, "The price")).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_unit_price_has_the_decimals_that_the_lot_allows()
    {
        Assert.Equal(654_300, PriceText.ReadUnit("0.6543", 4, "The unit price of 电"));
        Assert.Contains(
            "4 decimals",
            Assert.Throws<CommandException>(() => PriceText.ReadUnit("0.65432", 4, "The unit price of 电")).Message,
            StringComparison.Ordinal
        );
        Assert.Equal("0.6543 元", PriceText.Print(new UnitPrice("电", 654_300)));
        Assert.Equal("1,280.50 元", PriceText.Print(new UnitPrice("水泥", 128_050 * UnitPrice.PerFen)));
    }
}
