namespace Trading.Opening.Tests;

/// <summary>
/// The published period for objections and confirmations (docs/spec/feed.md, "The period"): three seconds from the
/// opening, which is four seconds behind the deadline.
/// </summary>
public class PeriodTests
{
    private static readonly World World = World.Timed;
    private const long End = World.Close + 7 * World.Second;

    [Fact]
    public void The_session_does_not_conclude_before_its_end()
    {
        var story = Opened();
        foreach (var now in new[] { World.Close + 5 * World.Second, End - 1 })
            story.When(Conclude(now)).ThenRefused(Reason.PeriodRunning, "e-bidding:32");
        story.When(Conclude(End)).Then(typeof(SessionConcluded));
    }

    [Fact]
    public void Nobody_else_is_told_that_it_runs()
    {
        var story = Opened();
        story.When(World.Conclude(World.Agent) with { Now = End - 1 }).ThenRefused(Reason.NotAllowed, "bidding-law:35");
        var raised = World.Object(World.Bidders[0]);
        story.And(raised).When(Conclude(End - 1)).ThenRefused(Reason.OpenObjection, "bidding-reg:44");
        story.When(Conclude(End)).ThenRefused(Reason.OpenObjection, "bidding-reg:44");
    }

    [Fact]
    public void It_ends_early_when_every_bid_is_confirmed_and_no_question_is_open()
    {
        var story = Opened();
        foreach (var bidder in World.Bidders.Take(2))
            story.And(World.Attend(bidder)).And(World.Confirm(bidder));
        story.When(Conclude(End - 1)).ThenRefused(Reason.PeriodRunning, "e-bidding:32");
        var raised = World.Object(World.Bidders[2]);
        story.And(raised).And(World.Attend(World.Bidders[2])).And(World.Confirm(World.Bidders[2]));
        story.When(Conclude(End - 1)).ThenRefused(Reason.OpenObjection, "bidding-reg:44");
        story.And(World.Answer(raised)).When(Conclude(End - 1)).Then(typeof(SessionConcluded));
    }

    [Fact]
    public void Whoever_could_not_be_opened_is_waited_for()
    {
        var results = World.Results("a");
        var story = Story.Given([
            World.Prepare,
            .. World.ToPartials("a"),
            World.OpenAll("a", results[0], results[1], World.Bidders[2].Unreadable(Fault.Platform)),
        ]);
        foreach (var bidder in World.Bidders.Take(2))
            story.And(World.Attend(bidder)).And(World.Confirm(bidder));
        story.When(Conclude(End - 1)).ThenRefused(Reason.PeriodRunning, "e-bidding:32");
    }

    [Fact]
    public void Without_a_bid_in_any_table_nobody_is_waited_for()
    {
        var story = Story.Given([
            World.Prepare,
            .. World.ToFrozen("a", 2),
            World.Cosign("a", 1),
            World.Cosign("a", 2),
            new FailLot(World.Close + 3 * World.Second, "a"),
        ]);
        Assert.Equal(World.Close + 6 * World.Second, ObjectionPeriod.EndOf((Session.Running)story.State));
        story.When(Conclude(World.Close + 3 * World.Second)).Then(typeof(SessionConcluded));
    }

    [Fact]
    public void It_begins_with_the_last_lot_and_not_before()
    {
        var world = new World(
            World.Two.Terms with
            {
                RulePack = World.Terms.RulePack,
                PeriodSeconds = World.Terms.PeriodSeconds,
            }
        );
        var story = Story.Given([world.Prepare, .. world.ToIntake("b"), .. world.ToOpened("a")]);
        Assert.Null(ObjectionPeriod.EndOf((Session.Running)story.State));
        story.When(world.Conclude()).ThenRefused(Reason.TooEarly, "spec:procedure");
        story
            .And(World.FreezeOf("b", 2) with { Now = World.Close + 8 * World.Second })
            .And(World.Cosign("b", 1), World.Cosign("b", 2))
            .And(new FailLot(World.Close + 9 * World.Second, "b"));
        Assert.Equal(World.Close + 12 * World.Second, ObjectionPeriod.EndOf((Session.Running)story.State));
        Assert.Equal(2, ObjectionPeriod.LeftSeconds((Session.Running)story.State, World.Close + 10 * World.Second + 1));
    }

    [Fact]
    public void A_session_of_before_has_none()
    {
        var story = Story.Given([World.One.Prepare, .. World.One.ToOpened("a")]);
        Assert.Null(ObjectionPeriod.EndOf((Session.Running)story.State));
        story.When(World.One.Conclude() with { Now = World.Close + 4 * World.Second }).Then(typeof(SessionConcluded));
    }

    [Fact]
    public void Acts_are_taken_after_its_end_until_the_conclusion() =>
        Opened()
            .And(World.Attend(World.Bidders[0]) with { Now = End + World.Second })
            .And(World.Object(World.Bidders[0]) with { Now = End + 2 * World.Second })
            .Then(typeof(ObjectionRaised));

    private static Story Opened() => Story.Given([World.Prepare, .. World.ToOpened("a")]);

    private static Perform Conclude(long now) => World.Conclude() with { Now = now };
}
