using Trading.Crypto;

namespace Trading.Opening.Tests;

public class TickTests
{
    private static readonly Bidder[] Bidders = World.One.Bidders;

    [Fact]
    public void A_tick_is_not_sealed_a_microsecond_before_its_time()
    {
        var story = IntakeStory.Opened();
        var due = story.Receiving.Schedule.TickTime(0);
        story.When(IntakeStory.Seal(0, due - 1)).ThenRefused(Reason.TooEarly, "spec:intake");
        story.When(IntakeStory.Seal(0, due)).Then(typeof(TickSealed));
    }

    [Fact]
    public void Ticks_are_sealed_in_their_order_and_once()
    {
        var story = IntakeStory.Opened().When(IntakeStory.Seal(1)).ThenRefused(Reason.TooEarly, "spec:intake");
        story.And(IntakeStory.Seal(0)).When(IntakeStory.Seal(0)).ThenNothing();
        story.When(IntakeStory.Seal(1) with { Seed = [] }).ThenRefused(Reason.Malformed, "spec:intake");
    }

    [Fact]
    public void A_tick_takes_what_waits_and_an_empty_tick_is_sealed_too()
    {
        var story = IntakeStory.Opened().Received(Bidders[0]).And(IntakeStory.Seal(0));
        Assert.Single(story.Happened<TickSealed>().Entries);
        story.And(IntakeStory.Seal(1));
        Assert.Empty(story.Happened<TickSealed>().Entries);
        Assert.Equal(2, story.Receiving.NextTick);
    }

    [Fact]
    public void Entries_stand_in_the_order_of_arrival_however_long_their_work_took()
    {
        var story = IntakeStory.Opened();
        AcceptCommit[] envelopes = [.. Bidders.Take(3).Select(b => IntakeStory.Envelope(b))];
        for (var i = 0; i < 3; i++)
            story.And(IntakeStory.Stamp(envelopes[i], IntakeStory.OpenedAt + i));
        story.And(envelopes[2], envelopes[0], envelopes[1], IntakeStory.Seal(0));
        Assert.Equal(envelopes.Select(e => e.Statement), story.Happened<TickSealed>().Entries.Select(e => e.Statement));
    }

    [Fact]
    public void The_drain_waits_for_commits_that_arrived_in_time()
    {
        var envelope = IntakeStory.Envelope(Bidders[0]);
        var story = BeforeDrain().And(IntakeStory.Stamp(envelope, World.Close));
        var drain = story.Receiving.Schedule.DrainIndex;
        story.When(IntakeStory.Seal(drain)).ThenRefused(Reason.DrainUnfinished, "bidding-reg:36");
        story
            .And(envelope with { Now = World.Close + World.Second })
            .When(IntakeStory.Seal(drain))
            .Then(typeof(TickSealed));
        Assert.True(story.Happened<TickSealed>().Drain);
        Assert.Equal(Bidders[0].Submission, Assert.Single(Assert.IsType<IntakeState.Drained>(story.State).Live).Id);
    }

    [Fact]
    public void After_the_drain_no_tick_is_left()
    {
        var story = BeforeDrain();
        var drain = story.Receiving.Schedule.DrainIndex;
        story.And(IntakeStory.Seal(drain)).When(IntakeStory.Seal(drain)).ThenNothing();
        story.When(IntakeStory.Seal(0)).ThenNothing();
        story.When(IntakeStory.Seal(drain + 1)).ThenRefused(Reason.NotFound, "spec:intake");
        story.When(IntakeStory.Seal(-1)).ThenRefused(Reason.NotFound, "spec:intake");
        story.When(IntakeStory.Open).ThenNothing();
    }

    [Fact]
    public void Withdrawn_submissions_are_not_live_and_live_ones_stand_by_their_newest_arrival()
    {
        var story = IntakeStory
            .Opened()
            .Received(Bidders[0], arrival: IntakeStory.OpenedAt + 1)
            .Received(Bidders[1], arrival: IntakeStory.OpenedAt + 2)
            .Received(Bidders[2], arrival: IntakeStory.OpenedAt + 3)
            .Received(IntakeStory.Withdrawal(Bidders[1], 2), IntakeStory.OpenedAt + 8)
            .Received(IntakeStory.Envelope(Bidders[0], 2), IntakeStory.OpenedAt + 9);
        while (story.State is IntakeState.Receiving receiving)
            story.And(IntakeStory.Seal(receiving.NextTick));
        var drained = (IntakeState.Drained)story.State;
        Assert.Equal([Bidders[2].Submission, Bidders[0].Submission], drained.Live.Select(s => s.Id));
        // A reader of the public stream alone comes to the same list.
        var entries = story.Events.OfType<TickSealed>().SelectMany(t => t.Entries);
        Assert.True(FrozenList.TryReplay(World.AnyPolicy, IntakeStory.Open.LockId, entries, [], out var list, out _));
        Assert.Equal(
            drained.Live.Select(s => s.Id),
            Submission.LiveOf(Submission.Fold(entries).Values).Select(s => s.Id)
        );
        Assert.Equal(
            drained.Live.Select(s => (s.Id, s.Revision, s.Arrival)),
            list.Live.Select(s => (s.Id, s.Revision, s.Arrival))
        );
    }

    [Fact]
    public void A_tick_takes_all_that_was_accepted_until_its_time_and_leaves_what_came_later()
    {
        var story = IntakeStory.Opened();
        var due = story.Receiving.Schedule.TickTime(0);
        AcceptCommit[] envelopes = [.. Bidders.Take(3).Select(b => IntakeStory.Envelope(b))];
        long[] acceptedAt = [due - 1, due, due + 1];
        for (var i = 0; i < 3; i++)
            story.And(IntakeStory.Stamp(envelopes[i]), envelopes[i] with { Now = acceptedAt[i] });
        var entries = story.Receiving.Waiting.Select(w => w.Entry).ToList();
        Assert.Equal([0L, 0L, 1L], entries.Select(entry => story.Receiving.TickOf(entry)));
        story.And(IntakeStory.Seal(0, due + World.Second));
        Assert.Equal(
            entries[..2].Select(e => e.Statement),
            story.Happened<TickSealed>().Entries.Select(e => e.Statement)
        );
        story.And(IntakeStory.Seal(1));
        Assert.Equal(entries[2].Statement, Assert.Single(story.Happened<TickSealed>().Entries).Statement);
    }

    [Fact]
    public void No_entry_stands_in_a_tick_that_was_due_before_it_arrived_however_the_clock_was_set()
    {
        var story = IntakeStory.Opened();
        var late = story.Receiving.Schedule.TickTime(2) - 1;
        var envelope = IntakeStory.Envelope(Bidders[0]);
        story.And(IntakeStory.Stamp(envelope, late), envelope with { Now = IntakeStory.OpenedAt + 2 });
        Assert.Equal(2, story.Receiving.TickOf(story.Receiving.Waiting.Single().Entry));
    }

    // 256 slots took 256 entries, so that whoever sent a tick full saw in the tick of its own acknowledgement how many
    // others had come.
    [Theory]
    [InlineData(0)]
    [InlineData(250)]
    [InlineData(5_000)]
    public void The_tick_of_an_entry_depends_on_no_other_entry(int others)
    {
        var state = Full(IntakeStory.Open, others);
        var own = Enumerable
            .Range(0, 16)
            .Select(i => new Entry(
                EntryKind.Envelope,
                IntakeStory.OpenedAt + 9_000 + i,
                Statements(others + 16)[others + i]
            ))
            .ToList();
        foreach (var (entry, i) in own.Select((e, i) => (e, i)))
            state = Take(state, others + i, entry);
        Assert.All(own, entry => Assert.Equal(0, ((IntakeState.Receiving)state).TickOf(entry)));
        Assert.Equal(others + 16, Taken(state)[0]);
    }

    [Fact]
    public void A_full_lot_stands_in_one_tick_and_takes_no_more()
    {
        var state = Full(IntakeStory.Open, TickSchedule.MostEntries);
        Assert.Equal(
            Reason.LimitReached,
            IntakeDecider.Decide(state, IntakeStory.Stamp(IntakeStory.Envelope(Bidders[0]))).Refusal!.Reason
        );
        Assert.Equal([TickSchedule.MostEntries, 0, 0, 0, 0, 0, 0], Taken(state));
    }

    [Fact]
    public void Under_version_1_a_tick_takes_256_entries_and_the_rest_rolls_over()
    {
        var first = IntakeStory.Open with
        {
            Policy = LockPolicyCodec.ToBytes(World.AnyPolicy with { Version = LockPolicyCodec.First }),
        };
        Assert.Equal([256, 256, 88, 0, 0, 0, 0], Taken(Full(first, 600)));
    }

    private static IntakeState Full(OpenIntake open, int count)
    {
        IntakeState state = IntakeDecider.Evolve(
            new IntakeState.Closed(),
            IntakeDecider.Decide(new IntakeState.Closed(), open).Events[0]
        );
        foreach (var (statement, i) in Statements(count).Select((s, i) => (s, i)))
            state = Take(state, i, new Entry(EntryKind.Envelope, IntakeStory.OpenedAt + i, statement));
        return state;
    }

    private static IntakeState Take(IntakeState state, int number, Entry entry)
    {
        state = IntakeDecider.Evolve(state, new CommitStamped(IntakeStory.OpenedAt, Commit(number), entry.Arrival));
        return IntakeDecider.Evolve(state, new EntryAccepted(IntakeStory.OpenedAt, Commit(number), entry, 1));
    }

    // How many entries each tick takes, the drain last.
    private static List<int> Taken(IntakeState state)
    {
        var (taken, all) = (new List<int>(), ((IntakeState.Receiving)state).Accepted);
        while (state is IntakeState.Receiving receiving)
        {
            var decision = IntakeDecider.Decide(state, IntakeStory.Seal(receiving.NextTick));
            taken.Add(((TickSealed)decision.Events[0]).Entries.Count);
            state = IntakeDecider.Evolve(state, decision.Events[0]);
        }
        Assert.Equal(all, ((IntakeState.Drained)state).Live.Count);
        return taken;
    }

    private static IntakeStory BeforeDrain()
    {
        var story = IntakeStory.Opened();
        for (var tick = 0; tick < story.Receiving.Schedule.DrainIndex; tick++)
            story.And(IntakeStory.Seal(tick));
        return story;
    }

    private static byte[] Commit(int number) =>
        [.. new byte[28], (byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];

    // Signatures are checked when an entry is accepted, not when it is folded: one statement with many ids is enough
    // here.
    private static byte[][] Statements(int count)
    {
        var one = IntakeStory.Envelope(Bidders[0]).Statement;
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(i =>
                {
                    var statement = (byte[])one.Clone();
                    Commit(i).AsSpan(16).CopyTo(statement.AsSpan(92));
                    return statement;
                }),
        ];
    }
}
