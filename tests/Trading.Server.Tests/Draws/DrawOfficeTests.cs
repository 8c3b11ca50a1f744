using Trading.Evaluation.Draws;
using Trading.Evaluation.Statements;
using Trading.Server.Draws;
using Trading.Server.Storage;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Draws;

/// <summary>
/// What offices and the supervisor say: each with its own key, in its own phase, as often as they like. Source:
/// docs/spec/draw.md, "HTTP".
/// </summary>
public sealed class DrawOfficeTests : OwnDraw
{
    [Fact]
    public async Task The_calls_of_offices_are_for_offices()
    {
        await SeatAsync();
        var notice = Said(Draw.Tell(Draw.Drawn.Seated[0], PositionOutcome.Confirmed));
        Assert.Equal((401, "NotSignedIn"), await Anybody.Get("/api/draws/tasks").Refused());
        Assert.Equal((401, "NotSignedIn"), await Anybody.Post($"{Path}/notices", notice).Refused());
        foreach (var person in new[] { Server.Host, Server.Supervisor, Server.Manager })
        {
            var client = await PersonAsync(person);
            Assert.Equal((403, "NotAllowed"), await client.Get("/api/draws/tasks").Refused());
            foreach (var call in new[] { "notices", "arrivals", "conflicts" })
                Assert.Equal((403, "NotAllowed"), await client.Post($"{Path}/{call}", notice).Refused());
            Assert.Equal((403, "NotAllowed"), await client.PostOctets($"{Path}/commitment", new byte[64]).Refused());
        }
        // No trustee has opened a record: there is nothing to notify of.
        Assert.Empty(await KindsAsync(await OfficeAsync(Gateway)));
        Assert.Equal(["admit"], await KindsAsync(await OfficeAsync(Gate)));
        Assert.Empty(await KindsAsync(await OfficeAsync(Custodian)));
    }

    [Fact]
    public async Task An_office_says_nothing_in_anothers_role()
    {
        await SeatAsync();
        var first = Draw.Drawn.Seated[0];
        var (gate, gateway) = (await OfficeAsync(Gate), await OfficeAsync(Gateway));
        var height = await HeightAsync();
        (Client Office, TellPosition Said)[] forged =
        [
            (gateway, Draw.Tell(first, PositionOutcome.Confirmed, Draw.Gate)),
            (gateway, Draw.Tell(first, PositionOutcome.Declined, Draw.Custodian)),
            (gate, Draw.Tell(first, PositionOutcome.Presented, Draw.Gateway)),
            (gate, Draw.Tell(first, PositionOutcome.Avoids, Draw.Supervisor)),
        ];
        foreach (var call in new[] { "notices", "arrivals" })
        foreach (var (office, said) in forged)
            Assert.Equal((403, "BadSignature"), await office.Post($"{Path}/{call}", Said(said)).Refused());
        // What another office has signed is not said for it: after the disclosure everybody has read it.
        var (left, confirmed) = (PositionOutcome.Left, PositionOutcome.Confirmed);
        Assert.Equal(
            (403, "NotAllowed"),
            await gateway.Post($"{Path}/arrivals", Said(Draw.Tell(first, left))).Refused()
        );
        Assert.Equal(
            (403, "NotAllowed"),
            await gate.Post($"{Path}/notices", Said(Draw.Tell(first, confirmed))).Refused()
        );
        var conflicts = new { statement = new byte[57], signature = new byte[64] };
        Assert.Equal((403, "NotAllowed"), await gate.Post($"{Path}/conflicts", conflicts).Refused());
        Assert.Equal(height, await HeightAsync());
        await gateway.Post($"{Path}/notices", Said(Draw.Tell(first, confirmed))).Ok();
    }

    [Fact]
    public async Task The_custodian_alone_commits_and_what_is_not_its_own_is_kept_nowhere()
    {
        await PublishAsync();
        await LockAsync();
        var custodian = await OfficeAsync(Custodian);
        var forged = Commitment(Draw.Gate);
        Assert.Equal((403, "BadSignature"), await CommitAsync(custodian, forged));
        var bytes = Commitment();
        Assert.Equal((400, "Malformed"), await CommitAsync(custodian, bytes[..^1]));
        Assert.Equal((400, "Malformed"), await CommitAsync(custodian, bytes[..70]));
        Assert.Equal((400, "Malformed"), await CommitAsync(custodian, []));
        byte[] flipped = [.. bytes];
        flipped[^1] ^= 1; // still rows, under a root that nobody signed
        Assert.Equal((403, "BadSignature"), await CommitAsync(custodian, flipped));
        Assert.False(Directory.Exists(Rows));
        for (var i = 0; i < 2; i++)
            await custodian.PostOctets($"{Path}/commitment", bytes).Ok();
        Assert.Single(Directory.GetFiles(Rows));
        var another = Commitment();
        Assert.NotEqual(bytes, another);
        Assert.Equal((409, "Conflict"), await CommitAsync(custodian, another));
    }

    [Fact]
    public async Task Nothing_is_said_before_its_phase_and_nothing_of_no_draw()
    {
        var (gate, custodian) = (await OfficeAsync(Gate), await OfficeAsync(Custodian));
        var empty = new { statement = new byte[57], signature = new byte[64] };
        foreach (var call in new[] { "notices", "arrivals", "conflicts" })
            Assert.Equal((409, "WrongPhase"), await gate.Post($"{Path}/{call}", empty).Refused());
        Assert.Equal((409, "WrongPhase"), await CommitAsync(custodian, new byte[300]));
        var shortage = new
        {
            group = 0,
            needed = 5,
            left = 1,
            binding = 1,
            signature = new byte[64],
        };
        Assert.Equal((404, "NotFound"), await custodian.Post($"{Path}/shortage", shortage).Refused());
        var order = new { reason = "重抽", signature = new byte[64] };
        Assert.Equal((404, "NotFound"), await Host.Post($"{Path}/again", order).Refused());

        await PublishAsync(); // its locks are being made
        Assert.Equal((409, "WrongPhase"), await CommitAsync(custodian, new byte[300]));
        Assert.Equal((409, "WrongPhase"), await custodian.Post($"{Path}/shortage", shortage).Refused());
        Assert.Equal((409, "WrongPhase"), await gate.Post($"{Path}/notices", empty).Refused());
        Assert.Equal((409, "WrongPhase"), await Host.Post($"{Path}/again", order).Refused());
        await LockAsync();
        Assert.Equal((403, "BadSignature"), await custodian.Post($"{Path}/shortage", shortage).Refused());
    }

    [Fact]
    public async Task What_was_said_once_is_said_again_with_the_same_answer()
    {
        await SeatAsync();
        var (gateway, gate) = (await OfficeAsync(Gateway), await OfficeAsync(Gate));
        var first = Draw.Drawn.Seated[0];
        var notice = Said(Draw.Tell(first, PositionOutcome.Confirmed));
        for (var i = 0; i < 2; i++)
            await gateway.Post($"{Path}/notices", notice).Ok();
        await gate.Post($"{Path}/arrivals", Said(Draw.Tell(first, PositionOutcome.Presented))).Ok();
        var arrived = Said(Draw.Tell(first, PositionOutcome.Arrived));
        await gate.Post($"{Path}/arrivals", arrived).Ok();
        await gate.Post($"{Path}/seats", Said(Draw.Unseal(first))).Ok();
        var height = await HeightAsync();
        await gate.Post($"{Path}/arrivals", arrived).Ok();
        // Under another signature it is another desk's.
        var another = Said(Draw.Tell(first, PositionOutcome.Arrived));
        Assert.Equal((409, "Conflict"), await gate.Post($"{Path}/arrivals", another).Refused());
        await gate.Post($"{Path}/seats", Said(Draw.Unseal(first))).Ok();
        await (await OfficeAsync(Custodian)).PostOctets($"{Path}/commitment", Commitment(Draw.Gate)).Refused();
        Assert.Equal(height, await HeightAsync());
    }

    [Fact]
    public async Task A_name_is_taken_of_whoever_arrived_as_its_row_has_it()
    {
        await SeatAsync();
        var gate = await OfficeAsync(Gate);
        var (first, second) = (Draw.Drawn.Seated[0], Draw.Drawn.Seated[1]);
        Assert.Equal((409, "WrongPhase"), await gate.Post($"{Path}/seats", Said(Draw.Unseal(first))).Refused());
        foreach (var outcome in new[] { PositionOutcome.Presented, PositionOutcome.Arrived })
            await gate.Post($"{Path}/arrivals", Said(Draw.Tell(first, outcome))).Ok();
        var (status, reason) = await gate.Post($"{Path}/seats", Said(Draw.Unseal(first, second))).Refused();
        Assert.Equal((400, "BadProof"), (status, reason));
        foreach (var position in new[] { -1, Draw.Commitment.Positions.Count, int.MaxValue })
        {
            var row = Draw.Unseal(first).Record;
            var seat = new
            {
                position,
                row.Number,
                row.Name,
                row.Id,
                row.Salt,
                row.Rest,
            };
            Assert.Equal((404, "NotFound"), await gate.Post($"{Path}/seats", seat).Refused());
        }
        await gate.Post($"{Path}/seats", Said(Draw.Unseal(first))).Ok();
    }

    [Fact]
    public async Task Another_draw_is_the_supervisors_order_whoever_carries_it()
    {
        await SeatAsync();
        var wish = Draw.Again("候选专家名单有误");
        var order = new { wish.Reason, wish.Signature };
        Assert.Equal((401, "NotSignedIn"), await Anybody.Post($"{Path}/again", order).Refused());
        var forged = Draw.Again("候选专家名单有误", Draw.Host);
        Assert.Equal(
            (403, "BadSignature"),
            await Host.Post($"{Path}/again", new { forged.Reason, forged.Signature }).Refused()
        );
        Assert.Equal(
            (400, "Malformed"),
            await Host.Post($"{Path}/again", new { reason = "", wish.Signature }).Refused()
        );
        var longest = new { reason = new string('长', 501), wish.Signature };
        Assert.Equal((400, "Malformed"), await Host.Post($"{Path}/again", longest).Refused());
        for (var i = 0; i < 2; i++)
            await (await PersonAsync(Server.Supervisor)).Post($"{Path}/again", order).Ok();
        var state = Assert.IsType<Evaluation.Draws.Draw.Committed>(
            await Server.Get<DrawDesks>().FindAsync(Draw.Request.Draw)
        );
        Assert.Equal(1, state.K);
    }

    private string Rows => System.IO.Path.Combine(Server.Data, "draws");

    private Task<(int, string)> CommitAsync(Client client, byte[] octets) =>
        client.PostOctets($"{Path}/commitment", octets).Refused();

    private async Task<long> HeightAsync() =>
        (await Server.Get<IEventLog>().HeadAsync(Names.DrawStream(Draw.Request.Draw)))
        + (await Server.Get<IEventLog>().HeadAsync(Names.DrawnStream(Draw.Request.Draw)));

    private static async Task<string[]> KindsAsync(Client office) =>
        [
            .. (await office.Get("/api/draws/tasks").Ok())
                .GetProperty("tasks")
                .EnumerateArray()
                .Select(task => task.GetProperty("kind").GetString()!),
        ];
}
