using Trading.Crypto;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Statements;
using State = Trading.Evaluation.Draws.Draw;

namespace Trading.Evaluation.Tests.Draws;

/// <summary>Whom the buyer sends to an ordinary draw, and the door. Source: docs/spec/draw.md, "Persons".</summary>
public sealed class BuyerTests
{
    private static readonly Expert[] People = [.. InventedExperts.Of(60).Skip(50).Take(2)];

    [Fact]
    public void They_arrive_by_hash_and_are_counted_apart()
    {
        var draw = Seated();
        Come(draw, 10_001);
        Assert.Equal((1, 2), (Count(draw).Arrived, Count(draw).Seats));
        Assert.DoesNotContain(draw.Events, e => e is ArrivalsCounted);
        Assert.True(draw.Do(Tell(draw, 10_001, PositionOutcome.Left)).IsAccepted);
        Assert.True(draw.Do(Tell(draw, 10_001, PositionOutcome.Back)).IsAccepted);
        Assert.Equal(1, Count(draw).Arrived);
        Assert.True(draw.Do(Tell(draw, 10_001, PositionOutcome.Avoids)).IsAccepted);
        Assert.Equal(0, Count(draw).Arrived);
        Assert.Equal(Reason.Conflict, draw.Do(Tell(draw, 10_002, PositionOutcome.Arrived)).Refusal?.Reason);
        Assert.Equal(Reason.Conflict, draw.Do(Tell(draw, 20_000, PositionOutcome.Arrived)).Refusal?.Reason);
    }

    [Fact]
    public void Another_draw_leaves_them_where_they_are()
    {
        var draw = Seated();
        Come(draw, 10_000);
        Assert.True(draw.Do(draw.Again("抽取条件有误")).IsAccepted);
        Come(draw, 10_001); // while trustees answer once more
        Assert.True(draw.Do(draw.Combine(1, 2)).IsAccepted);
        Assert.True(draw.Drawn.People.IsHere(10_000));
        Assert.True(draw.Drawn.People.IsHere(10_001));
        Assert.Equal(2, Count(draw).Arrived);
    }

    [Fact]
    public void The_disclosure_cuts_nobody_off_until_the_door_closes()
    {
        var draw = Seated();
        draw.Name();
        foreach (var position in draw.Drawn.Seated)
            draw.Arrive(position);
        Assert.IsType<State.Over>(draw.State);
        var count = draw.Events.Count(e => e is BuyersCounted);
        Come(draw, 10_000);
        Assert.True(draw.Do(Tell(draw, 10_000, PositionOutcome.Left)).IsAccepted);
        Assert.Equal(count, draw.Events.Count(e => e is BuyersCounted)); // the closed stream is public by now
        draw.Now = DrawDue.DoorClosesAt(draw.Request);
        Assert.Equal(Reason.TooLate, draw.Do(Tell(draw, 10_000, PositionOutcome.Back)).Refusal?.Reason);
    }

    [Fact]
    public void A_wrong_code_frees_the_door()
    {
        var draw = DecidedDraw.Seated();
        var (one, other) = (draw.Drawn.Seated[0], draw.Drawn.Seated[1]);
        var presented = draw.Tell(one, PositionOutcome.Presented);
        draw.Do(presented);
        Assert.Equal(Reason.TooEarly, draw.Do(draw.Tell(other, PositionOutcome.Presented)).Refusal?.Reason);
        Assert.True(draw.Do(draw.Tell(one, PositionOutcome.Unopened)).IsAccepted);
        Assert.Null(draw.Drawn.Door);
        Assert.True(draw.Do(draw.Tell(other, PositionOutcome.Presented)).IsAccepted);
        var count = draw.Events.Count;
        Assert.True(draw.Do(draw.Tell(one, PositionOutcome.Unopened)).IsAccepted); // it has no door
        Assert.Equal(count, draw.Events.Count);
        Assert.Equal(Reason.Conflict, draw.Do(draw.Tell(one, PositionOutcome.Arrived)).Refusal?.Reason);
        draw.Do(draw.Tell(other, PositionOutcome.Unopened));
        Assert.True(draw.Do(presented).IsAccepted); // the same signature, for ever
        draw.Do(draw.Tell(one, PositionOutcome.Arrived));
        Assert.Null(draw.Drawn.Door); // whoever is in needs it no more
        count = draw.Events.Count;
        Assert.True(draw.Do(draw.Tell(one, PositionOutcome.Unopened)).IsAccepted);
        Assert.Equal(count, draw.Events.Count);
    }

    [Fact]
    public void A_second_arrival_under_another_signature_is_refused()
    {
        var draw = DecidedDraw.Seated();
        var position = draw.Drawn.Seated[0];
        draw.Do(draw.Tell(position, PositionOutcome.Presented));
        var first = draw.Tell(position, PositionOutcome.Arrived);
        Assert.True(draw.Do(first).IsAccepted);
        var count = draw.Events.Count;
        Assert.True(draw.Do(first).IsAccepted);
        Assert.Equal(count, draw.Events.Count);
        Assert.Equal(Reason.Conflict, draw.Do(draw.Tell(position, PositionOutcome.Arrived)).Refusal?.Reason);
    }

    internal static DecidedDraw Seated() => DecidedDraw.Seated(DrawRequests.WithBuyers([.. People.Select(p => p.Id)]));

    private static BuyersCounted Count(DecidedDraw draw) => draw.Events.OfType<BuyersCounted>().Last();

    internal static TellPosition Tell(DecidedDraw draw, int number, PositionOutcome outcome)
    {
        var said = new PositionStatement(draw.Request.Draw, draw.Commitment.Root, 0, number, outcome);
        return new TellPosition(draw.Now, said.ToBytes(), said.Sign(draw.Gate), []);
    }

    internal static void Come(DecidedDraw draw, int number)
    {
        var who = People[number - PersonSeat.FirstBuyer];
        Assert.True(draw.Do(Tell(draw, number, PositionOutcome.Arrived)).IsAccepted);
        var naming = new PersonNaming(draw.Request.Draw, draw.Commitment.Root, number, who.Name, who.Id);
        var signature = draw.Gate.Sign(Tags.DrawPersonNamed, naming.ToBytes());
        Assert.True(draw.Do(new NamePerson(draw.Now, number, who.Name, who.Id, signature)).IsAccepted);
    }
}
