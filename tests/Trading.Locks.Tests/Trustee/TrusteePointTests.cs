using Trading.Crypto;

namespace Trading.Locks.Tests.Trustee;

/// <summary>Points that a standing lock opens one by one, whatever their rule.</summary>
public class TrusteePointTests
{
    private const long Second = Rehearsal.Second;
    private static readonly byte[] Sealed = PointStage.Subject(2);
    private static readonly byte[] Timed = PointStage.Subject(1);

    [Fact]
    public void Any_t_answers_give_the_same_point_and_each_holds()
    {
        var stage = new PointStage().Tell(Sealed);
        var opening = ToyPointRule.Opening(stage.Platform.Certificate!, Sealed);
        var batches = stage
            .Stage.Trustees.Select(t =>
                Open(stage, t.Do(stage.Want(Sealed) with { Cosignatures = stage.Lines(1, 2, 3) }).Messages.Single())
            )
            .ToArray();
        Assert.All(batches, b => Assert.Equal(PartialFault.None, opening.Check(b)));
        Assert.Equal(
            opening.Combine([batches[0], batches[1]]).Shared![0],
            opening.Combine([batches[2], batches[1]]).Shared![0]
        );
    }

    [Fact]
    public void A_sealed_answer_opens_for_its_reader_alone_and_for_its_subject_alone()
    {
        var stage = new PointStage().Tell(Sealed);
        var (_, box) = PointStage.Read(stage.First.Do(stage.Want(Sealed)).Messages.Single());
        byte[] info = [.. stage.Platform.Certificate!.LockId, .. Sealed];
        Assert.NotNull(OpenBox(stage.ReaderKey, ToyPointRule.Tag, info, box));
        Assert.Null(OpenBox(Rehearsal.Suite.Group.RandomScalar(Entropy.System), ToyPointRule.Tag, info, box));
        Assert.Null(OpenBox(stage.ReaderKey, Tags.DrawShare, info, box));
        Assert.Null(OpenBox(stage.ReaderKey, ToyPointRule.Tag, [.. info, 0], box));
        box[^1] ^= 1;
        Assert.Null(OpenBox(stage.ReaderKey, ToyPointRule.Tag, info, box));
    }

    [Fact]
    public void What_was_given_is_given_again_with_the_same_bytes_with_nothing_shown_and_after_a_restart()
    {
        var stage = new PointStage().Tell(Sealed);
        var first = stage.First.Do(stage.Want(Sealed)).Messages.Single();
        var bare = stage.Want(Sealed) with { Note = "", Cosignatures = [], Evidence = [] };
        Assert.Same(first, stage.First.Do(bare).Messages.Single());
        stage.First.Restart();
        var again = stage.First.Do(bare).Messages.Single();
        Assert.Equal(first.Body, again.Body);
        Assert.Equal(first.Signature, again.Signature);
        Assert.Single(stage.First.Events.OfType<PointOpened>());
    }

    [Fact]
    public void A_slot_has_one_subject_for_ever()
    {
        var other = PointStage.Subject(2, "another");
        var stage = new PointStage().Tell(Sealed, other);
        stage.First.Do(stage.Want(Sealed));
        Assert.Equal(TrusteeReason.OtherList, stage.First.Refusal(stage.Want(other, 1)));
        stage.First.Restart();
        Assert.Equal(TrusteeReason.OtherList, stage.First.Refusal(stage.Want(other, 1)));
        var free = PointStage.Subject(4, "another");
        Assert.Null(stage.Tell(free).First.Refusal(stage.Want(free, 2)));
    }

    [Fact]
    public void Nothing_is_opened_before_its_hour_and_then_only_by_an_attested_clock()
    {
        var stage = new PointStage().Tell(Timed);
        var want = stage.Want(Timed);
        Assert.Equal(TrusteeReason.TooEarly, stage.First.Refusal(want));
        stage.Platform.Now = stage.Platform.Policy.OpenAt;
        Assert.Equal(TrusteeMessageKind.AttestRequest, stage.First.Do(want).Messages.Single().Kind);
        stage.Attested(want);
        var (subject, answer) = PointStage.Read(stage.First.Do(want).Messages.Single());
        Assert.Equal(Timed, subject);
        Assert.True(PartialBatch.TryParse(Rehearsal.Suite, answer, out var batch));
        var opening = ToyPointRule.Opening(stage.Platform.Certificate!, Timed);
        Assert.Equal(PartialFault.None, opening.Check(batch!));
    }

    [Fact]
    public void An_attested_clock_ages_and_survives_a_restart()
    {
        var later = PointStage.Subject(3);
        var stage = new PointStage().Tell(Timed, later);
        stage.Attested(stage.Want(Timed));
        stage.First.Restart();
        Assert.Equal(TrusteeMessageKind.Point, stage.First.Do(stage.Want(Timed)).Messages.Single().Kind);
        Assert.Equal(TrusteeMessageKind.Point, stage.First.Do(stage.Want(later, 1)).Messages.Single().Kind);
        var last = PointStage.Subject(5);
        stage.Tell(last);
        stage.Platform.Now += 61 * Second;
        Assert.Equal(TrusteeMessageKind.AttestRequest, stage.First.Do(stage.Want(last, 2)).Messages.Single().Kind);
    }

    [Fact]
    public void Evidence_counts_under_a_head_that_t_cosigned_and_this_trustee_among_them()
    {
        var stage = new PointStage().Tell(Sealed);
        var want = stage.Want(Sealed);
        Assert.Equal(TrusteeReason.NotProven, stage.First.Refusal(want with { Cosignatures = stage.Lines(1) }));
        Assert.Equal(TrusteeReason.NotProven, stage.First.Refusal(want with { Cosignatures = stage.Lines(2, 3) }));
        Assert.Equal(
            TrusteeReason.NotProven,
            stage.First.Refusal(want with { Cosignatures = [.. stage.Lines(1), "— t2 AAAA\n"] })
        );
        Assert.Equal(
            TrusteeReason.BadCheckpoint,
            stage.First.Refusal(
                want with
                {
                    Note = stage.Platform.Sign(
                        stage.Platform.StreamName,
                        1,
                        stage.Platform.Stream.Root(),
                        SigningKey.Generate(Rehearsal.Suite)
                    ),
                }
            )
        );
        Assert.Equal(
            TrusteeReason.BadCheckpoint,
            stage.First.Refusal(
                want with
                {
                    Note = stage.Platform.Sign("session.other", 1, stage.Platform.Stream.Root()),
                }
            )
        );
        Assert.Null(stage.First.Refusal(want));
    }

    [Theory]
    [InlineData("height")]
    [InlineData("negative")]
    [InlineData("salt")]
    [InlineData("short salt")]
    [InlineData("type")]
    [InlineData("event")]
    [InlineData("proof")]
    [InlineData("no proof")]
    [InlineData("none")]
    public void An_event_that_is_not_in_the_head_proves_nothing(string mutation)
    {
        var stage = new PointStage().Tell(PointStage.Subject(9), Sealed, PointStage.Subject(8));
        var (want, honest) = (stage.Want(Sealed, 1), stage.Evidence(1));
        PointEvidence[] shown = mutation switch
        {
            "height" => [honest with { Height = 2 }],
            "negative" => [honest with { Height = -1 }],
            "salt" => [honest with { Salt = new byte[32] }],
            "short salt" => [honest with { Salt = [1] }],
            "type" => [honest with { Type = "Else" }],
            "event" => [honest, stage.Evidence(0) with { Event = Sealed }],
            "proof" => [honest with { Proof = [.. honest.Proof.Reverse()] }],
            "no proof" => [honest with { Proof = [] }],
            _ => [],
        };
        var expected = mutation == "none" ? TrusteeReason.NotCommitted : TrusteeReason.NotProven;
        Assert.Equal(expected, stage.First.Refusal(want with { Evidence = shown }));
        Assert.Empty(stage.First.Events.OfType<PointOpened>());
    }

    [Fact]
    public void A_lock_of_points_opens_no_list_a_lock_of_bids_no_point_and_a_lock_that_does_not_stand_neither()
    {
        var points = new PointStage().Tell(Sealed);
        points.Platform.Now = points.Platform.Policy.CloseAt + Second;
        points.Platform.SealTicks();
        points.Stage.Settle();
        Assert.Null(points.Platform.Said(TrusteeMessageKind.Partials, 1));
        Assert.Contains(
            points.First.Events.OfType<WantRefused>(),
            e =>
                TrusteeBodies.TryRefusal(e.Message!.Body, out var want, out var reason, out _)
                && (want, reason) == ("release", nameof(TrusteeReason.OtherPurpose))
        );

        var bids = new Stage();
        var want = points.Want(Sealed);
        Assert.Equal(TrusteeReason.OutOfTurn, bids.First.Refusal(want));
        bids.Locked();
        Assert.Equal(TrusteeReason.OtherPurpose, bids.First.Refusal(want));
    }

    [Fact]
    public void A_policy_whose_roles_the_rule_does_not_trust_is_refused()
    {
        var platform = new Rehearsal(
            purpose: LockPurpose.Names,
            roles: new(null, null, null, null, null),
            rules: [new ToyPointRule([])]
        );
        Assert.Equal(
            TrusteeReason.NotTrusted,
            new ModelTrustee(platform, 1).Refusal(platform.Wants(1).OfType<PolicyWant>().Single())
        );
    }

    [Fact]
    public void Rows_are_needed_once_and_for_nothing_that_was_given()
    {
        var stage = new PointStage().Tell(Sealed);
        var want = stage.Want(Sealed) with
        {
            Attachments =
            [
                [1, 2],
            ],
        };
        Assert.Equal(new TrusteeNeed.Rows(Rehearsal.Session, "0102"), Needs());
        stage.First.Do(want);
        Assert.Equal(new TrusteeNeed.None(), Needs());

        TrusteeNeed Needs() => TrusteeDecider.Needs(stage.First.Self, stage.First.State, want);
    }

    [Fact]
    public void Want_message_and_event_have_one_spelling()
    {
        var stage = new PointStage().Tell(Sealed, Timed);
        var want = stage.Want(Sealed) with
        {
            Evidence = [stage.Evidence(0), stage.Evidence(1)],
            Attachments =
            [
                [],
                [7],
            ],
        };
        var body = want.Body();
        Assert.True(TrusteeWant.TryParse("point", want.Session, want.Lot, body, out var read));
        Assert.Equal(body, read!.Body());
        for (var cut = 0; cut < body.Length; cut++)
            Assert.False(TrusteeWant.TryParse("point", want.Session, want.Lot, body[..cut], out _));
        Assert.False(TrusteeWant.TryParse("point", want.Session, want.Lot, [.. body, 0], out _));

        var decision = stage.First.Do(want);
        var opened = Assert.IsType<PointOpened>(decision.Events.Single());
        var bytes = TrusteeEventCodec.Encode(opened);
        var decoded = Assert.IsType<PointOpened>(TrusteeEventCodec.Decode(bytes));
        Assert.Equal((opened.At, opened.Slot), (decoded.At, decoded.Slot));
        Assert.Equal(opened.Message!.Body, decoded.Message!.Body);
        Assert.Equal(opened.Message.Signature, decoded.Message.Signature);
        Assert.Throws<CorruptTrusteeEventException>(() => TrusteeEventCodec.Decode([.. bytes, 0]));
        Assert.Throws<CorruptTrusteeEventException>(() => TrusteeEventCodec.Decode(bytes[..^1]));

        var message = decision.Messages.Single().Body;
        Assert.True(TrusteeBodies.TryPoint(message, out var subject, out _));
        Assert.Equal(Sealed, subject);
        Assert.False(TrusteeBodies.TryPoint(message[..^1], out _, out _));
        Assert.False(TrusteeBodies.TryPoint([.. message, 0], out _, out _));
        Assert.True(TrusteeMessage.TryKind("point", out var kind));
        Assert.Equal(TrusteeMessageKind.Point, kind);
    }

    private static PartialBatch Open(PointStage stage, TrusteeMessage message)
    {
        var (subject, box) = PointStage.Read(message);
        var plain = OpenBox(
            stage.ReaderKey,
            ToyPointRule.Tag,
            [.. stage.Platform.Certificate!.LockId, .. subject],
            box
        );
        return PartialBatch.TryParse(Rehearsal.Suite, plain!, out var batch)
            ? batch!
            : throw new InvalidOperationException("The box holds no batch.");
    }

    private static byte[]? OpenBox(Scalar key, string tag, byte[] info, byte[] box) =>
        SealedBox.Open(Rehearsal.Suite, key, tag, info, box, Entropy.System);
}
