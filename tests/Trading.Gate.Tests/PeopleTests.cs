using System.Text.Json;
using Trading.Gate.Doors;

namespace Trading.Gate.Tests;

/// <summary>People whom hashes name, and names of the opening. Source: docs/spec/gate.md.</summary>
public sealed class PeopleTests
{
    [Fact]
    public async Task Whom_the_buyer_sends_comes_in_with_a_card_alone_and_the_gate_signs_the_name()
    {
        await using var people = await PeopleWorld.StartAsync();
        using var desk = await (await people.World.StartGateAsync()).SignedInAsync();
        var buyer = people.Buyers[1];
        Assert.Equal(("Arrived", buyer.Name), await desk.ReceiveAsync(buyer.Id, buyer.Name));
        Assert.Equal([PositionOutcome.Arrived], people.World.Said(10_001));
        var said = (await people.World.Platform.HearAsync("persons", _ => true)).Body;
        var naming = new PersonNaming(
            people.Draw.Request.Draw,
            people.Draw.Commitment.Root,
            said.GetProperty("number").GetInt32(),
            said.GetProperty("name").GetString()!,
            said.GetProperty("id").GetString()!
        );
        Assert.Equal((10_001, buyer.Name, buyer.Id), (naming.Number, naming.Name, naming.Id));
        Assert.True(
            naming.Holds(
                Suite.P256,
                people.World.Keys.Signing.PublicPoint,
                said.GetProperty("signature").GetBytesFromBase64()
            )
        );
        Assert.Equal(("AlreadyArrived", null), await desk.ReceiveAsync(buyer.Id, buyer.Name));
        Assert.Equal("Left", await desk.ActAsync(10_001, "leave", "取药"));
        Assert.Equal("Back", await desk.ActAsync(10_001, "return"));
        // Positions are admitted as ever, and stand beside them.
        Assert.Equal("Arrived", (await desk.PresentAsync(people.World.Seated[0])).Outcome);
        var line = LineOf(await desk.GetAsync("/api/draws"), people.Draw.Request.Draw)!.Value;
        Assert.Equal((1, 1), (line.GetProperty("arrived").GetInt32(), line.GetProperty("buyers").GetInt32()));
        Assert.Equal(2, (await desk.SeatsAsync()).GetArrayLength());
        Assert.Equal("%PDF"u8.ToArray(), (await desk.RegisterAsync("zh"))[..4]);
    }

    [Fact]
    public async Task Who_is_not_expected_is_counted_and_is_told_nothing_else()
    {
        await using var people = await PeopleWorld.StartAsync();
        var gate = await people.World.StartGateAsync();
        using var desk = await gate.SignedInAsync();
        Assert.Equal(("Malformed", null), await desk.ReceiveAsync("1", "张三"));
        Assert.Equal(("Malformed", null), await desk.ReceiveAsync(people.Buyers[0].Id, " "));
        Assert.Equal(
            ("NobodyLooked", null),
            await desk.ReceiveAsync(people.Buyers[0].Id, people.Buyers[0].Name, looked: false)
        );
        // An expert of our own draw has a number and a code: the card alone does not do.
        var own = people.World.Secret(people.World.Seated[0]).Expert;
        Assert.Equal(("NotExpected", null), await desk.ReceiveAsync(own.Id, own.Name));
        for (var tries = 1; tries < GateLimits.TriesOfDesk; tries++)
            Assert.Equal(("NotExpected", null), await desk.ReceiveAsync(people.Stranger.Id, "某人"));
        Assert.Equal(("TooManyTries", null), await desk.ReceiveAsync(people.Buyers[0].Id, people.Buyers[0].Name));
        Assert.Empty(people.World.Platform.Heard);
        using var another = await gate.SignedInAsync("west");
        Assert.Equal("Arrived", (await another.ReceiveAsync(people.Buyers[0].Id, people.Buyers[0].Name)).Outcome);
        var kept = await people.World.Log.WithFilesOfAsync(gate.Data);
        foreach (var id in new[] { people.Stranger.Id, people.Buyers[0].Id, "某人" })
            Assert.DoesNotContain(id, kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Experts_of_another_system_come_in_the_same_way()
    {
        await using var people = await PeopleWorld.StartAsync();
        using var desk = await (await people.World.StartGateAsync()).SignedInAsync();
        var draw = people.Import.Request.Draw;
        await Until.TrueAsync(
            "the gate knows the import",
            Pace.Slowest.Patience(20),
            async () => LineOf(await desk.GetAsync("/api/draws"), draw) is not null
        );
        var line = LineOf(await desk.GetAsync("/api/draws"), draw)!.Value;
        Assert.Equal(
            ("省综合评标专家库", false, true),
            (
                line.GetProperty("system").GetString(),
                line.GetProperty("hasPositions").GetBoolean(),
                line.GetProperty("hasPersons").GetBoolean()
            )
        );
        foreach (var expert in people.Experts)
            Assert.Equal("Arrived", (await desk.ReceiveAsync(expert.Id, expert.Name, draw: draw)).Outcome);
        Assert.Equal(("NotExpected", null), await desk.ReceiveAsync(people.Buyers[0].Id, "某人", draw: draw));
        Assert.Equal(5, people.World.Platform.Heard.Count(h => h.Name == "persons"));
        Assert.Equal(("Malformed", null), await desk.PresentAsync(0, code: "1234567x", draw: draw));
    }

    [Fact]
    public async Task What_host_or_supervisor_did_not_sign_admits_nobody()
    {
        using var other = SigningKey.Generate(Suite.P256);
        await using var people = await PeopleWorld.StartAsync(w => (w.Publisher, w.Witness) = (other, other));
        using var desk = await (await people.World.StartGateAsync()).SignedInAsync();
        Assert.Equal(("NotOpen", null), await desk.ReceiveAsync(people.Buyers[0].Id, people.Buyers[0].Name));
        Assert.Null(LineOf(await desk.GetAsync("/api/draws"), people.Import.Request.Draw));
        Assert.Equal("Arrived", (await desk.PresentAsync(people.World.Seated[0])).Outcome);
    }

    [Fact]
    public async Task A_name_of_the_opening_is_asked_about_and_told_to_nobody_before_the_answer()
    {
        await using var people = await PeopleWorld.StartAsync();
        var (first, second, plain) = (people.World.Seated[0], people.World.Seated[1], people.World.Seated[2]);
        var buyer = people.Buyers[0];
        people.Attended =
        [
            people.World.Secret(first).Expert.Name,
            $" {people.World.Secret(second).Expert.Name[..1]} {people.World.Secret(second).Expert.Name[1..]}",
            buyer.Name,
        ];
        using var desk = await (await people.World.StartGateAsync()).SignedInAsync();
        Assert.Equal("Arrived", (await desk.PresentAsync(first)).Outcome);
        Assert.Equal("Arrived", (await desk.PresentAsync(second)).Outcome);
        Assert.Equal("Arrived", (await desk.ReceiveAsync(buyer.Id, buyer.Name)).Outcome);
        Assert.Equal("Arrived", (await desk.PresentAsync(plain)).Outcome);
        await people.World.Platform.HearAsync("seats", h => Position(h) == plain);
        Assert.DoesNotContain(people.World.Platform.Heard, h => h.Name == "seats" && Position(h) != plain);
        Assert.DoesNotContain(people.World.Platform.Heard, h => h.Name == "persons");
        Assert.Equal("NotNow", await desk.ActAsync(plain, "another", "无人同名"));
        // Another person: the name is told. The same: the position is dropped, and the name is told to nobody.
        Assert.Equal("Arrived", await desk.ActAsync(first, "another", "身份证号不同"));
        await people.World.Platform.HearAsync("seats", h => Position(h) == first);
        Assert.Equal("Arrived", await desk.ActAsync(10_000, "another", "同名同姓"));
        await people.World.Platform.HearAsync("persons", _ => true);
        Assert.Equal("Avoids", await desk.ActAsync(second, "avoid", "参加过开标"));
        Assert.Equal("NotNow", await desk.ActAsync(second, "another", "来不及了"));
        Assert.DoesNotContain(people.World.Platform.Heard, h => h.Name == "seats" && Position(h) == second);
        var acts = (await desk.EntriesAsync())
            .EnumerateArray()
            .Select(e => (e.GetProperty("act").GetString(), e.GetProperty("detail").GetString()))
            .ToList();
        Assert.Equal(3, acts.Count(a => a.Item1 == "attended"));
        Assert.Contains(("another", "身份证号不同"), acts);

        static int Position(Heard heard) => heard.Body.GetProperty("position").GetInt32();
    }

    [Fact]
    public async Task A_wrong_code_frees_the_door_for_the_next()
    {
        await using var world = await World.StartAsync();
        using var desk = await (await world.StartGateAsync()).SignedInAsync();
        Assert.Equal(("WrongCode", null), await desk.PresentAsync(world.Seated[0], code: "00000000"));
        Assert.Equal([PositionOutcome.Presented, PositionOutcome.Unopened], world.Said(world.Seated[0]));
        Assert.Equal("Arrived", (await desk.PresentAsync(world.Seated[1])).Outcome);
        Assert.Equal("Arrived", (await desk.PresentAsync(world.Seated[0])).Outcome);
    }

    private static JsonElement? LineOf(JsonElement today, string draw) =>
        today
            .GetProperty("draws")
            .EnumerateArray()
            .Where(d => d.GetProperty("draw").GetString() == draw && d.GetProperty("isOpen").GetBoolean())
            .Select(d => (JsonElement?)d)
            .FirstOrDefault();
}
