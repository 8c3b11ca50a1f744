using Trading.Flow.Tests;
using Trading.Opening;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace Trading.Browser.Tests;

/// <summary>Lines break, clocks are wrong, the server is ended by force while all watch: afterwards every window shows the same.</summary>
[Collection(Browsing.Name)]
public sealed class BadDaysTests(Chrome chrome, ITestOutputHelper output) : IAsyncLifetime
{
    private const long ClockOffMs = 120_000;
    private Platform platform = null!;

    public async Task InitializeAsync() => platform = await Platform.StartAsync("bad-days");

    public async Task DisposeAsync() => await platform.DisposeAsync();

    [Fact]
    public Task Windows_with_broken_lines_and_wrong_clocks_end_up_with_the_same_facts() => platform.TellAsync(output, async () =>
    {
        var (hall, _) = await Hall.InTimeAsync(platform, new HallPlan(Seconds: 25), async hall => await hall.BidsAsync(3));
        using var __ = hall;
        await using var steady = await OpenAsync(hall);
        await using var cut = await OpenAsync(hall);
        await using var wrong = await OpenAsync(hall, ClockOffMs);
        await AssertTheCountdownIsRightAsync(wrong, hall);

        // One line is cut over the deadline; then the server is ended by force and comes back.
        await cut.SetOfflineAsync(true);
        await Expect(cut["link"]).Not.ToHaveAttributeAsync("data-link", "live", People.SlowAttribute);
        await Expect(steady["bids"]).ToHaveAttributeAsync("data-count", "3", new() { Timeout = 120_000 });
        await Expect(wrong["bids"]).ToHaveAttributeAsync("data-count", "3", People.SlowAttribute);
        Assert.Equal(0, await cut["bids"].CountAsync());
        await platform.KillAsync("server");
        await Expect(steady["link"]).Not.ToHaveAttributeAsync("data-link", "live", People.SlowAttribute);
        await steady.PictureAsync("hall-without-server");
        await platform.StartServerAsync();
        await cut.SetOfflineAsync(false);

        await hall.SeenAsync("all three have released", 30, s => ((Lot.Opened)s.Lots[hall.OnlyLot]).Partials.Count == 3);
        var last = (await hall.EventsAsync()).Count - 1;
        foreach (var window in new[] { steady, cut, wrong })
        {
            await Expect(window["link"]).ToHaveAttributeAsync("data-link", "live", People.SlowAttribute);
            await Until.TrueAsync("the window shows the newest height", platform.Patience(60), async () => await window.HeightAsync() >= last);
            await Expect(window["bids"]).ToHaveAttributeAsync("data-count", "3");
            window.AssertNoTroubles();
        }
        Assert.Equal(await steady["root"].GetAttributeAsync("data-root"), await cut["root"].GetAttributeAsync("data-root"));
    });

    private async Task<Window> OpenAsync(Hall hall, long clockOffMs = 0)
    {
        var window = await chrome.OpenAsync(platform.Url, Look.Desktop);
        if (clockOffMs != 0) await window.Page.AddInitScriptAsync($$"""
            const Real = Date;
            globalThis.Date = class extends Real {
                constructor(...given) { if (given.length) super(...given); else super(Real.now() + {{clockOffMs}}); }
                static now() { return Real.now() + {{clockOffMs}}; }
            };
            """);
        await window.GoAsync($"/hall/{hall.Id}");
        await Expect(window["link"]).ToHaveAttributeAsync("data-link", "live", People.SlowAttribute);
        return window;
    }

    // The page counts down by the server's clock: two minutes of the machine's error must not show.
    private static async Task AssertTheCountdownIsRightAsync(Window window, Hall hall)
    {
        await Expect(window["countdown"]).ToHaveAttributeAsync("data-left", new System.Text.RegularExpressions.Regex("^-?[0-9]+$"), People.SlowAttribute);
        var left = long.Parse((await window["countdown"].GetAttributeAsync("data-left"))!, System.Globalization.CultureInfo.InvariantCulture);
        var expected = (hall.CloseAt - Clock.Now) / 1_000_000;
        Assert.InRange(left, expected - 3, expected + 5);
        Assert.Equal(ClockOffMs / 1000, await window.Page.EvaluateAsync<long>("Math.round((Date.now() - performance.timeOrigin - performance.now()) / 1000)"));
        await Expect(window["wall-off"]).ToBeVisibleAsync();
    }
}
