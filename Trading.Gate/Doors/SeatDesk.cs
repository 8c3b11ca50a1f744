namespace Trading.Gate.Doors;

/// <summary>What happens to somebody who is in.</summary>
public sealed class SeatDesk(OfficeClient platform, GateStore store, Settlement settlement, ILogger<SeatDesk> logger)
{
    private static readonly PositionOutcome[] Inside = [PositionOutcome.Arrived, PositionOutcome.Back];
    private static readonly PositionOutcome[] Outside = [PositionOutcome.Left];

    /// <summary>An expert declares a reason for avoidance: the position drops out, for ever.</summary>
    public Task<DoorReason?> AvoidAsync(SeatKey key, string reason, string by) =>
        SayAsync(key, [.. Inside, .. Outside], PositionOutcome.Avoids, reason, by);

    /// <summary>Whoever has a name of the opening is another person: the desk says why.</summary>
    public async Task<DoorReason?> TellAnotherAsync(SeatKey key, string reason, string by)
    {
        if (!store.TryTell(key, reason, by))
            return DoorReason.NotNow;
        await SettleAsync(key);
        return null;
    }

    public Task<DoorReason?> LeaveAsync(SeatKey key, string reason, string by) =>
        SayAsync(key, Inside, PositionOutcome.Left, reason, by);

    public Task<DoorReason?> ReturnAsync(SeatKey key, string by) =>
        SayAsync(key, Outside, PositionOutcome.Back, "", by);

    private async Task<DoorReason?> SayAsync(
        SeatKey key,
        PositionOutcome[] from,
        PositionOutcome to,
        string detail,
        string by
    )
    {
        if (!store.TrySay(key, from, to, key.Statement(to).Sign(platform.Self.SigningKey), detail, by))
            return DoorReason.NotNow;
        await SettleAsync(key);
        return null;
    }

    private async Task SettleAsync(SeatKey key)
    {
        try
        {
            await settlement.SettleAsync(CancellationToken.None);
        }
        catch (Exception away) when (away is PlatformException or HttpRequestException or OperationCanceledException)
        {
            // It stands in the register, and is said as soon as the platform is there.
            logger.LogWarning("Draw {Draw}: what happened at the door is told later", key.Draw);
        }
    }
}
