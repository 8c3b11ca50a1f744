using Trading.Crypto;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Statements;
using Trading.Evaluation.Tests.Draws;

namespace Trading.Evaluation.Tests.Archives;

/// <summary>Whole draws that were played once, each with something of its own in its archive.</summary>
internal static class PlayedDraws
{
    public static readonly string[] Units = [InventedExperts.UnitCode(1), InventedExperts.UnitCode(2)];

    /// <summary>
    /// Drawn, told, drawn again; then one declines, one is silent, one is in conflict, one avoids, all others come.
    /// </summary>
    public static readonly DecidedDraw Told = Tell();

    /// <summary>More than are sealed.</summary>
    public static readonly DecidedDraw Reduced = Reduce();

    /// <summary>The pool has too few.</summary>
    public static readonly DecidedDraw Short = Lack();

    /// <summary>A seat stays open.</summary>
    public static readonly DecidedDraw Open = Empty();

    /// <summary>Two whom the buyer sends have come; one has left again.</summary>
    public static readonly DecidedDraw Sent = Send();

    /// <summary>Of two in conflict one had arrived; that one leaves.</summary>
    public static readonly DecidedDraw Yielded = Yield();

    private static DecidedDraw Tell()
    {
        var draw = DecidedDraw.Seated();
        draw.Do(draw.Tell(draw.Drawn.Seated[0], PositionOutcome.Confirmed));
        draw.Do(draw.Again("短信通道中断"));
        draw.Do(draw.Combine(2, 3));
        draw.Do(new NameBidders(draw.Now, Units));
        draw.Do(draw.Conflicts(draw.Drawn.Units!, draw.Drawn.Seated[3]));
        draw.Do(draw.Tell(draw.Drawn.Seated[1], PositionOutcome.Declined));
        draw.Do(draw.Tell(draw.Drawn.Seated[2], PositionOutcome.Silent));
        draw.Arrive(draw.Drawn.Seated[0]);
        draw.Do(draw.Tell(draw.Drawn.Seated[0], PositionOutcome.Avoids));
        foreach (var position in draw.Drawn.Seated)
            draw.Do(draw.Tell(position, PositionOutcome.Confirmed));
        foreach (var position in draw.Drawn.Seated)
            draw.Arrive(position);
        Assert.IsType<DrawDisclosed>(draw.Events[^1]);
        return draw;
    }

    private static DecidedDraw Yield()
    {
        var draw = DecidedDraw.Seated();
        var (inside, coming) = (draw.Drawn.Seated[0], draw.Drawn.Seated[1]);
        draw.Do(draw.Tell(coming, PositionOutcome.Confirmed));
        draw.Arrive(inside);
        draw.Do(new NameBidders(draw.Now, Units));
        Assert.True(draw.Do(draw.Conflicts(draw.Drawn.Units!, inside, coming)).IsAccepted);
        Assert.True(draw.Do(draw.Tell(inside, PositionOutcome.Left)).IsAccepted);
        foreach (var position in draw.Drawn.Seated)
            draw.Arrive(position);
        Assert.IsType<DrawDisclosed>(draw.Events[^1]);
        return draw;
    }

    private static DecidedDraw Reduce()
    {
        var draw = new DecidedDraw();
        draw.Publish();
        draw.Certify();
        draw.CommitReduced(4_200);
        draw.Do(draw.Combine(1, 3));
        draw.Now = DrawDue.LastArrivalAt(draw.Request);
        Assert.True(draw.Do(new EndDraw(draw.Now, DrawFailure.NotArrived)).IsAccepted);
        return draw;
    }

    private static DecidedDraw Send()
    {
        var draw = BuyerTests.Seated();
        BuyerTests.Come(draw, PersonSeat.FirstBuyer);
        BuyerTests.Come(draw, PersonSeat.FirstBuyer + 1);
        draw.Do(BuyerTests.Tell(draw, PersonSeat.FirstBuyer, PositionOutcome.Left));
        foreach (var position in draw.Drawn.Seated)
            draw.Arrive(position);
        draw.Name();
        Assert.IsType<DrawDisclosed>(draw.Events[^1]);
        return draw;
    }

    private static DecidedDraw Lack()
    {
        var draw = new DecidedDraw();
        draw.Publish();
        draw.Certify();
        var shortage = new Shortage(0, 5, 2, Constraint.Unit);
        var signed = DrawStatements.Shortage(draw.Request.Hash(), shortage);
        Assert.True(
            draw.Do(new TellShortage(draw.Now, shortage, draw.Custodian.Sign(Tags.DrawShortage, signed))).IsAccepted
        );
        return draw;
    }

    // Everybody declines until nobody is left.
    private static DecidedDraw Empty()
    {
        var draw = DecidedDraw.Seated();
        while (draw.State is Trading.Evaluation.Draws.Draw.Drawn now)
            Assert.True(draw.Do(draw.Tell(now.Seated[0], PositionOutcome.Declined)).IsAccepted);
        Assert.Equal(DrawFailure.SeatOpen, draw.Events.OfType<DrawFailed>().Single().Cause);
        return draw;
    }
}
