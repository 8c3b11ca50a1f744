namespace Trading.Opening.Tests;

public class StampTests
{
    private static readonly Bidder Bidder = World.One.Bidders[0];
    private static readonly AcceptCommit Envelope = IntakeStory.Envelope(Bidder);

    [Fact]
    public void An_arrival_at_the_deadline_is_in() =>
        IntakeStory.Opened().When(IntakeStory.Stamp(Envelope, World.Close)).Then(typeof(CommitStamped));

    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    public void An_arrival_a_microsecond_or_a_millisecond_late_is_refused(long micros) =>
        IntakeStory
            .Opened()
            .When(IntakeStory.Stamp(Envelope, World.Close + micros))
            .ThenRefused(Reason.TooLate, "bidding-reg:36");

    [Fact]
    public void The_rule_for_a_late_bid_is_the_pinned_packs() =>
        new IntakeStory()
            .And(IntakeStory.Open with { LateRule = RulePacks.ProcurementGoods.LateRule })
            .When(IntakeStory.Stamp(Envelope, World.Close + 1))
            .ThenRefused(Reason.TooLate, "procurement-87:33");

    [Fact]
    public void A_stamped_commit_that_is_accepted_after_the_deadline_is_in()
    {
        var story = IntakeStory
            .Opened()
            .And(IntakeStory.Stamp(Envelope, World.Close))
            .When(Envelope with { Now = World.Close + 3 * World.Second })
            .Then(typeof(EntryAccepted));
        Assert.Equal(World.Close, story.Happened<EntryAccepted>().Entry.Arrival);
    }

    [Fact]
    public void A_commit_stamped_again_keeps_its_first_time()
    {
        var story = IntakeStory.Opened().And(IntakeStory.Stamp(Envelope, World.Close - 5));
        story.When(IntakeStory.Stamp(Envelope, World.Close)).ThenNothing();
        story.When(IntakeStory.Stamp(Envelope, World.Close + 9)).ThenNothing();
        Assert.Equal(World.Close - 5, Assert.Single(story.Receiving.Stamped).Value);
        story.And(Envelope).When(IntakeStory.Stamp(Envelope, World.Close + 9)).ThenNothing();
    }

    [Fact]
    public void A_refused_commit_may_be_sent_again_in_time_and_has_a_new_arrival()
    {
        var story = IntakeStory
            .Opened()
            .And(
                IntakeStory.Stamp(Envelope),
                new RefuseCommit(
                    World.Start,
                    Envelope.Commit,
                    new Refusal(Reason.Incomplete, "e-bidding:27", "A part is missing.")
                )
            );
        story.When(IntakeStory.Stamp(Envelope, World.Close)).Then(typeof(CommitStamped));
        story.When(Envelope).Then(typeof(EntryAccepted));
    }

    [Fact]
    public void A_refusal_again_changes_nothing_and_an_accepted_commit_is_not_refused()
    {
        var refuse = new RefuseCommit(
            World.Start,
            Envelope.Commit,
            new Refusal(Reason.Incomplete, "e-bidding:27", "A part is missing.")
        );
        var story = IntakeStory.Opened().When(refuse).ThenRefused(Reason.NotFound, "spec:intake");
        story.And(IntakeStory.Stamp(Envelope)).When(refuse).Then(typeof(EntryRefused));
        story.When(refuse).ThenNothing();
        story.When(Envelope).ThenRefused(Reason.Conflict, "spec:intake");
        story.And(IntakeStory.Stamp(Envelope), Envelope).When(refuse).ThenRefused(Reason.Conflict, "spec:intake");
    }

    [Fact]
    public void A_commit_is_named_by_32_bytes() =>
        IntakeStory
            .Opened()
            .When(new StampCommit(World.Start, new byte[31], World.Start))
            .ThenRefused(Reason.Malformed, "spec:intake");

    [Fact]
    public void Nothing_is_stamped_before_the_intake_opens() =>
        new IntakeStory().When(IntakeStory.Stamp(Envelope)).ThenRefused(Reason.WrongPhase, "spec:intake");

    [Fact]
    public void A_stamp_in_time_that_comes_after_the_drain_is_the_platforms_fault()
    {
        var drained = IntakeStory.Opened();
        while (drained.State is IntakeState.Receiving receiving)
            drained.And(IntakeStory.Seal(receiving.NextTick));
        drained.When(IntakeStory.Stamp(Envelope, World.Close)).ThenRefused(Reason.TooLate, "spec:intake");
        drained.When(IntakeStory.Stamp(Envelope, World.Close + 1)).ThenRefused(Reason.TooLate, "bidding-reg:36");
    }

    [Fact]
    public void Commits_that_are_stamped_and_unfinished_count_against_the_entries_that_an_intake_takes()
    {
        var first = IntakeStory.Opened().And(IntakeStory.Stamp(Envelope)).Receiving;
        var next = IntakeStory.Stamp(IntakeStory.Envelope(World.One.Bidders[1]));
        Assert.IsType<CommitStamped>(Assert.Single(WithRoomFor(2).Events));
        var full = WithRoomFor(1).Refusal;
        Assert.Equal((Reason.LimitReached, "spec:intake"), (full?.Reason, full?.Rule));

        Decision<IntakeEvent> WithRoomFor(int entries) =>
            IntakeDecider.Decide(first with { Accepted = TickSchedule.MostEntries - entries }, next);
    }

    [Fact]
    public void The_intake_opens_once()
    {
        var story = IntakeStory.Opened().When(IntakeStory.Open with { Now = 7 }).ThenNothing();
        story.When(IntakeStory.Open with { LockId = new byte[32] }).ThenRefused(Reason.Conflict, "spec:intake");
        new IntakeStory().When(IntakeStory.Open with { Lot = "b" }).ThenRefused(Reason.WrongLock, "spec:intake");
        new IntakeStory().When(IntakeStory.Open with { Policy = [1] }).ThenRefused(Reason.Malformed, "spec:policy");
        new IntakeStory().When(IntakeStory.Open with { LockId = [] }).ThenRefused(Reason.Malformed, "spec:intake");
    }
}
