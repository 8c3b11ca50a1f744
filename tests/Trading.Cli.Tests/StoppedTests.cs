using System.CommandLine;

namespace Trading.Cli.Tests;

/// <summary>A command that ends before it is done says why, unless a person stopped it.</summary>
public class StoppedTests
{
    [Fact]
    public async Task A_server_that_does_not_answer_in_time_is_told()
    {
        // As HttpClient says it.
        var late = new TaskCanceledException("", new TimeoutException());
        var (code, error) = await RunAsync(_ => throw late);
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("did not answer in time", error, StringComparison.Ordinal);
        Assert.Contains("try again", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_stops_a_command_is_told_nothing()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        var (code, error) = await RunAsync(cancel => Task.Delay(Timeout.Infinite, cancel), stop.Token);
        Assert.Equal((ExitCode.Stopped, ""), (code, error));
    }

    private static async Task<(int Code, string Error)> RunAsync(
        Func<CancellationToken, Task> work,
        CancellationToken cancel = default
    )
    {
        var slow = new Command("slow");
        slow.SetAction((_, stop) => work(stop));
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(
            new RootCommand { slow },
            ["slow"],
            TextWriter.Null,
            error,
            cancel: cancel
        );
        return (code, error.ToString());
    }
}
