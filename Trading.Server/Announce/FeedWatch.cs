namespace Trading.Server.Announce;

/// <summary>Looks every second for feed clients that do not read.</summary>
public sealed class FeedWatch(FeedLifetime lifetime, Clock clock) : BackgroundService
{
    public const long OldestBacklogMicros = 15_000_000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await timer.WaitForNextTickAsync(stoppingToken))
            lifetime.Evict(clock.Now, OldestBacklogMicros);
    }
}
