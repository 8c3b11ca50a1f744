using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Trading.Flow.Tests;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace Trading.Browser.Tests;

/// <summary>
/// Somebody finds a session, compares its notice, tries whether the computer can bid, and sees what waits for whom; the
/// server goes away and comes back.
/// </summary>
[Collection(Openings.Name)]
public sealed class FindingTests(Chrome chrome, ITestOutputHelper output) : IAsyncLifetime
{
    private const int SecondsToTheDeadline = 3_600;
    private Platform platform = null!;

    public async Task InitializeAsync() => platform = await Platform.StartAsync("finding");

    public async Task DisposeAsync() => await platform.DisposeAsync();

    [Fact]
    public Task A_session_is_found_compared_and_left_to_its_host() =>
        platform.TellAsync(
            output,
            async () =>
            {
                await using var host = await chrome.OpenAsync(platform.Url, Look.Desktop);
                await host.FillAsync(platform, "象山路改造工程");
                await host.SendAsync(SecondsToTheDeadline);
                var session = await host.PublishedAsync();

                await using var window = await chrome.OpenAsync(platform.Url, Look.Desktop);
                await FindAsync(window, session);
                await CompareAsync(window, session);
                await CheckAsync(window);
                await LookAtMineAsync(window, session);
                window.AssertNoTroubles();
                host.AssertNoTroubles();
            }
        );

    [Fact]
    public Task A_server_that_is_away_is_told_on_the_page_until_it_is_back() =>
        platform.TellAsync(
            output,
            async () =>
            {
                await using var window = await chrome.OpenAsync(platform.Url, Look.Desktop);
                await window.GoAsync("/");
                await Expect(window["home-empty"]).ToBeVisibleAsync(People.Slow);
                await platform.KillAsync("server");
                await Expect(window["away"]).ToBeVisibleAsync(People.Slow);
                await window.ShowAsync("away");
                // A page that was not loaded yet cannot be had now; it comes as soon as there is a server again.
                await window["to-check"].ClickAsync();
                await platform.StartServerAsync();
                await Expect(window["check"]).ToBeVisibleAsync(People.Slow);
                await Expect(window["away"]).ToHaveCountAsync(0, People.SlowCount);
            }
        );

    [Fact]
    public Task An_unknown_address_is_a_page_with_the_way_back() =>
        platform.TellAsync(
            output,
            async () =>
            {
                await using var window = await chrome.OpenAsync(platform.Url, Look.Desktop);
                var answer = await window.Page.GotoAsync("/halls/of/nobody");
                Assert.Equal(404, answer!.Status);
                await Expect(window["nothing"]).ToContainTextAsync("没有这个页面");
                await Expect(window.Page).ToHaveTitleAsync("没有这个页面 · 开标大厅");
                await window.ShowAsync("nothing");
                await window["nothing"].Locator("a").ClickAsync();
                await Expect(window["home"]).ToBeVisibleAsync();
                await Expect(window.Page).ToHaveTitleAsync("今日开标 · 开标大厅");
            }
        );

    private static async Task FindAsync(Window window, string session)
    {
        await window.GoAsync("/");
        await window["home-text"].FillAsync("gx-2026");
        await Expect(window["home-found"].GetByTestId($"session-{session}")).ToBeVisibleAsync();
        await Expect(window.Page).ToHaveURLAsync(new Regex(@"\?text=gx-2026$"));
        await window["home-state"].SelectOptionAsync("failed");
        await Expect(window["home-none"]).ToBeVisibleAsync();
        await window.ShowAsync("home-none");
        // The address alone brings the same search.
        await window.Page.ReloadAsync();
        await Expect(window["home-none"]).ToBeVisibleAsync();
        await Expect(window["home-text"]).ToHaveValueAsync("gx-2026");
        await window["home-clear"].ClickAsync();
        await Expect(window[$"session-{session}"]).ToBeVisibleAsync();
        await window["home-from"].FillAsync("2026-01-02");
        await window["home-until"].FillAsync("2026-01-01");
        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("起日晚于止日");
        await window["home-clear"].ClickAsync();
        await Expect(window[$"session-{session}"]).ToBeVisibleAsync();
        await window.ShowAsync("home-search");
    }

    private async Task CompareAsync(Window window, string session)
    {
        await window.GoAsync($"/notice/{session}");
        await Expect(window["notice"]).ToContainTextAsync("象山路改造工程", new() { Timeout = 60_000 });
        var trust = await File.ReadAllBytesAsync(platform.Crew.TrustPath);
        await Expect(window["notice-print-groups"])
            .ToHaveTextAsync(
                new Regex(
                    string.Join(
                        @"\s*",
                        Convert.ToHexStringLower(SHA256.HashData(trust)).Chunk(4).Select(g => new string(g))
                    )
                )
            );
        await window["notice-own"].SetInputFilesAsync(platform.Crew.TrustPath);
        await Expect(window["notice-compared"]).ToContainTextAsync(new Regex("^\\s*一致："));
        await window["notice-own"].SetInputFilesAsync(platform.Crew.CertificatePath("host"));
        await Expect(window["notice-compared"]).ToContainTextAsync("不一致：");
        await window.ShowAsync("notice");
        await window.Page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Print });
        await Expect(window["notice-own"]).ToBeHiddenAsync();
        await Expect(window["notice-print-groups"]).ToBeVisibleAsync();
        await window.Page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Screen });
    }

    private async Task CheckAsync(Window window)
    {
        await window.GoAsync("/check");
        await Expect(window["check-verdict"])
            .Not.ToHaveAttributeAsync("data-verdict", "now", new() { Timeout = 120_000 });
        await Expect(window["check-verdict"]).Not.ToHaveAttributeAsync("data-verdict", "fail");
        foreach (var line in new[] { "secure", "crypto", "seal", "clock" })
            await Expect(window[$"check-{line}"]).ToHaveClassAsync("pass");
        await window["check-file-pick"].SetInputFilesAsync(platform.Crew.TrustPath);
        await Expect(window["check-file"]).ToHaveClassAsync("pass");
        await window.ShowAsync("check");
    }

    private async Task LookAtMineAsync(Window window, string session)
    {
        await window.GoAsync("/mine");
        await window.ShowAsync("mine-nobody");
        await window["mine-sign-in"].Locator("a").ClickAsync();
        await window["sign-in-certificate"]
            .GetByTestId("person-files")
            .SetInputFilesAsync([platform.Crew.KeyPath("host"), platform.Crew.CertificatePath("host")]);
        await Expect(window["mine-session"]).ToContainTextAsync("象山路改造工程", new() { Timeout = 60_000 });
        await Expect(window["mine-session"]).ToContainTextAsync("主持人");
        await Expect(window["mine-publisher"]).ToBeVisibleAsync();
        await window.ShowAsync("mine");
        await window["mine-session"].GetByRole(AriaRole.Link, new() { Name = "去办理" }).ClickAsync();
        await window.Page.WaitForURLAsync($"**/host/{session}");
    }
}
