using System.Diagnostics;
using Trading.Flow.Tests;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace Trading.Browser.Tests;

/// <summary>The three ways in: a certificate file, a password, a link of the demo.</summary>
[Collection(Openings.Name)]
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

    [Fact]
    public Task A_manager_makes_an_account_and_gives_a_right_and_takes_back_what_was_given() =>
        platform.TellAsync(
            output,
            async () =>
            {
                await platform.KillAsync("server");
                var oneTime = await MakeManagerAsync("boss");
                await platform.StartServerAsync();
                await using var window = await chrome.OpenAsync(platform.Url, Look.Desktop);
                await window.GoAsync("/people");
                await window["people-sign-in"].Locator("a").ClickAsync();
                await EnterNewAsync(window, "boss", oneTime, OwnPassword);
                await Expect(window["account"]).ToHaveCountAsync(1, new() { Timeout = 60_000 });
                await window.ShowAsync("people-first");

                var given = await MakeAccountAsync(window);
                await using var other = await chrome.OpenAsync(platform.Url, Look.Desktop);
                await other.GoAsync("/sign-in");
                await EnterNewAsync(other, "li", given, OwnPassword + " 之二");
                await other["own-key"]
                    .GetByTestId("person-files")
                    .SetInputFilesAsync([platform.Crew.KeyPath("agent"), platform.Crew.CertificatePath("agent")]);
                await Expect(other["own-key-print"]).ToBeVisibleAsync(People.Slow);
                await other.ShowAsync("own-key");
                await other["to-people"].ClickAsync();
                await Expect(other["people-rights"]).ToBeVisibleAsync();
                await Expect(other["people-accounts"]).ToHaveCountAsync(0);

                await GiveAndTakeAsync(window);
                await window.ShowAsync("people");
                await other.Page.ReloadAsync();
                await Expect(other["people-sign-in"]).ToBeVisibleAsync(People.Slow);
                window.AssertNoTroubles();
            }
        );

    private static async Task<string> MakeAccountAsync(Window window)
    {
        await window["make-user"].FillAsync("Li");
        await window["make-name"].FillAsync("李明");
        await window["make-role"].SelectOptionAsync("Supervisor");
        await window["make-submit"].ClickAsync();
        await Expect(window["make-user"]).ToBeFocusedAsync();
        await Expect(window["confirm"]).ToHaveCountAsync(0);
        await window["make-user"].FillAsync("li");
        await window["make-submit"].ClickAsync();
        await Expect(window["confirm-text"]).ToContainTextAsync("姓名 李明，角色：监督人员");
        await window.PictureAsync("people-confirm");
        await window.Page.Keyboard.PressAsync("Escape");
        await Expect(window["account"]).ToHaveCountAsync(1);
        await window["make-submit"].ClickAsync();
        await window["confirm-yes"].ClickAsync();
        await Expect(window["account"]).ToHaveCountAsync(2);
        await Expect(window["make-user"]).ToHaveValueAsync("");
        await Expect(window["make-name"]).ToHaveValueAsync("");
        var password = await window["one-time-password"].InnerTextAsync();
        await window["one-time-close"].ClickAsync();
        await Expect(window["one-time"]).ToHaveCountAsync(0);
        return password;
    }

    private static async Task GiveAndTakeAsync(Window window)
    {
        await window.Page.ReloadAsync();
        var li = window.Page.Locator("[data-user=li]");
        await li.GetByTestId("account-unbind").ClickAsync();
        await window["confirm-yes"].ClickAsync();
        await Expect(li).ToContainTextAsync("未绑定");
        await window["give-name"].FillAsync("桂林市公共资源交易中心");
        await window["give-user"].SelectOptionAsync("li");
        await window["give-submit"].ClickAsync();
        await window["confirm-yes"].ClickAsync();
        var right = window.Page.Locator("[data-name=桂林市公共资源交易中心]");
        await Expect(right).ToContainTextAsync("账号 li");
        await right.GetByTestId("right-take").ClickAsync();
        await window["confirm-yes"].ClickAsync();
        await Expect(right).ToContainTextAsync("已收回");
        await li.GetByTestId("account-able").ClickAsync();
        await window["confirm-yes"].ClickAsync();
        await Expect(li.GetByTestId("account-state")).ToHaveTextAsync("已停用");
        await window.Page.Locator("[data-user=boss]").GetByTestId("account-able").ClickAsync();
        await window["confirm-yes"].ClickAsync();
        await Expect(window["error"]).ToContainTextAsync("先指定另一位管理员");
        foreach (var act in new[] { "make", "bind-key", "unbind-key", "give-publishing", "take-publishing", "disable" })
            await Expect(window.Page.Locator($"[data-act={act}]")).Not.ToHaveCountAsync(0);
    }

    private static async Task EnterNewAsync(Window window, string user, string oneTime, string password)
    {
        await EnterAsync(window, user, oneTime);
        await window["sign-in-new-pass"].FillAsync(password);
        await window["sign-in-submit"].ClickAsync();
    }

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
