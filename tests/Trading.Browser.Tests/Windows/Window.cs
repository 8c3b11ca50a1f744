using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Trading.Browser.Tests;

/// <summary>
/// One person's window. Whatever goes wrong in it (an exception, a broken policy, an error of the page's own) is kept
/// and fails the story.
/// </summary>
internal sealed class Window : IAsyncDisposable
{
    private const int LeastDesktop = 1_280;
    private static readonly string Tree = FindTree();
    private static readonly Lazy<string> Axe = new(() =>
        File.ReadAllText(Path.Combine(Tree, "Trading.Web", "node_modules", "axe-core", "axe.min.js"))
    );
    private readonly IBrowserContext context;
    private readonly List<string> troubles = [];

    public Window(IBrowserContext context, IPage page, Look look)
    {
        (this.context, Page, Look) = (context, page, look);
        page.PageError += (_, error) => Keep($"exception: {error}");
        page.Console += (_, line) =>
        {
            if (line.Type == "error" && !IsNetwork(line.Text))
                Keep($"console: {line.Text}");
        };
    }

    public IPage Page { get; }

    public Look Look { get; }

    public IBrowserContext Context => context;

    public ILocator this[string testId] => Page.GetByTestId(testId);

    public Task GoAsync(string path) => Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.DOMContentLoaded });

    /// <summary>Cuts the line, or joins it again.</summary>
    public Task SetOfflineAsync(bool offline) => context.SetOfflineAsync(offline);

    /// <summary>
    /// What this page looks like to everybody: both languages, desktop and phone; the dark scheme, which has other
    /// colours and nothing else, in one of them. Nothing may be wider than a phone, and axe may find nothing serious.
    /// Pictures go to docs/screens where TRADING_WRITE_SCREENS asks for them.
    /// </summary>
    public async Task ShowAsync(string name)
    {
        foreach (var look in Look.All)
        {
            await Page.SetViewportSizeAsync(look.Width, look.Height);
            await this[$"language-{look.Language}"].ClickAsync();
            await Expect(Page.Locator("html")).ToHaveAttributeAsync("lang", look.Lang);
            await AssertItFitsAsync($"{name} {look.Name}");
            await AssertAccessibleAsync($"{name} {look.Name}");
            await PictureAsync($"{name}-{look.Name}");
        }
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await AssertAccessibleAsync($"{name} dark");
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await Page.SetViewportSizeAsync(Look.Width, Look.Height);
        await this[$"language-{Look.Language}"].ClickAsync();
    }

    /// <summary>
    /// The same in both languages, once wide and once on a phone that is dark: of pages that are looked at in many
    /// states. What axe finds, and what is too wide, fails the story at its end, so that one run tells of all its
    /// pages.
    /// </summary>
    public async Task LookAtAsync(string name)
    {
        foreach (var look in new[] { new Look("en", Phone: true), new Look() })
        {
            await Page.SetViewportSizeAsync(look.Phone ? look.Width : LeastDesktop, look.Height);
            await this[$"language-{look.Language}"].ClickAsync();
            await Expect(Page.Locator("html")).ToHaveAttributeAsync("lang", look.Lang);
            await KeepAsync(AssertItFitsAsync($"{name} {look.Name}"));
            await PictureAsync($"{name}-{look.Name}");
            await Page.EmulateMediaAsync(new() { ColorScheme = look.Phone ? ColorScheme.Dark : ColorScheme.Light });
            await KeepAsync(AssertAccessibleAsync($"{name} {look.Name}"));
            await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        }
        await Page.SetViewportSizeAsync(Look.Width, Look.Height);
        await this[$"language-{Look.Language}"].ClickAsync();
    }

    /// <summary>Another page of the same browser: it shares what the first one keeps.</summary>
    public async Task<Window> BesideAsync() => new(context, await context.NewPageAsync(), Look);

    /// <summary>A picture of the whole page as it is.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("TRADING_WRITE_SCREENS") is null)
            return;
        var folder = Path.Combine(Tree, "docs", "screens");
        Directory.CreateDirectory(folder);
        await Page.EvaluateAsync("window.scrollTo(0, 0)"); // the head of the page sticks to the top of what is seen
        await Page.ScreenshotAsync(
            new()
            {
                Path = Path.Combine(folder, $"{name}.jpg"),
                Type = ScreenshotType.Jpeg,
                Quality = 72,
                FullPage = true,
                Animations = ScreenshotAnimations.Disabled,
            }
        );
    }

    private async Task AssertItFitsAsync(string what)
    {
        var over = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - window.innerWidth");
        Assert.True(over <= 0, $"{what}: {over} pixels wider than the window");
    }

    private async Task AssertAccessibleAsync(string what)
    {
        await Page.EvaluateAsync(Axe.Value);
        var found = await Page.EvaluateAsync<string[]>(
            """
            async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
                .filter(v => v.impact === 'serious' || v.impact === 'critical')
                .map(v => `${v.id}: ${v.nodes.map(n => n.target.join(' ')).slice(0, 3).join(', ')}`)
            """
        );
        Assert.True(found.Length == 0, $"{what}: {string.Join("; ", found)}");
    }

    public void AssertNoTroubles()
    {
        lock (troubles)
            Assert.Empty(troubles);
    }

    public ValueTask DisposeAsync() => new(context.CloseAsync());

    private async Task KeepAsync(Task asserted)
    {
        try
        {
            await asserted;
        }
        catch (Xunit.Sdk.XunitException found)
        {
            Keep(found.Message);
        }
    }

    private void Keep(string trouble)
    {
        lock (troubles)
            troubles.Add(trouble);
    }

    // What the browser itself says about requests that fail: the page's answer to that is what stories look at.
    private static bool IsNetwork(string text) =>
        text.StartsWith("Failed to load resource", StringComparison.Ordinal)
        || text.Contains("net::ERR_", StringComparison.Ordinal);

    private static string FindTree()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Trading.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("these tests do not lie inside the project");
    }
}
