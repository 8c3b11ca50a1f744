using Trading.Flow.Tests;
using Trading.Opening;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace Trading.Browser.Tests;

/// <summary>
/// After the deadline, while the trustees are awaited, a bidder gives its bid up with the kit alone: on a phone, by the
/// keyboard, after a second look, and over a line that loses the first answer.
/// </summary>
[Collection(Openings.Name)]
public sealed class RevokeTests(Chrome chrome, ITestOutputHelper output) : IAsyncLifetime
{
    private Platform platform = null!;
    private bool ended;

    public async Task InitializeAsync() => platform = await Platform.StartAsync("revoke");

    public async Task DisposeAsync() => await platform.DisposeAsync();

    [Fact]
    public Task A_bid_is_revoked_between_the_freeze_and_the_release_after_a_second_look() =>
        platform.TellAsync(
            output,
            async () =>
            {
                await using var phone = await chrome.OpenAsync(platform.Url, new Look("zh", Phone: true));
                var (hall, (gone, kit)) = await Hall.InTimeAsync(
                    platform,
                    new HallPlan(Seconds: 25),
                    PrepareAsync,
                    hall => BidAndLookAsync(hall, phone)
                );
                using var _ = hall;
                await hall.PhaseAsync<Lot.Frozen>(hall.OnlyLot);

                await LookAsync(phone, kit);
                await phone.ShowAsync("revoke-by-kit");
                await phone["revoke-cancel"].ClickAsync();
                Assert.DoesNotContain(await hall.EventsAsync(), e => e is BidRevoked);
                await RevokeAsync(phone, kit);
                await phone.ShowAsync("bid-revoked");

                platform.StartTrustee("t2");
                var opened = await hall.OpenedAsync(hall.OnlyLot);
                Assert.Equal(3, opened.Bids.Count);
                Assert.DoesNotContain(opened.Bids, bid => bid.Submission == gone);
                Assert.Single(await hall.EventsAsync(), e => e is BidRevoked);
                await Expect(phone["own-missing"]).ToContainTextAsync("撤销", new() { Timeout = 60_000 });
                await Verifying.PassesAsync(hall, await hall.ArchiveAsync("public"));
                phone.AssertNoTroubles();
            }
        );

    // Done again when it was not in time: then a new lock needs every trustee.
    private Task<Hall> PrepareAsync(Platform platform, HallPlan plan)
    {
        if (ended)
        {
            platform.StartTrustee("t2");
            platform.StartTrustee("t3");
            ended = false;
        }
        return Hall.PrepareAsync(platform, plan);
    }

    // Before the deadline a bid is withdrawn, and nothing else is offered. A receipt needs witnesses; then one trustee
    // alone, too few to release, lets the lot stay frozen until another one returns.
    private async Task<(string Gone, string Kit)> BidAndLookAsync(Hall hall, Window phone)
    {
        var bidders = await hall.BidsAsync(4);
        await phone.GoAsync($"/bid/{hall.Id}/{hall.OnlyLot}");
        await Expect(phone["withdraw-elsewhere"]).ToBeVisibleAsync(People.Slow);
        Assert.Equal(0, await phone["revoke-elsewhere"].CountAsync());
        var kit = await bidders[3].KitAsync();
        await platform.KillAsync("t3");
        await platform.KillAsync("t2");
        ended = true;
        return (bidders[3].Submission, kit);
    }

    private static async Task LookAsync(Window phone, string kit)
    {
        await phone["revoke-elsewhere"].ClickAsync(new() { Timeout = 60_000 });
        await phone["revoke-by-kit"].GetByTestId("kit-file").SetInputFilesAsync(kit);
        await Expect(phone["revoke-look"]).ToBeFocusedAsync(new() { Timeout = 60_000 });
        await Expect(phone["revoke-means"]).ToContainTextAsync("投标保证金");
        await Expect(phone["revoke-look-yes"]).ToBeDisabledAsync();
    }

    // From the look on nothing but the keyboard is used.
    private static async Task RevokeAsync(Window phone, string kit)
    {
        await LookAsync(phone, kit);
        var times = 0;
        await phone.Page.RouteAsync(
            "**/withdrawals",
            async route =>
            {
                if (times++ > 0)
                {
                    await route.ContinueAsync();
                    return;
                }
                await route.FetchAsync();
                await route.AbortAsync("connectionreset");
            }
        );
        await phone.Page.Keyboard.PressAsync("Tab");
        await Expect(phone["revoke-understood"]).ToBeFocusedAsync();
        await phone.Page.Keyboard.PressAsync("Space");
        await phone.Page.Keyboard.PressAsync("Tab");
        await Expect(phone["revoke-look-yes"]).ToBeFocusedAsync();
        var statement = await phone.Page.RunAndWaitForDownloadAsync(
            () => phone.Page.Keyboard.PressAsync("Enter"),
            new() { Timeout = 60_000 }
        );
        await statement.SaveAsAsync(kit + ".revocation");
        Assert.Null(Trading.Cli.SubmissionKit.Read(kit + ".revocation").Acknowledgement);
        await Expect(phone["sent-bid"]).ToHaveAttributeAsync("data-state", "revoked", People.SlowAttribute);
        Assert.Equal(0, await phone["error"].CountAsync());
        Assert.True(times >= 1);
    }
}
