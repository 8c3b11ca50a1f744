using Trading.Crypto;

namespace Trading.Locks.Tests.Trustee;

public class TrusteeReleaseTests
{
    private const long Second = Rehearsal.Second;

    [Fact]
    public void A_whole_opening_gives_back_every_offer()
    {
        var stage = new Stage().Drained(4).Settle();
        Assert.Equal(["offer 1", "offer 2", "offer 3", "offer 4"], stage.Platform.Open()!);
    }

    [Fact]
    public void Exactly_t_trustees_that_are_up_suffice()
    {
        var stage = new Stage().Drained();
        stage.Settle(stage.Trustees[0], stage.Trustees[2]);
        Assert.Equal(["offer 1", "offer 2", "offer 3"], stage.Platform.Open()!);
    }

    [Fact]
    public void One_trustee_alone_opens_nothing_and_goes_on_when_another_returns()
    {
        var stage = new Stage().Frozen();
        for (var i = 0; i < 5; i++)
        {
            stage.Platform.Now += 10 * Second;
            stage.Settle(stage.First);
        }
        Assert.Null(stage.Platform.Said(TrusteeMessageKind.Partials, 1));
        stage.Settle(stage.First, stage.Trustees[1]);
        Assert.Equal(3, stage.Platform.Open()!.Length);
    }

    [Fact]
    public void Replaced_and_withdrawn_envelopes_stay_sealed()
    {
        var stage = new Stage().Locked();
        var platform = stage.Platform;
        var ids = Enumerable.Range(1, 5).Select(i => platform.Submit($"offer {i}")).ToList();
        platform.Now = platform.Schedule.TickTime(0);
        platform.SealTicks();
        platform.Submit("better", replaces: ids[1]);
        platform.Withdraw(ids[3]);
        platform.Now = platform.Policy.CloseAt + Second;
        platform.SealTicks();
        stage.Settle();
        Assert.Equal(["better", "offer 1", "offer 3", "offer 5"], platform.Open()!.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_early_release_request_is_refused()
    {
        // The platform froze in time, but the policy opens later than it closes nowhere: so a trustee whose clock is
        // slow sees it.
        var stage = new Stage().Frozen();
        stage.First.ClockOffset = stage.Platform.Policy.OpenAt - 1 - stage.Platform.Now;
        Assert.Equal(TrusteeReason.TooEarly, stage.First.Refusal(stage.Platform.ReleaseWant()));
    }

    [Fact]
    public void A_release_before_any_freeze_is_refused()
    {
        var stage = new Stage().Drained();
        Assert.Equal(TrusteeReason.NotFrozen, stage.First.Refusal(stage.Platform.ReleaseWant()));
    }

    [Fact]
    public void A_freeze_with_too_few_cosignatures_or_without_the_own_one_is_not_released()
    {
        var stage = new Stage().Attested();
        var platform = stage.Platform;
        var lines = platform.FreezeLines();
        Assert.Equal(
            TrusteeReason.NotFrozen,
            stage.First.Refusal(platform.ReleaseWant() with { Cosignatures = [lines[0]] })
        );
        Assert.Equal(
            TrusteeReason.NotFrozen,
            stage.First.Refusal(platform.ReleaseWant() with { Cosignatures = [lines[1], lines[2]] })
        );
        Assert.Equal(
            TrusteeReason.NotFrozen,
            stage.First.Refusal(platform.ReleaseWant() with { Cosignatures = [lines[0], lines[0]] })
        );
        Assert.Equal(
            TrusteeReason.NotFrozen,
            stage.First.Refusal(
                platform.ReleaseWant() with
                {
                    Cosignatures = [lines[0], lines[1].Replace("t2", "t3", StringComparison.Ordinal)],
                }
            )
        );
    }

    [Fact]
    public void A_clock_that_runs_ahead_opens_nothing_because_the_others_disagree()
    {
        // Clock forward: one trustee's clock is a minute ahead, so by it the deadline and the opening have come.
        var stage = new Stage().Frozen();
        stage.First.ClockOffset = 60 * Second;
        stage.Settle();
        Assert.Null(stage.Platform.Said(TrusteeMessageKind.Partials, 1));
        Assert.NotNull(stage.Platform.Said(TrusteeMessageKind.Partials, 2));
        Assert.Equal(TrusteeReason.NotAttested, LastRefusal(stage.First, "attested"));
    }

    [Fact]
    public void A_clock_that_was_set_back_behind_attested_time_says_nothing_any_more()
    {
        var stage = new Stage().Attested();
        stage.First.ClockOffset = -TrusteeRules.ToleranceMicros;
        Assert.Equal(TrusteeReason.TooEarly, stage.First.Refusal(stage.Platform.ReleaseWant()));
        stage.First.ClockOffset = -TrusteeRules.ToleranceMicros - 1;
        Assert.Equal(TrusteeReason.ClockBehind, stage.First.Refusal(stage.Platform.ReleaseWant()));
        Assert.Equal(TrusteeReason.ClockBehind, stage.First.Refusal(new CosignWant(Rehearsal.Session, "", "x")));
    }

    [Fact]
    public void The_mark_of_attested_time_survives_a_restart()
    {
        var stage = new Stage().Attested();
        var mark = stage.First.State.ClockMark;
        stage.First.Restart();
        Assert.Equal(mark, stage.First.State.ClockMark);
        Assert.True(mark > 0);
        stage.First.ClockOffset = -10 * Second;
        Assert.Equal(TrusteeReason.ClockBehind, stage.First.Refusal(stage.Platform.ReleaseWant()));
    }

    [Fact]
    public void A_far_off_clock_alone_never_moves_the_mark()
    {
        var stage = new Stage().Frozen();
        stage.First.ClockOffset = 3600 * Second;
        stage.Settle();
        Assert.Equal(0, stage.First.State.ClockMark);
    }

    [Fact]
    public void An_attestation_for_an_older_nonce_counts_for_nothing()
    {
        // Attestation replay: answers to the first question are shown again for the second.
        var stage = new Stage().Frozen();
        var platform = stage.Platform;
        platform.Receive(1, stage.First.Do(platform.ReleaseWant()).Messages.Single());
        platform.Receive(2, stage.Trustees[1].Do(platform.Wants(2).OfType<AttestWant>().Single()).Messages.Single());
        var old = platform.Wants(1).OfType<AttestedWant>().Single();
        platform.Now += TrusteeRules.AskAgainMicros;
        var request = stage.First.Do(platform.ReleaseWant()).Messages.Single();
        Assert.Equal(TrusteeMessageKind.AttestRequest, request.Kind);
        Assert.NotEqual(platform.Said(TrusteeMessageKind.AttestRequest, 1)!.Body, request.Body);
        platform.Now -= TrusteeRules.AskAgainMicros;
        Assert.Equal(TrusteeReason.NotAttested, stage.First.Refusal(old));
    }

    [Fact]
    public void Missing_forged_and_own_attestations_do_not_open()
    {
        var stage = new Stage(new Rehearsal(trustees: 5, threshold: 3)).Frozen();
        var platform = stage.Platform;
        platform.Receive(1, stage.First.Do(platform.ReleaseWant()).Messages.Single());
        var two = Answer(stage, 2);
        Assert.Equal(
            TrusteeReason.NotAttested,
            stage.First.Refusal(new AttestedWant(Rehearsal.Session, Rehearsal.Lot, [two]))
        );
        Assert.Equal(
            TrusteeReason.NotAttested,
            stage.First.Refusal(new AttestedWant(Rehearsal.Session, Rehearsal.Lot, [two, two]))
        );
        Assert.Equal(
            TrusteeReason.NotAttested,
            stage.First.Refusal(new AttestedWant(Rehearsal.Session, Rehearsal.Lot, [two, two with { Trustee = 3 }]))
        );
        Assert.Equal(
            TrusteeReason.NotAttested,
            stage.First.Refusal(new AttestedWant(Rehearsal.Session, Rehearsal.Lot, [two, two with { Trustee = 1 }]))
        );
        Assert.Empty(
            stage.First.Do(new AttestedWant(Rehearsal.Session, Rehearsal.Lot, [two, Answer(stage, 3)])).Messages
        );
        Assert.Equal(TrusteeMessageKind.Partials, stage.First.Do(platform.ReleaseWant()).Messages.Single().Kind);
    }

    [Fact]
    public void Attestations_that_come_more_than_two_seconds_after_the_question_do_not_open()
    {
        var stage = new Stage().Frozen();
        var platform = stage.Platform;
        platform.Receive(1, stage.First.Do(platform.ReleaseWant()).Messages.Single());
        var answer = Answer(stage, 2);
        platform.Now += TrusteeRules.ToleranceMicros + 1;
        Assert.Equal(
            TrusteeReason.NotAttested,
            stage.First.Refusal(new AttestedWant(Rehearsal.Session, Rehearsal.Lot, [answer]))
        );
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, TrusteeReason.NotAttested)]
    public void An_attestation_that_fits_the_own_clock_now_has_to_fit_the_question_too(long more, TrusteeReason? reason)
    {
        var stage = new Stage().Frozen();
        var platform = stage.Platform;
        platform.Receive(1, stage.First.Do(platform.ReleaseWant()).Messages.Single());
        stage.Trustees[1].ClockOffset = TrusteeRules.ToleranceMicros + more;
        var ahead = Answer(stage, 2);
        platform.Now += TrusteeRules.ToleranceMicros;
        Assert.Equal(reason, stage.First.Refusal(new AttestedWant(Rehearsal.Session, Rehearsal.Lot, [ahead])));
    }

    [Theory]
    [InlineData(0, TrusteeMessageKind.Partials)]
    [InlineData(1, TrusteeMessageKind.AttestRequest)]
    [InlineData(Second, TrusteeMessageKind.AttestRequest)]
    public void A_clock_that_was_attested_more_than_a_minute_ago_is_asked_about_again(
        long more,
        TrusteeMessageKind expected
    )
    {
        var stage = new Stage().Attested();
        stage.Platform.Now += 60 * Second + more;
        Assert.Equal(expected, stage.First.Do(stage.Platform.ReleaseWant()).Messages.Single().Kind);
    }

    [Fact]
    public void Nobody_but_a_trustee_of_the_lot_is_told_the_time()
    {
        var stage = new Stage().Frozen();
        var platform = stage.Platform;
        var request = stage.First.Do(platform.ReleaseWant()).Messages.Single();
        var other = stage.Trustees[1];
        Assert.Equal(
            TrusteeReason.Malformed,
            other.Refusal(new AttestWant(Rehearsal.Session, Rehearsal.Lot, 3, request.Body, request.Signature))
        );
        Assert.Equal(
            TrusteeReason.Malformed,
            other.Refusal(new AttestWant(Rehearsal.Session, Rehearsal.Lot, 9, request.Body, request.Signature))
        );
        Assert.Equal(
            TrusteeReason.Malformed,
            other.Refusal(new AttestWant(Rehearsal.Session, Rehearsal.Lot, 1, new byte[32], request.Signature))
        );
        var told = other
            .Do(new AttestWant(Rehearsal.Session, Rehearsal.Lot, 1, request.Body, request.Signature))
            .Messages.Single();
        platform.Now += 30 * Second;
        Assert.Equal(
            told.Body,
            other
                .Do(new AttestWant(Rehearsal.Session, Rehearsal.Lot, 1, request.Body, request.Signature))
                .Messages.Single()
                .Body
        );
    }

    [Fact]
    public void Fewer_than_three_live_submissions_are_never_opened()
    {
        var stage = new Stage().Attested(bids: 2);
        Assert.Equal(TrusteeReason.QuorumMissing, stage.First.Refusal(stage.Platform.ReleaseWant()));
    }

    [Fact]
    public void Three_of_which_one_was_revoked_are_not_opened()
    {
        var stage = new Stage().Attested();
        var platform = stage.Platform;
        platform.Revocations.Add(platform.Withdrawal(platform.Kits.Keys.First()));
        Assert.Equal(TrusteeReason.QuorumMissing, stage.First.Refusal(platform.ReleaseWant()));
    }

    [Fact]
    public void A_revoked_submission_is_left_out_and_a_false_revocation_stops_the_release()
    {
        var stage = new Stage().Attested(bids: 4);
        var platform = stage.Platform;
        var victim = platform.Kits.Keys.First();
        var forged = Crypto
            .Withdrawal.Sign(
                SigningKey.Generate(Rehearsal.Suite),
                platform.Certificate!.LockId,
                Names.ContextHash(Rehearsal.Suite, Rehearsal.Session, Rehearsal.Lot),
                Convert.FromHexString(victim),
                2
            )
            .Bytes;
        Assert.Equal(
            TrusteeReason.BadRevocation,
            stage.First.Refusal(platform.ReleaseWant() with { Revocations = [forged] })
        );
        platform.Revocations.Add(platform.Withdrawal(victim));
        stage.Settle();
        Assert.Equal(["offer 2", "offer 3", "offer 4"], platform.Open()!);
    }

    [Fact]
    public void A_dropped_entry_is_noticed_by_the_root()
    {
        var stage = new Stage().Attested(bids: 4);
        Assert.Equal(
            TrusteeReason.RootMismatch,
            RefusalWith(stage, ticks => ticks.Select(t => t with { Entries = [.. t.Entries.Skip(1)] }))
        );
    }

    [Fact]
    public void An_added_entry_is_noticed_by_the_root()
    {
        var stage = new Stage().Attested();
        stage.Platform.Submit("too late");
        var extra = stage.Platform.Waiting.Single();
        Assert.Equal(
            TrusteeReason.RootMismatch,
            RefusalWith(
                stage,
                ticks => ticks.Select(t => t.Entries.Count > 0 ? t with { Entries = [.. t.Entries, extra] } : t)
            )
        );
    }

    [Fact]
    public void A_changed_seed_or_a_missing_tick_is_noticed_by_the_root()
    {
        var stage = new Stage().Attested();
        Assert.Equal(
            TrusteeReason.RootMismatch,
            RefusalWith(stage, ticks => ticks.Select((t, i) => i == 0 ? t with { Seed = new byte[32] } : t))
        );
        Assert.Equal(TrusteeReason.RootMismatch, RefusalWith(stage, ticks => ticks.Skip(1)));
        Assert.Equal(TrusteeReason.RootMismatch, RefusalWith(stage, ticks => ticks.Select(t => t with { Seed = [1] })));
    }

    [Fact]
    public void An_intake_with_a_forged_entry_is_not_opened()
    {
        // The platform smuggles an envelope for another lock into its own tree; the tree is right, the entry is not.
        var other = new Stage().Locked();
        var stage = new Stage().Locked();
        stage.Platform.Submit("smuggled", under: other.Platform.Certificate);
        Assert.Equal(TrusteeReason.BadEntry, stage.Attested().First.Refusal(stage.Platform.ReleaseWant()));
    }

    [Fact]
    public void A_replacement_signed_with_another_key_is_not_opened()
    {
        var stage = new Stage().Locked();
        var platform = stage.Platform;
        var id = platform.Submit("mine");
        platform.Now = platform.Schedule.TickTime(0);
        platform.SealTicks();
        platform.Kits[id] = SigningKey.Generate(Rehearsal.Suite);
        platform.Submit("not mine", replaces: id);
        Assert.Equal(TrusteeReason.BadEntry, stage.Attested().First.Refusal(platform.ReleaseWant()));
    }

    [Fact]
    public void An_entry_that_arrived_after_the_deadline_is_not_opened()
    {
        var stage = new Stage().Locked();
        stage.Platform.Submit("late");
        stage.Platform.Waiting[0] = stage.Platform.Waiting[0] with { Arrival = stage.Platform.Policy.CloseAt + 1 };
        Assert.Equal(TrusteeReason.BadEntry, stage.Attested().First.Refusal(stage.Platform.ReleaseWant()));
    }

    [Fact]
    public void A_release_is_said_again_with_the_same_bytes_also_after_a_restart()
    {
        var stage = new Stage().Attested();
        var first = stage.First.Do(stage.Platform.ReleaseWant()).Messages.Single();
        stage.Platform.Now += 3600 * Second;
        stage.First.Restart();
        var again = stage.First.Do(stage.Platform.ReleaseWant());
        Assert.Empty(again.Events);
        Assert.Equal(
            (Convert.ToHexString(first.Body), Convert.ToHexString(first.Signature)),
            (Convert.ToHexString(again.Messages.Single().Body), Convert.ToHexString(again.Messages.Single().Signature))
        );
    }

    [Fact]
    public void A_second_release_with_another_list_is_refused()
    {
        var stage = new Stage().Attested(bids: 4);
        var platform = stage.Platform;
        Assert.Equal(TrusteeMessageKind.Partials, stage.First.Do(platform.ReleaseWant()).Messages.Single().Kind);
        platform.Revocations.Add(platform.Withdrawal(platform.Kits.Keys.First()));
        Assert.Equal(TrusteeReason.OtherList, stage.First.Refusal(platform.ReleaseWant()));
    }

    [Fact]
    public void Partial_openings_of_another_list_do_not_verify()
    {
        var stage = new Stage().Attested(bids: 4);
        var platform = stage.Platform;
        var body = stage.First.Do(platform.ReleaseWant()).Messages.Single().Body;
        Assert.True(PartialBatch.TryParse(Rehearsal.Suite, body, out var batch));
        var entries = platform.Ticks.SelectMany(t => t.Entries).ToList();
        FrozenList.TryReplay(platform.Policy, platform.Certificate!.LockId, entries, [], out var list, out _);
        Assert.Equal(PartialFault.None, list!.Opening(platform.Certificate).Check(batch!));
        FrozenList.TryReplay(
            platform.Policy,
            platform.Certificate!.LockId,
            entries,
            [platform.Withdrawal(list.Live[0].Id)],
            out var other,
            out _
        );
        Assert.Equal(PartialFault.WrongCount, other!.Opening(platform.Certificate).Check(batch!));
        var reordered = new PartialOpening(
            Rehearsal.Suite,
            2,
            platform.Certificate.VerificationShares,
            [.. list.Live.Select(s => s.Point)],
            FrozenList.Info(list.LockId, new byte[32])
        );
        Assert.Equal(PartialFault.WrongProof, reordered.Check(batch!));
    }

    [Fact]
    public void Revisions_may_come_out_of_order_within_the_ticks()
    {
        var stage = new Stage().Locked();
        var platform = stage.Platform;
        var id = platform.Submit("first");
        platform.Submit("second", replaces: id);
        platform.Waiting.Reverse();
        stage.Attested();
        Assert.Equal(TrusteeMessageKind.Partials, stage.First.Do(platform.ReleaseWant()).Messages.Single().Kind);
        FrozenList.TryReplay(
            platform.Policy,
            platform.Certificate!.LockId,
            platform.Ticks.SelectMany(t => t.Entries),
            [],
            out var list,
            out _
        );
        Assert.Equal(2U, list!.Live.Single(s => s.Id == id).Revision);
    }

    private static TrusteeReason? RefusalWith(
        Stage stage,
        Func<IEnumerable<DisclosedTick>, IEnumerable<DisclosedTick>> bend
    ) =>
        ModelTrustee.RefusalOf(
            stage.First.Do(new TrusteeInput(stage.Platform.ReleaseWant(), [], [.. bend(stage.Platform.Ticks)]))
        );

    private static PeerAttestation Answer(Stage stage, int number)
    {
        var message = stage
            .Trustees[number - 1]
            .Do(stage.Platform.Wants(number).OfType<AttestWant>().Single())
            .Messages.Single();
        return new PeerAttestation((byte)number, message.Body, message.Signature);
    }

    private static TrusteeReason LastRefusal(ModelTrustee trustee, string want) =>
        trustee
            .Events.OfType<WantRefused>()
            .Select(e =>
                TrusteeBodies.TryRefusal(e.Message!.Body, out var about, out var reason, out _) && about == want
                    ? Enum.Parse<TrusteeReason>(reason)
                    : (TrusteeReason?)null
            )
            .OfType<TrusteeReason>()
            .Last();
}
