using System.Text.Json;
using Trading.Crypto;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Pool;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Statements;
using Trading.Evaluation.Tests.Fixtures;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Draws;

/// <summary>
/// Whom the buyer sends, over HTTP: expected by a hash, told of by the gate, named to the supervisor alone. Source:
/// docs/spec/draw.md, "Persons" and "HTTP".
/// </summary>
public sealed class BuyersPeopleTests : OwnDraw
{
    private const int First = PersonSeat.FirstBuyer;
    private static readonly Expert[] Sent = [.. InventedExperts.Of(62).TakeLast(2)];

    private protected override DrawRequest Wish(DrawRequest plain) =>
        plain with
        {
            BuyerSeats = DrawRequests.WithBuyers([.. Sent.Select(p => p.Id)]).BuyerSeats,
        };

    [Fact]
    public async Task They_arrive_are_counted_for_everybody_and_named_to_the_supervisor()
    {
        await SeatAsync();
        var (gate, supervisor) = (await OfficeAsync(Gate), await PersonAsync(Server.Supervisor));
        Assert.Equal("0 of 5: ", await NamesAsync(supervisor));
        await ComeAsync(gate, 0);
        Assert.Equal($"0 of 5: Buyers 10000 {Sent[0].Name} Arrived", await NamesAsync(supervisor));
        await TellAsync(gate, 0, PositionOutcome.Left).Ok();
        Assert.Equal($"0 of 5: Buyers 10000 {Sent[0].Name} Left", await NamesAsync(supervisor));
        await TellAsync(gate, 0, PositionOutcome.Back).Ok();
        await ComeAsync(gate, 1);
        await TellAsync(gate, 1, PositionOutcome.Avoids).Ok();
        Assert.Equal("1 of 2", await CountsAsync());

        foreach (var position in Draw.Drawn.Seated)
            await ArriveAsync(gate, position);
        var names = await NamesAsync(supervisor);
        Assert.StartsWith("5 of 5: ", names, StringComparison.Ordinal);
        Assert.Contains($"Buyers 10001 {Sent[1].Name} Avoids", names, StringComparison.Ordinal);
        Assert.Equal(5, names.Split(", ").Count(line => line.Contains("Drawn ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_is_not_the_gates_or_does_not_follow_is_refused_and_changes_nothing()
    {
        await SeatAsync();
        var (gate, supervisor) = (await OfficeAsync(Gate), await PersonAsync(Server.Supervisor));
        Assert.Equal((409, "Conflict"), await NameAsync(gate, 0).Refused()); // nobody is here
        Assert.Equal((409, "Conflict"), await TellAsync(gate, 0, PositionOutcome.Left).Refused());
        Assert.Equal("BadSignature", (await TellAsync(gate, 0, Arrived, Draw.Custodian).Refused()).Reason);
        Assert.Equal((409, "Conflict"), await TellAsync(gate, 2, Arrived).Refused()); // two are sent
        await ComeAsync(gate, 0);
        Assert.Equal((409, "Conflict"), await TellAsync(gate, 0, Arrived).Refused()); // another desk's signature
        await NameAsync(gate, 0).Ok(); // the same, said again
        Assert.Equal((409, "Conflict"), await NameAsync(gate, 2).Refused());

        await TellAsync(gate, 1, Arrived).Ok();
        Assert.Equal("BadSignature", (await NameAsync(gate, 1, signer: Draw.Custodian).Refused()).Reason);
        var forged = NamedBy(Draw.Gate, 1, Sent[1]) with { Name = Sent[0].Name };
        Assert.Equal("BadSignature", (await gate.Post($"{Path}/persons", forged).Refused()).Reason);
        var elsewhere = NamedBy(Draw.Gate, 1, Sent[1], new byte[32]);
        Assert.Equal("BadSignature", (await gate.Post($"{Path}/persons", elsewhere).Refused()).Reason);
        foreach (var person in new[] { Host, supervisor })
            Assert.Equal((403, "NotAllowed"), await NameAsync(person, 1).Refused());
        Assert.Equal((401, "NotSignedIn"), await NameAsync(Anybody, 1).Refused());
        Assert.Equal($"0 of 5: Buyers 10000 {Sent[0].Name} Arrived", await NamesAsync(supervisor));
        Assert.Equal(
            (409, "WrongPhase"),
            await gate.Post("/api/draws/x/persons", NamedBy(Draw.Gate, 1, Sent[1])).Refused()
        );
    }

    [Fact]
    public async Task They_may_come_after_the_disclosure_and_not_after_the_door_closed()
    {
        await SeatAsync();
        var gate = await OfficeAsync(Gate);
        foreach (var position in Draw.Drawn.Seated)
            await ArriveAsync(gate, position);
        await ComeAsync(gate, 0);
        Server.Clock.MoveTo(DrawDue.DoorClosesAt(Draw.Request));
        gate = await OfficeAsync(Gate); // half a day later its ticket has ended
        Assert.Equal("TooLate", (await TellAsync(gate, 1, Arrived).Refused()).Reason);
        Assert.Equal("TooLate", (await TellAsync(gate, 0, PositionOutcome.Left).Refused()).Reason);
    }

    private const PositionOutcome Arrived = PositionOutcome.Arrived;

    private async Task ComeAsync(Client gate, int index)
    {
        await TellAsync(gate, index, Arrived).Ok();
        await NameAsync(gate, index).Ok();
    }

    private Task<HttpResponseMessage> TellAsync(
        Client client,
        int index,
        PositionOutcome outcome,
        SigningKey? signer = null
    )
    {
        var said = new PositionStatement(Draw.Request.Draw, Draw.Commitment.Root, 0, First + index, outcome);
        var body = new { statement = said.ToBytes(), signature = said.Sign(signer ?? Draw.Gate) };
        return client.Post($"{Path}/arrivals", body);
    }

    private sealed record Named(int Number, string Name, string Id, byte[] Signature);

    private Task<HttpResponseMessage> NameAsync(Client client, int index, SigningKey? signer = null) =>
        client.Post($"{Path}/persons", NamedBy(signer ?? Draw.Gate, index, Sent[index % Sent.Length]));

    private Named NamedBy(SigningKey signer, int index, Expert who, byte[]? root = null)
    {
        var (number, under) = (First + index, root ?? Draw.Commitment.Root);
        var naming = new PersonNaming(Draw.Request.Draw, under, number, who.Name, who.Id);
        return new Named(number, who.Name, who.Id, signer.Sign(Tags.DrawPersonNamed, naming.ToBytes()));
    }

    private async Task<string> NamesAsync(Client client)
    {
        var list = await client.Get($"{Path}/seats").Ok();
        var names = list.GetProperty("names").EnumerateArray().Select(Shown);
        return $"{list.GetProperty("arrived")} of {list.GetProperty("seats")}: {string.Join(", ", names)}";
    }

    private static string Shown(JsonElement line)
    {
        var number = Of("kind") == "Drawn" ? "" : $"{Of("number")} ";
        return $"{Of("kind")} {number}{Of("name")} {Of("outcome")}";

        string Of(string member) => line.GetProperty(member).GetString()!;
    }

    // What everybody reads of them in the public stream.
    private async Task<string> CountsAsync()
    {
        var page = await Anybody.Get($"/api/feed/{Names.DrawStream(Draw.Request.Draw)}?after=-1").Ok();
        var last = page.GetProperty("events")
            .EnumerateArray()
            .Select(item => JsonDocument.Parse(item.GetProperty("e").GetString()!).RootElement)
            .Last(e => e.GetProperty("type").GetString() == "BuyersCounted");
        return $"{last.GetProperty("arrived")} of {last.GetProperty("seats")}";
    }
}
