using System.Globalization;
using Trading.Cli;
using Trading.Crypto;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Pool;
using Trading.Flow.Tests;
using Trading.LoadTests;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace Trading.Browser.Tests;

/// <summary>
/// The draw of experts as its people see it: who asks, who is called, who stands at the door, who supervises, and
/// anybody who replays it.
/// </summary>
[Collection(Desks.Name)]
public sealed class DrawTests(Chrome chrome, ITestOutputHelper output)
{
    private const string Field = "A08";

    [Fact]
    public async Task A_host_asks_for_a_draw_and_reads_which_rule_says_no()
    {
        await using var platform = await Platform.StartAsync("draw-asked");
        await platform.TellAsync(
            output,
            async () =>
            {
                await using var host = await chrome.OpenAsync(platform.Url, Look.Desktop);
                await host.GoAsync("/draws");
                await Expect(host["draws-empty"]).ToBeVisibleAsync();
                await host["to-draw-request"].ClickAsync();
                await host.UnlockAsync(platform.Crew.KeyPath("host"));
                await host.TrustAsync(platform);
                await FillAsync(host, platform, seats: "4");
                await Expect(host["ask-gate-EvenMembers"]).ToBeVisibleAsync();
                await host.ShowAsync("draw-request");
                await host["ask-publish"].ClickAsync();
                await Expect(host["ask-gated"]).ToBeVisibleAsync();

                await host.Page.Locator("#group-seats-0").FillAsync("5");
                await Expect(host["ask-gates"]).ToHaveAttributeAsync("data-n", "0");
                await host["ask-publish"].ClickAsync();
                await Expect(host["ask-confirm"]).ToBeVisibleAsync();
                await host.ShowAsync("draw-request-check");
                await host["ask-confirm-yes"].ClickAsync();
                await Expect(host["draw"]).ToBeVisibleAsync(People.Slow);
                await Expect(host["asked"]).ToContainTextAsync("三楼评标区");
                await Expect(host["draw"]).ToHaveAttributeAsync("data-phase", "locked", People.SlowAttribute);
                await host.ShowAsync("draw-locked");

                await host.GoAsync("/draws");
                await Expect(host["draws-going"]).ToContainTextAsync("三楼评标区", People.SlowText);
                await host.ShowAsync("draws");
                host.AssertNoTroubles();
            }
        );
    }

    [Fact]
    public async Task Names_open_one_by_one_at_the_door_and_anybody_replays_the_draw()
    {
        var experts = InventedExperts.Of(40).ToList();
        await using var centre = await DrawCentre.StartAsync("draw-seen", Planted.Table(experts));
        var platform = centre.Platform;
        await platform.TellAsync(
            output,
            async () =>
            {
                using var draw = await DrawHall.PrepareAsync(platform, new DrawWish(Field, "三楼评标区 2 号门"));
                await using var anybody = await chrome.OpenAsync(platform.Url, Look.Desktop);
                await anybody.GoAsync($"/draws/{draw.Id}");
                await Expect(anybody["draw"]).ToHaveAttributeAsync("data-phase", "committed", People.SlowAttribute);
                await draw.DrawnAsync();
                await ExpertConfirmsAsync(centre, draw);
                var calls = await draw.ConfirmedAsync(centre);
                await Expect(anybody["draw"]).ToHaveAttributeAsync("data-phase", "drawn", People.SlowAttribute);
                await anybody.ShowAsync("draw-drawn");
                await Expect(anybody.Page.Locator("body")).Not.ToContainTextAsync(NameOf(experts, calls[0]));

                await using var supervisor = await chrome.OpenAsync(platform.Url, Look.Desktop);
                await supervisor.GoAsync($"/draws/{draw.Id}/supervise");
                await supervisor.UnlockAsync(platform.Crew.KeyPath("supervisor"));
                await Expect(supervisor["names-none"]).ToBeVisibleAsync(People.Slow);
                await using var desk = await EnterAsync(centre);
                await RefuseAsync(desk, experts, calls);
                await AdmitAsync(desk, experts, calls[0]);
                await desk.ShowAsync("gate-arrived");
                await Expect(supervisor["names-row"]).ToHaveCountAsync(1, People.SlowCount);
                await Expect(supervisor["names"]).ToContainTextAsync(NameOf(experts, calls[0]));
                await supervisor.ShowAsync("draw-names");
                foreach (var call in calls.Skip(1))
                {
                    await desk["outcome-next"].ClickAsync();
                    await AdmitAsync(desk, experts, call);
                }
                await Expect(supervisor["names-row"]).ToHaveCountAsync(calls.Count, People.SlowCount);

                await Expect(anybody["disclosed"]).ToBeVisibleAsync(People.Slow);
                await anybody.ShowAsync("draw-disclosed");
                await anybody["to-proof"].ClickAsync();
                await anybody["proof-trust"].GetByTestId("trust-file").SetInputFilesAsync(platform.Crew.TrustPath);
                await Expect(anybody["proof-good"]).ToBeVisibleAsync(People.Slow);
                await Expect(anybody["check-V71"]).ToHaveAttributeAsync("data-outcome", "pass");
                await anybody.ShowAsync("draw-proof");
                foreach (var window in new[] { anybody, supervisor, desk })
                    window.AssertNoTroubles();
            }
        );
    }

    private static string NameOf(IReadOnlyList<Expert> experts, TelephoneCall call) => Of(experts, call).Name;

    private static Expert Of(IReadOnlyList<Expert> experts, TelephoneCall call) =>
        experts.Single(e => e.Phone == call.Number);

    private static async Task FillAsync(Window host, Platform platform, string seats)
    {
        var page = host.Page;
        await host["ask-rules"].SelectOptionAsync("procurement-goods");
        await host["ask-budget"].FillAsync("3,200,000.00");
        await page.Locator("#buyer-unit").FillAsync(InventedExperts.UnitCode(900_000_001));
        await page.Locator("#group-codes-0").FillAsync(Field);
        await page.Locator("#group-seats-0").FillAsync(seats);
        var room = DateTime.UtcNow.AddHours(8).AddHours(2);
        await host["ask-room-at"].FillAsync(room.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture));
        await host["ask-place"].FillAsync("三楼评标区 2 号门");
        await host["ask-custody"].SelectOptionAsync("Single");
        await host["ask-drill"].CheckAsync();
        await host["ask-supervisor"].SetInputFilesAsync(platform.Crew.CertificatePath("supervisor"));
    }

    // The first one who is rung opens the link of the message and says yes there.
    private async Task ExpertConfirmsAsync(DrawCentre centre, DrawHall draw)
    {
        using var telephones = new Telephones(centre.Offices.Telephones);
        var call = await Until.SeenAsync(
            "somebody is rung",
            centre.Platform.Patience(40),
            async () => (await telephones.CallsAsync(draw.Place, default)).FirstOrDefault(c => c.Link is not null)
        );
        await using var phone = await chrome.OpenAsync(centre.Offices.Page, new Look(Phone: true));
        await phone.Page.GotoAsync(call.Link!);
        await Expect(phone["expert-digits"]).ToContainTextAsync(call.Digits[..4], People.SlowText);
        await Expect(phone["expert-where"]).ToContainTextAsync("三楼评标区");
        await phone.ShowAsync("expert");
        phone.AssertNoTroubles();
    }

    private async Task<Window> EnterAsync(DrawCentre centre)
    {
        var desk = await chrome.OpenAsync(centre.Offices.Gate, Look.Desktop);
        await desk.GoAsync("/");
        await desk["sign-in-user"].FillAsync("desk");
        await desk["sign-in-pass"].FillAsync(await File.ReadAllTextAsync(centre.Offices.DeskPasswordFile));
        await desk["sign-in-submit"].ClickAsync();
        await Expect(desk["present"]).ToBeVisibleAsync(People.Slow);
        return desk;
    }

    // Somebody with another's digits: no name opens.
    private static async Task RefuseAsync(
        Window desk,
        IReadOnlyList<Expert> experts,
        IReadOnlyList<TelephoneCall> calls
    )
    {
        await PresentAsync(desk, Of(experts, calls[1]).Id, calls[0].Digits);
        await Expect(desk["outcome-WrongCode"]).ToBeVisibleAsync(People.Slow);
        await desk.ShowAsync("gate-wrong-code");
        await desk["outcome-clear"].ClickAsync();
    }

    private static async Task AdmitAsync(Window desk, IReadOnlyList<Expert> experts, TelephoneCall call)
    {
        await PresentAsync(desk, Of(experts, call).Id, call.Digits);
        await Expect(desk["outcome-arrived"]).ToContainTextAsync(NameOf(experts, call), People.SlowText);
    }

    private static async Task PresentAsync(Window desk, string id, string digits)
    {
        await desk["present-id"].FillAsync(id);
        await desk["present-digits"].FillAsync(digits);
        await desk["present-looked"].CheckAsync();
        await desk["present-admit"].ClickAsync();
    }
}
