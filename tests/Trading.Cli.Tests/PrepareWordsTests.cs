namespace Trading.Cli.Tests;

/// <summary>
/// A session whose locks take longer than the command waits is published all the same: nobody is told to publish it
/// again.
/// </summary>
public sealed class PrepareWordsTests
{
    [Fact]
    public async Task Locks_that_are_not_there_yet_are_still_being_made_and_how_to_go_on_is_said()
    {
        using var hall = await Hall.Open();
        using var line = BadLine.Open(hall, hall.MakeLock());
        using var api = new ApiClient(line.Url);
        var session = await SessionOf(hall);
        var pending = await Assert.ThrowsAsync<CommandException>(() =>
            Locks.AwaitAsync(new SessionFollower(api, session), TimeSpan.Zero, CancellationToken.None)
        );
        Assert.Equal(ExitCode.Pending, pending.ExitCode);
        Assert.StartsWith(
            $"still locking, session {session}: lot 1 has 0 of 9 ceremony messages",
            pending.Message,
            StringComparison.Ordinal
        );
        Assert.Contains($"trading status --session {session}", pending.NextStep, StringComparison.Ordinal);
        Assert.Contains($"trading lock --session {session} --lot LOT", pending.NextStep, StringComparison.Ordinal);
        Assert.DoesNotContain("new session", pending.Message + pending.NextStep, StringComparison.Ordinal);
        var help = await hall.Shell.Must("prepare", "--help");
        Assert.Contains("3  published; the trustees are still locking", help, StringComparison.Ordinal);
    }

    private static async Task<string> SessionOf(Hall hall)
    {
        await hall.Shell.Must(
            "seal",
            "--trust",
            "./trust.txt",
            "--lock",
            "./lot.lock",
            "--key",
            "./bidder.key",
            "--bidder-name",
            "b",
            "--price",
            "1",
            "--out",
            "./my.bid"
        );
        return SubmissionKit.Read(hall.Shell.At("my.kit")).Session;
    }
}
