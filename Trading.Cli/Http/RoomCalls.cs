namespace Trading.Cli;

/// <summary>What a client asks of a platform about evaluation rooms. Source: docs/spec/http.md, "Rooms".</summary>
public static class RoomCalls
{
    /// <summary>Downloads a room's archive, <c>public</c>, <c>bidder</c> (the caller's own) or <c>full</c>.</summary>
    public static Task DownloadRoomArchiveAsync(
        this ApiClient api,
        string room,
        string kind,
        Stream target,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(api);
        return api.DownloadAsync($"api/rooms/{room}/archive?kind={kind}", target, cancel);
    }
}
