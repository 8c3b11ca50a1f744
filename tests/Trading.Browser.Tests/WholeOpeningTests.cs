using System.Text.RegularExpressions;
using Trading.Cli;
using Trading.Flow.Tests;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace Trading.Browser.Tests;

/// <summary>
/// A person in each window: the host publishes, a bidder bids, the public watches; everything that counts is done by
/// clicking.
/// </summary>
[Collection(Openings.Name)]
public sealed class WholeOpeningTests(Chrome chrome, ITestOutputHelper output) : IAsyncLifetime, IDisposable
{
    private const int SecondsToTheDeadline = 90;
    private const int DocumentBytes = 9_000_000; // three parts: the second is held back until the page is loaded again
    private readonly TemporaryFolder folder = new();
    private Platform platform = null!;

    public async Task InitializeAsync() => platform = await Platform.StartAsync("browser");

    public async Task DisposeAsync() => await platform.DisposeAsync();

    public void Dispose() => folder.Dispose();

    [Fact]
    public Task A_host_and_a_bidder_play_an_opening_while_the_public_watches() =>
        platform.TellAsync(
            output,
            async () =>
            {
                await using var host = await chrome.OpenAsync(platform.Url, Look.Desktop);
                await using var bidder = await chrome.OpenAsync(platform.Url, Look.Desktop);
                await using var hall = await chrome.OpenAsync(platform.Url, new Look("en", Phone: true));
                await using var screen = await chrome.OpenAsync(platform.Url, Look.Desktop);
                await hall.GoAsync("/");
                await hall.ShowAsync("home-empty");

                var seconds = (int)(SecondsToTheDeadline * platform.Pace.Factor);
                var session = await host.PublishAsync(platform, "象山路改造工程", seconds);
                using var others = await Hall.FindAsync(platform, session);
                await others.LocksAsync();
                await Expect(host["next-step"]).ToHaveAttributeAsync("data-code", "waitDeadline", People.SlowAttribute);
                await hall.GoAsync("/");
                await hall.ShowAsync("home");
                await hall[$"session-{session}"].ClickAsync();
                await screen.GoAsync($"/screen/{session}");
                await hall.ShowAsync("hall-intake");
                await host.ShowAsync("host-intake");

                var bidders = await others.BidsAsync(3);
                var kit = await BidAsync(bidder, session);
                await screen.PictureAsync("screen-intake-zh");

                // The deadline: every window shows the four bids, and nobody touched anything.
                await Clock.ReachesAsync(others.CloseAt);
                await Expect(hall["bids"]).ToHaveAttributeAsync("data-count", "4", new() { Timeout = 180_000 });
                await Expect(screen["screen"]).ToHaveAttributeAsync("data-view", "table", People.SlowAttribute);
                await Expect(bidder["own-row"]).ToContainTextAsync("876,543.21", new() { Timeout = 60_000 });
                await hall.ShowAsync("hall-opened");
                await screen.PictureAsync("screen-opened-zh");
                await screen.GoAsync($"/screen/{session}?lang=en");
                await Expect(screen["screen"]).ToHaveAttributeAsync("data-view", "table", People.SlowAttribute);
                await screen.PictureAsync("screen-opened-en");

                await ProtestAsync(host, bidder, hall);
                await CloseAsync(host, session, others);
                await hall.ShowAsync("hall-sealed");
                // Whoever comes back after the conclusion still finds the own bid.
                await bidder.Page.ReloadAsync();
                await Expect(bidder["own-row"]).ToContainTextAsync("876,543.21", new() { Timeout = 60_000 });
                await host.ShowAsync("host-sealed");
                await Verifying.PassesAsync(
                    others,
                    await others.ArchiveAsync("public"),
                    kit,
                    await bidders[0].KitAsync()
                );
                foreach (var window in new[] { host, bidder, hall, screen })
                    window.AssertNoTroubles();
            }
        );

    // Keys, trust, lock, form, kit, upload; the page is loaded again in the middle of the upload and goes on from the
    // sealed bytes.
    private async Task<string> BidAsync(Window bidder, string session)
    {
        using var person = platform.Crew.Newcomer("漓江建设集团有限公司");
        var (key, document, kit) = (At("own.key"), At("投标文件.pdf"), At("own.kit"));
        PrivateFile.WriteNew(key, person.Key.ExportPkcs8PrivateKey());
        await File.WriteAllBytesAsync(At("own.der"), person.Certificate);
        await File.WriteAllBytesAsync(document, new byte[DocumentBytes]);

        await bidder.GoAsync($"/bid/{session}/1");
        await bidder.UnlockAsync(key);
        await bidder.TrustAsync(platform);
        await Expect(bidder["lock-holds"]).ToBeVisibleAsync(People.Slow);
        await bidder.ShowAsync("bid-form");
        await bidder.SealAsync("876,543.21", document, kit);

        var (sent, isHeld) = (new List<string>(), true);
        await bidder.Page.RouteAsync(
            "**/parts/**",
            async route =>
            {
                lock (sent)
                    sent.Add(new Uri(route.Request.Url).AbsolutePath);
                if (isHeld && route.Request.Url.EndsWith("/1/1", StringComparison.Ordinal))
                    return; // stays on its way until the page is gone
                await route.ContinueAsync();
            }
        );
        await bidder.ChooseBackAsync(kit);
        await Until.TrueAsync(
            "the second part is on its way",
            platform.Patience(30),
            () =>
            {
                lock (sent)
                    return Task.FromResult(sent.Any(path => path.EndsWith("/1/1", StringComparison.Ordinal)));
            }
        );
        isHeld = false;
        await bidder.Page.ReloadAsync();
        await Expect(bidder["sent-bid"]).ToHaveAttributeAsync("data-state", "received", People.SlowAttribute);
        lock (sent)
            Assert.Single(sent, path => path.EndsWith("/1/0", StringComparison.Ordinal));
        await bidder.ShowAsync("bid-received");

        await bidder["kit-complete"].ClickAsync();
        var complete = await bidder.Page.RunAndWaitForDownloadAsync(() => bidder["kit-file"].SetInputFilesAsync(kit));
        await complete.SaveAsAsync(At("complete.kit"));
        return At("complete.kit");
    }

    private async Task ProtestAsync(Window host, Window bidder, Window hall)
    {
        await bidder.UnlockAsync(At("own.key"), "after-person");
        await bidder["act-attend"].ClickAsync();
        await Expect(bidder["own-attended"]).ToHaveClassAsync(new Regex("good"));
        await bidder["act-object-text"].FillAsync("请核对我方工期。");
        await bidder["act-object"].ClickAsync();
        await Expect(host["next-step"]).ToHaveAttributeAsync("data-code", "answer", People.SlowAttribute);
        await host.ShowAsync("host-answer");
        await host.UnlockAgainAsync(platform);
        await host["answer-text"].FillAsync("已核对，与投标文件一致。");
        await host["answer-send"].ClickAsync();
        await Expect(bidder["own-answer"]).ToContainTextAsync("已核对", new() { Timeout = 30_000 });
        await bidder["act-confirm"].ClickAsync();
        await Expect(bidder["own-confirmed"]).ToHaveClassAsync(new Regex("good"));
        await Expect(hall["presence-confirmed"]).ToHaveAttributeAsync("data-n", "1", People.SlowAttribute);
        await bidder.ShowAsync("bid-opened");
    }

    private static async Task CloseAsync(Window host, string session, Hall others)
    {
        await Expect(host["next-step"]).ToHaveAttributeAsync("data-code", "conclude", People.SlowAttribute);
        await host["conclude"].ClickAsync();
        await host["conclude-check-yes"].ClickAsync();
        await Expect(host["record-sign"]).ToBeVisibleAsync(People.Slow);
        await host.ReadAndSignAsync();
        await others.HappenedAsync("the record is sealed", 20, e => e is RecordSealed);
        var record = await host.Page.APIRequest.GetAsync($"/api/sessions/{session}/record");
        Assert.Equal("%PDF"u8.ToArray(), (await record.BodyAsync())[..4]);
    }

    private string At(string file) => Path.Combine(folder.Path, file);
}
