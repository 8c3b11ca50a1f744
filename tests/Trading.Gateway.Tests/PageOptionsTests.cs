namespace Trading.Gateway.Tests;

/// <summary>What the command line says of the page.</summary>
public sealed class PageOptionsTests
{
    private static readonly string[] Needed =
    [
        "--data",
        "d",
        "--keys",
        "k",
        "--trust",
        "t",
        "--platform",
        "https://p.test/",
        "--provider",
        "https://q.test/",
    ];

    [Theory]
    [InlineData("https://experts.example.org/", "--page", "https://experts.example.org")]
    [InlineData("http://127.0.0.1:5095/", "--page", "http://127.0.0.1:5095/", "--contact", "0755-1234")]
    [InlineData("https://e.test:8443/", "--page", "https://e.test:8443/", "--page-port", "7000")]
    [InlineData("https://e.test/", "--page", "https://e.test/", "--page-urls", "http://10.0.0.1:1")]
    public void A_page_has_an_origin(string address, params string[] words)
    {
        var options = Assert.IsType<ServedOptions>(GatewayOptions.Parse([.. Needed, .. words]));
        Assert.Equal(address, options.Page!.Address.ToString());
    }

    [Theory]
    [InlineData("--page", "http://experts.example.org/")] // a secret over a network without TLS
    [InlineData("--page", "https://experts.example.org/below/")]
    [InlineData("--page", "https://experts.example.org/?a")]
    [InlineData("--page", "https://me@experts.example.org/")]
    [InlineData("--page", "experts.example.org")]
    [InlineData("--page", "https://e.test/", "--page-port", "70000")]
    [InlineData("--page", "https://e.test/", "--page-port", "1", "--page-urls", "http://127.0.0.1:1")]
    [InlineData("--page", "https://e.test/", "--contact", " ")]
    [InlineData("--page", "https://e.test/", "--contact", "a\nb")]
    [InlineData("--contact", "0755-1234")]
    [InlineData("--page-port", "7000")]
    public void What_makes_no_sense_of_a_page_is_refused(params string[] words) =>
        Assert.Null(GatewayOptions.Parse([.. Needed, .. words]));

    [Fact]
    public void Nothing_said_of_a_page_is_no_page() =>
        Assert.Null(Assert.IsType<ServedOptions>(GatewayOptions.Parse(Needed)).Page);
}
