using System.Diagnostics;
using Trading.Flow.Tests;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace Trading.Browser.Tests;

/// <summary>The three ways in: a certificate file, a password, a link of the demo.</summary>
[Collection(Browsing.Name)]
public sealed class SignInTests(Chrome chrome, ITestOutputHelper output) : IAsyncLifetime
{
    private const string Token = "abcdefghijklmnop0123456789";
    private const string OwnPassword = "漓江的水清且绿 2026-11";
    private Platform platform = null!;

    public async Task InitializeAsync() => platform = await Platform.StartAsync("sign-in");

    public async Task DisposeAsync() => await platform.DisposeAsync();

    [Fact]
    public Task A_manager_changes_the_one_time_password_and_is_known_after_a_reload() =>
        platform.TellAsync(
            output,
            async () =>
            {
                await platform.KillAsync("server");
                var oneTime = await MakeManagerAsync("boss");
                await platform.StartServerAsync();
                await using var window = await chrome.OpenAsync(platform.Url, Look.Desktop);
                await window.GoAsync("/sign-in");
                await window.ShowAsync("sign-in");

                await EnterAsync(window, "boss", "wrong password of a guess");
                await Expect(window["error"]).ToBeVisibleAsync();
                await EnterAsync(window, "boss", oneTime);
                await window["sign-in-new-pass"].FillAsync(OwnPassword);
                await window["sign-in-submit"].ClickAsync();
                await Expect(window["signed-in"]).ToBeVisibleAsync(People.Slow);
                await window.Page.ReloadAsync();
                await Expect(window["signed-in-kind"]).ToContainTextAsync("boss");
                await window.ShowAsync("signed-in");
                await window["sign-out"].ClickAsync();
                await Expect(window["sign-in-password"]).ToBeVisibleAsync();
                await EnterAsync(window, "boss", OwnPassword);
                await Expect(window["signed-in"]).ToBeVisibleAsync(People.Slow);
                window.AssertNoTroubles();
            }
        );

    [Fact]
    public Task A_demo_link_signs_in_once_and_leaves_no_token_in_the_address() =>
        platform.TellAsync(
            output,
            async () =>
            {
                var demo = Path.Combine(platform.ServerData, "demo");
                Directory.CreateDirectory(Path.Combine(demo, "tokens"));
                File.Copy(platform.Crew.CertificatePath("host"), Path.Combine(demo, "host.der"));
                await File.WriteAllTextAsync(Path.Combine(demo, "tokens", "host"), Token);
                await using var window = await chrome.OpenAsync(platform.Url, Look.Desktop);
                await window.GoAsync($"/sign-in?to=/host#token={Token}");
                await window.Page.WaitForURLAsync("**/host");
                await Expect(window["to-sign-in"]).ToContainTextAsync("host");
                Assert.DoesNotContain("token", window.Page.Url, StringComparison.Ordinal);

                await using var second = await chrome.OpenAsync(platform.Url, Look.Desktop);
                await second.GoAsync($"/sign-in#token={Token}");
                await Expect(second["error"]).ToBeVisibleAsync(People.Slow);
                await Expect(second["sign-in-certificate"]).ToBeVisibleAsync();
            }
        );

    [Fact]
    public Task Whoever_may_not_publish_is_told_so_before_the_form() =>
        platform.TellAsync(
            output,
            async () =>
            {
                await using var window = await chrome.OpenAsync(platform.Url, Look.Desktop);
                await window.GoAsync("/host");
                await window.UnlockAsync(platform.Crew.KeyPath("agent"));
                await Expect(window["host-no-right"]).ToContainTextAsync("请平台管理员", new() { Timeout = 60_000 });
                await Expect(window["host-publish"]).ToHaveCountAsync(0);
                await window.ShowAsync("host-no-right");
                window.AssertNoTroubles();
            }
        );

    private static async Task EnterAsync(Window window, string user, string password)
    {
        await window["sign-in-user"].FillAsync(user);
        await window["sign-in-pass"].FillAsync(password);
        await window["sign-in-submit"].ClickAsync();
    }

    // What whoever holds the server's folder does once, while the server is stopped.
    private async Task<string> MakeManagerAsync(string user)
    {
        using var made = Process.Start(
            new ProcessStartInfo("dotnet", [Built.Server, "--make-manager", user, "--data", platform.ServerData])
            {
                RedirectStandardOutput = true,
            }
        )!;
        var password = (await made.StandardOutput.ReadToEndAsync()).Trim();
        await made.WaitForExitAsync();
        Assert.Equal(0, made.ExitCode);
        return password;
    }
}
