using System.Net;

namespace Trading.Offices;

/// <summary>
/// An office at work: asks the platform for tasks, about once a second, and serves each. A platform that is away is
/// waited for; what it refuses of one task spoils no other one. The log gets a line for each new trouble, and never a
/// secret.
/// </summary>
/// <param name="platform">Where tasks come from.</param>
/// <param name="serve">Serves one task, and has stored what it says before it says it; the same task comes again until
/// the platform has its answer. Its <see cref="PlatformException"/>s are told and end this task alone.</param>
/// <param name="log">Takes one line.</param>
public sealed class OfficeAgent(
    OfficeClient platform,
    Func<OfficeTask, CancellationToken, Task> serve,
    Action<string> log
)
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private readonly Dictionary<(string Draw, string Kind), string> troubles = [];

    /// <summary>Pause between two questions for tasks.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>When the platform last told its tasks; null before it ever did.</summary>
    public DateTimeOffset? ReachedAt { get; private set; }

    /// <summary>Works until it is stopped; whatever is no trouble of the way ends it with its exception.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        log($"{platform.Self} is at work");
        var wait = TimeSpan.Zero;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await ServeAllAsync(stop);
                wait = TimeSpan.Zero;
                await Task.Delay(Pause, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception away) when (IsAway(away))
            {
                if (wait == TimeSpan.Zero)
                    log($"the platform is away: {away.Message}");
                wait = Longer(wait);
                await Task.Delay(wait, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>One look at the tasks: each of them is served.</summary>
    public async Task ServeAllAsync(CancellationToken stop)
    {
        var tasks = await platform.TasksAsync(stop);
        ReachedAt = DateTimeOffset.UtcNow;
        foreach (var task in tasks)
        {
            try
            {
                await serve(task, stop);
                troubles.Remove((task.Draw, task.Kind));
            }
            catch (PlatformException no) when (!no.MayPass && no.Status is not HttpStatusCode.Unauthorized)
            {
                Complain(task, no.Message);
            }
        }
    }

    private static bool IsAway(Exception trouble) =>
        trouble is HttpRequestException or PlatformException or OperationCanceledException;

    private static TimeSpan Longer(TimeSpan wait) =>
        wait == TimeSpan.Zero ? ShortestWait
        : wait * 2 < LongestWait ? wait * 2
        : LongestWait;

    // The same trouble again is no news; it comes every second while it lasts.
    private void Complain(OfficeTask task, string trouble)
    {
        var key = (task.Draw, task.Kind);
        if (troubles.GetValueOrDefault(key) == trouble)
            return;
        troubles[key] = trouble;
        log($"{task.Kind} {task.Draw}: {trouble}");
    }
}
