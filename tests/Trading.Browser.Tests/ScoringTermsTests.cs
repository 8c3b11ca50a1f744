using Trading.Flow.Tests;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace Trading.Browser.Tests;

/// <summary>Scoring terms in a window: published by the host, shown to everybody, opened by anybody.</summary>
[Collection(Openings.Name)]
public sealed class ScoringTermsTests(Chrome chrome, ITestOutputHelper output) : IAsyncLifetime, IDisposable
{
    private const int SecondsToTheDeadline = 600;
    private const string Sound =
        """{"format":"trading-score/1","pack":"construction-national","method":"lowest-price-benchmark","ceilingFen":100000000,"criteria":[{"id":"投标报价","kind":"price","weightPermille":600},{"id":"施工组织设计","kind":"subjective","weightPermille":400,"maxHundredths":10000,"stepHundredths":50}],"bids":[]}""";

    private readonly TemporaryFolder folder = new();
    private Platform platform = null!;

    public async Task InitializeAsync() => platform = await Platform.StartAsync("terms");

    public async Task DisposeAsync() => await platform.DisposeAsync();

    public void Dispose() => folder.Dispose();

    [Fact]
    public Task A_host_mends_a_fault_where_it_stands_and_the_public_opens_what_was_published() =>
        platform.TellAsync(
            output,
            async () =>
            {
                await using var host = await chrome.OpenAsync(platform.Url, Look.Desktop);
                await using var hall = await chrome.OpenAsync(platform.Url, new Look("en", Phone: true));
                await host.FillAsync(platform, "象山路改造工程");
                await ChooseAsync(host, Sound.Replace("400,", "300,", StringComparison.Ordinal));
                await host.SendAsync(SecondsToTheDeadline);
                await Expect(host["host-lot-fault-0"])
                    .ToContainTextAsync("权重之和不是 1000‰", new() { Timeout = 60_000 });
                await Expect(host["host-lot-fault-0"]).ToContainTextAsync("$.criteria");
                await host.ShowAsync("host-scoring");
                using var anybody = platform.Client();
                Assert.Empty((await anybody.SessionsAsync(default)).EnumerateArray());

                await ChooseAsync(host, Sound);
                await Expect(host["host-lot-fault-0"]).ToHaveCountAsync(0);
                await host.SendAsync(SecondsToTheDeadline);
                var session = await host.PublishedAsync();
                using var published = await Hall.FindAsync(platform, session);
                await published.LocksAsync();

                await hall.GoAsync($"/hall/{session}");
                await Expect(hall["scoring"]).ToContainTextAsync("投标报价 60%", new() { Timeout = 60_000 });
                await hall.ShowAsync("hall-scoring");
                await hall["to-score"].ClickAsync();
                await Expect(hall["score-published"]).ToContainTextAsync("施工", new() { Timeout = 60_000 });
                await Expect(hall["score-text"]).ToHaveValueAsync(Sound);
                await Expect(hall["score-no-bids"]).ToBeVisibleAsync();
                await hall.ShowAsync("score-published");
                host.AssertNoTroubles();
                hall.AssertNoTroubles();
            }
        );

    private async Task ChooseAsync(Window host, string text)
    {
        var path = Path.Combine(folder.Path, "terms.json");
        await File.WriteAllTextAsync(path, text);
        await host["host-lot-scoring-0"].SetInputFilesAsync(path);
        await Expect(host["host-lot-scoring-0-chosen"]).ToHaveTextAsync("terms.json");
    }
}
