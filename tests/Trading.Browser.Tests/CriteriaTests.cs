using Microsoft.Playwright;
using Trading.Flow.Tests;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace Trading.Browser.Tests;

/// <summary>Criteria are built by somebody who is not signed in, and go on to where they are used.</summary>
[Collection(Openings.Name)]
public sealed class CriteriaTests(Chrome chrome, ITestOutputHelper output) : IAsyncLifetime, IDisposable
{
    private const string Weight = "$.criteria[3].weightPermille";
    private static readonly LocatorAssertionsToHaveAttributeOptions Slowly = new() { Timeout = 60_000 };

    private readonly TemporaryFolder folder = new();
    private Platform platform = null!;

    public async Task InitializeAsync() => platform = await Platform.StartAsync("criteria");

    public async Task DisposeAsync() => await platform.DisposeAsync();

    public void Dispose() => folder.Dispose();

    [Fact]
    public Task Somebody_mends_a_weight_looks_at_the_sheet_and_takes_the_file_to_the_formula() =>
        platform.TellAsync(
            output,
            async () =>
            {
                await using var window = await chrome.OpenAsync(platform.Url, Look.Desktop);
                await window.GoAsync("/");
                await window["to-criteria"].ClickAsync();
                await Expect(window["criteria-start"]).ToBeVisibleAsync();
                await window.ShowAsync("criteria-empty");
                await RefuseAsync(window);

                await window["criteria-example-goods"].ClickAsync();
                await StandsAsync(window, "sound");
                await MendAWeightAsync(window);
                await MoveByKeysAsync(window);
                await FillTheSheetAsync(window);
                await window.ShowAsync("criteria");
                await ReloadAndUndoNothingAsync(window);

                var text = await window["criteria-text"].TextContentAsync();
                await window["criteria-to-score"].ClickAsync();
                await Expect(window["score-text"]).ToHaveValueAsync(text!, new() { Timeout = 60_000 });
                await Expect(window["score-no-bids"]).ToBeVisibleAsync(new() { Timeout = 60_000 });
                window.AssertNoTroubles();
            }
        );

    [Fact]
    public Task The_page_works_on_while_the_server_is_away_and_tells_a_second_tab() =>
        platform.TellAsync(
            output,
            async () =>
            {
                await using var window = await chrome.OpenAsync(platform.Url, new Look("en", Phone: true));
                await window.GoAsync("/criteria");
                await window["criteria-example-works"].ClickAsync();
                await StandsAsync(window, "sound");
                await window.SetOfflineAsync(true);
                await window[Weight.Replace('3', '1')].FillAsync("25");
                await StandsAsync(window, "failed");
                await Expect(window["criteria-sum"]).ToContainTextAsync("Weights: 95 points");
                await window.ShowAsync("criteria-away");
                await window.SetOfflineAsync(false);
                await StandsAsync(window, "faulty");

                var other = await window.Context.NewPageAsync();
                await other.GotoAsync("/criteria");
                await Expect(other.GetByTestId("criteria-sum")).ToContainTextAsync("95");
                await Expect(other.GetByTestId("criteria-tabs")).ToBeVisibleAsync(new() { Timeout = 60_000 });
                await other.GetByTestId(Weight.Replace('3', '1')).FillAsync("30");
                await Expect(window["criteria-theirs"]).ToBeVisibleAsync(new() { Timeout = 60_000 });
                await window["criteria-take-theirs"].ClickAsync();
                await Expect(window["criteria-sum"]).ToContainTextAsync("100");
                await StandsAsync(window, "sound");

                await window["criteria-clear"].ClickAsync();
                await window["criteria-clearing-back"].ClickAsync();
                await Expect(window["criteria-clear"]).ToBeFocusedAsync();
                await window["criteria-clear"].ClickAsync();
                await window["criteria-clearing-yes"].ClickAsync();
                await Expect(window["criteria-sum"]).ToHaveCountAsync(0);
                await window["criteria-undo"].ClickAsync();
                await Expect(window["criteria-sum"]).ToContainTextAsync("100");
                window.AssertNoTroubles();
            }
        );

    private static Task StandsAsync(Window window, string standing) =>
        Expect(window["criteria-standing"]).ToHaveAttributeAsync("data-standing", standing, Slowly);

    private async Task RefuseAsync(Window window)
    {
        var path = Path.Combine(folder.Path, "TENDER.json");
        await File.WriteAllTextAsync(path, "{\n  \"format\": \"trading-score/1\",\n  \"packs\": \"x\"\n}\n");
        await window["criteria-file"].SetInputFilesAsync(path);
        await Expect(window["criteria-refused"]).ToContainTextAsync("第 3 行第 3 列");
        await Expect(window["criteria-refused"]).ToContainTextAsync("$.packs");
        await window.ShowAsync("criteria-refused");
    }

    // The weight that is wrong is said at the sum and, where the pack forbids it, at its field.
    private static async Task MendAWeightAsync(Window window)
    {
        await window[Weight].FillAsync("1o");
        await StandsAsync(window, "unreadable");
        await Expect(window["criteria-hash"]).ToHaveCountAsync(0);
        await window["$.criteria[0].weightPermille"].FillAsync("20");
        await window[Weight].FillAsync("10");
        await StandsAsync(window, "faulty");
        await Expect(window["criteria-wrong-$.criteria[0].weightPermille"]).ToContainTextAsync("价格");
        await Expect(window["criteria-wrong-$.criteria"]).ToContainTextAsync("权重之和不是 1000‰");
        await Expect(window["criteria-sum"]).ToContainTextAsync("还差 10 分");
        await Expect(window["criteria-finding"]).ToHaveCountAsync(2);
        await window.ShowAsync("criteria-faulty");
        await window["criteria-finding"].Nth(1).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(window["$.criteria[0].weightPermille"]).ToBeFocusedAsync();
        await window["$.criteria[0].weightPermille"].FillAsync("30");
        await StandsAsync(window, "sound");
        await Expect(window["criteria-sum"]).ToContainTextAsync("正好 100 分");
    }

    private static async Task MoveByKeysAsync(Window window)
    {
        var name = window["$.criteria[1].id"];
        await Expect(name).ToHaveValueAsync("技术参数响应");
        await name.FocusAsync();
        await window.Page.Keyboard.PressAsync("Alt+ArrowDown");
        await Expect(window["$.criteria[2].id"]).ToBeFocusedAsync();
        await Expect(window["$.criteria[2].id"]).ToHaveValueAsync("技术参数响应");
        await window["criteria-remove-1"].ClickAsync();
        await Expect(window["criteria-item"]).ToHaveCountAsync(4);
        await Expect(window["criteria-done"]).ToContainTextAsync("已删除");
        await window["criteria-undo"].ClickAsync();
        await window["criteria-undo"].ClickAsync();
        await Expect(window["$.criteria[1].id"]).ToHaveValueAsync("技术参数响应");
        await StandsAsync(window, "sound");
    }

    private static async Task FillTheSheetAsync(Window window)
    {
        var keyboard = window.Page.Keyboard;
        await window["sheet-score-0"].FillAsync("30");
        await keyboard.PressAsync("Enter");
        await Expect(window["sheet-score-1"]).ToBeFocusedAsync();
        await keyboard.TypeAsync("9.3");
        await Expect(window["sheet-wrong-1"]).ToContainTextAsync("可填 9 或 9.5");
        await keyboard.PressAsync("PageUp");
        await Expect(window["sheet-score-1"]).ToHaveValueAsync("9.5");
        await keyboard.PressAsync("Enter");
        await Expect(window["sheet-reason-1"]).ToBeFocusedAsync();
        await keyboard.TypeAsync("安装进度没有说明");
        await keyboard.PressAsync("Enter");
        await keyboard.TypeAsync("11");
        await Expect(window["sheet-wrong-2"]).ToContainTextAsync("超过满分 10");
        await window["sheet-score-2"].FillAsync("8");
        await keyboard.PressAsync("ArrowDown");
        await keyboard.TypeAsync("7.5");
        await Expect(window["sheet-sum"]).ToContainTextAsync("合计 55 / 70");
        await Expect(window["sheet-sum"]).ToContainTextAsync("可以提交");
    }

    private static async Task ReloadAndUndoNothingAsync(Window window)
    {
        var hash = await window["criteria-hash"].TextContentAsync();
        await window.Page.ReloadAsync();
        await Expect(window["criteria-hash"]).ToHaveTextAsync(hash!);
        await StandsAsync(window, "sound");
        await window.Page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Print });
        await Expect(window["criteria-paper"]).ToBeVisibleAsync();
        await Expect(window["criteria-paper"]).ToContainTextAsync("评标办法及评分标准");
        await Expect(window["criteria-out"]).ToBeHiddenAsync();
        await window.Page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Screen });
    }
}
