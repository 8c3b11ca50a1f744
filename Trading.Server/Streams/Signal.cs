using System.Threading.Tasks.Sources;

namespace Trading.Server.Streams;

/// <summary>
/// A bell for one waiter: raised once or a hundred times while the waiter is busy, it rings once. Thousands of feed
/// clients each wait on one, so waiting takes neither a linked token nor a queue.
/// </summary>
public sealed class Signal : IValueTaskSource
{
    private const int Idle = 0;
    private const int Waiting = 1;
    private const int Raised = 2;
    private ManualResetValueTaskSourceCore<bool> core = new() { RunContinuationsAsynchronously = true };
    private int state;

    public void Raise()
    {
        if (Interlocked.Exchange(ref state, Raised) == Waiting)
            core.SetResult(true);
    }

    /// <summary>
    /// Waits for the bell. Whatever is looked at after this returns happened before the next ring is needed.
    /// </summary>
    public async ValueTask WaitAsync(CancellationToken stop)
    {
        using var ending = stop.UnsafeRegister(static signal => ((Signal)signal!).Raise(), this);
        await Ring();
        Volatile.Write(ref state, Idle);
        stop.ThrowIfCancellationRequested();
    }

    /// <summary>Waits for the bell, but not longer; says whether it rang.</summary>
    public async ValueTask<bool> WaitAsync(TimeSpan most, CancellationToken stop)
    {
        var isOver = false;
        using var timer = new Timer(
            _ =>
            {
                Volatile.Write(ref isOver, true);
                Raise();
            },
            null,
            most,
            Timeout.InfiniteTimeSpan
        );
        await WaitAsync(stop);
        return !Volatile.Read(ref isOver);
    }

    private ValueTask Ring()
    {
        core.Reset();
        return Interlocked.CompareExchange(ref state, Waiting, Idle) == Idle
            ? new ValueTask(this, core.Version)
            : ValueTask.CompletedTask;
    }

    void IValueTaskSource.GetResult(short token) => core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => core.GetStatus(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation,
        object? state,
        short token,
        ValueTaskSourceOnCompletedFlags flags
    ) => core.OnCompleted(continuation, state, token, flags);
}
