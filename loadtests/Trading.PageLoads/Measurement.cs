using System.Globalization;
using Microsoft.Playwright;
using Trading.Cli;

namespace Trading.PageLoads;

/// <summary>Figures of one machine after another, each beside its goal.</summary>
internal sealed class Measurement(PagesPlan plan, TextWriter output)
{
    private const double LongestTaskMs = 100;
    private const double ActsShare = 10;

    /// <summary>For so many seconds acts come, each of another bidder of the first lot.</summary>
    public const int ActSeconds = 10;

    private const double TellsFromMs = 50;
    private const int ScreensScrolled = 40;
    private static readonly string[] Browsers =
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];

    /// <summary>After the last act the page may still be at work.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);
    private int missed;

    public async Task<int> RunAsync(CancellationToken cancel)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = ChromiumPath(),
                Args = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
                Headless = true,
            }
        );
        output.WriteLine(
            $"hall of {plan.Lots} lots, {plan.Bids} bids in the first, Chromium {browser.Version}; a task is told from "
                + $"{TellsFromMs:0} ms on"
        );
        output.WriteLine($"{"", -8}{"what", -46}{"figure", 12}{"goal", 12}");
        foreach (var machine in plan.Machines)
            await MeasureAsync(browser, machine, cancel);
        output.WriteLine(missed == 0 ? "every goal is met" : $"{missed} goals missed");
        return missed == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private async Task MeasureAsync(IBrowser browser, Machine machine, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("trading-pages-").FullName;
        try
        {
            using var hall = await BigHall.MakeAsync(plan, folder, cancel);
            await LiveAsync(browser, machine, hall, cancel);
            await LateAsync(browser, machine, hall);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task LiveAsync(IBrowser browser, Machine machine, BigHall hall, CancellationToken cancel)
    {
        await using var window = await HallWindow.OpenAsync(browser, machine);
        await window.GoAsync(plan.Server, hall.Session, plan.Bids);
        await window.UntilShownAsync();
        await using var trace = await TraceAsync(browser, $"{machine.Name}-live");
        var openedAt = await hall.UntilOpenedAsync(cancel) / 1e3;
        var full = await window.UntilFullAsync();
        await Task.Delay(Rest, cancel);
        Tell(machine, "live: LotOpened to the first rows", full - openedAt, "ms", machine.FullWithinMs);
        TellTask(machine, "live: longest task", await window.LongestSinceAsync(hall.CloseAt / 1e3));
        output.WriteLine($"{machine.Name, -8}{"live: bytes", -46}{window.Bytes / 1024.0, 8:0} KiB");
        Tell(machine, "live: wider than the window", await window.OverflowAsync(), "px", 0);
        await ActsAsync(window, machine, hall, cancel);
        await SearchAsync(window, machine, cancel);
    }

    private async Task<Trace?> TraceAsync(IBrowser browser, string name)
    {
        if (plan.TraceFolder is not { } folder)
            return null;
        Directory.CreateDirectory(folder);
        return await Trace.BeginAsync(browser, Path.Combine(folder, name + ".json"));
    }

    private async Task ActsAsync(HallWindow window, Machine machine, BigHall hall, CancellationToken cancel)
    {
        var (began, before) = (HallWindow.Now(), await window.WorkedAsync());
        await hall.AttendAsync(0, plan.ActsPerSecond * ActSeconds, plan.ActsPerSecond, cancel);
        await Task.Delay(Rest, cancel);
        var share = (await window.WorkedAsync() - before) / ActSeconds * 100;
        var goal = machine.Slower == 1 ? ActsShare : (double?)null;
        Tell(machine, $"{plan.ActsPerSecond} acts/s: share of the main thread", share, "%", goal);
        TellTask(machine, $"{plan.ActsPerSecond} acts/s: longest task", await window.LongestSinceAsync(began));
    }

    private async Task SearchAsync(HallWindow window, Machine machine, CancellationToken cancel)
    {
        await window.ExpectAsync(int.MaxValue);
        await window.SearchAsync("南宁");
        await Task.Delay(Rest, cancel);
        // The first bid may be one of those that were found: then clearing shows as many rows again and the same first.
        await ChangeAsync("search cleared", () => window.SearchAsync(""), isAnother: false);
        await ChangeAsync("ordered by price", () => window.SortAsync("sort-price"), isAnother: true);
        var scrolled = HallWindow.Now();
        await window.ScrollAsync(ScreensScrolled);
        await Task.Delay(Rest, cancel);
        TellTask(machine, "scrolled: longest task", await window.LongestSinceAsync(scrolled));

        async Task ChangeAsync(string what, Func<Task> change, bool isAnother)
        {
            await window.ExpectAsync(plan.Bids, isAnother);
            var began = HallWindow.Now();
            await change();
            var full = await window.UntilFullAsync();
            await Task.Delay(Rest, cancel);
            Tell(machine, $"{what}: to its first rows", full - began, "ms", null);
            TellTask(machine, $"{what}: longest task", await window.LongestSinceAsync(began));
        }
    }

    private async Task LateAsync(IBrowser browser, Machine machine, BigHall hall)
    {
        await using var window = await HallWindow.OpenAsync(browser, machine);
        await using var trace = await TraceAsync(browser, $"{machine.Name}-late");
        await window.GoAsync(plan.Server, hall.Session, plan.Bids);
        var full = await window.UntilFullAsync();
        var born = await window.BornAsync();
        Tell(machine, "late: address to the first rows", full - born, "ms", machine.LateWithinMs);
        TellTask(machine, "late: longest task", await window.LongestSinceAsync(0));
        output.WriteLine($"{machine.Name, -8}{"late: bytes", -46}{window.Bytes / 1024.0, 8:0} KiB");
    }

    private void TellTask(Machine machine, string what, double ms)
    {
        if (ms < TellsFromMs)
            output.WriteLine($"{machine.Name, -8}{what, -46}{"< 50 ms", 12}{"≤ 100 ms", 12}");
        else
            Tell(machine, what, ms, "ms", LongestTaskMs);
    }

    private void Tell(Machine machine, string what, double figure, string unit, double? goal)
    {
        var (isMissed, culture) = (figure > goal, CultureInfo.InvariantCulture);
        missed += isMissed ? 1 : 0;
        var shown = string.Create(culture, $"{figure, 8:0.#} {unit}");
        var wanted = goal is null ? "" : string.Create(culture, $"≤ {goal:0} {unit}");
        output.WriteLine($"{machine.Name, -8}{what, -46}{shown, 12}{wanted, 12}{(isMissed ? "  missed" : "")}");
    }

    private static string ChromiumPath() =>
        Environment.GetEnvironmentVariable("TRADING_CHROMIUM")
        ?? Array.Find(Browsers, File.Exists)
        ?? throw CommandException.Usage("There is no Chromium.", "TRADING_CHROMIUM names one");
}
