namespace Trading.Opening.Tests;

public class StandstillTests
{
    private const long Second = World.Second;
    private const long Close = World.Close;
    private static readonly World World = World.One;

    [Fact]
    public void What_is_read_behind_a_standstill_bears_the_last_sign_of_life_and_a_microsecond_later_it_is_late()
    {
        var told = new Standstill(Close - 2, Close + 3 * Second, false);
        Assert.Equal(Close - 2, told.ArrivalOf(Close + 1, Close));
        Assert.Equal(Close - 2, told.ArrivalOf(told.SettledAt - 1, Close));
        Assert.Equal(told.SettledAt, told.ArrivalOf(told.SettledAt, Close));
        Assert.Equal(Close, told.ArrivalOf(Close, Close));
        Assert.Equal(Close - 1, told.ArrivalOf(Close - 1, Close));
    }

    [Fact]
    public void One_that_begins_after_the_deadline_or_is_read_up_by_then_changes_nothing()
    {
        Assert.Equal(Close + 9, new Standstill(Close + 1, Close + Second, false).ArrivalOf(Close + 9, Close));
        Assert.Equal(
            Close + 9,
            new Standstill(Close - 9 * Second, Close - Standstill.WaitingMicros, false).ArrivalOf(Close + 9, Close)
        );
        Assert.Equal(
            Close - 9 * Second,
            new Standstill(Close - 9 * Second, Close - Standstill.WaitingMicros + 10, false).ArrivalOf(Close + 9, Close)
        );
    }

    [Fact]
    public void No_entry_comes_later_than_five_seconds_after_the_deadline_however_the_standstill_lies()
    {
        for (var until = Close - Second; until < Close + 9 * Second; until += 50_000)
        {
            foreach (var from in new[] { Close - 3_600 * Second, Close - 1, Close })
            {
                var told = new Standstill(from, until, false);
                for (var read = Close + 1; until > from && read < Close + 10 * Second; read += 99_999)
                    if (told.ArrivalOf(read, Close) != read)
                        Assert.True(
                            read < Close + TickSchedule.DrainLimitMicros
                                && told.ArrivalOf(read, Close) == from
                                && from <= Close
                        );
            }
        }
    }

    [Fact]
    public void The_longest_that_is_made_up_for_settles_five_seconds_after_the_deadline()
    {
        var longest = new Standstill(Close, Close + TickSchedule.DrainLimitMicros - Standstill.WaitingMicros, false);
        Assert.Equal(Close, longest.ArrivalOf(Close + TickSchedule.DrainLimitMicros - 1, Close));
        var longer = longest with { Until = longest.Until + 1 };
        Assert.Equal(Close + Second, longer.ArrivalOf(Close + Second, Close));
    }

    [Fact]
    public void One_that_begins_before_the_last_is_read_up_continues_it_and_a_later_one_does_not()
    {
        var first = new Standstill(Close - Second, Close + Second, false);
        var soon = new Standstill(first.SettledAt, Close + 3 * Second, false);
        var later = soon with { From = first.SettledAt + 1 };
        Assert.Equal(first with { Until = soon.Until }, Standstill.Over([first, soon], Close));
        Assert.Equal(first, Standstill.Over([first, later], Close));
        Assert.Equal(
            first with
            {
                Until = Close + 4 * Second,
                Restarted = true,
            },
            Standstill.Over([first, soon, new(Close + 3 * Second, Close + 4 * Second, true)], Close)
        );
        Assert.Equal(first, Standstill.Over([new(Close - 9 * Second, Close - Second, false), first], Close));
        Assert.Null(Standstill.Over([soon], Close));
    }

    [Fact]
    public void A_machine_that_is_merely_busy_holds_no_lot_and_one_that_stood_still_for_long_does()
    {
        var busy = Enumerable
            .Range(0, 40)
            .Select(i => new Standstill(Close - 100_000 + i * 400_000L, Close + 200_000 + i * 400_000L, false))
            .ToList();
        var over = Standstill.Over(busy, Close)!;
        Assert.True(over.IsMadeUpFor(Close) && over.Until > Close + 4 * Second, over.ToString());
        var stopped = Standstill.Over([busy[0], new(Close + 300_000, Close + 5 * Second, false)], Close)!;
        Assert.False(stopped.IsMadeUpFor(Close));
    }

    [Fact]
    public void A_restarted_process_makes_up_for_nothing() =>
        Assert.Equal(Close + 1, new Standstill(Close - 1, Close + 1, true).ArrivalOf(Close + 1, Close));

    [Fact]
    public void It_is_told_once_and_stands_in_the_state_and_in_the_snapshot()
    {
        var story = Intake().When(World.StandStill()).Then(typeof(PlatformStoodStill));
        story
            .When(World.StandStill())
            .ThenNothing()
            .When(World.StandStill() with { Now = Close + 99 * Second })
            .ThenNothing();
        Assert.Equal(
            [new Standstill(Close - Second, Close + 3 * Second, false)],
            ((Session.Running)story.State).Standstills
        );
        Assert.Contains(
            $"\"standstills\":[{{\"from\":{Close - Second},\"until\":{Close + 3 * Second},\"restarted\":false}}]",
            Snapshot.ToJson(story.State, Close),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("standstills", Snapshot.ToJson(Intake().State, Close), StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_not_told_before_what_waited_is_read_and_never_before_the_deadline()
    {
        Intake()
            .When(World.StandStill() with { Now = World.StandStill().Now - 1 })
            .ThenRefused(Reason.TooEarly, "spec:standstill");
        Intake()
            .When(World.StandStill() with { Now = Close + 3 * Second - 1 })
            .ThenRefused(Reason.Malformed, "spec:standstill");
        var shortBefore = new TellStandstill(Close - 1, Close - 2 * Second, Close - 300_000, false);
        Intake().When(shortBefore).ThenRefused(Reason.TooEarly, "spec:standstill");
        Intake().When(shortBefore with { Now = Close + 200_000 }).Then(typeof(PlatformStoodStill));
    }

    [Fact]
    public void One_that_touches_no_open_intake_is_refused()
    {
        Intake().When(World.StandStill(from: Close + 1)).ThenRefused(Reason.WrongPhase, "spec:standstill");
        Intake()
            .When(new TellStandstill(Close + Second, Close - 2 * Second, Close - Second, false))
            .ThenRefused(Reason.WrongPhase, "spec:standstill");
        Story.Given(World.Prepare).When(World.StandStill()).ThenRefused(Reason.WrongPhase, "spec:standstill");
        Story
            .Given([World.Prepare, .. World.ToFrozen("a")])
            .When(World.StandStill())
            .ThenRefused(Reason.WrongPhase, "spec:standstill");
    }

    [Fact]
    public void Times_that_cannot_be_and_one_that_overlaps_another_are_refused()
    {
        Intake().When(World.StandStill(from: World.Start - 1)).ThenRefused(Reason.Malformed, "spec:standstill");
        Intake()
            .When(World.StandStill() with { Until = Close - Second })
            .ThenRefused(Reason.Malformed, "spec:standstill");
        Intake().And(World.StandStill()).When(World.StandStill(4)).ThenRefused(Reason.Conflict, "spec:standstill");
        Intake()
            .And(World.StandStill())
            .When(World.StandStill(restarted: true))
            .ThenRefused(Reason.Conflict, "spec:standstill");
    }

    [Fact]
    public void A_session_of_the_first_version_tells_of_none()
    {
        var first = new World(World.Terms with { Publisher = null });
        Assert.Equal(1, first.Policies[0].Version);
        var told = new PlatformStoodStill(Close + 4 * Second, Close - Second, Close + 3 * Second, false);
        var running = (Session.Running)Intake().State;
        var intake = (Lot.Intake)running.Lots["a"];
        var old = running with { Lots = running.Lots.SetItem("a", intake with { Policy = first.Policies[0] }) };
        Assert.Equal(Reason.WrongPhase, Decider.Decide(old, World.StandStill()).Refusal!.Reason);
        Assert.Contains(told.From, ((Session.Running)Decider.Evolve(running, told)).Standstills.Select(s => s.From));
    }

    [Fact]
    public void One_that_is_made_up_for_holds_no_lot()
    {
        var story = Intake().And(World.StandStill());
        Assert.Equal(Close, Due.FreezeAt((Session.Running)story.State, World.Policies[0]));
        story.When(World.FreezeOf("a", 3) with { Now = Close + 4 * Second }).Then(typeof(LotFrozen));
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(8, false)]
    [InlineData(6, true)]
    public void One_that_is_too_long_holds_the_lot_until_no_trustee_can_see_the_freeze_in_time(
        int seconds,
        bool restarted
    )
    {
        var story = Intake().And(World.StandStill(seconds, restarted));
        var until = Close + 9 * Second;
        story.When(World.FreezeOf("a", 3) with { Now = until - 1 }).ThenRefused(Reason.TooEarly, "spec:freeze");
        Assert.Empty(Due.Of(story.State, until - 1).Works);
        Assert.Equal(until, Due.Of(story.State, until - 1).NextAt);
        Assert.IsType<DueWork.FreezeIntake>(Assert.Single(Due.Of(story.State, until).Works));
        story.When(World.FreezeOf("a", 3) with { Now = until }).Then(typeof(LotFrozen));
        story.When(World.LateFreeze(World.Host, now: until + 1)).Then(typeof(LateFreezeOrdered));
    }

    private static Story Intake() => Story.Given([World.Prepare, .. World.ToIntake("a")]);
}
