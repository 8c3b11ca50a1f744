using System.Text.Json;
using Trading.Crypto;
using Trading.Media.Audits;
using Trading.Media.Recording;
using Trading.Relay.Tests.Native;
using Trading.Rooms.Papers;
using Trading.Rooms.Recordings;
using Trading.Rooms.Rooms;
using Trading.Server.Media;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Media;

/// <summary>
/// Calls of a room over HTTP and a real relay: who gets in, that it ends with the part in the room, and what is
/// recorded. Source: docs/spec/media.md, "Signalling".
/// </summary>
public sealed class CallTests : OwnCall
{
    [Fact]
    public async Task A_grant_lets_in_once_and_its_holder_alone_and_only_whoever_has_a_part_gets_one()
    {
        await StartRoomAsync();
        var (one, two) = (await SitDownAsync(1), await SitDownAsync(2));
        var supervisor = await PersonAsync(Server.Supervisor);

        // Who has no part gets none, and is told nothing of the call.
        Assert.Equal((401, "NotSignedIn"), await Anybody.Post($"{Media}/grant", null).Refused());
        foreach (
            var stranger in new[]
            {
                await PersonAsync(Server.Manager),
                await Bidders[0].ClientAsync(),
                await OfficeAsync(Gate),
            }
        )
        {
            Assert.Equal((403, "NotAllowed"), await stranger.Post($"{Media}/grant", null).Refused());
            Assert.Equal((403, "NotAllowed"), await stranger.Get(Media).Refused());
        }
        Assert.Equal(
            (404, "NotFound"),
            await one.Post($"/api/rooms/{new string('0', 32)}/media/grant", null).Refused()
        );

        // Rights hang on the part.
        var granted = await one.Post($"{Media}/grant", null).Ok();
        Assert.Equal("seat.1", granted.GetProperty("source").GetString());
        Assert.Equal(["Publish", "Watch"], RightsOf(granted));
        Assert.True(granted.GetProperty("hasPictures").GetBoolean());
        Assert.Equal(["Watch"], RightsOf(await supervisor.Post($"{Media}/grant", null).Ok()));
        Assert.Equal(["Wall"], RightsOf(await supervisor.Post($"{WallPath}/grant", null).Ok()));
        Assert.Equal((403, "NotAllowed"), await one.Post($"{WallPath}/grant", null).Refused());
        // Until the committee has its leader the host is in the room, too.
        Assert.Equal("host", (await Host.Post($"{Media}/grant", null).Ok()).GetProperty("source").GetString());

        // Not used yet it lets do nothing; used by another it is not used up.
        var grant = granted.GetProperty("grant").GetString()!;
        var offer = Peer().Offer(Offers.Voice("sendonly"));
        Assert.Equal((404, "NotFound"), await one.Post($"{Media}/publish", new { grant, offer }).Refused());
        Assert.Equal((403, "NotAllowed"), await two.Post($"{Media}/enter", new { grant }).Refused());
        var news = await one.Post($"{Media}/enter", new { grant }).Ok();
        Assert.Equal(
            "seat.1",
            Assert.Single(news.GetProperty("people").EnumerateArray()).GetProperty("source").GetString()
        );
        Assert.Equal((409, "Conflict"), await one.Post($"{Media}/enter", new { grant }).Refused());
        Assert.Equal((403, "NotAllowed"), await two.Post($"{Media}/publish", new { grant, offer }).Refused());
        foreach (var none in new[] { "", "x", new string('g', 32), new string('0', 33), " " + new string('0', 31) })
            Assert.Equal((400, "Malformed"), await one.Post($"{Media}/enter", new { grant = none }).Refused());
        Assert.Equal(
            (404, "NotFound"),
            await one.Post($"{Media}/enter", new { grant = new string('0', 32) }).Refused()
        );

        // Whoever watches over a room sends nothing into it.
        var watches = await EnterAsync(supervisor);
        Assert.Equal(
            (403, "NotAllowed"),
            await supervisor.Post($"{Media}/publish", new { grant = watches, offer }).Refused()
        );
        // What a browser never says is refused with its line.
        Assert.Equal((400, "Malformed"), await one.Post($"{Media}/publish", new { grant, offer = "v=0" }).Refused());
        Assert.Equal((404, "NotFound"), await one.Post($"{Media}/offer", new { grant }).Refused());

        // Signing out ends what was granted: the key has another ticket afterwards, and no grant.
        await two.Post("/api/sign-out", null).Ok();
        Assert.Equal((401, "NotSignedIn"), await two.Post($"{Media}/grant", null).Refused());
        await one.Post("/api/sign-out", null).Ok();
        var again = await SignInAtAsync(1);
        Assert.Equal((404, "NotFound"), await again.Post($"{Media}/publish", new { grant, offer }).Refused());

        // Windows that nobody left make way; those with a connection do not.
        for (var i = 0; i < 12; i++)
            await EnterAsync(again);
        var open = await again.Post($"{Media}/leave", new { grant = await EnterAsync(again) }).Ok();
        Assert.Equal(default, open.ValueKind);
    }

    [Fact]
    public async Task Voices_go_to_the_room_and_end_with_the_member_and_the_heads_of_what_was_said_stand_in_the_stream()
    {
        await StartRoomAsync();
        var seats = await AllSitAsync();
        var supervisor = await PersonAsync(Server.Supervisor);
        var (first, second) = (await EnterAsync(seats[1]), await EnterAsync(seats[2]));
        var speaker = await SpeakAsync(seats[1], first);
        await UntilNewsAsync("a track", seats[2], second, news => SourcesOf(news).Contains("seat.1"));
        var listener = await WatchAsync(seats[2], second);
        await UntilHeardAsync(speaker, listener);

        // The supervisor hears the one room that it listens to, from its wall.
        var wall = await EnterAsync(supervisor, WallPath);
        var watched = await WatchAsync(supervisor, wall, WallPath, listen: Room);
        await UntilHeardAsync(speaker, watched);
        await supervisor
            .Post(
                $"{WallPath}/wish",
                new
                {
                    grant = wall,
                    others = 0,
                    tracks = Array.Empty<object>(),
                }
            )
            .Ok();
        Assert.Equal(0, await HeardFromNowOnAsync(speaker, watched));

        // With its leader the committee is among itself.
        var host = await EnterAsync(Host);
        await LeadAsync();
        await UntilNewsAsync("the host is out", seats[2], second, news => !PeopleOf(news).Contains("host"));
        Assert.Equal((409, "WrongPhase"), await Host.Post($"{Media}/quality", new { grant = host }).Refused());
        Assert.Equal((409, "WrongPhase"), await Host.Post($"{Media}/grant", null).Refused());

        // Muted by itself, or by the leader; by nobody else.
        var track = TrackOf(await NewsAsync(seats[2], second), "seat.1");
        Assert.Equal(
            (403, "NotAllowed"),
            await seats[2].Post($"{Media}/mute", Mute(second, track, isMuted: true)).Refused()
        );
        await seats[1].Post($"{Media}/mute", Mute(first, track, isMuted: true)).Ok();
        Assert.Equal(0, await HeardFromNowOnAsync(speaker, listener));
        await seats[1].Post($"{Media}/mute", Mute(first, track, isMuted: false)).Ok();
        await UntilHeardAsync(speaker, listener);
        // Heads stand in the room's own stream, for everybody.
        await UntilHeadsAsync(1);
        var quality = await seats[1].Post($"{Media}/quality", new { grant = first }).Ok();
        Assert.Equal("Connected", quality.GetProperty("publishing").GetProperty("state").GetString());
        var view = await supervisor.Get(Media).Ok();
        Assert.Equal("On", view.GetProperty("recording").GetString());
        Assert.Equal(1, view.GetProperty("numbers").GetProperty("tracks").GetInt32());
        Assert.Equal(JsonValueKind.Null, (await seats[2].Get(Media).Ok()).GetProperty("disk").ValueKind);

        // The member goes: nothing of it is heard from then on, and its grant is nobody's.
        await SayAsync(ActOf(1, RoomActKind.Avoid, text: "与投标人有利害关系"));
        await UntilNewsAsync("no track", seats[2], second, news => SourcesOf(news).Length == 0);
        Assert.Equal(0, await HeardFromNowOnAsync(speaker, listener));
        Assert.Equal((401, "NotSignedIn"), await seats[1].Post($"{Media}/grant", null).Refused());
        ForgetKeyOf(1);
        var next = await SitDownAsync(1);
        Assert.Equal((404, "NotFound"), await next.Post($"{Media}/quality", new { grant = first }).Refused());

        // What was recorded is what the stream says.
        await UntilEndedAsync(1);
        AssertSound(await EvidenceAsync());
    }

    [Fact]
    public async Task A_stopped_room_is_silent_a_restart_goes_on_with_a_gap_and_an_ended_room_has_no_call()
    {
        await StartRoomAsync();
        var one = await SitDownAsync(1);
        var supervisor = await PersonAsync(Server.Supervisor);
        var grant = await EnterAsync(one);
        var speaker = await SpeakAsync(one, grant);
        await UntilHeadsAsync(1, () => Say(speaker));
        Assert.True(File.Exists(System.IO.Path.Combine(Recordings, "running")));

        await Server.KillAsync();
        await StartAgainAsync();
        // Nobody said that it is over: what the end of the process cut is finished, and the next track follows.
        await UntilEndedAsync(1);
        one = await SignInAtAsync(1);
        grant = await EnterAsync(one);
        speaker = await SpeakAsync(one, grant);
        await UntilHeadsAsync(2, () => Say(speaker));

        supervisor = await PersonAsync(Server.Supervisor);
        await SayAsync(ActOf(RoomAct.Supervisor, Server.Supervisor.Key, RoomActKind.Stop, text: "核查"));
        Assert.Equal((409, "WrongPhase"), await one.Post($"{Media}/grant", null).Refused());
        Assert.Equal((409, "WrongPhase"), await one.Post($"{Media}/quality", new { grant }).Refused());
        var watches = await EnterAsync(supervisor);
        await UntilNewsAsync("nobody speaks", supervisor, watches, news => SourcesOf(news).Length == 0);
        await UntilNewsAsync(
            "the recording rests",
            supervisor,
            watches,
            news => news.GetProperty("recording").GetString() == "Paused"
        );

        await SayAsync(ActOf(RoomAct.Supervisor, Server.Supervisor.Key, RoomActKind.Abandon, text: "重新组建"));
        Assert.Equal((409, "WrongPhase"), await supervisor.Post($"{Media}/grant", null).Refused());
        await Until.TrueAsync(
            "the recording is finished",
            Server.Patience(20),
            () => Task.FromResult(!File.Exists(System.IO.Path.Combine(Recordings, "running")))
        );
        await UntilEndedAsync(2);
        var evidence = await EvidenceAsync();
        Assert.Equal(2, evidence.Heads.Tracks.Count);
        AssertSound(evidence);
        // The supervisor's archive bears them.
        var archive = await Until.SeenAsync(
            "an archive",
            Server.Patience(20),
            async () =>
            {
                using var answer = await supervisor.Get($"{RoomPath}/archive?kind=full");
                return answer.IsSuccessStatusCode ? await answer.Content.ReadAsByteArrayAsync() : null;
            }
        );
        Assert.True(Trading.Rooms.Archives.RoomArchive.TryRead(archive, out var read, out var problem), problem);
        Assert.Equal((await HeadsAsync()).Count, read.Recorded.Count);
    }

    private string Recordings => System.IO.Path.Combine(Server.Data, MediaEngine.FolderName, Room);

    private static object Mute(string grant, int track, bool isMuted) =>
        new
        {
            grant,
            track,
            isMuted,
        };

    private static string[] RightsOf(JsonElement granted) =>
        [.. granted.GetProperty("rights").EnumerateArray().Select(r => r.GetString()!)];

    private static string[] PeopleOf(JsonElement news) =>
        [.. news.GetProperty("people").EnumerateArray().Select(p => p.GetProperty("source").GetString()!)];

    private static int TrackOf(JsonElement news, string source) =>
        news.GetProperty("tracks")
            .EnumerateArray()
            .Single(t => t.GetProperty("source").GetString() == source)
            .GetProperty("track")
            .GetInt32();

    // As anybody reads them.
    private async Task<List<RecordingHeads>> HeadsAsync()
    {
        var heads = new List<RecordingHeads>();
        while (true)
        {
            var page = await Anybody.Get($"/api/feed/recorded.{Room}?after={heads.Count - 1}").Ok();
            var events = page.GetProperty("events").EnumerateArray().ToList();
            foreach (var one in events)
            {
                var happened = (HeadsRecorded)
                    RecordingCodec.Table.Decode(
                        nameof(HeadsRecorded),
                        System.Text.Encoding.UTF8.GetBytes(one.GetProperty("e").GetString()!)
                    );
                Assert.True(RecordingHeads.TryParse(happened.Heads, out var value));
                heads.Add(value!);
            }
            if (events.Count == 0)
                return heads;
        }
    }

    private Task UntilHeadsAsync(uint track, Action? meanwhile = null) =>
        Until.TrueAsync(
            $"heads of track {track}",
            Server.Patience(30),
            async () =>
            {
                meanwhile?.Invoke();
                return (await HeadsAsync()).Exists(h => h.Tracks.Any(t => t.Track == track && t.Heads.Count > 0));
            }
        );

    private Task UntilEndedAsync(uint track) =>
        Until.TrueAsync(
            $"the end of track {track}",
            Server.Patience(40),
            async () => (await HeadsAsync()).Exists(h => h.Tracks.Any(t => t.Track == track && t.End is not null))
        );

    private async Task<RecordingEvidence> EvidenceAsync()
    {
        var id = Convert.FromHexString(Room);
        var secret = await File.ReadAllBytesAsync(System.IO.Path.Combine(Server.Data, "recordings.secret"));
        return new RecordingEvidence
        {
            Heads = HeadsBook.Of(Suite.P256, await HeadsAsync()),
            AreHeadsOfStream = true,
            Room = id,
            Key = TapeKey.OfRoom(Suite.P256, secret, id),
            Files =
            [
                .. Directory
                    .GetFiles(Recordings, "*.tape")
                    .Select(path =>
                    {
                        var content = Keep(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
                        return new RecordedFile(System.IO.Path.GetFileName(path), TapeScan.Read(content), content);
                    }),
            ],
        };
    }

    private static void AssertSound(RecordingEvidence evidence)
    {
        var results = RecordingAudit.Check(evidence);
        Assert.All(results, r => Assert.True(r.Outcome != RecordingOutcome.Fail, $"{r.Number}: {r.Detail}"));
        Assert.Equal(RecordingOutcome.Pass, results.Single(r => r.Number == "V113").Outcome);
    }
}
