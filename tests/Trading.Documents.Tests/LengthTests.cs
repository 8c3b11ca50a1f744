namespace Trading.Documents.Tests;

public class LengthTests
{
    [Fact]
    public void A4_is_as_wide_as_210_millimetres() => Assert.InRange(PageFormat.A4.Width - Length.Millimetres(210), 0, 2);
}
