namespace Trading.Server.Opening;

/// <summary>A bell for any number of long polls: who waits before it looks again never misses a ring.</summary>
public sealed class Bell
{
    private volatile TaskCompletionSource next = New();

    /// <summary>Take this before looking; it completes with the first ring after it was taken.</summary>
    public Task Next => next.Task;

    public void Ring() => Interlocked.Exchange(ref next, New()).TrySetResult();

    /// <summary>Asks again at every ring until the answer is there or the time is over; the last answer then.</summary>
    public async Task<T?> UntilAsync<T>(Func<Task<T?>> ask, TimeSpan most, CancellationToken stop) where T : class
    {
        var end = Task.Delay(most, stop);
        while (true)
        {
            var ring = Next;
            if (await ask() is { } answer) return answer;
            if (await Task.WhenAny(ring, end) == end) return null;
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
