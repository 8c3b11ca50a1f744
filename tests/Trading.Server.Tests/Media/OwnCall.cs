using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trading.Relay.Live;
using Trading.Relay.Tests.Native;
using Trading.Server.Media;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Media;

/// <summary>
/// A room whose calls go through a real relay on loopback; a peer of sockets stands in for each browser.
/// </summary>
public abstract class OwnCall : OwnRoom
{
    private ushort sequence;

    private protected virtual MediaOptions Options => new(true, 0, IPAddress.Loopback);

    private protected override void Change(IServiceCollection services) =>
        services.Replace(ServiceDescriptor.Singleton(Options));

    private protected string Media => $"{RoomPath}/media";

    private protected const string WallPath = "/api/rooms/wall/media";

    private protected NativePeer Peer() => Keep(new NativePeer(((MediaRelay)Server.Get<MediaEngine>().Relay!).Port));

    private protected async Task<string> GrantAsync(Client client, string? path = null) =>
        (await client.Post($"{path ?? Media}/grant", null).Ok()).GetProperty("grant").GetString()!;

    /// <summary>A grant that was used.</summary>
    private protected async Task<string> EnterAsync(Client client, string? path = null)
    {
        var grant = await GrantAsync(client, path);
        await client.Post($"{path ?? Media}/enter", new { grant }).Ok();
        return grant;
    }

    /// <summary>A microphone is on, and heard by the relay.</summary>
    private protected async Task<NativePeer> SpeakAsync(Client client, string grant)
    {
        var peer = Peer();
        var said = await client
            .Post($"{Media}/publish", new { grant, offer = peer.Offer(Offers.Voice("sendonly")) })
            .Ok();
        Assert.True(await peer.ConnectAsync(said.GetProperty("sdp").GetString()!), "no handshake");
        return peer;
    }

    /// <summary>Whoever watches gets what there is.</summary>
    private protected async Task<NativePeer> WatchAsync(
        Client client,
        string grant,
        string? path = null,
        string? listen = null
    )
    {
        var peer = Peer();
        var wish = new
        {
            grant,
            others = 2,
            tracks = Array.Empty<object>(),
            listen,
        };
        var offer = await client.Post($"{path ?? Media}/watch", wish).Ok();
        var (version, sdp) = (offer.GetProperty("version").GetInt32(), offer.GetProperty("sdp").GetString()!);
        await client
            .Post(
                $"{path ?? Media}/answer",
                new
                {
                    grant,
                    version,
                    answer = peer.AnswerTo(sdp),
                }
            )
            .Ok();
        Assert.True(await peer.ConnectAsync(sdp), "no handshake");
        return peer;
    }

    private protected async Task<JsonElement> NewsAsync(Client client, string grant, string? path = null) =>
        await client
            .Post(
                $"{path ?? Media}/news",
                new
                {
                    grant,
                    after = 0,
                    wait = 0,
                }
            )
            .Ok();

    /// <summary>Waits until the news are so.</summary>
    private protected Task UntilNewsAsync(
        string what,
        Client client,
        string grant,
        Func<JsonElement, bool> isSo,
        string? path = null
    ) => Until.TrueAsync(what, Server.Patience(20), async () => isSo(await NewsAsync(client, grant, path)));

    private protected static string[] SourcesOf(JsonElement news) =>
        [.. news.GetProperty("tracks").EnumerateArray().Select(t => t.GetProperty("source").GetString()!)];

    /// <summary>Twenty milliseconds of a voice.</summary>
    private protected void Say(NativePeer speaker) => speaker.Send(speaker.Seal(NativePeer.Voice(++sequence)));

    /// <summary>Speaks until somebody hears more than was heard before.</summary>
    private protected Task UntilHeardAsync(NativePeer speaker, NativePeer listener)
    {
        var before = listener.Packets.Count;
        return Until.TrueAsync(
            "a voice is heard",
            Server.Patience(20),
            () =>
            {
                Say(speaker);
                return Task.FromResult(listener.Packets.Count > before);
            }
        );
    }

    /// <summary>How much is heard of a voice from now on; what is on its way already does not count.</summary>
    private protected async Task<int> HeardFromNowOnAsync(NativePeer speaker, NativePeer listener)
    {
        await Task.Delay(200);
        var before = listener.Packets.Count;
        for (var i = 0; i < 20; i++)
        {
            Say(speaker);
            await Task.Delay(10);
        }
        return listener.Packets.Count - before;
    }
}
