namespace Trading.Opening.Tests;

public class FreezeTests
{
    private static readonly World World = World.One;

    [Fact]
    public void The_intake_is_not_frozen_a_microsecond_before_the_deadline() =>
        InIntake()
            .When(World.FreezeOf("a", 3) with { Now = World.Close - 1 })
            .ThenRefused(Reason.TooEarly, "bidding-law:34");

    [Fact]
    public void The_intake_is_frozen_when_the_drain_is_due_and_at_the_tree_of_the_schedule()
    {
        var due = World.Close + TickSchedule.DrainDelayMicros;
        InIntake().When(World.FreezeOf("a", 3) with { Now = due - 1 }).ThenRefused(Reason.TooEarly, "spec:freeze");
        InIntake()
            .When(World.FreezeOf("a", 3) with { Now = due, TreeSize = World.Ticks + 1 })
            .ThenRefused(Reason.Malformed, "spec:freeze");
        InIntake().When(World.FreezeOf("a", 3) with { Now = due }).Then(typeof(LotFrozen));
    }

    [Fact]
    public void A_cosignature_is_one_line_under_the_trustees_name_of_a_second_that_can_be()
    {
        var story = Story.Given([World.Prepare, .. World.ToFrozen("a")]);
        var good = World.Cosign("a", 1);
        var close = World.Close / World.Second;
        foreach (
            var bad in new[]
            {
                good.Cosignature.TrimEnd(),
                World.Line(2, close + 1),
                "— trustee1 AAAA\n",
                World.Line(1, close - 3),
                World.Line(1, close + 9),
            }
        )
            Assert.False(
                Decider
                    .Decide(story.State, good with { Cosignature = bad, Now = World.Close + 20 * World.Second })
                    .IsAccepted,
                bad
            );
        story.When(good with { Cosignature = World.Line(1, close + 5) }).ThenRefused(Reason.TooEarly, "spec:freeze");
        story
            .When(good with { Cosignature = World.Line(1, 292_000_000_000L * 31_556_952) })
            .ThenRefused(Reason.TooEarly, "spec:freeze");
        story.When(good with { Cosignature = World.Line(1, close + 4) }).Then(typeof(FreezeCosigned));
    }

    [Fact]
    public void The_same_freeze_again_changes_nothing_and_another_tree_conflicts()
    {
        var story = InIntake().And(World.FreezeOf("a", 3));
        story.When(World.FreezeOf("a", 3)).ThenNothing();
        story.When(World.FreezeOf("a", 3) with { Root = new byte[32] }).ThenRefused(Reason.Conflict, "spec:freeze");
    }

    [Theory]
    [InlineData(0, 3, 3)]
    [InlineData(22, 2, 3)]
    [InlineData(22, 65_537, 3)]
    [InlineData(22, 3, -1)]
    public void A_freeze_that_does_not_add_up_is_refused(long treeSize, int entries, int live) =>
        InIntake()
            .When(World.FreezeOf("a", live, entries) with { TreeSize = treeSize })
            .ThenRefused(Reason.Malformed, "spec:freeze");

    [Fact]
    public void The_cosignature_that_makes_t_begins_the_release()
    {
        var story = Story.Given([World.Prepare, .. World.ToFrozen("a")]);
        story.When(World.Cosign("a", 3)).Then(typeof(FreezeCosigned));
        story.When(World.Cosign("a", 1, late: true)).Then(typeof(FreezeCosigned), typeof(ReleaseBegan));
        Assert.True(story.Lot<Lot.Releasing>().Freeze.Cosignatures[1].Late);
    }

    [Fact]
    public void A_trustee_cosigns_once_and_a_later_one_is_recorded()
    {
        var story = Story.Given([World.Prepare, .. World.ToReleasing("a")]);
        story.When(World.Cosign("a", 1) with { Cosignature = "another" }).ThenNothing();
        story.When(World.Cosign("a", 3)).Then(typeof(FreezeCosigned));
        Assert.Equal(3, story.Lot<Lot.Releasing>().Freeze.Cosignatures.Count);
    }

    [Fact]
    public void A_lot_with_two_bids_is_never_released_and_fails_sealed()
    {
        var story = Story.Given([World.Prepare, .. World.ToFrozen("a", live: 2)]);
        story.When(new FailLot(World.Close, "a")).ThenRefused(Reason.TooEarly, "spec:freeze");
        story.When(World.Cosign("a", 1)).Then(typeof(FreezeCosigned));
        story.When(World.Cosign("a", 2)).Then(typeof(FreezeCosigned));
        story.When(new FailLot(World.Close, "a")).Then(typeof(LotFailed));
        Assert.Equal(
            (LotFailure.FewSubmitted, "bidding-reg:44"),
            (story.Happened<LotFailed>().Cause, story.Happened<LotFailed>().Rule)
        );
        Assert.Empty(story.Lot<Lot.Failed>().Bids);
        story.When(new FailLot(World.Close, "a")).ThenNothing();
    }

    [Fact]
    public void A_lot_with_three_bids_may_not_be_failed() =>
        Story
            .Given([World.Prepare, .. World.ToFrozen("a")])
            .When(new FailLot(World.Close, "a"))
            .ThenRefused(Reason.NotAllowed, "bidding-reg:44");

    [Fact]
    public void A_bid_is_revoked_after_the_freeze_and_then_not_opened()
    {
        var bidder = World.Bidders[1];
        var story = Story
            .Given([World.Prepare, .. World.ToFrozen("a", live: 4)])
            .When(World.Revoke(bidder, "a"))
            .Then(typeof(BidRevoked));
        var said = story.Happened<BidRevoked>().Statement;
        story.When(World.Revoke(bidder, "a") with { Statement = said }).ThenNothing();
        story.And(World.Cosign("a", 1)).And(World.Cosign("a", 2)).And(World.Partial("a", 1)).And(World.Partial("a", 2));
        story.When(World.OpenAll("a", World.Results("a", 4))).ThenRefused(Reason.Malformed, "spec:release");
        story
            .When(World.OpenAll("a", [.. World.Results("a", 4).Where(r => r.Submission != bidder.Submission)]))
            .Then(typeof(BidOpened), typeof(BidOpened), typeof(BidOpened), typeof(LotOpened));
    }

    [Fact]
    public void A_bid_is_withdrawn_not_revoked_before_the_deadline() =>
        InIntake()
            .When(World.Revoke(World.Bidders[0], "a") with { Now = World.Close })
            .ThenRefused(Reason.TooEarly, "bidding-reg:35");

    [Fact]
    public void A_bid_is_not_revoked_once_the_release_has_begun()
    {
        foreach (var phase in new[] { World.ToReleasing("a"), World.ToPartials("a"), World.ToOpened("a") })
            Story
                .Given([World.Prepare, .. phase])
                .When(World.Revoke(World.Bidders[0], "a"))
                .ThenRefused(Reason.TooLate, "bidding-reg:35");
    }

    // In every phase that a revoked bid can be in: only the bytes that stand in the stream are answered as before.
    [Fact]
    public void Another_statement_for_a_revoked_bid_is_a_conflict()
    {
        var bidder = World.Bidders[1];
        SessionCommand[] few = [World.Cosign("a", 1), World.Cosign("a", 2), new FailLot(World.Close, "a")];
        foreach (
            var (live, after) in new (int, SessionCommand[])[]
            {
                (4, []),
                (4, [World.Cosign("a", 1), World.Cosign("a", 2)]),
                (3, few),
            }
        )
        {
            var first = World.Revoke(bidder, "a");
            var story = Story.Given([World.Prepare, .. World.ToFrozen("a", live: live), first, .. after]);
            story.When(first).ThenNothing();
            foreach (var revision in new uint[] { 1, 2, 3, 9 })
            {
                var other = World.Withdrawal(bidder, "a", revision);
                story.When(World.Revoke(bidder, "a", statement: other)).ThenRefused(Reason.Conflict, "bidding-reg:35");
            }
        }
    }

    [Fact]
    public void In_a_failed_lot_there_is_nothing_to_revoke_and_it_says_so()
    {
        var story = Story.Given([
            World.Prepare,
            .. World.ToFrozen("a", live: 2),
            World.Cosign("a", 1),
            World.Cosign("a", 2),
            new FailLot(World.Close, "a"),
        ]);
        var refusal = Decider.Decide(story.State, World.Revoke(World.Bidders[0], "a")).Refusal!;
        Assert.Equal(
            (Reason.WrongPhase, "bidding-reg:44", "stays-sealed"),
            (refusal.Reason, refusal.Rule, refusal.NextStep)
        );
        Assert.Contains("stays sealed for ever", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_revocation_that_leaves_two_bids_fails_the_lot_sealed()
    {
        var story = Story.Given([
            World.Prepare,
            .. World.ToFrozen("a"),
            World.Revoke(World.Bidders[0], "a"),
            World.Cosign("a", 1),
        ]);
        story.When(World.Cosign("a", 2)).Then(typeof(FreezeCosigned));
        Assert.Equal([new DueWork.FailFewSubmitted("a")], Due.Of(story.State, World.Close).Works);
        story.When(new FailLot(World.Close, "a")).Then(typeof(LotFailed));
    }

    [Fact]
    public void Only_the_submissions_own_key_revokes()
    {
        var statement = World.Withdrawal(World.Bidders[0], "a", 2, key: World.Bidders[1].Key);
        Story
            .Given([World.Prepare, .. World.ToFrozen("a")])
            .When(World.Revoke(World.Bidders[0], "a", statement: statement))
            .ThenRefused(Reason.BadSignature, "bidding-reg:35");
    }

    [Fact]
    public void An_old_withdrawal_cannot_be_sent_again_to_revoke_a_newer_bid()
    {
        var old = World.Withdrawal(World.Bidders[0], "a", 2);
        Story
            .Given([World.Prepare, .. World.ToFrozen("a")])
            .When(World.Revoke(World.Bidders[0], "a", frozen: 3, statement: old))
            .ThenRefused(Reason.WrongRevision, "bidding-reg:35");
    }

    [Fact]
    public void A_withdrawal_for_another_lot_does_not_revoke()
    {
        var other = World.Two.Withdrawal(World.Bidders[0], "b", 2);
        Story
            .Given([World.Prepare, .. World.ToFrozen("a")])
            .When(World.Revoke(World.Bidders[0], "a", statement: other))
            .ThenRefused(Reason.WrongLock, "bidding-reg:35");
    }

    [Fact]
    public void Bytes_that_are_no_withdrawal_do_not_revoke() =>
        Story
            .Given([World.Prepare, .. World.ToFrozen("a")])
            .When(World.Revoke(World.Bidders[0], "a") with { Statement = [1, 2, 3] })
            .ThenRefused(Reason.Malformed, "bidding-reg:35");

    private static Story InIntake() => Story.Given([World.Prepare, .. World.ToIntake("a")]);
}
