using System.Text.Json;

namespace Trading.Cli;

/// <summary>What a client asks of a platform about evaluation rooms. Source: docs/spec/http.md, "Rooms".</summary>
public static class RoomCalls
{
    /// <summary>A start of the platform's own opening and draw, for the host to look at and to sign.</summary>
    public static Task<JsonElement> DraftRoomAsync(this ApiClient api, object wish, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(api);
        return api.PostAsync<JsonElement>("api/rooms/draft", wish, cancel);
    }

    /// <summary>Starts a room; saying the same twice is harmless.</summary>
    public static Task StartRoomAsync(
        this ApiClient api,
        string room,
        byte[] start,
        byte[] terms,
        byte[] signature,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(api);
        return api.PostAsync<JsonElement>(
            "api/rooms",
            new
            {
                room,
                start,
                terms,
                signature,
            },
            cancel
        );
    }

    /// <summary>The rooms of a session, newest first.</summary>
    public static Task<JsonElement> RoomsAsync(this ApiClient api, string session, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(api);
        return api.GetAsync<JsonElement>($"api/rooms?session={session}", cancel);
    }

    /// <summary>What the public stream says of a room.</summary>
    public static Task<JsonElement> RoomAsync(this ApiClient api, string room, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(api);
        return api.GetAsync<JsonElement>($"api/rooms/{room}", cancel);
    }

    /// <summary>Says an act; whose it is its signature says.</summary>
    public static Task RoomActAsync(
        this ApiClient api,
        string room,
        byte[] statement,
        byte[] signature,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(api);
        return api.DoAsync(HttpMethod.Post, $"api/rooms/{room}/acts", new { statement, signature }, cancel);
    }

    /// <summary>What the host of a room needs.</summary>
    public static Task<JsonElement> RoomDeskAsync(this ApiClient api, string room, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(api);
        return api.GetAsync<JsonElement>($"api/rooms/{room}/desk", cancel);
    }

    /// <summary>What a bidder is told of the own bid.</summary>
    public static Task<JsonElement> OwnBidAsync(this ApiClient api, string room, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(api);
        return api.GetAsync<JsonElement>($"api/rooms/{room}/own", cancel);
    }

    /// <summary>Brings a seat's key; the number that its holder says at the gate.</summary>
    public static async Task<string> SeatKeyAsync(this ApiClient api, string room, byte[] key, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(api);
        var waiting = await api.PostAsync<JsonElement>($"api/rooms/{room}/keys", new { key }, cancel, isPublic: true);
        return waiting.GetProperty("number").GetString()!;
    }

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
