using Trading.Rooms.Rooms;

namespace Trading.Server.Rooms;

/// <summary>
/// Counts beside the desks of rooms. A large count takes seconds and some hundred megabytes: one is made at a time.
/// </summary>
public sealed class RoomCounter : IDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);

    /// <summary>How it is counted; tests hold a count here.</summary>
    internal Func<Room, CountScores, CountMade?> Count { get; init; } = CountMade.Of;

    /// <summary>The count of a room as it stands; null where nothing is to be counted.</summary>
    public async Task<CountMade?> CountAsync(Room state, CountScores wish)
    {
        await one.WaitAsync();
        try
        {
            return await Task.Run(() => Count(state, wish));
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();
}
