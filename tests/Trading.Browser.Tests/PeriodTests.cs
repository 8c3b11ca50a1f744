using System.Globalization;
using Trading.Cli;
using Trading.Flow.Tests;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace Trading.Browser.Tests;

/// <summary>
/// The host before the conclusion: figures of the hall, whom a conclusion would cut off, the period that is counted
/// down in every window, the second look, and the record that is read before it is signed.
/// </summary>
[Collection(Openings.Name)]
public sealed class PeriodTests(Chrome chrome, ITestOutputHelper output) : IAsyncLifetime
{
    private const int PeriodSeconds = 20;
    private Platform platform = null!;

    public async Task InitializeAsync() => platform = await Platform.StartAsync("period");

    public async Task DisposeAsync() => await platform.DisposeAsync();

    [Fact]
    public Task The_host_waits_for_the_period_concludes_after_a_second_look_and_signs_what_it_read() =>
        platform.TellAsync(
            output,
            async () =>
            {
                await using var host = await chrome.OpenAsync(platform.Url, new Look("zh", Phone: true));
                await using var supervisor = await chrome.OpenAsync(platform.Url, Look.Desktop);
                await using var screen = await chrome.OpenAsync(platform.Url, Look.Desktop);
                var (hall, bidders) = await Hall.InTimeAsync(
                    platform,
                    new HallPlan { PeriodSeconds = PeriodSeconds },
                    hall => hall.BidsAsync(3)
                );
                using var _ = hall;
                await host.GoAsync($"/host/{hall.Id}");
                await host.UnlockAsync(platform.Crew.KeyPath("host"));
                await hall.OpenedAsync(hall.OnlyLot);
                await Expect(host["next-step"]).ToHaveAttributeAsync("data-code", "waitPeriod", People.SlowAttribute);

                // Too early: the page does not offer it, and says why; the platform refuses it, and says why.
                await Expect(host["conclude"]).ToBeDisabledAsync();
                await Expect(host["cut-off-absent"]).ToContainTextAsync("3 家未签到");
                await Expect(host["cut-off-period"]).ToBeVisibleAsync();
                await RefusedAsync(hall);

                await screen.GoAsync($"/screen/{hall.Id}");
                await Expect(screen["period"]).ToContainTextAsync("已确认 0 / 3", People.SlowText);
                await FiguresAsync(host, bidders[0]);
                await Expect(screen["period"]).ToContainTextAsync("已确认 1 / 3", People.SlowText);

                // Somebody else sees whose step it is.
                await supervisor.GoAsync($"/host/{hall.Id}");
                await supervisor.UnlockAsync(platform.Crew.KeyPath("supervisor"));
                await Expect(host["next-step"]).ToHaveAttributeAsync("data-code", "conclude", People.SlowAttribute);
                await Expect(supervisor["next-whose"]).ToContainTextAsync("主持人", People.SlowText);
                await Expect(supervisor["conclude"]).ToBeDisabledAsync();

                await ConcludeAsync(host, hall);
                await SignAsync(host, hall);
                await Verifying.PassesAsync(hall, await hall.ArchiveAsync("public"));
                foreach (var window in new[] { host, supervisor, screen })
                    window.AssertNoTroubles();
            }
        );

    private async Task RefusedAsync(Hall hall)
    {
        using var person = platform.Crew.Person("host");
        using var client = platform.Client(person);
        var refusal = await Assert.ThrowsAsync<ApiException>(() =>
            person.ActAsync(client, hall.Id, Act.Conclude(hall.Id, Bidder.Nonce()))
        );
        Assert.Equal((nameof(Reason.PeriodRunning), "e-bidding:32"), (refusal.Reason, refusal.Rule));
    }

    private static async Task FiguresAsync(Window host, Bidder bidder)
    {
        await Expect(host["dashboard-attended"]).ToContainTextAsync("0 / 3");
        await bidder.AttendAsync();
        await bidder.ConfirmAsync();
        await Expect(host["dashboard-attended"]).ToContainTextAsync("1 / 3", People.SlowText);
        await Expect(host["dashboard-confirmed"]).ToContainTextAsync("1 / 3", People.SlowText);
        await Expect(host["dashboard-open"]).ToContainTextAsync("0 / 0");
        var left = await host["period"].GetAttributeAsync("data-left");
        Assert.InRange(int.Parse(left!, CultureInfo.InvariantCulture), 0, PeriodSeconds);
    }

    private static async Task ConcludeAsync(Window host, Hall hall)
    {
        await host["conclude"].ClickAsync();
        await Expect(host["conclude-check"]).ToBeFocusedAsync();
        await Expect(host["conclude-check-confirmed"]).ToHaveTextAsync("1 / 3");
        await Expect(host["conclude-check-warning-absent"]).ToContainTextAsync("2 家未签到");
        await host.ShowAsync("host-conclude");
        await host["conclude-check-back"].ClickAsync();
        Assert.DoesNotContain(await hall.EventsAsync(), e => e is SessionConcluded);
        await host["conclude"].ClickAsync();
        await host["conclude-check-yes"].ClickAsync();
        await hall.HappenedAsync("the session is concluded", 20, e => e is SessionConcluded);
    }

    private static async Task SignAsync(Window host, Hall hall)
    {
        await Expect(host["record-draft"]).ToBeVisibleAsync(People.Slow);
        await Expect(host["record-sign"]).ToBeDisabledAsync();
        await Expect(host["record-read"]).ToBeDisabledAsync();
        await host.ShowAsync("host-sign");
        await host.ReadAndSignAsync();
        await hall.HappenedAsync("the record is sealed", 20, e => e is RecordSealed);
        await Expect(host["archive-open"]).ToBeVisibleAsync(People.Slow);
    }
}
