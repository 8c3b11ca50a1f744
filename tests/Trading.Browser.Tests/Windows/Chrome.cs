using Microsoft.Playwright;

namespace Trading.Browser.Tests;

/// <summary>
/// Debian's Chromium, started once for all stories of a collection. Each person has a window of its own: nothing is
/// shared between two of them.
/// </summary>
public sealed class Chrome : IAsyncLifetime
{
    private static readonly string[] Quiet =
    [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--force-color-profile=srgb",
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
                Args = Quiet,
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

    /// <summary>A window for a person: desktop or phone, Chinese or English.</summary>
    internal async Task<Window> OpenAsync(Uri site, Look look)
    {
        var context = await browser!.NewContextAsync(
            new()
            {
                BaseURL = site.AbsoluteUri.TrimEnd('/'),
                Locale = look.Locale,
                TimezoneId = "Asia/Shanghai",
                AcceptDownloads = true,
                ViewportSize = new() { Width = look.Width, Height = look.Height },
                DeviceScaleFactor = 1,
                ReducedMotion = ReducedMotion.Reduce,
            }
        );
        context.SetDefaultTimeout(30_000);
        return new Window(context, await context.NewPageAsync(), look);
    }

    private static string Path() =>
        Environment.GetEnvironmentVariable("TRADING_CHROMIUM")
        ?? new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(
            File.Exists
        )
        ?? throw new FileNotFoundException("No Chromium: ./test.sh installs it, or TRADING_CHROMIUM names one");
}

/// <summary>What a window looks like to its person.</summary>
internal sealed record Look(string Language = "zh", bool Phone = false)
{
    public static readonly Look Desktop = new();

    public static readonly Look[] All = [new("en", true), new("zh", true), new("en"), new("zh")];

    /// <summary>As it stands in the name of a picture.</summary>
    public string Name => $"{Language}-{(Phone ? "phone" : "desktop")}";

    public string Locale => Language == "zh" ? "zh-CN" : "en-GB";

    public string Lang => Language == "zh" ? "zh-CN" : "en";

    public int Width => Phone ? 390 : 1440;

    public int Height => Phone ? 844 : 900;
}

/// <summary>
/// Stories of openings share a browser and come one after another: two of them beside one another were tried, and a
/// bidder whose story holds the trustees up got no receipt in time. Short stories of others stand among them, so that
/// both lanes are of one length.
/// </summary>
[CollectionDefinition(Name)]
public class Openings : ICollectionFixture<Chrome>
{
    public const string Name = "openings";
}

/// <summary>
/// Long stories of draws and rooms have another browser and come one after another beside them: a story mostly waits, and no bidder
/// of theirs looks at the clock.
/// </summary>
[CollectionDefinition(Name)]
public class Desks : ICollectionFixture<Chrome>
{
    public const string Name = "desks";
}
