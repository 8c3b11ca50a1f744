namespace Trading.Gate.Doors;

/// <summary>The gate at work: which draws are admitted, what trustees answered, what is still to be said.</summary>
internal sealed class GateLoop(
    OfficeClient platform,
    OpenDoors doors,
    GateDesk desk,
    GateStore store,
    Settlement settlement,
    GatePace pace,
    ILogger<GateLoop> logger
) : BackgroundService
{
    private readonly HashSet<string> unreadable = new(StringComparer.Ordinal);
    private string trouble = "";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        logger.LogInformation("{Self} is at work", platform.Self);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stoppingToken);
                trouble = "";
            }
            catch (Exception away)
                when (away is PlatformException or HttpRequestException or OperationCanceledException)
            {
                if (!stoppingToken.IsCancellationRequested && trouble != away.Message)
                    logger.LogWarning("The platform is away: {Trouble}", trouble = away.Message);
            }
            await Task.Delay(pace.BetweenLooks, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookAsync(CancellationToken stop)
    {
        var tasks = await platform.TasksAsync(stop);
        List<Door> open = [];
        foreach (var task in tasks.Where(task => task.Kind == "admit"))
            if (task.Read<AdmitTask>() is { } admit && Door.Of(task.Draw, admit, platform.Self) is { } door)
                open.Add(door);
            else if (unreadable.Add(task.Draw))
                logger.LogWarning("The task to admit draw {Draw} cannot be read", task.Draw);
        foreach (var task in tasks.Where(task => task.Kind == "receive"))
            if (task.Read<ReceiveTask>() is { } receive && Door.Of(task.Draw, receive, platform.Self) is { } door)
                open.Add(door);
            else if (unreadable.Add(task.Draw)) // once: it comes with every look
                logger.LogWarning("The task to receive people of draw {Draw} does not hold", task.Draw);
        foreach (var door in open.Where(door => doors.Find(door.Request.Draw)?.Seat(0) != door.Seat(0)))
            store.Keep(door);
        foreach (var door in open)
        foreach (var position in door.Unseated)
            if (store.TryUnseat(door.Seat(position)))
                logger.LogInformation("Draw {Draw}: somebody who is in has lost the seat", door.Request.Draw);
        doors.Put(open);
        foreach (var task in tasks.Where(task => task.Kind == "unseal"))
            if (task.Read<UnsealTask>() is { } unseal)
                await desk.UnsealAsync(task.Draw, unseal, stop);
        await settlement.SettleAsync(stop);
    }
}

/// <summary>How often a gate looks.</summary>
public sealed record GatePace
{
    public TimeSpan BetweenLooks { get; init; } = TimeSpan.FromSeconds(1);
}
