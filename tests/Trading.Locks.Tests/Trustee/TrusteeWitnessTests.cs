using Trading.Crypto;

namespace Trading.Locks.Tests.Trustee;

public class TrusteeWitnessTests
{
    private const long Second = Rehearsal.Second;

    [Fact]
    public void Checkpoints_of_the_intake_are_cosigned_tick_by_tick()
    {
        var stage = new Stage().Locked();
        var platform = stage.Platform;
        for (var tick = 0; tick < platform.Schedule.DrainIndex; tick++)
        {
            platform.Now = platform.Schedule.TickTime(tick);
            platform.SealTicks();
            var message = stage.First.Do(Cosign(platform)).Messages.Single();
            Assert.Equal(TrusteeMessageKind.Cosignature, message.Kind);
            Assert.True(
                PlatformCheckpoint.TryRead(
                    Rehearsal.Suite,
                    platform.IntakeNote(),
                    platform.IntakeName,
                    platform.Policy.HeadKeys(),
                    out var checkpoint
                )
            );
            Assert.True(
                checkpoint.TryCosigners(
                    Rehearsal.Suite,
                    platform.Policy.HeadKeys(),
                    [System.Text.Encoding.UTF8.GetString(message.Body)],
                    out var cosigners
                )
            );
            Assert.Equal([(1, platform.Now / Second)], cosigners.Select(c => (c.Key, c.Value)));
        }
        Assert.Equal(platform.Schedule.DrainIndex, stage.First.Events.OfType<HeadCosigned>().Count());
    }

    [Fact]
    public void A_tree_that_grows_faster_than_its_schedule_is_refused()
    {
        var stage = new Stage().Locked();
        var platform = stage.Platform;
        platform.Now = platform.Schedule.TickTime(0) - TrusteeRules.ToleranceMicros - 1;
        platform.SealTick(drain: false);
        Assert.Equal(TrusteeReason.TooLarge, stage.First.Refusal(Cosign(platform)));
        platform.Now++;
        Assert.Null(stage.First.Refusal(Cosign(platform)));
    }

    [Fact]
    public void The_drained_tree_is_cosigned_as_a_freeze_and_in_no_other_way()
    {
        var stage = new Stage().Drained();
        Assert.Equal(TrusteeReason.TooLarge, stage.First.Refusal(Cosign(stage.Platform)));
    }

    [Fact]
    public void A_split_view_of_the_intake_is_refused_and_kept_as_evidence()
    {
        var stage = new Stage().Locked();
        var platform = stage.Platform;
        platform.Now = platform.Schedule.TickTime(1);
        platform.SealTicks();
        Assert.Null(stage.First.Refusal(Cosign(platform)));
        var other = platform.Sign(platform.IntakeName, platform.Intake.Size, new byte[32]);
        Assert.Equal(TrusteeReason.Fork, stage.First.Refusal(new CosignWant(Rehearsal.Session, Rehearsal.Lot, other)));
        var evidence = Assert.Single(stage.First.Events.OfType<ForkSeen>());
        Assert.Equal(other, evidence.Note);
        Assert.Equal(platform.Intake.Root(), evidence.Own.Root);
    }

    [Fact]
    public void A_larger_head_that_does_not_extend_the_own_one_is_refused()
    {
        var stage = new Stage().Locked();
        var platform = stage.Platform;
        platform.Now = platform.Schedule.TickTime(0);
        platform.SealTicks();
        Assert.Null(stage.First.Refusal(Cosign(platform)));
        var fork = new MerkleTree(Rehearsal.Suite);
        fork.Append(new byte[32]);
        fork.Append(new byte[32]);
        platform.Now = platform.Schedule.TickTime(1);
        var want = new CosignWant(Rehearsal.Session, Rehearsal.Lot, platform.Sign(platform.IntakeName, 2, fork.Root()));
        Assert.Equal(
            TrusteeReason.Fork,
            ModelTrustee.RefusalOf(stage.First.Do(new TrusteeInput(want, fork.ConsistencyProof(1, 2), [])))
        );
        Assert.Equal(TrusteeReason.Fork, ModelTrustee.RefusalOf(stage.First.Do(new TrusteeInput(want, [], []))));
        Assert.Single(stage.First.Events.OfType<HeadCosigned>());
    }

    [Fact]
    public void A_smaller_head_than_the_own_one_is_refused_without_accusing_anybody()
    {
        var stage = new Stage().Locked();
        var platform = stage.Platform;
        platform.Now = platform.Schedule.TickTime(1);
        platform.SealTicks();
        stage.First.Serve();
        var old = platform.Sign(platform.IntakeName, 1, platform.Intake.Root(1));
        Assert.Equal(
            TrusteeReason.OutOfTurn,
            stage.First.Refusal(new CosignWant(Rehearsal.Session, Rehearsal.Lot, old))
        );
        Assert.Empty(stage.First.Events.OfType<ForkSeen>());
    }

    [Fact]
    public void A_note_of_another_key_another_stream_or_with_extension_lines_is_refused()
    {
        var stage = new Stage().Locked();
        var platform = stage.Platform;
        platform.Now = platform.Schedule.TickTime(0);
        platform.SealTicks();
        var root = platform.Intake.Root();
        var notes = new[]
        {
            platform.Sign(platform.IntakeName, 1, root, SigningKey.Generate(Rehearsal.Suite)),
            platform.Sign(Names.IntakeStream(Rehearsal.Session, "2"), 1, root),
            platform.Sign(platform.StreamName, 1, root),
            System.Text.Encoding.UTF8.GetString(
                Note.Sign(
                        new Checkpoint(platform.IntakeName, 1, root, "more").ToText(),
                        new NoteKey(
                            Rehearsal.Suite,
                            platform.IntakeName,
                            platform.Platform.PublicPoint,
                            NoteKeyKind.Note
                        ),
                        platform.Platform
                    )
                    .ToBytes()
            ),
            platform.IntakeNote() + "x",
            "no note",
        };
        Assert.All(
            notes,
            note =>
                Assert.Equal(
                    TrusteeReason.BadCheckpoint,
                    stage.First.Refusal(new CosignWant(Rehearsal.Session, Rehearsal.Lot, note))
                )
        );
    }

    [Fact]
    public void The_sessions_own_stream_is_cosigned_while_it_only_grows()
    {
        var stage = new Stage().Locked();
        var platform = stage.Platform;
        platform.Stream.Append(new byte[32]);
        stage.First.Serve();
        platform.Stream.Append(Rehearsal.Fresh(32));
        platform.Stream.Append(Rehearsal.Fresh(32));
        stage.First.Serve();
        Assert.Equal([1L, 3L], stage.First.Events.OfType<HeadCosigned>().Select(e => e.Head.Size));
        var forked = new CosignWant(Rehearsal.Session, "", platform.Sign(platform.StreamName, 3, new byte[32]));
        Assert.Equal(TrusteeReason.Fork, stage.First.Refusal(forked));
    }

    [Fact]
    public void A_stream_of_a_session_without_a_lock_here_is_not_cosigned()
    {
        var platform = new Rehearsal();
        platform.Stream.Append(new byte[32]);
        var want = new CosignWant(Rehearsal.Session, "", platform.Sign(platform.StreamName, 1, platform.Stream.Root()));
        Assert.Equal(TrusteeReason.OutOfTurn, new ModelTrustee(platform, 1).Refusal(want));
    }

    [Fact]
    public void A_frozen_head_in_time_is_cosigned_as_timely()
    {
        var stage = new Stage().Drained();
        stage.Platform.Now = TrusteeRules.TimelyUntil(stage.Platform.Policy);
        Assert.False(LateFlag(stage.First.Do(Freeze(stage.Platform)).Messages.Single()));
    }

    [Fact]
    public void A_frozen_head_seen_a_microsecond_too_late_needs_another_timely_cosignature()
    {
        var stage = new Stage().Drained();
        var platform = stage.Platform;
        var timely = stage.Trustees[1].Do(Freeze(platform)).Messages.Single();
        platform.Now = TrusteeRules.TimelyUntil(platform.Policy) + 1;
        Assert.Equal(TrusteeReason.LateFreeze, stage.First.Refusal(Freeze(platform)));
        platform.Receive(2, timely);
        Assert.True(LateFlag(stage.First.Do(Freeze(platform)).Messages.Single()));
        Assert.True(stage.First.Events.OfType<FreezeWitnessed>().Single().Late);
    }

    [Fact]
    public void A_late_cosignature_of_another_or_the_own_one_does_not_excuse_a_late_head()
    {
        var stage = new Stage().Drained();
        var platform = stage.Platform;
        var text = platform.IntakeNote().Split("\n\n")[0] + "\n";
        var lateSecond = (TrusteeRules.TimelyUntil(platform.Policy) + Second) / Second;
        var others = Line(platform, 1, text, lateSecond);
        var own = Line(platform, 0, text, platform.Policy.CloseAt / Second);
        platform.Now = TrusteeRules.TimelyUntil(platform.Policy) + 2 * Second;
        Assert.Equal(
            TrusteeReason.LateFreeze,
            stage.First.Refusal(
                new FreezeWant(Rehearsal.Session, Rehearsal.Lot, platform.IntakeNote(), [others, own], [])
            )
        );
    }

    [Fact]
    public void A_timely_cosignature_on_another_head_does_not_excuse_a_late_head()
    {
        var stage = new Stage().Drained();
        var platform = stage.Platform;
        var otherText = new Checkpoint(platform.IntakeName, platform.Intake.Size, new byte[32]).ToText();
        platform.Now = TrusteeRules.TimelyUntil(platform.Policy) + 1;
        var line = Line(platform, 1, otherText, platform.Policy.CloseAt / Second);
        Assert.Equal(
            TrusteeReason.LateFreeze,
            stage.First.Refusal(new FreezeWant(Rehearsal.Session, Rehearsal.Lot, platform.IntakeNote(), [line], []))
        );
    }

    [Fact]
    public void A_freeze_before_the_drain_is_due_or_at_another_size_is_refused()
    {
        var stage = new Stage().Drained();
        var platform = stage.Platform;
        platform.Now = platform.Policy.CloseAt - 2 * Second;
        Assert.Equal(TrusteeReason.TooLarge, stage.First.Refusal(Freeze(platform)));
        platform.Now = platform.Policy.CloseAt + Second;
        var small = platform.Sign(
            platform.IntakeName,
            platform.Intake.Size - 1,
            platform.Intake.Root(platform.Intake.Size - 1)
        );
        Assert.Equal(
            TrusteeReason.NotTheDrain,
            stage.First.Refusal(new FreezeWant(Rehearsal.Session, Rehearsal.Lot, small, [], []))
        );
    }

    [Fact]
    public void A_freeze_that_drops_a_tick_that_was_cosigned_is_refused()
    {
        var stage = new Stage().Drained();
        var platform = stage.Platform;
        var forged = new MerkleTree(Rehearsal.Suite);
        for (var i = 0; i < platform.Intake.Size; i++)
            forged.Append(Rehearsal.Fresh(32));
        var note = platform.Sign(platform.IntakeName, forged.Size, forged.Root());
        var want = new FreezeWant(Rehearsal.Session, Rehearsal.Lot, note, [], []);
        Assert.Equal(
            TrusteeReason.Fork,
            ModelTrustee.RefusalOf(
                stage.First.Do(
                    new TrusteeInput(want, forged.ConsistencyProof(platform.Intake.Size - 1, forged.Size), [])
                )
            )
        );
    }

    [Fact]
    public void Growth_past_the_freeze_is_refused_and_kept_as_evidence()
    {
        var stage = new Stage().Frozen();
        var platform = stage.Platform;
        platform.SealTick(drain: false);
        var note = platform.IntakeNote();
        Assert.Equal(
            TrusteeReason.GrowthAfterFreeze,
            stage.First.Refusal(new CosignWant(Rehearsal.Session, Rehearsal.Lot, note))
        );
        Assert.Equal(
            TrusteeReason.GrowthAfterFreeze,
            stage.First.Refusal(new FreezeWant(Rehearsal.Session, Rehearsal.Lot, note, [], []))
        );
        Assert.All(stage.First.Events.OfType<ForkSeen>(), e => Assert.Equal(note, e.Note));
        Assert.NotEmpty(stage.First.Events.OfType<ForkSeen>());
    }

    [Fact]
    public void A_second_frozen_head_is_refused_and_the_first_is_said_again()
    {
        var stage = new Stage().Frozen();
        var platform = stage.Platform;
        var first = platform.Said(TrusteeMessageKind.FreezeCosignature, 1)!;
        Assert.Equal(first.Signature, stage.First.Do(Freeze(platform)).Messages.Single().Signature);
        var other = platform.Sign(platform.IntakeName, platform.Intake.Size, new byte[32]);
        Assert.Equal(
            TrusteeReason.GrowthAfterFreeze,
            stage.First.Refusal(new FreezeWant(Rehearsal.Session, Rehearsal.Lot, other, [], []))
        );
    }

    private static CosignWant Cosign(Rehearsal platform) =>
        new(Rehearsal.Session, Rehearsal.Lot, platform.IntakeNote());

    private static FreezeWant Freeze(Rehearsal platform) =>
        new(Rehearsal.Session, Rehearsal.Lot, platform.IntakeNote(), platform.FreezeLines(), [.. platform.Orders]);

    private static bool LateFlag(TrusteeMessage message) =>
        message.Kind == TrusteeMessageKind.FreezeCosignature
        && TrusteeBodies.TryFreezeCosignature(message.Body, out var late, out _)
            ? late
            : throw new InvalidOperationException(message.Kind.ToString());

    private static string Line(Rehearsal platform, int index, string text, long timeSeconds)
    {
        var self = platform.Selves[index];
        return Cosignature.Sign(
                text,
                new NoteKey(Rehearsal.Suite, self.Name, self.SigningKey.PublicPoint, NoteKeyKind.Cosignature),
                self.SigningKey,
                timeSeconds
            ) + "\n";
    }
}
