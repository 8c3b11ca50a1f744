using Trading.Flow.Tests;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace Trading.Browser.Tests;

/// <summary>
/// Lines break, clocks are wrong, the server is ended by force while all watch: afterwards every window shows the same.
/// </summary>
[Collection(Openings.Name)]
public sealed class BadDaysTests(Chrome chrome, ITestOutputHelper output) : IAsyncLifetime, IDisposable
{
    private const long ClockOffMs = 120_000;
    private readonly TemporaryFolder folder = new();
    private Platform platform = null!;

    public async Task InitializeAsync() => platform = await Platform.StartAsync("bad-days");

    public async Task DisposeAsync() => await platform.DisposeAsync();

    public void Dispose() => folder.Dispose();

    [Fact]
    public Task Windows_with_broken_lines_and_wrong_clocks_end_up_with_the_same_facts() =>
        platform.TellAsync(
            output,
            async () =>
            {
                var (hall, _) = await Hall.InTimeAsync(
                    platform,
                    new HallPlan(Seconds: 25),
                    async hall => await hall.BidsAsync(3)
                );
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

                await hall.SeenAsync(
                    "all three have released",
                    30,
                    s => ((Lot.Opened)s.Lots[hall.OnlyLot]).Partials.Count == 3
                );
                var last = (await hall.EventsAsync()).Count - 1;
                foreach (var window in new[] { steady, cut, wrong })
                {
                    await Expect(window["link"]).ToHaveAttributeAsync("data-link", "live", People.SlowAttribute);
                    await Until.TrueAsync(
                        "the window shows the newest height",
                        platform.Patience(60),
                        async () => await window.HeightAsync() >= last
                    );
                    await Expect(window["bids"]).ToHaveAttributeAsync("data-count", "3");
                    window.AssertNoTroubles();
                }
                Assert.Equal(
                    await steady["root"].GetAttributeAsync("data-root"),
                    await cut["root"].GetAttributeAsync("data-root")
                );
            }
        );

    [Fact]
    public Task A_commit_whose_answer_was_lost_is_not_yet_delivered_until_it_is_known_and_never_too_late() =>
        platform.TellAsync(
            output,
            async () =>
            {
                var (hall, (window, kit)) = await Hall.InTimeAsync(
                    platform,
                    new HallPlan(Seconds: 30),
                    BidOnABadLineAsync
                );
                using var _ = hall;
                await using var bidder = window;
                await Clock.ReachesAsync(hall.CloseAt + 1_000_000);
                await Expect(bidder["not-delivered-yet"]).ToBeVisibleAsync(People.Slow);
                Assert.Equal(0, await bidder["error"].CountAsync());

                // The line is whole again and the page is opened anew, after the deadline.
                await bidder.Page.UnrouteAllAsync();
                await bidder.Page.ReloadAsync();
                // The lot may be opened meanwhile.
                await Expect(bidder["sent-bid"])
                    .ToHaveAttributeAsync(
                        "data-state",
                        new System.Text.RegularExpressions.Regex("^(received|opened)$"),
                        People.SlowAttribute
                    );
                Assert.Equal(0, await bidder["error"].CountAsync());

                // Another browser, nothing but the kit: it is completed, and it signs.
                await using var fresh = await chrome.OpenAsync(platform.Url, Look.Desktop);
                await hall.OpenedAsync(hall.OnlyLot);
                await fresh.GoAsync($"/bid/{hall.Id}/{hall.OnlyLot}");
                await fresh["kit-fetch-open"].ClickAsync();
                var complete = await fresh.Page.RunAndWaitForDownloadAsync(
                    () => fresh["kit-fetch"].GetByTestId("kit-file").SetInputFilesAsync(kit),
                    new() { Timeout = 60_000 }
                );
                await complete.SaveAsAsync(kit + ".complete");
                Assert.NotNull(Trading.Cli.SubmissionKit.Read(kit + ".complete").Receipt);
                await fresh["own-kit"].GetByTestId("kit-file").SetInputFilesAsync(kit);
                await fresh["act-attend"].ClickAsync(new() { Timeout = 60_000 });
                await Expect(fresh["own-attended"])
                    .ToHaveClassAsync(new System.Text.RegularExpressions.Regex("good"), new() { Timeout = 30_000 });
                foreach (var seen in new[] { bidder, fresh })
                    seen.AssertNoTroubles();
            }
        );

    // COMMITs reach the platform and their answers are lost, and so is every answer about the entry.
    private async Task<(Window, string Kit)> BidOnABadLineAsync(Hall hall)
    {
        await hall.BidsAsync(3);
        using var person = platform.Crew.Newcomer("线路不好的投标人");
        var (key, kit) = (Path.Combine(folder.Path, $"{hall.Id}.key"), Path.Combine(folder.Path, $"{hall.Id}.kit"));
        Trading.Cli.PrivateFile.WriteNew(key, person.Key.ExportPkcs8PrivateKey());
        await File.WriteAllBytesAsync(Path.ChangeExtension(key, ".der"), person.Certificate);
        await File.WriteAllBytesAsync(key + ".pdf", new byte[10_000]);
        var window = await chrome.OpenAsync(platform.Url, Look.Desktop);
        await window.GoAsync($"/bid/{hall.Id}/{hall.OnlyLot}");
        await window.UnlockAsync(key);
        await window.TrustAsync(platform);
        await window.SealAsync("876,543.21", key + ".pdf", kit);
        var lost = 0;
        await window.Page.RouteAsync(
            "**/commit",
            async route =>
            {
                await route.FetchAsync();
                lost++;
                await route.AbortAsync("connectionreset");
            }
        );
        await window.Page.RouteAsync(
            "**/acknowledgements/**",
            async route =>
            {
                if (lost == 0)
                    await route.ContinueAsync();
                else
                    await route.AbortAsync("connectionreset");
            }
        );
        await window.ChooseBackAsync(kit);
        await Until.TrueAsync("the COMMIT was forwarded", platform.Patience(20), () => Task.FromResult(lost > 0));
        await Expect(window["not-delivered-yet"]).ToBeVisibleAsync(People.Slow);
        return (window, kit);
    }

    private async Task<Window> OpenAsync(Hall hall, long clockOffMs = 0)
    {
        var window = await chrome.OpenAsync(platform.Url, Look.Desktop);
        if (clockOffMs != 0)
            await window.Page.AddInitScriptAsync(
                $$"""
                const Real = Date;
                globalThis.Date = class extends Real {
                    constructor(...given) { if (given.length) super(...given); else super(Real.now() + {{clockOffMs}}); }
                    static now() { return Real.now() + {{clockOffMs}}; }
                };
                """
            );
        await window.GoAsync($"/hall/{hall.Id}");
        await Expect(window["link"]).ToHaveAttributeAsync("data-link", "live", People.SlowAttribute);
        return window;
    }

    // The page counts down by the server's clock: two minutes of the machine's error must not show.
    private static async Task AssertTheCountdownIsRightAsync(Window window, Hall hall)
    {
        await Expect(window["countdown"])
            .ToHaveAttributeAsync(
                "data-left",
                new System.Text.RegularExpressions.Regex("^-?[0-9]+$"),
                People.SlowAttribute
            );
        var left = long.Parse(
            (await window["countdown"].GetAttributeAsync("data-left"))!,
            System.Globalization.CultureInfo.InvariantCulture
        );
        var expected = (hall.CloseAt - Clock.Now) / 1_000_000;
        Assert.InRange(left, expected - 3, expected + 5);
        Assert.Equal(
            ClockOffMs / 1000,
            await window.Page.EvaluateAsync<long>(
                "Math.round((Date.now() - performance.timeOrigin - performance.now()) / 1000)"
            )
        );
        await Expect(window["wall-off"]).ToBeVisibleAsync();
    }
}
