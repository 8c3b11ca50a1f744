namespace Trading.Cli.Tests;

/// <summary>The demo's host acts where it is told to, and nowhere beside a person who hosts.</summary>
public sealed class DemoHostTests : IAsyncLifetime
{
    private static readonly string Own = new('a', 32);
    private static readonly string Peoples = new('b', 32);
    private Hall hall = null!;

    public async Task InitializeAsync() => hall = await Hall.Open();

    public Task DisposeAsync()
    {
        hall.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Only_the_sessions_that_are_named_are_followed_and_without_names_all(bool isNamed)
    {
        using var counter = new Counter(asked =>
            asked.Url!.AbsolutePath == "/api/sessions"
                ? Counter.Ok($$"""[{"session":"{{Own}}"},{"session":"{{Peoples}}"}]""")
                : Counter.Refuse(404, "NotFound")
        );
        using var stop = new CancellationTokenSource();
        string[] named = isNamed ? ["--session", Own] : [];
        var running = CommandLine.RunAsync(
            CommandTree.Root,
            ["demo-host", "--server", counter.Url.AbsoluteUri, "--key", hall.Shell.At("host.key"), .. named],
            TextWriter.Null,
            TextWriter.Null,
            cancel: stop.Token
        );
        while (Count("/api/sessions") < 3) // two whole looks at the list
            await Task.Delay(50, new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);
        await stop.CancelAsync();
        await running;
        Assert.True(Count(Own) > 0);
        Assert.Equal(isNamed, Count(Peoples) == 0);

        int Count(string part)
        {
            lock (counter.Calls)
                return counter.Calls.Count(call =>
                    call.EndsWith(part, StringComparison.Ordinal)
                    || (part.Length == 32 && call.Contains(part, StringComparison.Ordinal))
                );
        }
    }

    [Fact]
    public async Task What_is_no_session_is_a_usage_error()
    {
        var ran = await hall.Shell.Run("demo-host", "--key", "./host.key", "--session", "1");
        Assert.Equal(ExitCode.Usage, ran.Code);
        Assert.Contains("1 is no session", ran.Error, StringComparison.Ordinal);
    }
}
