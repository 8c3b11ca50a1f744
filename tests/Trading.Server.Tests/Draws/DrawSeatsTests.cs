using System.Text.Json;
using Trading.Evaluation.Statements;
using Trading.Server.People;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Draws;

/// <summary>Names are the supervisor's until the result is settled. Source: docs/spec/draw.md, "HTTP".</summary>
public sealed class DrawSeatsTests : OwnDraw
{
    [Fact]
    public async Task The_supervisor_sees_one_name_after_another_and_nobody_else_any()
    {
        await SeatAsync();
        var supervisor = await PersonAsync(Server.Supervisor);
        Assert.Equal("0 of 5: ", await NamesAsync(supervisor));

        var gate = await OfficeAsync(Gate);
        var seated = Draw.Drawn.Seated;
        await ArriveAsync(gate, seated[0]);
        Assert.Equal($"1 of 5: {NameOf(seated[0])} Arrived", await NamesAsync(supervisor));
        await gate.Post($"{Path}/arrivals", Said(Draw.Tell(seated[0], PositionOutcome.Left))).Ok();
        Assert.Equal($"1 of 5: {NameOf(seated[0])} Left", await NamesAsync(supervisor));
        await RefusedAsync();

        foreach (var position in seated.Skip(1))
            await ArriveAsync(gate, position);
        Assert.EndsWith(
            string.Join(", ", seated.Skip(1).Select(p => $"{NameOf(p)} Arrived")),
            await NamesAsync(supervisor)
        );
        await RefusedAsync(); // disclosed: names still are not
    }

    [Fact]
    public async Task Whoever_supervises_everywhere_sees_them_too_and_no_cache_keeps_them()
    {
        await SeatAsync();
        await ArriveAsync(await OfficeAsync(Gate), Draw.Drawn.Seated[0]);
        var chief = Server.Authority.Issue("chief");
        var client = await PersonAsync(chief);
        Assert.Equal((403, "NotAllowed"), await client.Get($"{Path}/seats").Refused());
        Server.Get<PeopleStore>().Grant(chief.Key.PublicPoint, Role.Supervisor, "chief");
        using var answer = await client.Get($"{Path}/seats");
        Assert.True(answer.Headers.CacheControl?.NoStore);
        var line = (await Task.FromResult(answer).Ok()).GetProperty("names").EnumerateArray().Single();
        Assert.Equal(
            ["kind", "group", "number", "name", "at", "outcome", "unseated"],
            line.EnumerateObject().Select(member => member.Name)
        );
        var expert = Draw.Commitment.Secrets[Draw.Drawn.Seated[0]].Expert;
        Assert.Equal(expert.Number, line.GetProperty("number").GetString());
        Assert.Equal(
            Draw.Drawn.Steps.Single(s => s.Position == Draw.Drawn.Seated[0]).Group,
            line.GetProperty("group").GetInt32()
        );
    }

    [Fact]
    public async Task Before_the_draw_there_is_nobody_and_of_no_draw_nothing()
    {
        var supervisor = await PersonAsync(Server.Supervisor);
        Assert.Equal((404, "NotFound"), await supervisor.Get($"{Path}/seats").Refused());
        Assert.Equal((404, "NotFound"), await supervisor.Get("/api/draws/x/seats").Refused());
        await PublishAsync();
        Assert.Equal("0 of 5: ", await NamesAsync(supervisor));
    }

    private string NameOf(int position) => Draw.Commitment.Secrets[position].Expert.Name;

    private async Task RefusedAsync()
    {
        Assert.Equal((401, "NotSignedIn"), await Anybody.Get($"{Path}/seats").Refused());
        var bidder = Server.Authority.Issue("bidder");
        foreach (var person in new[] { Server.Host, Server.Manager, bidder })
            Assert.Equal((403, "NotAllowed"), await (await PersonAsync(person)).Get($"{Path}/seats").Refused());
        foreach (var office in new[] { Custodian, Gateway, Gate })
            Assert.Equal((403, "NotAllowed"), await (await OfficeAsync(office)).Get($"{Path}/seats").Refused());
    }

    private async Task<string> NamesAsync(Client client)
    {
        var list = await client.Get($"{Path}/seats").Ok();
        var names = list.GetProperty("names").EnumerateArray().Select(Shown);
        return $"{list.GetProperty("arrived")} of {list.GetProperty("seats")}: {string.Join(", ", names)}";
    }

    private static string Shown(JsonElement line) =>
        $"{line.GetProperty("name").GetString()} {line.GetProperty("outcome").GetString()}";
}
