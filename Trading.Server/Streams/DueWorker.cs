using System.Collections.Concurrent;
using Trading.Server.Storage;

namespace Trading.Server.Streams;

/// <summary>
/// One loop per session until it is over: do what is due, then sleep until the next due instant or until the log
/// or the relay moves. A start finds all sessions in the log and begins by asking what is due, so recovery is no other
/// code than work.
/// </summary>
public sealed class DueWorker(
    IEventLog log,
    Desks desks,
    SessionSignals signals,
    InboxBell inbox,
    Func<string, IDriver> drive,
    Clock clock,
    ILogger<DueWorker> logger
) : BackgroundService
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(1);
    private readonly ConcurrentBag<Task> loops = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        signals.Begin(
            (session, signal) =>
                loops.Add(Task.Run(() => LoopAsync(session, signal, stoppingToken), CancellationToken.None))
        );
        using var subscription = log.Subscribe(Wake);
        foreach (var session in await desks.SessionsAsync())
            signals.Raise(session);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, stoppingToken);
        }
        catch (OperationCanceledException) { }
        await Task.WhenAll(loops);
    }

    private void Wake(IReadOnlyDictionary<string, long> heads)
    {
        var isPublic = false;
        foreach (var stream in heads.Keys)
        {
            if (Desks.SessionOf(stream) is { } session)
                signals.Raise(session);
            isPublic |= stream.StartsWith(Names.SessionStream(""), StringComparison.Ordinal);
        }
        if (isPublic)
            inbox.Ring();
    }

    private async Task LoopAsync(string session, Signal signal, CancellationToken stop)
    {
        var driver = drive(session);
        while (!stop.IsCancellationRequested)
        {
            long? next = null;
            try
            {
                next = await driver.StepAsync();
                if (driver.IsOver)
                    return;
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The state is in the log; the next round starts from there.
                logger.LogError(failure, "{Session}: a step failed", session);
            }
            try
            {
                await signal.WaitAsync(SleepUntil(next), stop);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    // Never longer than a second: the machine's clock may be corrected, and a wake-up may be lost with another process.
    private TimeSpan SleepUntil(long? next)
    {
        if (next is null)
            return LongestSleep;
        var wait = TimeSpan.FromMicroseconds(Math.Max(next.Value - clock.Now, 0)) + TimeSpan.FromMilliseconds(1);
        return wait < LongestSleep ? wait : LongestSleep;
    }
}
