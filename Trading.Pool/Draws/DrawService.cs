using Trading.Offices;

namespace Trading.Pool.Draws;

/// <summary>Where draws come from: the platform and who this office is.</summary>
public sealed record DrawSource(Uri Platform, OfficeSelf Self);

/// <summary>
/// Asks the platform for tasks while the pool runs. A task that fails by anything but the way is told, and tried again
/// after a while: pages, imports and other draws go on.
/// </summary>
internal sealed class DrawService : BackgroundService
{
    private const long AgainMicros = 30_000_000;
    private readonly Dictionary<string, long> failed = [];
    private readonly OfficeAgent agent;
    private readonly DrawOffice office;
    private readonly Clock clock;
    private readonly ILogger<DrawService> log;

    public DrawService(OfficeClient platform, DrawOffice office, Clock clock, ILogger<DrawService> log)
    {
        (this.office, this.clock, this.log) = (office, clock, log);
        agent = new OfficeAgent(platform, ServeAsync, line => log.LogInformation("draws: {Line}", line));
    }

    /// <summary>When the platform last told its tasks, UTC microseconds, or null.</summary>
    public long? ReachedAt =>
        agent.ReachedAt is { } at ? (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond : null;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => agent.RunAsync(stoppingToken);

    private async Task ServeAsync(OfficeTask task, CancellationToken stop)
    {
        if (failed.TryGetValue(task.Draw, out var at) && Math.Abs(clock.Now - at) < AgainMicros)
            return;
        try
        {
            await office.ServeAsync(task, stop);
        }
        catch (Exception failure)
            when (failure is not (HttpRequestException or PlatformException or OperationCanceledException))
        {
            failed[task.Draw] = clock.Now;
            // By its type and place: a message may repeat what stood in a row.
            log.LogError("draw {Draw} failed: {Type} {Place}", task.Draw, failure.GetType().Name, PlaceOf(failure));
        }
    }

    private static string PlaceOf(Exception failure) =>
        failure
            .StackTrace?.Split('\n')
            .FirstOrDefault(line => line.Contains("Trading.", StringComparison.Ordinal))
            ?.Trim()
        ?? "";
}
