using System.Net;
using Trading.Relay.Tests.Native;
using Trading.Rooms.Rooms;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Media;

/// <summary>While bids are scored masked a seat is a voice. Source: docs/spec/media.md, "Signalling".</summary>
public sealed class MaskedCallTests : OwnCall
{
    private static readonly string Masked = Scoring.Replace(
        "\"bids\":[]",
        "\"masked\":{\"criteria\":[\"quality\"],\"sections\":[1]},\"bids\":[]",
        StringComparison.Ordinal
    );

    private protected override string Terms => Masked;

    [Fact]
    public async Task A_camera_is_cut_when_bids_are_masked_and_a_voice_goes_on()
    {
        await StartRoomAsync();
        var seats = await AllSitAsync();
        var (first, second) = (await EnterAsync(seats[1]), await EnterAsync(seats[2]));
        await PublishAsync(seats[1], first, Offers.Voice("sendonly"), Offers.Picture("sendonly"));
        var speaker = await SpeakAsync(seats[2], second);
        await UntilNewsAsync("three tracks", seats[2], second, news => SourcesOf(news).Length == 3);

        await LeadAsync();
        await UntilStageAsync(RoomStage.Masking);
        await UntilNewsAsync(
            "the camera is gone",
            seats[1],
            first,
            news =>
                !news.GetProperty("hasPictures").GetBoolean()
                && news.GetProperty("publishing").ValueKind == System.Text.Json.JsonValueKind.Null
                && SourcesOf(news) is ["seat.2"]
        );
        var offer = Peer().Offer(Offers.Voice("sendonly"), Offers.Picture("sendonly"));
        using var refused = await seats[1].Post($"{Media}/publish", new { grant = first, offer });
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("send-voice-alone", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await SpeakAsync(seats[1], first);
        await UntilNewsAsync("two voices", seats[2], second, news => SourcesOf(news).Length == 2);
        var listener = await WatchAsync(seats[1], first);
        await UntilHeardAsync(speaker, listener);
    }

    private async Task PublishAsync(Client client, string grant, params string[] media)
    {
        var peer = Peer();
        var said = await client.Post($"{Media}/publish", new { grant, offer = peer.Offer(media) }).Ok();
        Assert.True(await peer.ConnectAsync(said.GetProperty("sdp").GetString()!), "no handshake");
    }
}
