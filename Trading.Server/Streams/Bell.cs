namespace Trading.Server.Streams;

/// <summary>A bell for any number of long polls: who takes the next ring before looking never misses one.</summary>
public class Bell(IHostApplicationLifetime life)
{
    private volatile TaskCompletionSource next = New();

    public void Ring() => Interlocked.Exchange(ref next, New()).TrySetResult();

    /// <summary>Asks again at every ring until the answer is there or the time is over; null then.</summary>
    public async Task<T?> UntilAsync<T>(Func<Task<T?>> ask, TimeSpan most, CancellationToken stop)
        where T : class
    {
        // a long poll does not hold up the end
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, life.ApplicationStopping);
        var end = Task.Delay(most, either.Token);
        try
        {
            while (true)
            {
                var ring = next.Task;
                if (await ask() is { } answer)
                    return answer;
                if (await Task.WhenAny(ring, end) == end)
                    return null;
            }
        }
        finally
        {
            await either.CancelAsync();
        } // no timer stays behind
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>Rings when something may have changed what is wanted of trustees.</summary>
public sealed class InboxBell(IHostApplicationLifetime life) : Bell(life);

/// <summary>Rings when a head got a cosignature: the only moment at which receipts come into being.</summary>
public sealed class ReceiptBell(IHostApplicationLifetime life) : Bell(life);
