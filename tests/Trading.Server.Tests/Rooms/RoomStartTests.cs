using System.Text.Json;
using Trading.Crypto;
using Trading.Rooms.Starts;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Rooms;

/// <summary>
/// Who starts a room, and of what: the platform compares a start with its own opening and draw. Source:
/// docs/spec/room.md, "Start"; docs/spec/http.md, "Rooms".
/// </summary>
public sealed class RoomStartTests : OwnRoom
{
    [Fact]
    public async Task A_start_is_made_of_the_opening_and_the_draw_and_published_as_it_was_made()
    {
        Assert.Equal((401, "NotSignedIn"), await Anybody.Post("/api/rooms/draft", DraftBody).Refused());
        Assert.Equal("sign-record", (await FaultAsync(DraftBody)).GetProperty("nextStep").GetString());
        var stranger = await PersonAsync(Server.Authority.Issue("stranger"));
        Assert.Equal((403, "NotAllowed"), await stranger.Post("/api/rooms/draft", DraftBody).Refused());

        await StartRoomAsync();
        Assert.Equal(Bidders.Select(b => b.Id).Order(), Start.Bids.Select(b => b.Id).Order());
        var bid = Start.Bids.Single(b => b.Id == Bidders[1].Id);
        Assert.Equal(("第2号供应商", 80_002_000), (bid.Name, bid.Figure));
        Assert.Equal([Bidders[1].Person.Key.PublicPoint, Bidders[1].SubmissionKey.PublicPoint], bid.Keys);
        Assert.Equal(Seated, Start.Seats.Select(s => s.Position));
        var line = (await Anybody.Get($"/api/rooms?session={Hall.Id}").Ok()).GetProperty("rooms")[0];
        Assert.Equal((Room, "Sitting"), (line.GetProperty("room").GetString(), line.GetProperty("phase").GetString()));
        var summary = await Anybody.Get($"/api/rooms/{Room}").Ok();
        var session = (await Anybody.Get($"/api/sessions/{Hall.Id}").Ok()).GetProperty("session");
        foreach (var name in new[] { "title", "tenderCode" })
        {
            Assert.NotEmpty(session.GetProperty(name).GetString()!);
            Assert.Equal(session.GetProperty(name).GetString(), line.GetProperty(name).GetString());
            Assert.Equal(session.GetProperty(name).GetString(), summary.GetProperty(name).GetString());
        }
        Assert.Equal("host", await MineAsync(Host));
        Assert.Equal("bidder", await MineAsync(await Bidders[0].ClientAsync()));
        Assert.Empty(await MineAsync(stranger));

        // Said again it stands; another start under its id is refused.
        await Host.Post("/api/rooms", Publication(Start)).Ok();
        var later = Publication(Start with { EndsAt = Start.EndsAt + 1 });
        Assert.Equal((409, "Conflict"), await Host.Post("/api/rooms", later).Refused());
        Assert.Equal((403, "NotAllowed"), await stranger.Post("/api/rooms", Publication(Start)).Refused());
        Assert.Equal((404, "NotFound"), await Anybody.Get($"/api/rooms/{new string('0', 32)}").Refused());
        await Server.KillAsync();
        await StartAgainAsync();
        Assert.Equal(("Seating", 5, 0), await SeatsAsync());
        Assert.Equal(2, (await Anybody.Get($"/api/feed/room.{Room}").Ok()).GetProperty("head").GetInt32());
        foreach (var closed in new[] { "supervised", "sheets" })
            Assert.Equal((404, "NotFound"), await Anybody.Get($"/api/feed/{closed}.{Room}").Refused());
    }

    [Fact]
    public async Task What_differs_from_the_platforms_own_is_not_published()
    {
        await SealAsync();
        Assert.True(
            RoomStartCodec.TryParse((await DraftAsync()).GetProperty("start").GetBytesFromBase64(), out var start)
        );
        var other = SigningKey.Generate(Suite.P256).PublicPoint;
        var bid = start.Bids[0];
        (string What, RoomStart Start)[] wrong =
        [
            ("record", start with { Record = new byte[32] }),
            ("checkpoint", start with { Checkpoint = "checkpoint" }),
            (
                "checkpoint",
                start with
                {
                    Checkpoint = start.Checkpoint.Replace("\n— ", "\n— x", StringComparison.Ordinal),
                }
            ),
            ("gate", start with { Gate = other }),
            ("supervisor", start with { Supervisor = other }),
            ("another host", start with { Host = other }),
            ("seats", start with { Seats = [start.Seats[0] with { Position = 9_999 }, .. start.Seats.Skip(1)] }),
            ("seats", start with { Seats = [start.Seats[0] with { Role = SeatRole.Buyer }, .. start.Seats.Skip(1)] }),
            ("seats", start with { Seats = [.. start.Seats.Skip(2)] }),
            ("bids", start with { Bids = [.. start.Bids.Skip(1)] }),
            ("bids", start with { Bids = [.. start.Bids.Reverse()] }),
            ("bids", With(bid with { Name = "别人" })),
            ("bids", With(bid with { Figure = bid.Figure - 1 })),
            ("bids", With(bid with { Envelope = new byte[32] })),
            ("bids", With(bid with { Keys = [other] })),
            ("bids", With(bid with { Published = [new RoomFact("工期", "1")] })),
            ("published under", start with { Pack = "construction-national" }),
            ("no such draw", start with { Draw = new string('0', 32) }),
            ("no such session", start with { Session = new string('0', 32) }),
            ("no such opened lot", start with { Lot = "7" }),
            ("more than half a year", start with { EndsAt = start.EndsAt + 400 * 24 * Hour }),
        ];
        foreach (var (what, changed) in wrong)
        {
            using var answer = await Host.Post("/api/rooms", Publication(changed));
            var detail = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("detail");
            Assert.False(answer.IsSuccessStatusCode, what);
            Assert.Contains(what, detail.GetString(), StringComparison.Ordinal);
        }
        var terms = System.Text.Encoding.UTF8.GetBytes(Scoring + " ");
        Assert.Equal((403, "NotAllowed"), await Host.Post("/api/rooms", Publication(start, terms)).Refused());
        var forged = Publication(start, signer: SigningKey.Generate(Suite.P256));
        Assert.Equal((403, "BadSignature"), await Host.Post("/api/rooms", forged).Refused());
        var taken = Publication(start with { Room = Hall.Id });
        Assert.Equal((409, "Conflict"), await Host.Post("/api/rooms", taken).Refused());
        Assert.Empty((await Anybody.Get("/api/rooms").Ok()).GetProperty("rooms").EnumerateArray());
        // What is the host's to say may be said otherwise.
        var added = With(bid with { Scoring = """{"brand":"甲"}""" });
        await Host.Post("/api/rooms", Publication(added)).Ok();

        RoomStart With(RoomBid changed) => start with { Bids = [changed, .. start.Bids.Skip(1)] };
    }

    private async Task<JsonElement> FaultAsync(object body) =>
        (await Host.Post("/api/rooms/draft", body).Ok()).GetProperty("faults")[0];

    private static async Task<string> MineAsync(Client client) =>
        string.Join(
            ',',
            (await client.Get("/api/rooms?mine=true").Ok())
                .GetProperty("rooms")
                .EnumerateArray()
                .SelectMany(r => r.GetProperty("mine").EnumerateArray())
        );

    private async Task<(string?, int, int)> SeatsAsync()
    {
        var summary = await SummaryAsync();
        return (
            summary.GetProperty("stage").GetString(),
            summary.GetProperty("seats").GetInt32(),
            summary.GetProperty("taken").GetInt32()
        );
    }
}
