using System.Collections.Concurrent;
using Trading.Server.Announce;
using Trading.Server.Storage;

namespace Trading.Server.Opening;

/// <summary>
/// One loop per session that is not over: do what is due, then sleep until the next due instant or until the log or the relay moves. A
/// start finds all sessions in the log and begins by asking what is due, so recovery is no other code than work.
/// </summary>
public sealed class OpeningWorker(IEventLog log, Desks desks, Bell bell, Func<string, SessionDriver> drive, Clock clock, ILogger<OpeningWorker> logger) : BackgroundService
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, (Signal Signal, Task Loop)> loops = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = log.Subscribe(streams => Wake(streams, stoppingToken));
        foreach (var session in await desks.SessionsAsync()) Begin(session, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            await bell.Next.WaitAsync(stoppingToken).ContinueWith(static _ => { }, TaskScheduler.Default);
            foreach (var (signal, _) in loops.Values) signal.Raise();
        }
        await Task.WhenAll(loops.Values.Select(loop => loop.Loop));
    }

    private void Wake(IReadOnlyCollection<string> streams, CancellationToken stop)
    {
        foreach (var stream in streams)
            if (Desks.SessionOf(stream) is { } session) Begin(session, stop).Raise();
    }

    private Signal Begin(string session, CancellationToken stop)
    {
        if (loops.TryGetValue(session, out var known)) return known.Signal;
        lock (loops)
        {
            if (loops.TryGetValue(session, out known)) return known.Signal;
            var signal = new Signal();
            loops[session] = (signal, Task.Run(() => LoopAsync(session, signal, stop), CancellationToken.None));
            return signal;
        }
    }

    private async Task LoopAsync(string session, Signal signal, CancellationToken stop)
    {
        var driver = drive(session);
        while (!stop.IsCancellationRequested)
        {
            long? next = null;
            try { next = await driver.StepAsync(); }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The state is in the log; the next round starts from there.
                logger.LogError(failure, "{Session}: a step failed", session);
            }
            try { await signal.WaitAsync(SleepUntil(next), stop); }
            catch (OperationCanceledException) { return; }
        }
    }

    // Never longer than a second: the machine's clock may be corrected, and a wake-up may be lost with another process.
    private TimeSpan SleepUntil(long? next)
    {
        if (next is null) return LongestSleep;
        var wait = TimeSpan.FromMicroseconds(Math.Max(next.Value - clock.Now, 0)) + TimeSpan.FromMilliseconds(1);
        return wait < LongestSleep ? wait : LongestSleep;
    }
}
