using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Trading.Gate.Doors;
using Trading.Gate.Identity;
using Trading.Gate.StandIn;

namespace Trading.Gate.Tests;

/// <summary>Somebody stands at the door: all is real but platform and trustees.</summary>
public sealed class ArrivalTests
{
    [Fact]
    public async Task Card_and_code_open_one_name_and_the_row_is_the_committed_one()
    {
        await using var world = await World.StartAsync();
        var gate = await world.StartGateAsync("评标区 3 号门");
        using var desk = await gate.SignedInAsync();
        var position = world.Seated[0];
        var secret = world.Secret(position);
        Assert.Equal(("Arrived", secret.Expert.Name), await desk.PresentAsync(position));
        Assert.Equal([PositionOutcome.Presented, PositionOutcome.Arrived], world.Said(position));
        var record = (await world.Platform.HearAsync("seats", _ => true)).Body;
        Assert.Equal(
            world.Draw.Commitment.Positions[position].RowHash,
            RowHash.Of(
                Suite.P256,
                record.GetProperty("salt").GetBytesFromBase64(),
                record.GetProperty("rest").GetBytesFromBase64(),
                record.GetProperty("number").GetString()!,
                record.GetProperty("name").GetString()!,
                record.GetProperty("id").GetString()!
            )
        );
        var draws = (await desk.GetAsync("/api/draws")).GetProperty("draws");
        var line = Assert.Single(draws.EnumerateArray());
        Assert.Equal(
            (true, true, 1),
            (
                line.GetProperty("isHere").GetBoolean(),
                line.GetProperty("isOpen").GetBoolean(),
                line.GetProperty("arrived").GetInt32()
            )
        );
        var seat = Assert.Single((await desk.SeatsAsync()).EnumerateArray());
        Assert.Equal(
            (secret.Expert.Name, secret.Expert.Number),
            (seat.GetProperty("name").GetString(), seat.GetProperty("number").GetString())
        );
    }

    [Fact]
    public async Task Another_card_or_another_code_opens_nothing_and_is_counted()
    {
        await using var world = await World.StartAsync();
        using var desk = await (await world.StartGateAsync()).SignedInAsync();
        var (position, other) = (world.Seated[0], world.Secret(world.Seated[1]));
        Assert.Equal(("WrongCode", null), await desk.PresentAsync(position, code: other.Code));
        Assert.Equal(("WrongCode", null), await desk.PresentAsync(position, id: other.Expert.Id));
        for (var tries = 2; tries < GateLimits.TriesOfPosition; tries++)
            Assert.Equal(("WrongCode", null), await desk.PresentAsync(position, code: "00000000"));
        Assert.Equal(("TooManyTries", null), await desk.PresentAsync(position));
        Assert.DoesNotContain(PositionOutcome.Arrived, world.Said(position));
        Assert.Empty((await desk.SeatsAsync()).EnumerateArray());
        // Others are admitted meanwhile, and this one afterwards.
        Assert.Equal("Arrived", (await desk.PresentAsync(world.Seated[1])).Outcome);
        world.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal("Arrived", (await desk.PresentAsync(position)).Outcome);
    }

    [Fact]
    public async Task A_desk_that_tries_positions_is_stopped()
    {
        await using var world = await World.StartAsync();
        var gate = await world.StartGateAsync();
        using var desk = await gate.SignedInAsync();
        int[] others = [.. Enumerable.Range(0, world.Draw.Commitment.Positions.Count).Except(world.Seated)];
        for (var tries = 0; tries < GateLimits.TriesOfDesk; tries++)
            Assert.Equal(("NotExpected", null), await desk.PresentAsync(others[tries % others.Length]));
        Assert.Equal(("TooManyTries", null), await desk.PresentAsync(world.Seated[0]));
        using var another = await gate.SignedInAsync("west");
        Assert.Equal("Arrived", (await another.PresentAsync(world.Seated[0])).Outcome);
    }

    [Fact]
    public async Task Whoever_is_at_the_wrong_door_is_told_so()
    {
        await using var world = await World.StartAsync();
        using var elsewhere = await (await world.StartGateAsync("另一处")).SignedInAsync();
        using var desk = await (await world.StartGateAsync()).SignedInAsync();
        var position = world.Seated[0];
        Assert.Equal(("WrongPlace", null), await elsewhere.PresentAsync(position));
        Assert.Equal(("NotOpen", null), await desk.PresentAsync(position, draw: new string('0', 32)));
        Assert.Equal(("Malformed", null), await desk.PresentAsync(position, id: "450305196001010000"));
        Assert.Equal(("Malformed", null), await desk.PresentAsync(position, code: "1234567x"));
        Assert.Equal(("NobodyLooked", null), await desk.PresentAsync(position, looked: false));
        Assert.Empty(world.Platform.Heard);
    }

    [Fact]
    public async Task Nobody_arrives_twice()
    {
        await using var world = await World.StartAsync();
        using var desk = await (await world.StartGateAsync()).SignedInAsync();
        var position = world.Seated[0];
        Assert.Equal("Arrived", (await desk.PresentAsync(position)).Outcome);
        Assert.Equal(("AlreadyArrived", null), await desk.PresentAsync(position));
        Assert.Single((await desk.SeatsAsync()).EnumerateArray());
        Assert.Contains(
            (await desk.EntriesAsync()).EnumerateArray(),
            entry => entry.GetProperty("detail").GetString() == "AlreadyArrived"
        );
    }

    [Fact]
    public async Task Of_two_gates_that_ask_for_one_name_the_first_has_the_door()
    {
        await using var world = await World.StartAsync();
        world.DoAnswer = false;
        using var east = await (await world.StartGateAsync()).SignedInAsync();
        using var west = await (await world.StartGateAsync()).SignedInAsync();
        var position = world.Seated[0];
        var first = east.PresentAsync(position);
        await PresentedAsync(world, position, 1);
        Assert.Equal(("Busy", null), await west.PresentAsync(position));
        world.DoAnswer = true;
        Assert.Equal("Arrived", (await first).Outcome);
        Assert.Equal(("NotExpected", null), await west.PresentAsync(position));
    }

    [Fact]
    public async Task Of_two_gates_that_admit_one_person_at_once_the_platform_takes_one()
    {
        await using var world = await World.StartAsync();
        (world.DoAnswer, world.IsDoorKept) = (false, false);
        using var east = await (await world.StartGateAsync()).SignedInAsync();
        using var west = await (await world.StartGateAsync()).SignedInAsync();
        var position = world.Seated[0];
        var both = new[] { east.PresentAsync(position), west.PresentAsync(position) };
        await PresentedAsync(world, position, 2);
        world.DoAnswer = true;
        var outcomes = await Task.WhenAll(both);
        Assert.Equal(["AdmittedElsewhere", "Arrived"], outcomes.Select(o => o.Outcome).Order());
        var told = outcomes[0].Outcome == "Arrived" ? west : east;
        Assert.Empty((await told.SeatsAsync()).EnumerateArray());
        Assert.Single(world.Platform.Heard, heard => heard.Name == "seats");
    }

    [Fact]
    public async Task One_seat_is_opened_at_a_time()
    {
        await using var world = await World.StartAsync();
        world.DoAnswer = false;
        var gate = await world.StartGateAsync();
        using var east = await gate.SignedInAsync();
        using var west = await gate.SignedInAsync("west");
        var first = east.PresentAsync(world.Seated[0]);
        await PresentedAsync(world, world.Seated[0], 1);
        Assert.Equal(("Busy", null), await west.PresentAsync(world.Seated[1]));
        world.DoAnswer = true;
        Assert.Equal("Arrived", (await first).Outcome);
        Assert.Equal("Arrived", (await west.PresentAsync(world.Seated[1])).Outcome);
    }

    [Fact]
    public async Task A_desk_still_hears_how_it_ended_when_the_next_one_stands_at_another()
    {
        await using var world = await World.StartAsync();
        var gate = await world.StartGateAsync();
        using var east = await gate.SignedInAsync();
        using var west = await gate.SignedInAsync("west");
        using var begun = await east.BeginAsync(world.Seated[0]);
        var id = JsonDocument.Parse(await begun.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()!;
        var (outcome, name) = await east.OutcomeAsync(id);
        Assert.Equal("Arrived", (await west.PresentAsync(world.Seated[1])).Outcome);
        Assert.Equal((outcome, name), await east.OutcomeAsync(id));
    }

    [Fact]
    public async Task Trustees_that_do_not_answer_cost_no_try()
    {
        await using var world = await World.StartAsync();
        world.DoAnswer = false;
        using var desk = await (await world.StartGateAsync(waiting: TimeSpan.FromMilliseconds(100))).SignedInAsync();
        for (var tries = 0; tries <= GateLimits.TriesOfPosition; tries++)
            Assert.Equal(("NoAnswer", null), await desk.PresentAsync(world.Seated[0]));
    }

    [Fact]
    public async Task A_device_answers_who_it_is_and_a_person_where_it_does_not()
    {
        await using var world = await World.StartAsync();
        await using var device = IdentityStandIn.Build("http://127.0.0.1:0", CheckAnswer.No);
        await device.StartAsync();
        var address = new Uri(device.Urls.Single() + "/");
        using var desk = await (await world.StartGateAsync(device: address)).SignedInAsync();
        var position = world.Seated[0];
        Assert.Equal(("NotThePerson", null), await desk.PresentAsync(position));
        Assert.Empty(world.Said(position));
        await SteerAsync(address, "away");
        Assert.Equal(("DeviceAway", null), await desk.PresentAsync(position, looked: false));
        Assert.Equal("Arrived", (await desk.PresentAsync(position)).Outcome);
        await SteerAsync(address, "yes");
        Assert.Equal("Arrived", (await desk.PresentAsync(world.Seated[1], looked: false)).Outcome);
        string[] how =
        [
            .. (await desk.EntriesAsync())
                .EnumerateArray()
                .Where(entry => entry.GetProperty("act").GetString() == "presented")
                .Select(entry => entry.GetProperty("detail").GetString()!),
        ];
        Assert.Equal(["looked-device-away", "device"], how);
    }

    [Fact]
    public async Task Leaving_coming_back_and_avoiding_are_signed_and_told_in_order()
    {
        await using var world = await World.StartAsync();
        using var desk = await (await world.StartGateAsync()).SignedInAsync();
        var position = world.Seated[0];
        Assert.Equal("NotFound", await desk.ActAsync(position, "leave", "电话"));
        await desk.PresentAsync(position);
        Assert.Equal("NotNow", await desk.ActAsync(position, "return"));
        Assert.Equal("Left", await desk.ActAsync(position, "leave", "取药"));
        Assert.Equal("NotNow", await desk.ActAsync(position, "leave", "再走一次"));
        Assert.Equal("Back", await desk.ActAsync(position, "return"));
        Assert.Equal("Malformed", await desk.ActAsync(position, "avoid", "  "));
        world.IsAway = outcome => outcome == PositionOutcome.Avoids; // it is told as soon as the platform is there
        Assert.Equal("Avoids", await desk.ActAsync(position, "avoid", "曾在投标单位任职"));
        Assert.Equal("NotNow", await desk.ActAsync(position, "leave", "回家"));
        world.IsAway = _ => false;
        await Until.TrueAsync(
            "the avoidance is told",
            Pace.Slowest.Patience(20),
            () => Task.FromResult(world.Said(position).Count(o => o == PositionOutcome.Avoids) > 1)
        );
        Assert.Equal(
            [
                PositionOutcome.Presented,
                PositionOutcome.Arrived,
                PositionOutcome.Left,
                PositionOutcome.Back,
                PositionOutcome.Avoids,
            ],
            world.Said(position).Distinct()
        );
        var signatures = world
            .Platform.Heard.Where(h => h.Name == "arrivals" && World.StatementOf(h).Outcome == PositionOutcome.Avoids)
            .Select(h => Convert.ToHexString(h.Bytes("signature")));
        Assert.Single(signatures.Distinct());
    }

    [Fact]
    public async Task Whoever_has_lost_the_seat_leaves_and_that_is_all()
    {
        await using var world = await World.StartAsync();
        using var desk = await (await world.StartGateAsync()).SignedInAsync();
        var (lost, stays) = (world.Seated[0], world.Seated[1]);
        await desk.PresentAsync(lost);
        await desk.PresentAsync(stays);
        var before = await desk.RegisterAsync("zh");
        world.AdmitTask = () => DrawWorld.Admit(world.Draw, lost, world.Seated[2]); // the third is another desk's
        await Until.TrueAsync(
            "the desk sees who has to leave",
            Pace.Slowest.Patience(20),
            async () =>
                (await desk.SeatsAsync())
                    .EnumerateArray()
                    .Where(seat => seat.GetProperty("unseated").GetBoolean())
                    .Select(seat => seat.GetProperty("position").GetInt32())
                    .SequenceEqual([lost])
        );
        Assert.Equal("NotNow", await desk.ActAsync(lost, "avoid", "在投标单位任职"));
        Assert.Equal("Left", await desk.ActAsync(lost, "leave", "须回避"));
        Assert.Equal("NotNow", await desk.ActAsync(lost, "return"));
        Assert.Equal((1, 0, 1, false), await CountsAsync(desk));
        Assert.Equal("Left", await desk.ActAsync(stays, "leave", "取药"));
        Assert.Equal("Back", await desk.ActAsync(stays, "return"));
        Assert.Equal(
            [PositionOutcome.Presented, PositionOutcome.Arrived, PositionOutcome.Left],
            world.Said(lost).Distinct()
        );
        var acts = (await desk.EntriesAsync()).EnumerateArray().Select(entry => entry.GetProperty("act").GetString());
        Assert.Single(acts, act => act == "unseated");
        Assert.NotEqual(before, await desk.RegisterAsync("zh"));
    }

    [Fact]
    public async Task Whoever_loses_the_seat_while_the_record_is_opened_is_not_expected()
    {
        await using var world = await World.StartAsync();
        using var desk = await (await world.StartGateAsync()).SignedInAsync();
        var judge = world.Platform.Judge;
        world.Platform.Judge = heard =>
            heard.Name == "arrivals" && World.StatementOf(heard).Outcome == PositionOutcome.Arrived
                ? new Verdict(409, "WrongPhase")
                : judge(heard);
        Assert.Equal(("NotExpected", null), await desk.PresentAsync(world.Seated[0]));
        Assert.Empty((await desk.SeatsAsync()).EnumerateArray());
        Assert.DoesNotContain(world.Platform.Heard, heard => heard.Name == "seats");
    }

    [Fact]
    public async Task The_register_is_the_same_file_each_time_and_names_who_arrived()
    {
        await using var world = await World.StartAsync();
        using var desk = await (await world.StartGateAsync()).SignedInAsync();
        var empty = await desk.RegisterAsync("zh");
        await desk.PresentAsync(world.Seated[0]);
        await desk.PresentAsync(world.Seated[1], code: "00000000");
        var (first, again) = (await desk.RegisterAsync("zh"), await desk.RegisterAsync("zh"));
        Assert.Equal(first, again);
        Assert.Equal("%PDF", Encoding.ASCII.GetString(first[..4]));
        Assert.NotEqual(empty, first);
        Assert.NotEqual(first, await desk.RegisterAsync("en"));
        using var french = await desk.Http.GetAsync($"/api/draws/{world.Draw.Request.Draw}/register?language=fr");
        Assert.Equal(HttpStatusCode.BadRequest, french.StatusCode);
    }

    [Fact]
    public async Task Whoever_sits_is_counted_and_whoever_gave_up_the_seat_is_counted_apart()
    {
        await using var world = await World.StartAsync();
        using var desk = await (await world.StartGateAsync()).SignedInAsync();
        Assert.Equal((0, 0, 0, false), await CountsAsync(desk));
        var seats = world.Draw.Request.DrawnSeats;
        foreach (var position in world.Seated.Take(seats))
            await desk.PresentAsync(position);
        Assert.Equal((seats, 0, 0, true), await CountsAsync(desk));
        // Out of the room is not out of the committee.
        Assert.Equal("Left", await desk.ActAsync(world.Seated[1], "leave", "取药"));
        Assert.Equal((seats, 0, 0, true), await CountsAsync(desk));
        Assert.Equal("Avoids", await desk.ActAsync(world.Seated[0], "avoid", "曾在投标单位任职"));
        Assert.Equal((seats - 1, 0, 1, false), await CountsAsync(desk));
    }

    private static async Task<(int, int, int, bool)> CountsAsync(DeskClient desk)
    {
        var draws = (await desk.GetAsync("/api/draws")).GetProperty("draws");
        var line = Assert.Single(draws.EnumerateArray());
        return (
            line.GetProperty("arrived").GetInt32(),
            line.GetProperty("buyers").GetInt32(),
            line.GetProperty("gone").GetInt32(),
            line.GetProperty("isComplete").GetBoolean()
        );
    }

    private static Task PresentedAsync(World world, int position, int times) =>
        Until.TrueAsync(
            $"presented {times} times",
            Pace.Slowest.Patience(20),
            () => Task.FromResult(world.Said(position).Length == times)
        );

    private static async Task SteerAsync(Uri device, string answer)
    {
        using var http = new HttpClient { BaseAddress = device };
        (await http.PostAsJsonAsync("stand-in", new { answer })).EnsureSuccessStatusCode();
    }
}
