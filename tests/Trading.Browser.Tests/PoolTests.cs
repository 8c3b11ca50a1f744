using System.Diagnostics;
using Microsoft.Playwright;
using Trading.Flow.Tests;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace Trading.Browser.Tests;

/// <summary>A pool of experts, in a process of its own: its manager takes experts in, finds one and changes it.</summary>
[Collection(Openings.Name)]
public sealed class PoolTests(Chrome chrome, ITestOutputHelper output) : IAsyncLifetime
{
    private const string OwnPassword = "漓江的水清且绿 2026-11";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("trading-pool-");
    private readonly Uri url = new($"http://127.0.0.1:{Port.Free()}");
    private Child? pool;

    private string Data => Path.Combine(folder.FullName, "pool");

    private string Log => Path.Combine(folder.FullName, "pool.log");

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        pool?.Dispose();
        if (File.Exists(Log))
            output.WriteLine(File.ReadAllText(Log));
        folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_manager_imports_experts_mends_a_table_and_suspends_one()
    {
        var oneTime = await SayAsync(Built.Pool, "--data", Data, "--make-manager", "wang");
        await StartAsync();
        await using var window = await chrome.OpenAsync(url, Look.Desktop);
        await SignInAsync(window, oneTime.Trim());
        await Expect(window["nobody"]).ToBeVisibleAsync(People.Slow);
        await window.ShowAsync("pool-empty");

        await ImportAsync(window);
        await FindAsync(window);
        await SuspendAsync(window);
        window.AssertNoTroubles();
    }

    private async Task StartAsync()
    {
        pool = Child.Start("pool", Built.Pool, Log, ["--data", Data, "--urls", url.AbsoluteUri.TrimEnd('/')]);
        using var anybody = new HttpClient { BaseAddress = url };
        await Until.TrueAsync(
            "the pool answers /healthz",
            TimeSpan.FromSeconds(60),
            async () =>
            {
                Assert.True(pool.IsRunning, "the pool ended at once");
                try
                {
                    return (await anybody.GetAsync(new Uri("/healthz", UriKind.Relative))).IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            }
        );
    }

    private static async Task SignInAsync(Window window, string oneTime)
    {
        await window.GoAsync("/");
        await window["sign-in-user"].FillAsync("wang");
        await window["sign-in-pass"].FillAsync(oneTime);
        await window.ShowAsync("pool-sign-in");
        await window["sign-in-submit"].ClickAsync();
        await window["sign-in-new-pass"].FillAsync(OwnPassword);
        await window["sign-in-submit"].ClickAsync();
    }

    // The table that the command line prints as a template, once with a fault in its third line.
    private async Task ImportAsync(Window window)
    {
        var lines = (await SayAsync(Built.Trading, "draw-demo", "--pool-template")).TrimEnd().Split('\n');
        var (good, bad) = (Path.Combine(folder.FullName, "good.csv"), Path.Combine(folder.FullName, "bad.csv"));
        await File.WriteAllLinesAsync(good, lines);
        await File.WriteAllLinesAsync(bad, lines.Select((line, i) => i == 2 ? line + ",x" : line));

        await window.GoAsync("/import");
        await ChooseAsync(window, bad);
        await StateAsync(window, "Checked");
        await Expect(window["import-fault"]).ToHaveCountAsync(1);
        await Expect(window["import-fault"]).ToContainTextAsync("3");
        await window.ShowAsync("pool-faults");
        await window["import-cancel"].ClickAsync();
        await StateAsync(window, "Cancelled");

        await ChooseAsync(window, good);
        await StateAsync(window, "Checked");
        await window["import-reason"].FillAsync("首批入库");
        await window["import-check"].ClickAsync();
        await window["import-second-yes"].ClickAsync();
        await StateAsync(window, "Done");
        await window.ShowAsync("pool-imported");
    }

    // The page first looks whether an import is on its way; until it knows, the field takes nothing.
    private static async Task ChooseAsync(Window window, string table)
    {
        await Expect(window["import-file"]).ToBeEnabledAsync(new() { Timeout = 60_000 });
        await window["import-file"].SetInputFilesAsync(table);
    }

    private static async Task FindAsync(Window window)
    {
        await window.GoAsync("/");
        await Expect(window["expert"]).ToHaveCountAsync(25, new() { Timeout = 60_000 });
        await window.ShowAsync("pool-list");
        var number = await window["expert"].First.GetAttributeAsync("data-number");
        await window["query-text"].FillAsync(number!);
        await window["query-find"].ClickAsync();
        await Expect(window["expert"]).ToHaveCountAsync(1);
        await window["expert"].First.Locator("a").First.ClickAsync();
        await Expect(window["event"]).ToHaveCountAsync(1, new() { Timeout = 60_000 });
    }

    private static async Task SuspendAsync(Window window)
    {
        await window["to-edit"].ClickAsync();
        await window["expert-status"].SelectOptionAsync("Suspended");
        await window["expert-reason"].FillAsync("资料待核");
        await window["expert-check"].ClickAsync();
        await Expect(window["expert-second"]).ToBeVisibleAsync();
        await window.PictureAsync("pool-second-look");
        await window["expert-second-yes"].ClickAsync();
        await Expect(window["event"]).ToHaveCountAsync(2, new() { Timeout = 60_000 });
        await Expect(window["event"].First).ToContainTextAsync("资料待核");
        await window.ShowAsync("pool-expert");
    }

    private static Task StateAsync(Window window, string state) =>
        Expect(window["import"]).ToHaveAttributeAsync("data-state", state, new() { Timeout = 60_000 });

    private static async Task<string> SayAsync(string program, params string[] words)
    {
        using var said = Process.Start(
            new ProcessStartInfo("dotnet", [program, .. words]) { RedirectStandardOutput = true }
        )!;
        var text = await said.StandardOutput.ReadToEndAsync();
        await said.WaitForExitAsync();
        Assert.Equal(0, said.ExitCode);
        return text;
    }
}
