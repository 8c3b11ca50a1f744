using Trading.Server.Storage;
using Trading.Server.Streams;

namespace Trading.Server.Tests.Streams;

/// <summary>What is seen of a stream before the wake-up of its newest commit has come.</summary>
public sealed class StreamTailsTests
{
    [Fact]
    public async Task What_is_committed_is_there_before_its_wake_up_has_come()
    {
        using var folder = new TemporaryFolder();
        await using var log = new SqliteEventLog(folder["log.db"]);
        using var tails = new StreamTails(log); // never started: no wake-up comes at all
        await AppendAsync(log, 0);
        Assert.Equal(1, await tails.HeadAsync("s"));
        await AppendAsync(log, 1);
        Assert.Equal(1, await tails.HeadAsync("s"));
        Assert.False(await tails.HasAsync("s", 3));
        Assert.True(await tails.HasAsync("s", 2));
    }

    [Fact]
    public async Task Whoever_asks_first_wakes_the_others()
    {
        using var folder = new TemporaryFolder();
        await using var log = new SqliteEventLog(folder["log.db"]);
        using var tails = new StreamTails(log);
        var signal = new Signal();
        using var watch = tails.Watch("s", signal);
        Assert.False(await tails.HasAsync("s", 1));
        await AppendAsync(log, 0);
        Assert.True(await tails.HasAsync("s", 1));
        Assert.True(await signal.WaitAsync(TimeSpan.FromSeconds(10), CancellationToken.None));
    }

    private static async Task AppendAsync(SqliteEventLog log, long at) =>
        Assert.IsType<Appended>(
            await log.AppendAsync([new StreamAppend("s", at, [new NewEvent("T", [1], new byte[32], null)])])
        );
}
