using Microsoft.Playwright;
using Trading.Flow.Tests;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace Trading.Browser.Tests;

/// <summary>A formula is explored by somebody who is not signed in.</summary>
[Collection(Desks.Name)]
public sealed class ScorePageTests(Chrome chrome, ITestOutputHelper output) : IAsyncLifetime
{
    private Platform platform = null!;

    public async Task InitializeAsync() => platform = await Platform.StartAsync("score");

    public async Task DisposeAsync() => await platform.DisposeAsync();

    [Fact]
    public Task Somebody_begins_with_an_example_moves_a_price_and_mends_a_fault() =>
        platform.TellAsync(
            output,
            async () =>
            {
                await using var window = await chrome.OpenAsync(platform.Url, Look.Desktop);
                await window.GoAsync("/");
                await window["to-score"].ClickAsync();
                await Expect(window["score-empty"]).ToBeVisibleAsync();
                await window.ShowAsync("score-empty");

                await window["example-works"].ClickAsync();
                await Expect(window["score-row"]).ToHaveCountAsync(5);
                await Expect(window["score-row"].First).ToContainTextAsync("丙市政");
                await Expect(window["score-candidates"]).ToContainTextAsync("丙市政");
                await Expect(window["score-chart"].Locator("polyline")).Not.ToHaveCountAsync(0);
                await Expect(window["score-chart"].Locator("circle")).ToHaveCountAsync(5);
                await window["derivation"].First.Locator("summary").ClickAsync();
                await Expect(window["derivation"].First).ToContainTextAsync("评标基准价");
                await window.ShowAsync("score");

                await MoveThePriceAsync(window);
                await MendAFaultAsync(window);
                await window.Page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Print });
                await Expect(window["score-text"]).ToBeHiddenAsync();
                await Expect(window["score-chart"]).ToBeVisibleAsync();
                window.AssertNoTroubles();
            }
        );

    // The best bid asks for so much that it is behind, and for what it asked for before.
    private static async Task MoveThePriceAsync(Window window)
    {
        await Expect(window["vary-price"]).ToHaveValueAsync("90,000,000.00");
        await Expect(window["vary-changes"].Locator("li").First).ToContainTextAsync("第一名由");
        await window["vary-price"].FillAsync("120,000,000");
        await Expect(window["vary-note"]).ToContainTextAsync("90,000,000.00");
        await Expect(window["score-row"].First).Not.ToContainTextAsync("丙市政");
        await window["vary-slide"].FocusAsync();
        await window.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(window["vary-price"]).Not.ToHaveValueAsync("120,000,000");
        await window["vary-filed"].ClickAsync();
        await Expect(window["score-row"].First).ToContainTextAsync("丙市政");
    }

    private static async Task MendAFaultAsync(Window window)
    {
        var right = await window["score-text"].InputValueAsync();
        var wrong = right.Replace("\"weightPermille\": 1000", "\"weightPermille\": 999", StringComparison.Ordinal);
        await window["score-text"].FillAsync(wrong);
        await Expect(window["score-fault"]).ToContainTextAsync("权重之和不是 1000‰");
        await Expect(window["fault-path"]).ToHaveTextAsync("$.criteria");
        await Expect(window["score-text"]).ToHaveValueAsync(wrong);
        await window["fault-jump"].ClickAsync();
        await Expect(window["score-text"]).ToBeFocusedAsync();
        var selected = await window["score-text"]
            .EvaluateAsync<string>("field => field.value.slice(field.selectionStart, field.selectionEnd)");
        Assert.StartsWith("\"criteria\": [", selected, StringComparison.Ordinal);
        await window.ShowAsync("score-fault");
        await window["score-text"].FillAsync(right);
        await Expect(window["score-results"]).ToBeVisibleAsync();
    }
}
