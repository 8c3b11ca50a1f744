namespace Trading.Server.Announce;

/// <summary>A bell for one waiter: raised once or a hundred times while the waiter is busy, it rings once.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "A semaphore holds nothing to release unless its wait handle is asked for")]
public sealed class Signal
{
    private readonly SemaphoreSlim bell = new(0, 1);
    private int raised;

    public void Raise()
    {
        if (Interlocked.Exchange(ref raised, 1) == 0) bell.Release();
    }

    /// <summary>Waits for the bell. Whatever is looked at after this returns happened before the next ring is needed.</summary>
    public async ValueTask WaitAsync(CancellationToken stop)
    {
        await bell.WaitAsync(stop);
        Volatile.Write(ref raised, 0);
    }

    /// <summary>Waits for the bell, but not longer; says whether it rang.</summary>
    public async ValueTask<bool> WaitAsync(TimeSpan most, CancellationToken stop)
    {
        if (!await bell.WaitAsync(most, stop)) return false;
        Volatile.Write(ref raised, 0);
        return true;
    }
}
