using System.Net;
using System.Text.Json;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Pool;
using Trading.Evaluation.Statements;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Draws;

/// <summary>
/// The opening shows who offers when somebody stands in the room already. Source: docs/spec/draw.md, "A conflict after
/// an arrival".
/// </summary>
public sealed class LateConflictTests : OwnDraw
{
    private static readonly string[] Units = [InventedExperts.UnitCode(1)];

    private protected override string Session => "ffeeddccbbaa99887766554433221100";

    // The opening itself is another story: what it hands over is said at the desk.
    private protected override async Task PublishAsync()
    {
        await DeskAsync(Draw.Publication());
        Assert.True(Draw.Publish().IsAccepted);
    }

    [Fact]
    public async Task Who_is_hit_in_the_room_yields_as_whoever_is_on_the_way_and_everybody_concerned_learns_it()
    {
        await SeatAsync();
        var (custodian, gateway, gate) = (
            await OfficeAsync(Custodian),
            await OfficeAsync(Gateway),
            await OfficeAsync(Gate)
        );
        var supervisor = await PersonAsync(Server.Supervisor);
        var (inside, coming) = (Draw.Drawn.Seated[0], Draw.Drawn.Seated[1]);
        var confirmed = Draw.Tell(coming, PositionOutcome.Confirmed);
        await gateway.Post($"{Path}/notices", Said(confirmed)).Ok();
        Assert.True(Draw.Do(confirmed).IsAccepted);
        await ArriveAsync(gate, inside);
        Assert.Empty(await TasksAsync(custodian));
        Assert.Empty(await TasksAsync(gateway));

        await DeskAsync(new NameBidders(Draw.Now, Units));
        Draw.Do(new NameBidders(Draw.Now, Units));
        Assert.Equal("conflicts", Assert.Single(await TasksAsync(custodian)).GetProperty("kind").GetString());
        var found = Draw.Conflicts(Units, inside, coming);
        for (var i = 0; i < 2; i++)
            await custodian.Post($"{Path}/conflicts", new { found.Statement, found.Signature }).Ok();
        Assert.True(Draw.Do(found).IsAccepted);
        Assert.Empty(await TasksAsync(custodian));

        // The gate hears who has to leave, the gateway whom it need not expect, and neither of them why.
        Assert.Equal([inside], NumbersOf(Assert.Single(await TasksAsync(gate)), "unseated"));
        var off = Assert.Single(await TasksAsync(gateway));
        Assert.Equal("called-off", off.GetProperty("kind").GetString());
        Assert.Equal([coming], NumbersOf(off, "positions"));
        Assert.False(off.GetProperty("hasEnded").GetBoolean());
        Assert.Equal("0 of 5: Arrived True", await SeenAsync(supervisor));
        Assert.Equal(
            (409, "Conflict"),
            await gate.Post($"{Path}/arrivals", Said(Draw.Tell(coming, PositionOutcome.Presented))).Refused()
        );
        await gate.Post($"{Path}/arrivals", Said(Draw.Tell(inside, PositionOutcome.Left))).Ok();
        Assert.Equal("0 of 5: Left True", await SeenAsync(supervisor));

        Assert.DoesNotContain(Draw.Drawn.Seated, p => p == inside || p == coming);
        foreach (var position in Draw.Drawn.Seated)
            await ArriveAsync(gate, position);
        Assert.Equal(
            "5 of 5: Left True, " + string.Join(", ", Enumerable.Repeat("Arrived False", 5)),
            await SeenAsync(supervisor)
        );
        // What was called off stays so, and what was said may be said again.
        Assert.Equal([coming], NumbersOf(Assert.Single(await TasksAsync(gateway)), "positions"));
        await custodian.Post($"{Path}/conflicts", new { found.Statement, found.Signature }).Ok();
    }

    [Fact]
    public async Task Everybody_who_came_before_the_opening_named_anybody_is_compared_then()
    {
        await SeatAsync();
        var (custodian, gate) = (await OfficeAsync(Custodian), await OfficeAsync(Gate));
        var supervisor = await PersonAsync(Server.Supervisor);
        foreach (var position in Draw.Drawn.Seated)
            await ArriveAsync(gate, position);
        // All are here, and nothing is disclosed: the desk keeps them.
        Assert.Equal("wait-for-bidders", await NextAsync());
        Assert.Equal(HttpStatusCode.NotFound, await DrawnAsync());
        Assert.True(Assert.Single(await TasksAsync(gate)).GetProperty("waits").GetBoolean());
        Assert.Empty(await TasksAsync(custodian));

        await DeskAsync(new NameBidders(Draw.Now, Units));
        Draw.Name(Units);
        Assert.Equal("wait-for-pool", await NextAsync());
        var hit = Draw.Drawn.Seated[0];
        var found = Draw.Conflicts(Units, hit);
        await custodian.Post($"{Path}/conflicts", new { found.Statement, found.Signature }).Ok();
        Assert.True(Draw.Do(found).IsAccepted);
        var admit = Assert.Single(await TasksAsync(gate));
        Assert.Equal([hit], NumbersOf(admit, "unseated"));
        Assert.False(admit.GetProperty("waits").GetBoolean());
        Assert.StartsWith("4 of 5", await SeenAsync(supervisor), StringComparison.Ordinal);

        await ArriveAsync(gate, Draw.Drawn.Seated.Except(Draw.Drawn.Arrived).Single());
        Assert.Equal("wait-for-cosignatures", await NextAsync());
        Assert.Equal(HttpStatusCode.OK, await DrawnAsync());
        Assert.StartsWith("5 of 5", await SeenAsync(supervisor), StringComparison.Ordinal);
    }

    private async Task<HttpStatusCode> DrawnAsync()
    {
        using var answer = await Server.Client().Get($"/api/feed/{Names.DrawnStream(Draw.Request.Draw)}?from=0");
        return answer.StatusCode;
    }

    [Fact]
    public async Task An_archive_that_is_asked_for_too_early_is_told_what_the_draw_still_lacks()
    {
        Assert.Equal((404, "NotFound"), await Server.Client().Get($"{Path}/archive").Refused());
        await SeatAsync();
        var gate = await OfficeAsync(Gate);
        Assert.Equal("wait-for-arrivals", await NextAsync());
        foreach (var position in Draw.Drawn.Seated.Skip(1))
            await ArriveAsync(gate, position);
        Assert.Equal("wait-for-arrivals", await NextAsync());
        await DeskAsync(new NameBidders(Draw.Now, Units));
        await ArriveAsync(gate, Draw.Drawn.Seated[0]);
        Assert.Equal("wait-for-pool", await NextAsync());
    }

    [Fact]
    public async Task Before_anybody_is_drawn_an_archive_waits_for_locks_and_for_the_draw()
    {
        await PublishAsync();
        Assert.Equal("wait-for-lock", await NextAsync());
        await LockAsync();
        Assert.Equal("wait-for-draw", await NextAsync());
    }

    private async Task<string?> NextAsync()
    {
        using var answer = await Server.Client().Get($"{Path}/archive");
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal("TooEarly", problem.GetProperty("reason").GetString());
        return problem.GetProperty("nextStep").GetString();
    }

    [Fact]
    public async Task Another_draw_calls_off_whoever_was_told()
    {
        await SeatAsync();
        var gateway = await OfficeAsync(Gateway);
        await gateway.Post($"{Path}/notices", Said(Draw.Tell(Draw.Drawn.Seated[0], PositionOutcome.Confirmed))).Ok();
        var order = Draw.Again("候选专家名单有误");
        await (await PersonAsync(Server.Supervisor)).Post($"{Path}/again", new { order.Reason, order.Signature }).Ok();
        var off = Assert.Single(await TasksAsync(gateway));
        Assert.Equal(("called-off", 1), (off.GetProperty("kind").GetString(), off.GetProperty("k").GetInt32()));
        Assert.Empty(NumbersOf(off, "positions"));
    }

    private static async Task<JsonElement[]> TasksAsync(Client office) =>
        [.. (await office.Get("/api/draws/tasks").Ok()).GetProperty("tasks").EnumerateArray()];

    private static IEnumerable<int> NumbersOf(JsonElement task, string name) =>
        task.GetProperty(name).EnumerateArray().Select(number => number.GetInt32());

    private async Task<string> SeenAsync(Client supervisor)
    {
        var list = await supervisor.Get($"{Path}/seats").Ok();
        var lines = list.GetProperty("names")
            .EnumerateArray()
            .Select(line => $"{line.GetProperty("outcome").GetString()} {line.GetProperty("unseated").GetBoolean()}");
        return $"{list.GetProperty("arrived")} of {list.GetProperty("seats")}: {string.Join(", ", lines)}";
    }
}
