using System.Text.Json;
using System.Text.Json.Nodes;
using Trading.Crypto;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Tests.Draws;
using Trading.Server.Streams;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Draws;

/// <summary>Who may publish a draw, and of what. Source: docs/spec/draw.md, "HTTP" and "Streams".</summary>
public sealed class DrawPublishingTests : OwnDraw
{
    [Fact]
    public async Task The_host_with_the_right_publishes_and_says_it_again()
    {
        var body = BodyOf(Draw.Publication());
        foreach (var status in new[] { 201, 200, 200 })
        {
            using var answer = await Host.Post("/api/draws", body);
            Assert.Equal(status, (int)answer.StatusCode);
        }
        var line = (await Anybody.Get("/api/draws").Ok()).GetProperty("draws").EnumerateArray().Single();
        Assert.Equal("Locking", line.GetProperty("phase").GetString());
        Assert.Equal(Draw.Request.DrawAt, line.GetProperty("drawAt").GetInt64());
        // Another request under its id is refused, and the first one stands.
        var other = NewDraw(Server, request => request with { Draw = Draw.Request.Draw, Place = "别处" });
        Assert.Equal((409, "Conflict"), await Host.Post("/api/draws", BodyOf(other.Publication())).Refused());
    }

    [Fact]
    public async Task Nobody_without_the_right_publishes_not_even_with_the_hosts_signature()
    {
        var body = BodyOf(Draw.Publication());
        Assert.Equal((401, "NotSignedIn"), await Anybody.Post("/api/draws", body).Refused());
        foreach (var person in new[] { Server.Supervisor, Server.Manager, Server.Authority.Issue("agency") })
            Assert.Equal((403, "NotAllowed"), await (await PersonAsync(person)).Post("/api/draws", body).Refused());
        Assert.Equal((403, "NotAllowed"), await (await OfficeAsync(Gate)).Post("/api/draws", body).Refused());
        // With the right, but not as the host whom the policies name.
        Server.LetPublish(Server.Supervisor);
        var supervisor = await PersonAsync(Server.Supervisor);
        Assert.Equal((403, "NotAllowed"), await supervisor.Post("/api/draws", body).Refused());
        Assert.Equal((404, "NotFound"), await Anybody.Get($"{Path}/archive").Refused());
    }

    [Fact]
    public async Task An_id_stands_for_one_thing_alone()
    {
        var hall = Hall.Draft(Server);
        await Host.Post("/api/sessions", hall.Publication).Ok();
        var other = NewDraw(Server, request => request with { Draw = hall.Id });
        Assert.Equal((409, "Conflict"), await Host.Post("/api/draws", BodyOf(other.Publication())).Refused());
        await Host.Post("/api/sessions", hall.Publication).Ok();

        // Nor can two be published at the same time, whoever comes first.
        await Host.Post("/api/draws", BodyOf(Draw.Publication())).Ok();
        var ids = Server.Get<PublicIds>();
        var refused = await ids.PublishAsync(
            Draw.Request.Draw,
            Names.SessionStream(Draw.Request.Draw),
            () => throw new InvalidOperationException("it was asked to publish")
        );
        Assert.Equal(Reason.Conflict, refused!.Reason);
    }

    [Fact]
    public async Task A_year_that_nobody_means_is_told_and_not_published()
    {
        var now = Server.Clock.Now;
        foreach (var (years, isTaken) in new[] { (1, true), (3, false), (900, false) })
        {
            var room = Math.Min(now + years * 365L * 24 * Hour, DrawRequestCodec.LastInstant);
            var far = NewDraw(Server, request => request with { RoomAt = room, DrawAt = room - Hour });
            using var answer = await Host.Post("/api/draws", BodyOf(far.Publication()));
            Assert.Equal(isTaken ? 201 : 400, (int)answer.StatusCode);
        }
        Assert.Single((await Anybody.Get("/api/draws").Ok()).GetProperty("draws").EnumerateArray());
        foreach (var at in new[] { DrawRequestCodec.LastInstant + 1, 253_402_300_799_999_999 })
            Assert.Throws<ArgumentException>(() => DrawRequestCodec.ToBytes(Draw.Request with { RoomAt = at }));
    }

    [Theory]
    [InlineData("东门\u202e")]
    [InlineData("东\u200b门")]
    [InlineData("东\n门")]
    [InlineData("东\ue000门")]
    [InlineData("\u3164")]
    [InlineData(" 东门")]
    [InlineData("   ")]
    public void A_place_shows_all_that_it_holds(string place) =>
        Assert.Throws<ArgumentException>(() => DrawRequestCodec.ToBytes(Draw.Request with { Place = place }));

    [Fact]
    public async Task A_draw_for_a_session_is_its_own_hosts()
    {
        var hall = Hall.Draft(Server);
        await Host.Post("/api/sessions", hall.Publication).Ok();
        var agency = Server.Authority.Issue("agency");
        Server.LetPublish(agency);
        var others = Hall.Draft(Server, agency, "TC-2025-002");
        await (await PersonAsync(agency)).Post("/api/sessions", others.Publication).Ok();

        Assert.Equal((403, "NotAllowed"), await RefusedForAsync(others.Id, Hall.Lot));
        Assert.Equal((403, "NotAllowed"), await RefusedForAsync(new string('0', 32), ""));
        Assert.Equal((403, "NotAllowed"), await RefusedForAsync(hall.Id, "7"));
        foreach (var lot in new[] { Hall.Lot, "" })
            await Host.Post("/api/draws", BodyOf(For(hall.Id, lot).Publication())).Ok();
    }

    [Fact]
    public async Task Where_the_opening_failed_nobody_is_drawn_and_awaited()
    {
        var hall = Hall.Draft(Server);
        await Host.Post("/api/sessions", hall.Publication).Ok();
        await Host.Post("/api/draws", BodyOf(Draw.Publication())).Ok();
        foreach (var lot in new[] { Hall.Lot, "" })
            await Host.Post("/api/draws", BodyOf(For(hall.Id, lot).Publication())).Ok();
        hall.Close();
        await Anybody.UntilAsync(hall.Id, Hall.Lot, "failed");

        async Task<List<(string, string)>> LinesAsync() =>
            [
                .. (await Anybody.Get("/api/draws").Ok())
                    .GetProperty("draws")
                    .EnumerateArray()
                    .Select(l => (l.GetProperty("session").GetString()!, l.GetProperty("phase").GetString()!)),
            ];
        await Until.TrueAsync(
            "the draws of the opening have ended",
            Server.Patience(20),
            async () => (await LinesAsync()).Count(line => line == (hall.Id, "Failed")) == 2
        );
        Assert.Contains(("", "Locking"), await LinesAsync());
    }

    [Fact]
    public async Task Keys_that_the_platform_does_not_trust_are_none()
    {
        var strangers = new DecidedDraw(Draw.Request, DrawKeys.New() with { Host = Draw.Host }, PlatformPoint);
        Assert.Equal((400, "Malformed"), await Host.Post("/api/draws", BodyOf(strangers.Publication())).Refused());
        var elsewhere = new DecidedDraw(Draw.Request, DrawKeys.New() with { Host = Draw.Host });
        Assert.Equal((400, "Malformed"), await Host.Post("/api/draws", BodyOf(elsewhere.Publication())).Refused());
    }

    [Fact]
    public async Task Gates_hour_and_signature_are_the_deciders()
    {
        var even = NewDraw(
            Server,
            request => request with { Groups = [request.Groups[0] with { Seats = 4 }, request.Groups[1]] }
        );
        using var answer = await Host.Post("/api/draws", BodyOf(even.Publication()));
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal(
            (403, "NotAllowed", "procurement-87:47", "EvenMembers: 6, the rule asks for 0."),
            ((int)answer.StatusCode, Of("reason"), Of("rule"), Of("detail"))
        );
        var late = NewDraw(Server, request => request with { DrawAt = Server.Clock.Now - 1 });
        Assert.Equal((409, "TooLate"), await Host.Post("/api/draws", BodyOf(late.Publication())).Refused());
        var forged = Draw.Publication(SigningKey.Generate(Suite.P256));
        Assert.Equal((403, "BadSignature"), await Host.Post("/api/draws", BodyOf(forged)).Refused());
        await Host.Post("/api/draws", BodyOf(Draw.Publication())).Ok();

        string Of(string name) => problem[name]!.ToString();
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused()
    {
        (string Member, string Value)[] wrong =
        [
            ("draw", "null"),
            ("draw", "\"x\""),
            ("request", "\"\""),
            ("request", "\"AQ==\""),
            ("request", "7"),
            ("policies", "[]"),
            ("policies", "[null]"),
            ("policies", "[\"AQ==\"]"),
            ("policies", "{}"),
            ("salt", "\"\""),
            ("salt", "null"),
            ("gateSalt", "\"AQ==\""),
            ("signature", "null"),
        ];
        foreach (var (member, value) in wrong)
        {
            var body = JsonSerializer.SerializeToNode(BodyOf(Draw.Publication()), Client.Json)!;
            body[member] = JsonNode.Parse(value);
            Assert.Equal((400, "Malformed"), await Host.Post("/api/draws", body).Refused());
            body.AsObject().Remove(member);
            Assert.Equal((400, "Malformed"), await Host.Post("/api/draws", body).Refused());
        }
        Assert.Equal((400, "Malformed"), await Host.Post("/api/draws", new { }).Refused());
        var large = new { draw = new string('0', 70_000) };
        Assert.Equal((413, "LimitReached"), await Host.PostLarge("/api/draws", large).Refused());
    }

    private byte[] PlatformPoint => Server.PlatformKey.PublicPoint;

    private DecidedDraw For(string session, string lot) =>
        NewDraw(Server, request => request with { Session = session, Lot = lot });

    private Task<(int, string)> RefusedForAsync(string session, string lot) =>
        Host.Post("/api/draws", BodyOf(For(session, lot).Publication())).Refused();
}
