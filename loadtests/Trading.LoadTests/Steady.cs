using Trading.Cli;

namespace Trading.LoadTests;

/// <summary>
/// Work of a demonstration that goes on for minutes: what a busy machine or a process that comes back causes is told
/// once, and the work is tried again.
/// </summary>
internal static class Steady
{
    /// <summary>Does a step again and again, with a pause between, until it says that all is done.</summary>
    public static async Task UntilAsync(
        Func<Task<bool>> step,
        TimeSpan pause,
        TextWriter output,
        CancellationToken cancel
    )
    {
        var told = "";
        for (; ; await Task.Delay(pause, cancel))
            try
            {
                if (await step())
                    return;
            }
            catch (Exception problem) when (IsPassing(problem) && !cancel.IsCancellationRequested)
            {
                if (problem.Message != told)
                    await output.WriteLineAsync($"tried again: {told = problem.Message}");
            }
    }

    /// <summary>Whether it may be otherwise the next time. A client that waited too long cancels, too.</summary>
    public static bool IsPassing(Exception problem) =>
        problem
            is HttpRequestException
                or OperationCanceledException
                or TimeoutException
                or IOException
                or InvalidDataException
                or ApiException
                or CommandException;
}
