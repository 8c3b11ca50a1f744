using Microsoft.Playwright;
using Trading.Cli;
using Trading.Flow.Tests;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace Trading.Browser.Tests;

/// <summary>
/// A bidder who types wrongly, chooses wrong files, opens a second page and walks away: nothing is sealed, sent or lost
/// by that.
/// </summary>
[Collection(Openings.Name)]
public sealed class SecondLookTests(Chrome chrome, ITestOutputHelper output) : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder folder = new();
    private Platform platform = null!;

    public async Task InitializeAsync() => platform = await Platform.StartAsync("second-look");

    public async Task DisposeAsync() => await platform.DisposeAsync();

    public void Dispose() => folder.Dispose();

    [Fact]
    public Task A_bid_is_looked_at_twice_and_sent_only_when_its_kit_came_back() =>
        platform.TellAsync(
            output,
            async () =>
            {
                var (hall, bidder) = await Hall.InTimeAsync(platform, new HallPlan(Seconds: 120), BidAsync);
                using var _ = hall;
                await using var window = bidder;
                window.AssertNoTroubles();
            }
        );

    [Fact]
    public Task An_upload_that_stands_still_warns_stops_at_the_deadline_and_says_what_arrived() =>
        platform.TellAsync(
            output,
            async () =>
            {
                var (hall, bidder) = await Hall.InTimeAsync(platform, new HallPlan(Seconds: 50), StandStillAsync);
                using var _ = hall;
                await using var window = bidder;
                await Expect(window["sent-bid"])
                    .ToHaveAttributeAsync("data-state", "notInTime", new() { Timeout = 180_000 });
                await Expect(window["sent-arrived"]).ToContainTextAsync("只收到 16.0 KiB / ");
                await Expect(window["sent-arrived"]).ToContainTextAsync("请立即联系主持人");
                await Expect(window["upload-progress"]).ToHaveCountAsync(0);
                await window.ShowAsync("bid-not-in-time");
                window.AssertNoTroubles();
            }
        );

    // The form goes through, the document stays on its way.
    private async Task<Window> StandStillAsync(Hall hall)
    {
        var key = await PersonAsync(hall);
        await File.WriteAllBytesAsync(key + ".pdf", new byte[9_000_000]);
        var window = await chrome.OpenAsync(platform.Url, Look.Desktop);
        await window.GoAsync($"/bid/{hall.Id}/{hall.OnlyLot}");
        await window.UnlockAsync(key);
        await window.TrustAsync(platform);
        await window.SealAsync("876,543.21", key + ".pdf", key + ".kit");
        await window.Page.RouteAsync("**/parts/1/**", _ => { });
        await window.ChooseBackAsync(key + ".kit");
        await Expect(window["upload-in-time"]).ToHaveAttributeAsync("data-verdict", "late", new() { Timeout = 40_000 });
        await Expect(window["upload-pace"]).ToBeVisibleAsync();
        return window;
    }

    private async Task<Window> BidAsync(Hall hall)
    {
        var key = await PersonAsync(hall);
        var window = await chrome.OpenAsync(platform.Url, Look.Desktop);
        var uploads = 0;
        window.Page.Request += (_, asked) =>
            uploads += asked.Url.Contains("/uploads", StringComparison.Ordinal) ? 1 : 0;
        await window.GoAsync($"/bid/{hall.Id}/{hall.OnlyLot}");
        await Expect(window.Page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex("一标段：主体工程"));
        await ChooseWrongFilesFirstAsync(window, key);
        await TypeWronglyAsync(window);
        await LookTwiceAsync(window, key);
        await SecondPageAsync(window, hall);

        var kit = key + ".kit";
        await window.SaveAsync("kit-save", kit);
        await WalkAwayAsync(window, hall);
        await ChooseWrongKitsAsync(window, key, kit);
        Assert.Equal(0, uploads);
        await window.ChooseBackAsync(kit);
        await Expect(window["sent-bid"]).ToHaveAttributeAsync("data-state", "received", People.SlowAttribute);
        Assert.True(uploads > 0);
        await PrintAsync(window, kit);
        await ReplaceAsync(window, kit);
        return window;
    }

    // Another person's key with the own certificate; then the own key alone makes it right.
    private async Task ChooseWrongFilesFirstAsync(Window window, string key)
    {
        await window["person-files"]
            .SetInputFilesAsync([platform.Crew.KeyPath("host"), Path.ChangeExtension(key, ".der")]);
        await Expect(window["step-person"].GetByTestId("error-title")).ToContainTextAsync("不是一对");
        await window["person-files"].SetInputFilesAsync(key);
        await Expect(window["person-name"].First).ToBeVisibleAsync(People.Slow);

        var trust = await File.ReadAllTextAsync(platform.Crew.TrustPath);
        var windows = At("windows.txt");
        await File.WriteAllTextAsync(windows, trust.Replace("\n", "\r\n", StringComparison.Ordinal));
        await window["trust-file"].SetInputFilesAsync(windows);
        await Expect(window["step-trust"].GetByTestId("error-title")).ToContainTextAsync("CRLF");
        await window["trust-file"].SetInputFilesAsync(key);
        await Expect(window["step-trust"].GetByTestId("error-title")).ToContainTextAsync("是私钥文件");
        await window.TrustAsync(platform);
        await Expect(window["lock-holds"]).ToBeVisibleAsync(People.Slow);
        Assert.Equal(0, await window["error"].CountAsync());
    }

    // Every fault at once, each at its field; the first has the focus, and the note goes when the form changes.
    private static async Task TypeWronglyAsync(Window window)
    {
        await window["form-name"].FillAsync("");
        await window["form-price"].FillAsync("1,2,3,4");
        await window["seal"].ClickAsync();
        await Expect(window["form-name"]).ToBeFocusedAsync();
        await Expect(window.Page.Locator("[aria-invalid=true]")).ToHaveCountAsync(2);
        await Expect(window.Page.Locator("#price-wrong")).ToContainTextAsync("逗号后须为三位数字");
        await Expect(window["step-form"].GetByTestId("error")).ToBeVisibleAsync();
        await window["form-name"].FillAsync("漓江");
        await Expect(window["error"]).ToHaveCountAsync(0);
        await window["form-price"].FillAsync("　８７６，５４３．２１ ");
        await Expect(window["form-words"]).ToHaveValueAsync("捌拾柒万陆仟伍佰肆拾叁元贰角壹分");
    }

    private async Task LookTwiceAsync(Window window, string key)
    {
        var (plain, twin) = (At("说明.txt"), At("又一份.txt"));
        await File.WriteAllTextAsync(plain, "no pdf");
        await File.WriteAllTextAsync(twin, "no pdf");
        await window["form-document"].SetInputFilesAsync([plain, twin]);
        await window["form-name"].FillAsync("极长的投标人名称股份有限公司".PadRight(300, '江'));
        await window["seal"].ClickAsync();
        await Expect(window["seal-check"]).ToBeFocusedAsync();
        await Expect(window["seal-check-price"]).ToHaveTextAsync("876,543.21 元");
        await Expect(window["seal-check-words"]).ToHaveTextAsync("捌拾柒万陆仟伍佰肆拾叁元贰角壹分");
        await Expect(window["seal-check-distance"]).ToHaveTextAsync("低于最高限价 23,456.79 元（约 2.61%）");
        await Expect(window["seal-check-documents"]).ToContainTextAsync("不是 PDF");
        foreach (var warning in new[] { "notPdf", "twice" })
            await Expect(window[$"seal-check-warning-{warning}"]).ToBeVisibleAsync();
        await NarrowAsync(window);
        await window.ShowAsync("bid-check");

        // Escape goes back to the button; the form is as it was.
        await window["seal-check"].FocusAsync();
        await window.Page.Keyboard.PressAsync("Escape");
        await Expect(window["seal"]).ToBeFocusedAsync();
        await Expect(window["form-price"]).ToHaveValueAsync("　８７６，５４３．２１ ");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window["seal-check"]).ToBeFocusedAsync();
        await window["seal-check-yes"].ClickAsync();
        await Expect(window["kit-save"]).ToBeVisibleAsync(People.Slow);
        await window.ShowAsync("bid-kit");
    }

    // A name of 300 letters does not widen the narrowest phone, and the time that is left stays in sight.
    private static async Task NarrowAsync(Window window)
    {
        await window.Page.SetViewportSizeAsync(320, 640);
        Assert.True(
            await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - window.innerWidth") <= 0
        );
        await window.Page.EvaluateAsync("window.scrollTo(0, document.documentElement.scrollHeight)");
        await Expect(window["time-strip"]).ToBeInViewportAsync();
        await window.Page.SetViewportSizeAsync(Look.Desktop.Width, Look.Desktop.Height);
    }

    // Another tab of the same browser: both say so, and the second one lists what the first has sealed.
    private static async Task SecondPageAsync(Window window, Hall hall)
    {
        var second = await window.Context.NewPageAsync();
        await second.GotoAsync($"/bid/{hall.Id}/{hall.OnlyLot}");
        await Expect(second.GetByTestId("other-tabs")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(second.GetByTestId("other-bids")).ToContainTextAsync("凭证还没有保存");
        await Expect(window["other-tabs"]).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await second.CloseAsync();
        await Expect(window["other-tabs"]).ToHaveCountAsync(0, new() { Timeout = 30_000 });
    }

    private static async Task WalkAwayAsync(Window window, Hall hall)
    {
        await window["brand"].ClickAsync();
        await Expect(window["leave-page"]).ToContainTextAsync("离开后这份密封投标和它的凭证都会丢失");
        await Expect(window["leave-page-stay"]).ToBeFocusedAsync();
        await window.Page.Keyboard.PressAsync("Escape");
        await Expect(window["leave-page"]).ToHaveCountAsync(0);
        await window["to-hall"].ClickAsync();
        await window["leave-page-stay"].ClickAsync();
        Assert.EndsWith($"/bid/{hall.Id}/{hall.OnlyLot}", window.Page.Url, StringComparison.Ordinal);
        await Expect(window["kit-back"]).ToBeEnabledAsync();
    }

    private async Task ChooseWrongKitsAsync(Window window, string key, string kit)
    {
        async Task RefusedAsync(string file, string words)
        {
            await window["kit-back"].SetInputFilesAsync(file);
            await Expect(window["step-kit"].GetByTestId("error-title")).ToContainTextAsync(words);
        }
        var text = await File.ReadAllTextAsync(kit);
        var (cut, changed, later) = (At("cut.kit"), At("changed.kit"), At("later.kit"));
        await File.WriteAllTextAsync(cut, text[..^20]);
        await File.WriteAllTextAsync(changed, text + "\n");
        await File.WriteAllTextAsync(
            later,
            text.Replace("\"revision\": 1", "\"revision\": 2", StringComparison.Ordinal)
        );
        await RefusedAsync(key, "是私钥文件");
        await RefusedAsync(cut, "不是投标凭证");
        await RefusedAsync(changed, "内容与刚做好的不同");
        await RefusedAsync(later, "第 2 版的凭证，要选回的是第 1 版");
    }

    private static async Task PrintAsync(Window window, string kit)
    {
        await window.Page.EvaluateAsync("window.print = () => { window.printed = true; }");
        await window["receipt-print"].ClickAsync();
        await window.Page.WaitForFunctionAsync("window.printed === true");
        await window.Page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Print });
        var entry = SubmissionKit.Read(kit).EntryHash;
        await Expect(window["receipt-sheet"]).ToBeVisibleAsync();
        await Expect(window["receipt-sheet"]).ToContainTextAsync("trading verify");
        Assert.Equal(
            entry,
            (await window["receipt-entry"].InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal)
        );
        await Expect(window["sent-bid"]).ToBeHiddenAsync();
        await window.Page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Screen });
        await Expect(window["receipt-sheet"]).ToBeHiddenAsync();
        await window.Page.EvaluateAsync("window.dispatchEvent(new Event('afterprint'))");
        await Expect(window["receipt-sheet"]).ToHaveCountAsync(0);
    }

    // In the page that it was written in the earlier form is still there; after a reload it is not, and the page says
    // why.
    private static async Task ReplaceAsync(Window window, string kit)
    {
        await window["replace"].ClickAsync();
        await Expect(window["bid-earlier"]).ToContainTextAsync("从先前填写的内容开始");
        await Expect(window["form-price"]).ToHaveValueAsync("　８７６，５４３．２１ ");
        await window["replace-cancel"].ClickAsync();
        await window.Page.ReloadAsync();
        await Expect(window["sent-bid"]).ToHaveAttributeAsync("data-state", "received", People.SlowAttribute);
        await window["replace"].ClickAsync();
        await window["replace-kit"].GetByTestId("kit-file").SetInputFilesAsync(kit);
        await Expect(window["bid-earlier"]).ToContainTextAsync("此浏览器不保存报价");
    }

    private async Task<string> PersonAsync(Hall hall)
    {
        using var person = platform.Crew.Newcomer("极长的投标人名称股份有限公司");
        var key = At($"{hall.Id}.key");
        PrivateFile.WriteNew(key, person.Key.ExportPkcs8PrivateKey());
        await File.WriteAllBytesAsync(Path.ChangeExtension(key, ".der"), person.Certificate);
        return key;
    }

    private string At(string file) => Path.Combine(folder.Path, file);
}
