namespace Trading.Opening.Tests;

/// <summary>
/// Times of a stream never fall, whatever the clock does, and no deadline is passed or reached by that.
/// </summary>
public class TimesTests
{
    private static readonly World World = World.Two;

    [Fact]
    public void A_clock_that_is_set_back_makes_no_falling_time()
    {
        var story = Story.Given([World.Prepare, .. World.ToReleasing("a")]);
        var last = story.State.LastAt;
        story.When(World.Partial("a", 1) with { Now = last - World.Second }).Then(typeof(PartialAccepted));
        Assert.Equal(last, story.Happened<PartialAccepted>().At);
        Assert.Null(Procedure.Check(story.Events));
    }

    [Fact]
    public void A_deadline_is_judged_at_the_commands_own_hour_and_at_the_streams()
    {
        // Lot a is frozen; lot b is still in its ceremony when the clock steps back before the deadline.
        var story = Story.Given([World.Prepare, .. World.ToFrozen("a")]);
        story
            .When(World.LockOf("b").Commands("b", World.Close - 1).First())
            .ThenRefused(Reason.TooLate, "bidding-law:34");
        var early = Story.Given([
            World.Prepare,
            .. World.ToIntake("a"),
            .. World.ToIntake("b"),
            World.FreezeOf("a", 3),
        ]);
        early
            .When(World.FreezeOf("b", 3) with { Now = World.Close - 1 })
            .ThenRefused(Reason.TooEarly, "bidding-law:34");
    }

    [Fact]
    public void What_the_decider_makes_the_procedure_reads() =>
        Assert.All(
            new[]
            {
                Story.Given([
                    World.Prepare,
                    .. World.ToOpened("a"),
                    World.Cosign("a", 3, late: true),
                    World.Partial("a", 2),
                    World.Complain("b", now: World.Close + World.Second),
                ]),
                Story.Given([
                    World.Prepare,
                    .. World.ToFrozen("a", 2),
                    World.Cosign("a", 1),
                    World.Cosign("a", 2),
                    new FailLot(World.Close, "a"),
                ]),
            },
            story => Assert.Null(Procedure.Check(story.Events))
        );
}
