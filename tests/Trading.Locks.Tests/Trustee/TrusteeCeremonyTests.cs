using Trading.Crypto;

namespace Trading.Locks.Tests.Trustee;

public class TrusteeCeremonyTests
{
    [Fact]
    public void Three_trustees_make_a_lock_and_each_keeps_its_share()
    {
        var stage = new Stage().Locked();
        Assert.NotNull(stage.Platform.Certificate);
        Assert.All(
            stage.Trustees,
            t => Assert.IsType<TrusteeLot.Locked>(t.State.Find(Rehearsal.Session, Rehearsal.Lot))
        );
        Assert.All(
            stage.Trustees,
            t => Assert.Equal([TrusteeSecret.Share(Rehearsal.Session, Rehearsal.Lot)], t.Secrets.Keys)
        );
        Assert.All(stage.Trustees, t => Assert.NotNull(stage.Platform.Said(TrusteeMessageKind.Locked, t.Number)));
    }

    [Fact]
    public void Every_want_said_twice_is_answered_with_the_same_bytes_and_nothing_new_is_kept()
    {
        var stage = new Stage();
        for (var round = 0; round < 6; round++)
        {
            foreach (var trustee in stage.Trustees)
            {
                foreach (var want in stage.Platform.Wants(trustee.Number))
                {
                    var first = trustee.Do(want);
                    trustee.Restart();
                    var again = trustee.Do(want);
                    Assert.Empty(again.Events);
                    Assert.Equal(
                        first.Messages.Select(m => Convert.ToHexString([.. m.Body, .. m.Signature])),
                        again.Messages.Select(m => Convert.ToHexString([.. m.Body, .. m.Signature]))
                    );
                    foreach (var message in first.Messages)
                        stage.Platform.Receive(trustee.Number, message);
                }
            }
        }
        Assert.NotNull(stage.Platform.Certificate);
    }

    [Fact]
    public void A_policy_for_another_lot_is_refused()
    {
        var platform = new Rehearsal();
        var trustee = new ModelTrustee(platform, 1);
        Assert.Equal(
            TrusteeReason.OtherLot,
            trustee.Refusal(new PolicyWant(Rehearsal.Session, "2", platform.PolicyBytes))
        );
        Assert.Equal(
            TrusteeReason.OtherLot,
            trustee.Refusal(new PolicyWant(new string('a', 32), Rehearsal.Lot, platform.PolicyBytes))
        );
        Assert.Empty(trustee.Secrets);
    }

    [Fact]
    public void A_second_policy_for_the_same_lot_is_refused()
    {
        var platform = new Rehearsal();
        var trustee = new ModelTrustee(platform, 1);
        trustee.Serve();
        var other = LockPolicyCodec.ToBytes(
            platform.Policy with
            {
                CloseAt = platform.Policy.CloseAt + 1,
                OpenAt = platform.Policy.OpenAt + 1,
            }
        );
        Assert.Equal(
            TrusteeReason.SecondPolicy,
            trustee.Refusal(new PolicyWant(Rehearsal.Session, Rehearsal.Lot, other))
        );
    }

    [Fact]
    public void A_policy_whose_deadline_has_passed_on_the_own_clock_is_refused()
    {
        var platform = new Rehearsal();
        var trustee = new ModelTrustee(platform, 1) { ClockOffset = 60 * Rehearsal.Second };
        Assert.Equal(TrusteeReason.DeadlinePassed, trustee.Refusal(platform.Wants(1).Single()));
    }

    [Fact]
    public void A_policy_with_a_platform_key_or_trustee_key_that_the_trust_file_does_not_name_is_refused()
    {
        var platform = new Rehearsal();
        var trustee = new ModelTrustee(platform, 1);
        var stranger = SigningKey.Generate(Rehearsal.Suite).PublicPoint;
        Assert.Equal(TrusteeReason.NotTrusted, trustee.Refusal(Want(platform.Policy with { PlatformKey = stranger })));
        var trustees = platform.Policy.Trustees;
        Assert.Equal(
            TrusteeReason.NotTrusted,
            trustee.Refusal(
                Want(
                    platform.Policy with
                    {
                        Trustees = [trustees[0], trustees[1], trustees[2] with { StaticKey = stranger }],
                    }
                )
            )
        );
        Assert.Equal(
            TrusteeReason.NotTrusted,
            trustee.Refusal(
                Want(
                    platform.Policy with
                    {
                        Trustees = [trustees[0], trustees[1], trustees[2] with { SigningKey = stranger }],
                    }
                )
            )
        );
        Assert.Equal(
            TrusteeReason.NotTrusted,
            trustee.Refusal(
                Want(
                    platform.Policy with
                    {
                        Trustees = [trustees[0], trustees[1], trustees[2] with { Name = "somebody" }],
                    }
                )
            )
        );
    }

    [Fact]
    public void A_policy_that_does_not_name_this_trustee_is_refused()
    {
        var platform = new Rehearsal();
        var trustee = new ModelTrustee(platform, 3);
        Assert.Equal(
            TrusteeReason.NotNamed,
            trustee.Refusal(Want(platform.Policy with { Trustees = [.. platform.Policy.Trustees.Take(2)] }))
        );
    }

    [Fact]
    public void Bytes_that_are_no_policy_are_refused_and_said_once()
    {
        var trustee = new ModelTrustee(new Rehearsal(), 1);
        var want = new PolicyWant(Rehearsal.Session, Rehearsal.Lot, [1, 2, 3]);
        Assert.Equal(TrusteeReason.Malformed, trustee.Refusal(want));
        Assert.Equal(TrusteeReason.Malformed, trustee.Refusal(want));
        Assert.Single(trustee.Events);
    }

    [Fact]
    public void A_lock_for_a_draw_is_refused_by_a_trustee_of_openings()
    {
        var platform = new Rehearsal();
        var draw = platform.Policy with { Purpose = LockPurpose.Names };
        Assert.Equal(TrusteeReason.OtherPurpose, new ModelTrustee(platform, 1).Refusal(Want(draw)));
    }

    [Fact]
    public void A_clock_that_is_set_off_on_purpose_serves_rehearsals_only()
    {
        var real = new Rehearsal(drill: false);
        var trustee = new ModelTrustee(real, 1) { Self = real.Selves[0] with { ClockIsOffset = true } };
        Assert.Equal(TrusteeReason.DrillOnly, trustee.Refusal(real.Wants(1).Single()));
        var drill = new Rehearsal(drill: true);
        var other = new ModelTrustee(drill, 1) { Self = drill.Selves[0] with { ClockIsOffset = true } };
        Assert.Null(other.Refusal(drill.Wants(1).Single()));
    }

    [Fact]
    public void A_clock_that_is_set_off_after_a_real_lock_was_made_serves_it_no_more()
    {
        var stage = new Stage(new Rehearsal(drill: false)).Locked();
        stage.First.Self = stage.First.Self with { ClockIsOffset = true };
        stage.Platform.Stream.Append(new byte[32]);
        Assert.Equal(
            TrusteeReason.DrillOnly,
            stage.First.Refusal(stage.Platform.Wants(1).OfType<CosignWant>().Single())
        );
    }

    [Fact]
    public void Refusals_are_kept_once_for_each_want_and_reason()
    {
        var stage = new Stage();
        var other = LockPolicyCodec.ToBytes(stage.Platform.Policy with { Quorum = 4 });
        stage.First.Serve();
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(
                TrusteeReason.SecondPolicy,
                stage.First.Refusal(new PolicyWant(Rehearsal.Session, Rehearsal.Lot, other))
            );
            Assert.Equal(
                TrusteeReason.OutOfTurn,
                stage.First.Refusal(new CertifyWant(Rehearsal.Session, Rehearsal.Lot, [], []))
            );
            Assert.Equal(
                TrusteeReason.OutOfTurn,
                stage.First.Refusal(new RevealWant(Rehearsal.Session, Rehearsal.Lot, []))
            );
        }
        Assert.Equal(3, stage.First.Events.OfType<WantRefused>().Count());
    }

    [Fact]
    public void Nothing_is_revealed_before_all_have_committed()
    {
        var stage = new Stage();
        foreach (var trustee in stage.Trustees)
            trustee.Serve();
        var commitments = stage
            .Platform.Numbers()
            .Select(i => stage.Platform.Said(TrusteeMessageKind.Commitment, i)!.Body)
            .ToArray();
        Assert.Equal(
            TrusteeReason.OutOfTurn,
            stage.First.Refusal(new RevealWant(Rehearsal.Session, Rehearsal.Lot, commitments[..2]))
        );
        Assert.Equal(
            TrusteeReason.OutOfTurn,
            stage.First.Refusal(new RevealWant(Rehearsal.Session, Rehearsal.Lot, [commitments[0], commitments[1], []]))
        );
    }

    [Fact]
    public void A_list_of_commitments_without_the_own_one_is_refused()
    {
        var stage = new Stage();
        foreach (var trustee in stage.Trustees)
            trustee.Serve();
        var commitments = stage
            .Platform.Numbers()
            .Select(i => stage.Platform.Said(TrusteeMessageKind.Commitment, i)!.Body)
            .ToArray();
        commitments[0] = new byte[32];
        Assert.Equal(
            TrusteeReason.OwnMessageMissing,
            stage.First.Refusal(new RevealWant(Rehearsal.Session, Rehearsal.Lot, commitments))
        );
    }

    [Fact]
    public void A_message_that_was_not_committed_to_brings_a_complaint_that_names_its_sender()
    {
        var (stage, commitments, messages) = AtCertify();
        messages[1] = [.. messages[1]];
        messages[1][40] ^= 1;
        var complaint = stage
            .First.Do(new CertifyWant(Rehearsal.Session, Rehearsal.Lot, commitments, messages))
            .Messages.Single();
        Assert.Equal(TrusteeMessageKind.Complaint, complaint.Kind);
        Assert.True(TrusteeBodies.TryComplaint(complaint.Body, out var accused, out var cause));
        Assert.Equal((2, nameof(CeremonyFault.CommitmentMismatch)), (accused, cause));
        Assert.Empty(stage.First.Secrets);
        Assert.Equal(
            TrusteeReason.OutOfTurn,
            stage.First.Refusal(new LockWant(Rehearsal.Session, Rehearsal.Lot, Rehearsal.Start, [1]))
        );
    }

    [Fact]
    public void Commitments_that_change_between_the_rounds_accuse_the_platform()
    {
        var (stage, commitments, messages) = AtCertify();
        commitments[2] = new byte[32];
        var complaint = stage
            .First.Do(new CertifyWant(Rehearsal.Session, Rehearsal.Lot, commitments, messages))
            .Messages.Single();
        Assert.True(TrusteeBodies.TryComplaint(complaint.Body, out var accused, out _));
        Assert.Equal(0, accused);
    }

    [Fact]
    public void A_certificate_of_another_lock_is_refused()
    {
        // Swapped lock key: the platform shows a lock that it made with trustees of its own.
        var stage = new Stage().Locked();
        var other = new Stage().Locked();
        var late = new ModelTrustee(stage.Platform, 1);
        foreach (var happened in stage.First.Events.TakeWhile(e => e is not LockKept))
            Replay(late, happened);
        Assert.Equal(
            TrusteeReason.BadCertificate,
            late.Refusal(
                new LockWant(
                    Rehearsal.Session,
                    Rehearsal.Lot,
                    stage.Platform.OpenedAt,
                    other.Platform.Certificate!.ToBytes()
                )
            )
        );
        var damaged = stage.Platform.Certificate!.ToBytes();
        damaged[^1] ^= 1;
        Assert.Equal(
            TrusteeReason.BadCertificate,
            late.Refusal(new LockWant(Rehearsal.Session, Rehearsal.Lot, stage.Platform.OpenedAt, damaged))
        );
        Assert.Null(
            late.Refusal(
                new LockWant(
                    Rehearsal.Session,
                    Rehearsal.Lot,
                    stage.Platform.OpenedAt,
                    stage.Platform.Certificate!.ToBytes()
                )
            )
        );
    }

    [Fact]
    public void An_opening_of_the_intake_before_the_lock_was_signed_or_after_now_is_refused()
    {
        var stage = new Stage().Locked();
        var late = new ModelTrustee(stage.Platform, 1);
        foreach (var happened in stage.First.Events.TakeWhile(e => e is not LockKept))
            Replay(late, happened);
        var certificate = stage.Platform.Certificate!.ToBytes();
        Assert.Equal(
            TrusteeReason.BadCertificate,
            late.Refusal(
                new LockWant(Rehearsal.Session, Rehearsal.Lot, Rehearsal.Start - 3 * Rehearsal.Second, certificate)
            )
        );
        Assert.Equal(
            TrusteeReason.BadCertificate,
            late.Refusal(
                new LockWant(Rehearsal.Session, Rehearsal.Lot, Rehearsal.Start + 3 * Rehearsal.Second, certificate)
            )
        );
    }

    private static PolicyWant Want(LockPolicy policy) =>
        new(Rehearsal.Session, Rehearsal.Lot, LockPolicyCodec.ToBytes(policy));

    private static void Replay(ModelTrustee trustee, TrusteeEvent happened)
    {
        trustee.Events.Add(happened);
        trustee.Restart();
    }

    private static (Stage Stage, byte[][] Commitments, byte[][] Messages) AtCertify()
    {
        var stage = new Stage();
        foreach (var trustee in stage.Trustees)
            trustee.Serve();
        foreach (var trustee in stage.Trustees)
            trustee.Serve();
        return (stage, [.. Bodies(TrusteeMessageKind.Commitment)], [.. Bodies(TrusteeMessageKind.Message1)]);

        IEnumerable<byte[]> Bodies(TrusteeMessageKind kind) =>
            stage.Platform.Numbers().Select(i => stage.Platform.Said(kind, i)!.Body);
    }
}
