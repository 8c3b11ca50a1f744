using System.Collections.Concurrent;
using Trading.Server.Storage;

namespace Trading.Server.Streams;

/// <summary>
/// One loop per aggregate of every procedure until it is over: do what is due, then sleep until the next due instant or
/// until the log or the relay moves. A start finds all of them in the log and begins by asking what is due, so recovery
/// is no other code than work.
/// </summary>
public sealed class DueWorker(
    IEventLog log,
    IEnumerable<IProcedure> procedures,
    SessionSignals signals,
    InboxBell inbox,
    Clock clock,
    ILogger<DueWorker> logger
) : BackgroundService
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(1);
    private readonly ConcurrentBag<Task> loops = [];
    private readonly ConcurrentDictionary<string, IProcedure> owners = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = log.Subscribe(Wake);
        foreach (var procedure in procedures)
        foreach (var id in await procedure.FindAllAsync())
            owners.TryAdd(id, procedure);
        signals.Begin(
            (session, signal) =>
                loops.Add(Task.Run(() => LoopAsync(session, signal, stoppingToken), CancellationToken.None))
        );
        foreach (var id in owners.Keys)
            signals.Raise(id);
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
            if (Desks.SessionOf(stream) is not { } id)
                continue;
            var owner = procedures.FirstOrDefault(p => stream.StartsWith(p.Prefix, StringComparison.Ordinal));
            if (owner is not null)
                owners.TryAdd(id, owner);
            isPublic |= owner is not null;
            // Closed streams may grow before the first public event is heard of; that one raises the signal again.
            if (owners.ContainsKey(id))
                signals.Raise(id);
        }
        if (isPublic)
            inbox.Ring();
    }

    private async Task LoopAsync(string session, Signal signal, CancellationToken stop)
    {
        if (!owners.TryGetValue(session, out var owner))
            return;
        var driver = owner.DriverOf(session);
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
