namespace Trading.Server.Time;

/// <summary>
/// Beats from a thread of its own, through the pool: a pool that is starved reads requests late although threads run,
/// and that too is a standstill. Four times a second it leaves signs of life for the next process, on the pool as well,
/// so that a slow disk looks like nothing.
/// </summary>
public sealed class HeartbeatThread(Heartbeat heart, LifeFile file) : IHostedService, IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(20);
    private const int BeatsPerSign = 12;
    private readonly ManualResetEventSlim ended = new();
    private Thread? thread;
    private int isBeating;
    private int isSigning;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        heart.Beat();
        Sign();
        thread = new Thread(Run)
        {
            IsBackground = true,
            Name = "heartbeat",
            Priority = ThreadPriority.AboveNormal,
        };
        thread.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        ended.Set();
        thread?.Join();
        Sign();
        return Task.CompletedTask;
    }

    public void Dispose() => ended.Dispose();

    private void Run()
    {
        for (var count = 0; !ended.Wait(Period); count++)
        {
            Queue(
                ref isBeating,
                () =>
                {
                    heart.Beat();
                    Volatile.Write(ref isBeating, 0);
                }
            );
            if (count % BeatsPerSign == 0)
                Queue(
                    ref isSigning,
                    () =>
                    {
                        Sign();
                        Volatile.Write(ref isSigning, 0);
                    }
                );
        }
    }

    // One at a time: what waits in the pool is one beat, not all that were missed.
    private static void Queue(ref int isQueued, Action work)
    {
        if (Interlocked.Exchange(ref isQueued, 1) == 0)
            ThreadPool.UnsafeQueueUserWorkItem(_ => work(), null);
    }

    private void Sign() => file.Write(heart.Signs());
}
