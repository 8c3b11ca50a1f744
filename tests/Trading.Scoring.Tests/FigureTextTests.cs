namespace Trading.Scoring.Tests;

/// <summary>Figures as people write them, each in its measure.</summary>
public sealed class FigureTextTests
{
    [Theory]
    [InlineData(123456, 1, "Fen", "1,234.56 元", "CNY 1,234.56")]
    [InlineData(100, 1, "Fen", "1.00 元", "CNY 1.00")]
    [InlineData(-5, 1, "Fen", "−0.05 元", "CNY −0.05")]
    [InlineData(123456789, 1000, "Fen", "1,234.56789 元", "CNY 1,234.56789")]
    [InlineData(25200000100, 3, "Fen", "≈ 84,000,000.3333 元", "≈ CNY 84,000,000.3333")]
    [InlineData(9000, 1, "Hundredths", "90 分", "90")]
    [InlineData(27100, 3, "Hundredths", "≈ 90.333333 分", "≈ 90.333333")]
    [InlineData(157, 100, "Percent", "1.57%", "1.57%")]
    [InlineData(3, 10, "Share", "30%", "30%")]
    [InlineData(1, 3, "Share", "≈ 33.333333%", "≈ 33.333333%")]
    [InlineData(60, 1, "Permille", "6%", "6%")]
    [InlineData(19, 20, "Factor", "0.95", "0.95")]
    [InlineData(19, 2, "Seconds", "9.5 秒", "9.5 s")]
    [InlineData(5, 1, "Count", "5", "5")]
    [InlineData(0, 1, "Points", "0 分", "0")]
    public void A_figure_has_its_unit_groups_and_no_more_digits_than_it_needs(
        long a,
        long b,
        string measure,
        string chinese,
        string english
    )
    {
        var value = new Fraction(a, b);
        var of = Enum.Parse<Measure>(measure);
        Assert.Equal(chinese, FigureText.Of(value, of, QuoteKind.Amount, true));
        Assert.Equal(english, FigureText.Of(value, of, QuoteKind.Amount, false));
    }

    [Theory]
    [InlineData("Amount", "9,800.00 元")]
    [InlineData("Rate", "98%")]
    [InlineData("Discount", "98%")]
    public void A_price_has_the_unit_of_what_is_quoted(string quote, string expected) =>
        Assert.Equal(expected, FigureText.Of(980_000, Measure.Price, Enum.Parse<QuoteKind>(quote), true));
}
