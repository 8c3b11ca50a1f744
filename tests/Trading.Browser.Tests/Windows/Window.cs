using Microsoft.Playwright;

namespace Trading.Browser.Tests;

/// <summary>One person's window. Whatever goes wrong in it (an exception, a broken policy, an error of the page's own) is kept and fails the story.</summary>
internal sealed class Window : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> troubles = [];

    public Window(IBrowserContext context, IPage page, Look look)
    {
        (this.context, Page, Look) = (context, page, look);
        page.PageError += (_, error) => Keep($"exception: {error}");
        page.Console += (_, line) => { if (line.Type == "error" && !IsNetwork(line.Text)) Keep($"console: {line.Text}"); };
    }

    public IPage Page { get; }

    public Look Look { get; }

    public IBrowserContext Context => context;

    public ILocator this[string testId] => Page.GetByTestId(testId);

    public Task GoAsync(string path) => Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.DOMContentLoaded });

    /// <summary>Cuts the line, or joins it again.</summary>
    public Task SetOfflineAsync(bool offline) => context.SetOfflineAsync(offline);

    /// <summary>A picture of the whole page for docs/screens, where TRADING_WRITE_SCREENS asks for pictures.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("TRADING_WRITE_SCREENS") is null) return;
        var folder = Path.Combine(Tree(), "docs", "screens");
        Directory.CreateDirectory(folder);
        await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{Look.Name}.png"), FullPage = true, Animations = ScreenshotAnimations.Disabled });
    }

    public void AssertNoTroubles()
    {
        lock (troubles) Assert.Empty(troubles);
    }

    public ValueTask DisposeAsync() => new(context.CloseAsync());

    private void Keep(string trouble)
    {
        lock (troubles) troubles.Add(trouble);
    }

    // What the browser itself says about requests that fail: the page's answer to that is what stories look at.
    private static bool IsNetwork(string text) => text.StartsWith("Failed to load resource", StringComparison.Ordinal) || text.Contains("net::ERR_", StringComparison.Ordinal);

    private static string Tree()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Trading.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("these tests do not lie inside the project");
    }
}
