using Trading.Opening;

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
    [InlineData(PriceKind.Amount, "1,234,567.89", 123_456_789)]
    [InlineData(PriceKind.Amount, "0", 0)]
    [InlineData(PriceKind.Amount, "-0.01", -1)]
    [InlineData(PriceKind.Rate, "98.5%", 985_000)]
    [InlineData(PriceKind.Discount, "0.0001%", 1)]
    public void A_price_is_exact_in_its_unit(PriceKind kind, string text, long value)
    {
        Assert.True(PriceText.TryParse(kind, text, out var parsed));
        Assert.Equal(value, parsed);
    }

    [Theory]
    [InlineData(PriceKind.Amount, "1.234")]
    [InlineData(PriceKind.Amount, "1e6")]
    [InlineData(PriceKind.Amount, "壹万元")]
    [InlineData(PriceKind.Amount, "99999999999999999999999999999999")]
    [InlineData(PriceKind.Rate, "0.985")]
    [InlineData(PriceKind.Rate, "98.50001%")]
    public void A_price_that_is_not_exact_is_refused(PriceKind kind, string text) => Assert.False(PriceText.TryParse(kind, text, out _));
}
