using Trading.Crypto;

namespace Trading.Opening.Tests;

public class AcceptTests
{
    private static readonly Bidder Bidder = World.One.Bidders[0];
    private static readonly Bidder Other = World.One.Bidders[1];

    [Fact]
    public void An_envelope_is_accepted_with_the_arrival_of_its_stamp()
    {
        var story = IntakeStory.Opened().Received(Bidder, arrival: World.Close);
        Assert.Equal(World.Close, Assert.Single(story.Receiving.Waiting).Entry.Arrival);
        Assert.Equal(1u, story.Receiving.Submissions[Bidder.Submission].Revision);
    }

    [Fact]
    public void The_same_commit_again_changes_nothing()
    {
        var envelope = IntakeStory.Envelope(Bidder);
        IntakeStory.Opened().Received(envelope).When(envelope).ThenNothing();
    }

    [Fact]
    public void An_envelope_that_was_not_stamped_is_refused() =>
        IntakeStory.Opened().When(IntakeStory.Envelope(Bidder)).ThenRefused(Reason.NotFound, "spec:intake");

    [Fact]
    public void Other_bytes_than_the_committed_ones_are_refused() =>
        Refused(
            IntakeStory.Envelope(Bidder) with
            {
                Statement = IntakeStory.Envelope(Other).Statement,
            },
            Reason.Malformed,
            "spec:envelope"
        );

    [Fact]
    public void An_envelope_for_another_lock_is_refused() =>
        Refused(
            IntakeStory.Envelope(Bidder, change: h => h with { LockId = new byte[32] }),
            Reason.WrongLock,
            "spec:envelope"
        );

    [Fact]
    public void An_envelope_for_another_lot_is_refused() =>
        Refused(
            IntakeStory.Envelope(
                Bidder,
                change: h => h with { ContextHash = Names.ContextHash(TestLock.Suite, World.One.Id, "b") }
            ),
            Reason.WrongLock,
            "spec:envelope"
        );

    [Fact]
    public void An_opening_record_of_another_size_class_is_refused() =>
        Refused(
            IntakeStory.Envelope(Bidder, change: h => h with { RecordBytes = 16_384 }),
            Reason.Malformed,
            "spec:envelope"
        );

    [Fact]
    public void A_second_secret_that_the_policy_does_not_want_is_refused() =>
        Refused(
            IntakeStory.Envelope(Bidder, change: h => h with { SecondSecretHash = TestLock.Suite.Hash([1]) }),
            Reason.Malformed,
            "spec:envelope"
        );

    [Fact]
    public void An_envelope_of_another_size_is_incomplete()
    {
        var envelope = IntakeStory.Envelope(Bidder);
        Refused(envelope with { SizeBytes = envelope.SizeBytes - 1 }, Reason.Incomplete, "e-bidding:27");
    }

    [Fact]
    public void A_flipped_byte_of_the_header_breaks_its_signature()
    {
        var envelope = IntakeStory.Envelope(Bidder);
        var statement = (byte[])envelope.Statement.Clone();
        statement[230] ^= 1;
        Refused(
            envelope with
            {
                Statement = statement,
                Commit = Entry.HashOf(TestLock.Suite, statement),
            },
            Reason.BadSignature,
            "spec:envelope"
        );
    }

    [Fact]
    public void A_withdrawal_is_not_taken_as_an_envelope() =>
        Refused(
            IntakeStory.Withdrawal(Bidder, 1) with
            {
                Kind = EntryKind.Envelope,
            },
            Reason.Malformed,
            "spec:envelope"
        );

    [Fact]
    public void An_unknown_kind_of_entry_is_refused() =>
        Refused(IntakeStory.Envelope(Bidder) with { Kind = (EntryKind)7 }, Reason.Malformed, "spec:envelope");

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void The_first_revision_is_1(uint revision) =>
        Refused(IntakeStory.Envelope(Bidder, revision), Reason.WrongRevision, "bidding-law:29");

    [Fact]
    public void A_replacement_is_the_next_revision_and_the_newest_counts()
    {
        var story = IntakeStory.Opened().Received(Bidder).Received(Bidder, 2);
        Assert.Equal(2u, story.Receiving.Submissions[Bidder.Submission].Revision);
        var again = IntakeStory.Envelope(Bidder, 2);
        story.And(IntakeStory.Stamp(again)).When(again).ThenRefused(Reason.WrongRevision, "bidding-law:29");
    }

    [Fact]
    public void A_replacement_with_another_key_is_refused()
    {
        var stolen = IntakeStory.Envelope(Bidder, 2, h => h with { Key = Other.Key });
        IntakeStory
            .Opened()
            .Received(Bidder)
            .And(IntakeStory.Stamp(stolen))
            .When(stolen)
            .ThenRefused(Reason.WrongRevision, "bidding-law:29");
    }

    [Fact]
    public void A_withdrawn_submission_is_not_live_and_may_come_back_with_the_next_revision()
    {
        var story = IntakeStory.Opened().Received(Bidder).Received(IntakeStory.Withdrawal(Bidder, 2));
        Assert.True(story.Receiving.Submissions[Bidder.Submission].Withdrawn);
        story.Received(Bidder, 3);
        Assert.False(story.Receiving.Submissions[Bidder.Submission].Withdrawn);
    }

    [Fact]
    public void A_withdrawal_of_nothing_or_of_something_withdrawn_is_refused()
    {
        Refused(IntakeStory.Withdrawal(Bidder, 1), Reason.NotFound, "bidding-law:29");
        var second = IntakeStory.Withdrawal(Bidder, 3);
        IntakeStory
            .Opened()
            .Received(Bidder)
            .Received(IntakeStory.Withdrawal(Bidder, 2))
            .And(IntakeStory.Stamp(second))
            .When(second)
            .ThenRefused(Reason.NotFound, "bidding-law:29");
    }

    [Fact]
    public void Whoever_does_not_hold_the_key_is_told_the_same_whether_the_submission_exists_or_not()
    {
        var stranger = World.One.Withdrawal(Bidder, "a", 2, Other.Key);
        var states = new[]
        {
            IntakeStory.Opened(),
            IntakeStory.Opened().Received(Other),
            IntakeStory.Opened().Received(Bidder),
            IntakeStory.Opened().Received(Bidder).Received(Bidder, 2),
            IntakeStory.Opened().Received(Bidder).Received(IntakeStory.Withdrawal(Bidder, 2)),
        };
        var told = states.Select(s => IntakeDecider.Foresee(s.Receiving, stranger, World.Close)).ToList();
        Assert.Equal(Reason.NotFound, told[0]!.Reason);
        Assert.All(told, refusal => Assert.Equal(told[0], refusal));
        foreach (var story in states)
        {
            var stolen = IntakeStory.Withdrawal(Bidder, 2, Other.Key);
            story.And(IntakeStory.Stamp(stolen)).When(stolen).ThenRefused(Reason.NotFound, "bidding-law:29");
        }
    }

    [Fact]
    public void The_holder_of_the_key_is_told_what_stands()
    {
        var story = IntakeStory.Opened().Received(Bidder).Received(Bidder, 2);
        Assert.Null(Foreseen(story, 3));
        Assert.Equal((Reason.WrongRevision, "use-newest-kit"), Foreseen(story, 2));
        Assert.Equal((Reason.WrongRevision, "use-newest-kit"), Foreseen(story, 4));
        story.Received(IntakeStory.Withdrawal(Bidder, 3));
        Assert.Equal((Reason.NotFound, "already-withdrawn"), Foreseen(story, 3));
        Assert.Equal((Reason.NotFound, "already-withdrawn"), Foreseen(story, 4));
        story.Received(Bidder, 4);
        Assert.Null(Foreseen(story, 5));
    }

    [Fact]
    public void What_is_foreseen_is_what_is_decided()
    {
        foreach (uint revision in new[] { 1u, 2u, 3u, 4u })
        foreach (var key in new[] { Bidder.Key, Other.Key })
        foreach (var before in new[] { -1L, 0, 1 })
        {
            var story = IntakeStory
                .Opened()
                .Received(Bidder, arrival: World.Close - 10)
                .Received(Bidder, 2, World.Close - 5);
            var accept = IntakeStory.Withdrawal(Bidder, revision, key);
            var arrival = World.Close - 5 + before;
            var foreseen = IntakeDecider.Foresee(
                story.Receiving,
                World.One.Withdrawal(Bidder, "a", revision, key),
                arrival
            );
            story.And(IntakeStory.Stamp(accept, arrival)).When(accept);
            if (foreseen is null)
                story.Then(typeof(EntryAccepted));
            else
                story.ThenRefused(foreseen.Reason, foreseen.Rule);
        }
    }

    private static (Reason Reason, string NextStep)? Foreseen(IntakeStory story, uint revision) =>
        IntakeDecider.Foresee(story.Receiving, World.One.Withdrawal(Bidder, "a", revision), World.Close) is { } refusal
            ? (refusal.Reason, refusal.NextStep)
            : null;

    [Fact]
    public void An_unfinished_replacement_leaves_the_earlier_bid_standing()
    {
        var replacement = IntakeStory.Envelope(Bidder, 2);
        var story = IntakeStory
            .Opened()
            .Received(Bidder)
            .And(
                IntakeStory.Stamp(replacement),
                new RefuseCommit(
                    World.Close,
                    replacement.Commit,
                    new Refusal(Reason.Incomplete, "e-bidding:27", "A part is missing.")
                )
            );
        Assert.Equal(1u, story.Receiving.Submissions[Bidder.Submission].Revision);
    }

    private static void Refused(AcceptCommit accept, Reason reason, string rule) =>
        IntakeStory.Opened().And(IntakeStory.Stamp(accept)).When(accept).ThenRefused(reason, rule);
}
