using System.Collections.Concurrent;
using Trading.Server.Storage;
using Trading.Server.Streams;

namespace Trading.Server.Media;

/// <summary>
/// Follows the rooms: as soon as one moved, everybody in its call is judged anew. Twice a second it looks at who speaks
/// and at what is over.
/// </summary>
public sealed class MediaKeeper(IEventLog log, MediaEngine engine, MediaRooms rooms, ILogger<MediaKeeper> logger)
    : BackgroundService
{
    private const long TickMillis = 500;
    private const long SignMillis = 30_000;
    private readonly ConcurrentDictionary<string, bool> moved = new(StringComparer.Ordinal);
    private readonly Signal signal = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!engine.IsOn)
            return;
        using var subscription = log.Subscribe(Wake);
        await GuardAsync(rooms.RecoverAsync);
        var (ticked, signed) = (0L, Environment.TickCount64);
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (var room in moved.Keys)
                if (moved.TryRemove(room, out _))
                    await GuardAsync(() => rooms.JudgeAsync(room));
            var now = Environment.TickCount64;
            if (now - ticked >= TickMillis)
            {
                ticked = now;
                await GuardAsync(() =>
                {
                    rooms.Tick();
                    return Task.CompletedTask;
                });
            }
            if (now - signed >= SignMillis)
            {
                signed = now;
                await GuardAsync(rooms.SignAsync);
            }
            try
            {
                await signal.WaitAsync(TimeSpan.FromMilliseconds(TickMillis), stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private void Wake(IReadOnlyDictionary<string, long> heads)
    {
        foreach (var stream in heads.Keys)
            if (stream.Split('.') is [Names.RoomPrefix or Names.SupervisedPrefix, var room])
                moved[room] = true;
        if (!moved.IsEmpty)
            signal.Raise();
    }

    private async Task GuardAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Rights are asked again at each act; the next round judges again.
            logger.LogError(failure, "Calls: a step failed");
        }
    }
}
