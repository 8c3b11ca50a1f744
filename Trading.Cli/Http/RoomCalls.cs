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

    /// <summary>The full report as whoever asks may have it: unsigned before the host has signed it.</summary>
    public static async Task<byte[]> RoomReportAsync(this ApiClient api, string room, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(api);
        using var report = new MemoryStream();
        await api.DownloadAsync($"api/rooms/{room}/report.pdf?kind=full", report, cancel);
        return report.ToArray();
    }

    /// <summary>What the host is to sign of the report, for its certificate.</summary>
    public static async Task<byte[]> ReportAttributesAsync(
        this ApiClient api,
        string room,
        byte[] certificate,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(api);
        var answer = await api.PostAsync<JsonElement>(
            $"api/rooms/{room}/report/attributes",
            new { certificate },
            cancel
        );
        return answer.GetProperty("attributes").GetBytesFromBase64();
    }

    /// <summary>Sends the host's signature under the report; saying the same twice is harmless.</summary>
    public static Task SealReportAsync(
        this ApiClient api,
        string room,
        byte[] certificate,
        byte[] signature,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(api);
        return api.DoAsync(HttpMethod.Post, $"api/rooms/{room}/report", new { certificate, signature }, cancel);
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
