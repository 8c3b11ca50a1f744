using Microsoft.Playwright;

namespace Trading.Relay.Tests.Browser;

/// <summary>Debian's Chromium with a camera and a microphone that are none, started once.</summary>
public sealed class Chrome : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        "--autoplay-policy=no-user-gesture-required",
        "--disable-background-timer-throttling",
        "--disable-renderer-backgrounding",
        "--disable-backgrounding-occluded-windows",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async Task InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = Path(),
                Args = Flags,
                Headless = true,
            }
        );
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }

    internal async Task<IPage> OpenAsync(Uri address)
    {
        var page = await (await browser!.NewContextAsync()).NewPageAsync();
        page.SetDefaultTimeout(60_000);
        await page.GotoAsync(address.AbsoluteUri);
        return page;
    }

    private static string Path() =>
        Environment.GetEnvironmentVariable("TRADING_CHROMIUM")
        ?? new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(
            File.Exists
        )
        ?? throw new FileNotFoundException("No Chromium: ./test.sh installs it, or TRADING_CHROMIUM names one");
}

/// <summary>Calls share a browser and come one after another.</summary>
[CollectionDefinition(Name)]
public class Calls : ICollectionFixture<Chrome>
{
    public const string Name = "calls";
}
