namespace Trading.Opening.Tests;

public class DueTests
{
    private static readonly World World = World.One;

    [Fact]
    public void A_published_session_runs_its_ceremony_and_wakes_at_the_deadline()
    {
        var agenda = Due.Of(After(), World.Start);
        Assert.Equal([new DueWork.RunCeremony("a")], agenda.Works);
        Assert.Equal(World.Close, agenda.NextAt);
    }

    [Fact]
    public void A_ceremony_that_is_not_done_at_the_deadline_is_abandoned()
    {
        Assert.Equal([new DueWork.RunCeremony("a")], Due.Of(After(), World.Close - 1).Works);
        var agenda = Due.Of(After(), World.Close);
        Assert.Equal([new DueWork.AbandonCeremony("a")], agenda.Works);
        Assert.Null(agenda.NextAt);
    }

    [Fact]
    public void A_certified_lot_keeps_its_intake_open_until_the_deadline_and_then_freezes()
    {
        var state = After(World.ToIntake("a"));
        Assert.Empty(Due.Of(state, World.Close - 1).Works);
        Assert.Equal(World.Close, Due.Of(state, World.Close - 1).NextAt);
        Assert.Equal([new DueWork.FreezeIntake("a")], Due.Of(state, World.Close).Works);
    }

    [Fact]
    public void A_frozen_lot_waits_for_its_trustees()
    {
        Assert.Empty(Due.Of(After(World.ToFrozen("a")), long.MaxValue).Works);
        Assert.Empty(Due.Of(After([.. World.ToReleasing("a"), World.Partial("a", 2)]), long.MaxValue).Works);
    }

    [Fact]
    public void A_lot_with_two_bids_fails_when_t_trustees_have_cosigned()
    {
        Assert.Empty(Due.Of(After([.. World.ToFrozen("a", 2), World.Cosign("a", 1)]), World.Close).Works);
        Assert.Equal(
            [new DueWork.FailFewSubmitted("a")],
            Due.Of(After([.. World.ToFrozen("a", 2), World.Cosign("a", 1), World.Cosign("a", 3)]), World.Close).Works
        );
    }

    [Fact]
    public void A_lot_opens_at_t_partials() =>
        Assert.Equal([new DueWork.OpenBids("a")], Due.Of(After(World.ToPartials("a")), World.Close).Works);

    [Fact]
    public void A_concluded_session_keeps_its_record_ready_for_the_host_and_a_sealed_one_asks_for_nothing()
    {
        var agenda = Due.Of(After([.. World.ToOpened("a"), World.Conclude()]), long.MaxValue);
        Assert.Equal([new DueWork.SealRecord()], agenda.Works);
        Assert.Null(agenda.NextAt);
        Assert.Empty(
            Due.Of(After([.. World.ToOpened("a"), World.Conclude(), World.SealRecord()]), long.MaxValue).Works
        );
    }

    [Fact]
    public void Persons_work_is_never_due()
    {
        Assert.Empty(Due.Of(After([.. World.ToOpened("a"), World.Object(World.Bidders[0])]), long.MaxValue).Works);
        Assert.Empty(Due.Of(new Session.None(), long.MaxValue).Works);
    }

    [Fact]
    public void An_intake_asks_for_its_next_tick_and_says_when()
    {
        var intake = IntakeStory.Opened();
        var first = intake.Receiving.Schedule.TickTime(0);
        Assert.Empty(Due.Of(intake.State, first - 1).Works);
        Assert.Equal(first, Due.Of(intake.State, first - 1).NextAt);
        Assert.Equal([new DueWork.SealTick("a", 0, false)], Due.Of(intake.State, first).Works);
        Assert.Equal(intake.Receiving.Schedule.TickTime(1), Due.Of(intake.State, first).NextAt);
    }

    [Fact]
    public void Ticks_missed_while_nobody_ran_are_all_due_so_the_trees_size_depends_on_time_alone()
    {
        var intake = IntakeStory.Opened();
        var schedule = intake.Receiving.Schedule;
        foreach (var work in Due.Of(intake.State, World.Close).Works.OfType<DueWork.SealTick>())
            intake.And(IntakeStory.Seal(work.Tick, World.Close));
        Assert.Equal(schedule.CountUntil(World.Close), intake.Receiving.NextTick);
        Assert.Equal(World.Close + TickSchedule.DrainDelayMicros, Due.Of(intake.State, World.Close).NextAt);
    }

    [Fact]
    public void The_drain_is_due_when_no_commit_is_unfinished()
    {
        var envelope = IntakeStory.Envelope(World.Bidders[0]);
        var intake = IntakeStory.Opened().And(IntakeStory.Stamp(envelope));
        var (late, drain) = (World.Close + World.Second, intake.Receiving.Schedule.DrainIndex);
        var works = Due.Of(intake.State, late).Works;
        Assert.Contains(new DueWork.FinishCommits("a"), works);
        Assert.DoesNotContain(works.OfType<DueWork.SealTick>(), w => w.Drain);
        Assert.Equal(drain, works.OfType<DueWork.SealTick>().Count());
        Assert.Contains(new DueWork.SealTick("a", drain, true), Due.Of(intake.And(envelope).State, late).Works);
    }

    [Fact]
    public void A_closed_and_a_drained_intake_ask_for_nothing()
    {
        var intake = IntakeStory.Opened();
        while (intake.State is IntakeState.Receiving receiving)
            intake.And(IntakeStory.Seal(receiving.NextTick));
        Assert.Empty(Due.Of(intake.State, long.MaxValue).Works);
        Assert.Empty(Due.Of(new IntakeState.Closed(), long.MaxValue).Works);
    }

    private static Session After(params SessionCommand[] commands) => Story.Given([World.Prepare, .. commands]).State;
}
