using System.Globalization;
using Trading.Evaluation.Pool;
using Trading.Flow.Tests;
using Trading.LoadTests;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace Trading.Browser.Tests;

/// <summary>
/// A draw of another system in the pages: the host copies the paper, the supervisor compares it and signs on another
/// machine, experts come by card alone, and the paper comes last.
/// </summary>
[Collection(Desks.Name)]
public sealed class ImportTests(Chrome chrome, ITestOutputHelper output) : IDisposable
{
    private const string Place = "二楼评标区 5 号门";
    private const string Drawer = "广西综合评标专家库";
    private static readonly Expert[] Experts = [.. Planted.Elsewhere.Take(DrawHall.Seats)];
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task A_host_copies_a_paper_the_supervisor_signs_and_the_paper_comes_last()
    {
        await using var centre = await DrawCentre.StartAsync(
            "draw-imported",
            Planted.Table([.. InventedExperts.Of(40)])
        );
        var platform = centre.Platform;
        await platform.TellAsync(
            output,
            async () =>
            {
                await WritePaperAsync();
                await using var host = await chrome.OpenAsync(platform.Url, Look.Desktop);
                await host.GoAsync("/draws");
                await host["to-draw-import"].ClickAsync();
                await host.UnlockAsync(platform.Crew.KeyPath("host"));
                await host.TrustAsync(platform);
                await FillAsync(host, platform);
                await MistakesAsync(host);
                await SignAsHostAsync(host);

                await using var supervisor = await chrome.OpenAsync(platform.Url, Look.Desktop);
                await SignAsSupervisorAsync(supervisor, platform);
                var draw = await PublishAsync(host);

                await using var anybody = await chrome.OpenAsync(platform.Url, Look.Desktop);
                await ListedAsync(anybody, draw);
                await supervisor.GoAsync($"/draws/{draw}/supervise");
                await supervisor.UnlockAsync(platform.Crew.KeyPath("supervisor"));
                await Expect(supervisor["names-none"]).ToBeVisibleAsync(People.Slow);
                await host.GoAsync($"/draws/{draw}/paper");
                await Expect(host["hand-in-ahead"]).ToBeVisibleAsync(People.Slow);

                using var door = await centre.Offices.EnterAsync();
                await AdmitAsync(door, platform, draw, Experts[0]);
                await Expect(supervisor["names-row"]).ToHaveCountAsync(1, People.SlowCount);
                await Expect(supervisor["names"]).ToContainTextAsync(Experts[0].Name);
                await Expect(anybody.Page.Locator("body")).Not.ToContainTextAsync(Experts[0].Name);
                await supervisor.ShowAsync("import-names");
                foreach (var expert in Experts.Skip(1))
                    await AdmitAsync(door, platform, draw, expert);

                await Expect(anybody["disclosed"]).ToBeVisibleAsync(People.Slow);
                await Expect(anybody["waiting"]).ToHaveAttributeAsync("data-code", "paper", People.SlowAttribute);
                await anybody.ShowAsync("import-disclosed");
                await Expect(supervisor["warning-paper"]).ToBeVisibleAsync(People.Slow);
                await HandInAsync(host, platform);
                await Expect(anybody["external-kept"]).ToContainTextAsync("抽取表已存", People.SlowText);
                await Expect(anybody["to-hand-in"]).ToHaveCountAsync(0);
                await ReplayAsync(anybody, platform);
                foreach (var window in new[] { host, anybody, supervisor })
                    window.AssertNoTroubles();
            }
        );
    }

    public void Dispose() => folder.Dispose();

    private string At(string file) => Path.Combine(folder.Path, file);

    private async Task WritePaperAsync()
    {
        var rows = Experts.Select(e => $"{e.Name},{e.Id}");
        await File.WriteAllTextAsync(At("persons.csv"), $"姓名,身份证号\r\n{string.Join("\r\n", rows)}\r\n");
        await File.WriteAllTextAsync(At("paper.pdf"), $"%PDF-1.7 {string.Join(' ', rows)}");
        await File.WriteAllTextAsync(At("other.pdf"), "%PDF-1.7 another");
        await File.WriteAllTextAsync(
            At("draw.json"),
            $$"""
            { "rules": "procurement-goods", "budget": "3,200,000.00", "buyerUnit": "{{DrawHall.Buyer}}",
              "groups": [ { "specialities": ["A08"], "least": "Intermediate", "seats": {{Experts.Length - 1}} } ],
              "place": "{{Place}}", "drill": true, "supervisor": "supervisor.der" }
            """
        );
    }

    private async Task FillAsync(Window host, Platform platform)
    {
        var page = host.Page;
        await host["import-fill"].SetInputFilesAsync(At("draw.json"));
        await Expect(host["ask-place"]).ToHaveValueAsync(Place);
        await page.Locator("#system").FillAsync(Drawer);
        await page.Locator("#number").FillAsync("2026-0302-17");
        await page.Locator("#drawn-at").FillAsync(Beijing(TimeSpan.FromHours(-1)));
        await host["ask-room-at"].FillAsync(Beijing(TimeSpan.FromHours(2)));
        await host["ask-supervisor"].SetInputFilesAsync(platform.Crew.CertificatePath("supervisor"));
    }

    private static string Beijing(TimeSpan from) =>
        (DateTime.UtcNow + TimeSpan.FromHours(8) + from).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);

    // A rule that says no, persons and paper that are missing: each at its place, and nothing is signed.
    private async Task MistakesAsync(Window host)
    {
        await Expect(host["ask-gate-EvenMembers"]).ToBeVisibleAsync();
        await host["ask-publish"].ClickAsync();
        await Expect(host["drawRequest-wrong-experts"]).ToBeVisibleAsync();
        await Expect(host["drawRequest-wrong-paper"]).ToBeVisibleAsync();
        await host["ask-paper"].SetInputFilesAsync(At("persons.csv"));
        await Expect(host["error"]).ToBeVisibleAsync();
        await host.ShowAsync("import-form");
        await host["import-table"].SetInputFilesAsync(At("persons.csv"));
        await host["ask-paper"].SetInputFilesAsync(At("paper.pdf"));
        await host.Page.Locator("#group-seats-0").FillAsync($"{Experts.Length}");
        await Expect(host["ask-gates"]).ToHaveAttributeAsync("data-n", "0");
    }

    private async Task SignAsHostAsync(Window host)
    {
        await host["ask-publish"].ClickAsync();
        await Expect(host["import-host"]).ToBeVisibleAsync(People.Slow);
        await host.ShowAsync("import-check");
        await host["import-host-yes"].ClickAsync();
        await Expect(host["import-step-signature"]).ToHaveAttributeAsync("data-state", "now", People.SlowAttribute);
        await host.ShowAsync("import-signed");
        // The salt is in this page alone: leaving asks.
        await host.Page.Locator("header a").First.ClickAsync();
        await Expect(host["leave-page"]).ToHaveAttributeAsync("data-risk", "unsaved");
        await host["leave-page-stay"].ClickAsync();
        await SaveAsync(host, "salt-save", "draw.salt");
        await host["salt-file"].SetInputFilesAsync(At("draw.salt"));
        await Expect(host["salt-good"]).ToBeVisibleAsync();
        await SaveAsync(host, "import-save", "draw.import");
    }

    private async Task SaveAsync(Window window, string testId, string file)
    {
        var download = await window.Page.RunAndWaitForDownloadAsync(
            () => window[testId].ClickAsync(),
            new() { Timeout = 60_000 }
        );
        await download.SaveAsAsync(At(file));
    }

    // Whoever compares types the numbers again; one that is missing is told.
    private async Task SignAsSupervisorAsync(Window supervisor, Platform platform)
    {
        await supervisor.GoAsync("/draws/import/sign");
        await supervisor.TrustAsync(platform);
        await supervisor["sign-file"].SetInputFilesAsync(At("draw.import"));
        await Expect(supervisor["sign-file-good"]).ToContainTextAsync(Drawer, People.SlowText);
        await supervisor["sign-paper"].SetInputFilesAsync(At("other.pdf"));
        await Expect(supervisor["error"]).ToBeVisibleAsync();
        await supervisor["sign-paper"].SetInputFilesAsync(At("paper.pdf"));
        await supervisor["salt-file"].SetInputFilesAsync(At("draw.salt"));
        await Expect(supervisor["salt-good"]).ToBeVisibleAsync();
        await supervisor["import-experts"].FillAsync(string.Join('\n', Experts.Skip(1).Select(e => e.Id)));
        await supervisor["sign-compare"].ClickAsync();
        await Expect(supervisor["error"]).ToBeVisibleAsync(People.Slow);
        await supervisor.ShowAsync("import-compare");
        await supervisor["import-experts"].FillAsync(string.Join('\n', Experts.Reverse().Select(e => e.Id)));
        await supervisor["sign-compare"].ClickAsync();
        await Expect(supervisor["sign-compared"]).ToBeVisibleAsync(People.Slow);
        await supervisor.UnlockAsync(platform.Crew.KeyPath("supervisor"));
        await Expect(supervisor["import-supervisor"]).ToBeVisibleAsync();
        await SaveAsync(supervisor, "import-supervisor-yes", "signed.import");
        await Expect(supervisor["sign-done"]).ToBeVisibleAsync();
        await supervisor.ShowAsync("import-sign");
    }

    private async Task<string> PublishAsync(Window host)
    {
        // The file that has no second signature is not the one that comes back.
        await host["import-back"].SetInputFilesAsync(At("draw.import"));
        await Expect(host["error"]).ToBeVisibleAsync();
        await host["import-back"].SetInputFilesAsync(At("signed.import"));
        await Expect(host["second-good"]).ToBeVisibleAsync(People.Slow);
        await Expect(host["import-publish"]).ToBeVisibleAsync();
        await host["import-publish-yes"].ClickAsync();
        await Expect(host["draw"]).ToHaveAttributeAsync("data-phase", "imported", People.SlowAttribute);
        await Expect(host["external-system"]).ToContainTextAsync(Drawer);
        return new Uri(host.Page.Url).Segments[^1];
    }

    private static async Task ListedAsync(Window anybody, string draw)
    {
        await anybody.GoAsync("/draws");
        await Expect(anybody[$"draw-{draw}"]).ToContainTextAsync(Drawer, People.SlowText);
        await anybody.ShowAsync("import-listed");
        await anybody.GoAsync($"/draws/{draw}");
        await Expect(anybody["external-warning"]).ToBeVisibleAsync(People.Slow);
        await anybody.ShowAsync("import-draw");
    }

    // The door opens when the gate has heard of the draw.
    private static Task AdmitAsync(GateDoor door, Platform platform, string draw, Expert person) =>
        Until.TrueAsync(
            $"{person.Number} is admitted",
            platform.Patience(40),
            async () =>
            {
                try
                {
                    return await door.ReceiveAsync(draw, person, default) is "Arrived" or "AlreadyArrived";
                }
                catch (InvalidDataException early) when (early.Message.Contains("NotOpen", StringComparison.Ordinal))
                {
                    return false;
                }
            }
        );

    // The page stands open since before anybody came, and leads on by itself.
    private async Task HandInAsync(Window host, Platform platform)
    {
        await Expect(host["hand-in-paper"]).ToBeAttachedAsync(new() { Timeout = 60_000 });
        await host.UnlockAsync(platform.Crew.KeyPath("host"));
        await host["hand-in-paper"].SetInputFilesAsync(At("other.pdf"));
        await Expect(host["error"]).ToBeVisibleAsync();
        await host["hand-in-paper"].SetInputFilesAsync(At("paper.pdf"));
        await host["salt-file"].SetInputFilesAsync(At("draw.salt"));
        await Expect(host["hand-in-send"]).ToBeEnabledAsync();
        await host.ShowAsync("import-hand-in");
        await host["hand-in-send"].ClickAsync();
        await Expect(host["hand-in-done"]).ToBeVisibleAsync(People.Slow);
    }

    private static async Task ReplayAsync(Window anybody, Platform platform)
    {
        await anybody["to-proof"].ClickAsync();
        await anybody["proof-trust"].GetByTestId("trust-file").SetInputFilesAsync(platform.Crew.TrustPath);
        await Expect(anybody["proof-good"]).ToBeVisibleAsync(People.Slow);
        await Expect(anybody["check-V78"]).ToHaveAttributeAsync("data-outcome", "pass");
        await anybody.ShowAsync("import-proof");
    }
}
