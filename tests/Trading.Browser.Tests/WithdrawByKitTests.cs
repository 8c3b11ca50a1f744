using Trading.Flow.Tests;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace Trading.Browser.Tests;

/// <summary>
/// A bidder whose certificate has ended has nothing but the kit: it withdraws in a fresh browser, on a phone, and
/// nobody signs in.
/// </summary>
[Collection(Openings.Name)]
public sealed class WithdrawByKitTests(Chrome chrome, ITestOutputHelper output) : IAsyncLifetime
{
    private Platform platform = null!;

    public async Task InitializeAsync() => platform = await Platform.StartAsync("withdraw-by-kit");

    public async Task DisposeAsync() => await platform.DisposeAsync();

    [Fact]
    public Task A_bid_is_withdrawn_with_the_kit_alone_after_a_second_look() =>
        platform.TellAsync(
            output,
            async () =>
            {
                var (hall, (gone, kit)) = await Hall.InTimeAsync(platform, new HallPlan(Seconds: 40), WithdrawAsync);
                using var _ = hall;
                var opened = await hall.OpenedAsync(hall.OnlyLot);
                Assert.Equal(3, opened.Bids.Count);
                Assert.DoesNotContain(opened.Bids, bid => bid.Submission == gone);
                Assert.NotNull(Trading.Cli.SubmissionKit.Read(kit).Acknowledgement);
                await Verifying.PassesAsync(hall, await hall.ArchiveAsync("public"));
            }
        );

    private async Task<(string Submission, string Kit)> WithdrawAsync(Hall hall)
    {
        var bidders = await hall.BidsAsync(4);
        var kit = await bidders[3].KitAsync();
        await using var phone = await chrome.OpenAsync(platform.Url, new Look("zh", Phone: true));
        var signIns = 0;
        phone.Page.Request += (_, asked) =>
        {
            if (asked.Url.Contains("/sign-in", StringComparison.Ordinal) || asked.Headers.ContainsKey("authorization"))
                signIns++;
        };
        await phone.GoAsync($"/bid/{hall.Id}/{hall.OnlyLot}");
        await LookAsync(phone, kit);
        await phone.ShowAsync("withdraw-by-kit");

        // A second thought: nothing was withdrawn.
        await phone["withdraw-cancel"].ClickAsync();
        await Expect(phone["withdraw-by-kit"]).ToHaveCountAsync(0);
        await LookAsync(phone, kit);
        var withdrawal = await phone.Page.RunAndWaitForDownloadAsync(
            () => phone["withdraw-look-yes"].ClickAsync(),
            new() { Timeout = 60_000 }
        );
        await withdrawal.SaveAsAsync(kit + ".withdrawal");
        await Expect(phone["sent-bid"]).ToHaveAttributeAsync("data-state", "withdrawn", People.SlowAttribute);
        Assert.Equal(0, await phone["error"].CountAsync());

        // Said once more with the same kit, elsewhere: it is withdrawn already, and that is said.
        await using var again = await chrome.OpenAsync(platform.Url, new Look("en", Phone: true));
        await again.GoAsync($"/bid/{hall.Id}/{hall.OnlyLot}");
        await LookAsync(again, kit);
        await again["withdraw-look-yes"].ClickAsync();
        await Expect(again["error-title"]).ToBeVisibleAsync(People.Slow);
        await again["language-en"].ClickAsync();
        await Expect(again["error-title"]).ToContainTextAsync("was withdrawn before");
        Assert.Equal(0, signIns);
        foreach (var seen in new[] { phone, again })
            seen.AssertNoTroubles();
        return (bidders[3].Submission, kit + ".withdrawal");
    }

    private static async Task LookAsync(Window window, string kit)
    {
        await window["withdraw-elsewhere"].ClickAsync(new() { Timeout = 60_000 });
        await window["withdraw-by-kit"].GetByTestId("kit-file").SetInputFilesAsync(kit);
        await Expect(window["withdraw-look"]).ToBeVisibleAsync(People.Slow);
        await Expect(window["withdraw-look"]).ToBeFocusedAsync();
    }
}
