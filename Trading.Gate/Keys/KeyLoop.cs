using Trading.Gate.Doors;

namespace Trading.Gate.Keys;

/// <summary>
/// Which rooms seat their members now, and what of certified keys is still to be said. Apart from the door's loop: who
/// arrives waits for no room.
/// </summary>
internal sealed class KeyLoop(
    OfficeClient platform,
    SeatingRooms rooms,
    KeySettlement settlement,
    GatePace pace,
    ILogger<KeyLoop> logger
) : BackgroundService
{
    private readonly HashSet<string> unreadable = new(StringComparer.Ordinal);
    private string trouble = "";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
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
                    logger.LogWarning("The platform tells of no rooms: {Trouble}", trouble = away.Message);
            }
            await Task.Delay(pace.BetweenLooks, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookAsync(CancellationToken stop)
    {
        List<SeatingRoom> open = [];
        foreach (var task in await platform.TasksAsync<RoomTask>("api/rooms/tasks", stop))
            if (SeatingRoom.Of(task, platform.Self) is { } room)
                open.Add(room);
            else if (unreadable.Add(task.Room)) // once: it comes with every look
                logger.LogWarning("The task to seat room {Room} does not hold", task.Room);
        rooms.Put(open);
        await settlement.SettleAsync(stop);
    }
}
