using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Trading.Server.Streams;

namespace Trading.Server.Announce;

/// <summary>
/// The hub tells and takes no wish but where to read: <c>Join(stream, after)</c> and <c>Leave(stream)</c>. The server
/// calls <c>batch({stream, from, to, events})</c>. A refusal is a hub error whose text is a reason word.
/// </summary>
public sealed class FeedHub(FeedLifetime lifetime, MayRead mayRead) : Hub
{
    // Values as they came: what is no text or no height is refused with our word, before the framework refuses it with
    // its own.
    public async Task Join(JsonElement stream, JsonElement after)
    {
        if (
            TextOf(stream) is not { } name
            || after.ValueKind != JsonValueKind.Number
            || !after.TryGetInt64(out var height)
            || !Heights.IsAfter(height)
        )
            throw Malformed;
        if (!await mayRead(name))
            throw new HubException("NotAllowed");
        if (!lifetime.ReaderOf(Context.ConnectionId).Join(name, height))
            throw new HubException("LimitReached");
    }

    public void Leave(JsonElement stream) =>
        lifetime.ReaderOf(Context.ConnectionId).Leave(TextOf(stream) ?? throw Malformed);

    private static HubException Malformed => new("Malformed");

    // Half of a surrogate pair is no text; the library tells of one by an exception alone.
    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
