using Trading.Crypto;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Releases;
using Trading.Locks.Tests.Trustee;

namespace Trading.Evaluation.Tests.Releases;

/// <summary>When a trustee answers a draw's beacon, and when it does not, over real locks and heads.</summary>
public class BeaconRuleTests
{
    private const long Second = DrawPlatform.Second;

    [Fact]
    public void Three_locks_are_made_and_t_answers_give_the_value_that_others_give_too()
    {
        var stage = new DrawStage().Committed().Drawn();
        var platform = stage.Platform;
        var answers = platform.BeaconAnswers(0).Select(Batch).ToArray();
        Assert.Equal(3, answers.Length);
        Assert.NotNull(ValueOf(answers[..2]));
        Assert.Equal(ValueOf(answers[..2]), ValueOf(answers[1..]));

        byte[]? ValueOf(PartialBatch[] some) =>
            DrawBeacon.ValueOf(platform.Locks.Draw, platform.Request.Draw, platform.Commitment.Root, 0, some).Value;
    }

    [Fact]
    public void Nothing_before_the_hour_and_after_it_with_an_attested_clock_alone()
    {
        var stage = new DrawStage().Committed();
        stage.Platform.Now = stage.Platform.Request.DrawAt - 1;
        Assert.Equal(TrusteeReason.TooEarly, stage.First.Refusal(stage.BeaconWant()));
        stage.AtHour();
        var asked = stage.First.Do(stage.BeaconWant()).Messages.Single();
        Assert.Equal(TrusteeMessageKind.AttestRequest, asked.Kind);
        // Others tell another time: the own clock is not attested, and nothing is opened.
        stage.Trustees[1].ClockOffset = 10 * Second;
        stage.Platform.Receive(1, asked);
        stage.Trustees[1].Serve();
        stage.First.Serve();
        Assert.Empty(stage.First.Events.OfType<PointOpened>());
        Assert.Contains(stage.First.Events.OfType<WantRefused>(), e => ReasonOf(e) == TrusteeReason.NotAttested);
    }

    [Fact]
    public void Another_custodians_signature_another_request_or_another_lock_is_no_commitment()
    {
        var stage = new DrawStage().Committed().AtHour();
        var platform = stage.Platform;
        var (head, root) = (platform.Commitment.Head, platform.Commitment.Root);
        PoolCommitted[] wrong =
        [
            platform.Committed(head, root, SigningKey.Generate(DrawPlatform.Suite)),
            platform.Committed(head, root) with
            {
                Signature = [],
            },
            platform.Committed(head with { RequestHash = new byte[32] }, root),
            platform.Committed(head with { DrawLock = head.NamesLock }, root),
            platform.Committed(head with { IsReduction = true }, root),
            platform.Committed(head, root) with
            {
                Head = [1, 2, 3],
            },
        ];
        var heights = wrong.Select(platform.Tell).ToArray();
        stage.Settle();
        foreach (var height in heights)
            Assert.Equal(
                TrusteeReason.NotCommitted,
                stage.First.Refusal(platform.Want(DrawLots.Draw, stage.Beacon(), height))
            );
        Assert.Null(stage.First.Refusal(stage.BeaconWant()));
    }

    [Fact]
    public void A_root_that_was_not_committed_to_and_bytes_that_are_no_beacon_are_refused()
    {
        var stage = new DrawStage().Committed().AtHour();
        var platform = stage.Platform;
        Assert.Equal(
            TrusteeReason.NotCommitted,
            stage.First.Refusal(platform.Want(DrawLots.Draw, DrawSubject.Beacon(new byte[32], 0), stage.Height))
        );
        Assert.Equal(
            TrusteeReason.NotCommitted,
            stage.First.Refusal(
                platform.Want(DrawLots.Draw, DrawSubject.Reduction(platform.Commitment.Root), stage.Height)
            )
        );
        byte[][] malformed =
        [
            [],
            [2],
            [.. stage.Beacon().ToBytes(), 0],
            DrawSubject.Name(1).ToBytes(),
        ];
        foreach (var subject in malformed)
            Assert.Equal(TrusteeReason.Malformed, stage.First.Refusal(stage.BeaconWant() with { Subject = subject }));
    }

    [Fact]
    public void A_head_that_is_not_cosigned_by_t_and_by_this_trustee_shows_nothing()
    {
        var stage = new DrawStage().Committed().AtHour();
        var want = stage.BeaconWant();
        Assert.Equal(3, want.Cosignatures.Count);
        Assert.Equal(TrusteeReason.NotProven, stage.First.Refusal(want with { Cosignatures = [want.Cosignatures[0]] }));
        Assert.Equal(
            TrusteeReason.NotProven,
            stage.First.Refusal(want with { Cosignatures = [.. want.Cosignatures.Skip(1)] })
        );
        stage.Platform.Tell(new DrawDisclosed(1));
        Assert.Equal(TrusteeReason.NotProven, stage.First.Refusal(stage.BeaconWant()));
    }

    [Fact]
    public void A_second_root_is_never_answered_for_the_same_draw_nor_for_the_next()
    {
        var stage = new DrawStage().Committed().Drawn();
        var platform = stage.Platform;
        var second = platform.NewCommitment(60);
        var height = platform.Tell(platform.Committed(second.Head, second.Root));
        stage.Settle();
        Assert.Equal(
            TrusteeReason.OtherList,
            stage.First.Refusal(platform.Want(DrawLots.Draw, DrawSubject.Beacon(second.Root, 0), height))
        );
        var reason = "the first draw was disturbed";
        var order = BeaconRule.Order(
            new DrawAgain(
                reason,
                platform.Supervisor.Sign(
                    Tags.DrawAgain,
                    DrawAgain.Statement(platform.Request.Draw, second.Root, 1, reason)
                )
            )
        );
        Assert.Equal(
            TrusteeReason.OtherList,
            stage.First.Refusal(platform.Want(DrawLots.Draw, DrawSubject.Beacon(second.Root, 1), height, [order]))
        );
        stage.First.Restart();
        Assert.Equal(
            TrusteeReason.OtherList,
            stage.First.Refusal(platform.Want(DrawLots.Draw, DrawSubject.Beacon(second.Root, 0), height))
        );
    }

    [Fact]
    public void Positions_come_from_the_reduction_that_was_answered_and_from_no_other()
    {
        var stage = new DrawStage().Committed().AtHour();
        var platform = stage.Platform;
        var reduced = platform.Commitment.Head with { IsReduction = true };
        var root = Rehearsal.Fresh(32);
        var signed = platform.Committed(reduced, root);
        var height = platform.Tell(new PoolReduced(1, signed.Head, root, signed.Signature));
        var other = platform.Commitment.Head with { ReductionRoot = Rehearsal.Fresh(32) };
        var own = platform.Commitment.Head with { ReductionRoot = root };
        var (otherRoot, ownRoot) = (Rehearsal.Fresh(32), Rehearsal.Fresh(32));
        var otherHeight = platform.Tell(platform.Committed(other, otherRoot));
        var ownHeight = platform.Tell(platform.Committed(own, ownRoot));
        stage.Settle();
        platform.Questions.Add((DrawLots.Draw, DrawSubject.Reduction(root).ToBytes(), height, []));
        stage.Settle();
        Assert.NotNull(platform.Answer(DrawLots.Draw, DrawSubject.Reduction(root).ToBytes(), 1));

        Assert.Equal(TrusteeReason.OtherList, stage.First.Refusal(stage.BeaconWant())); // names no reduction
        Assert.Equal(
            TrusteeReason.OtherList,
            stage.First.Refusal(platform.Want(DrawLots.Draw, DrawSubject.Beacon(otherRoot, 0), otherHeight))
        );
        Assert.Null(stage.First.Refusal(platform.Want(DrawLots.Draw, DrawSubject.Beacon(ownRoot, 0), ownHeight)));
        Assert.Equal(["k0", "reduction"], Assert.IsType<TrusteeLot.Locked>(Lot(stage)).Points.Keys);
    }

    [Fact]
    public void Another_draw_is_ordered_by_the_supervisor_each_time()
    {
        var stage = new DrawStage().Committed().Drawn();
        var platform = stage.Platform;
        byte[] one = platform.Order(1);
        IReadOnlyList<byte[]>[] wrong =
        [
            [],
            [one, one],
            [platform.Order(2)],
            [platform.Order(1, by: platform.Host)],
            [platform.Order(1, reason: "")],
            [platform.Order(1, reason: new string('x', 501))],
            [one[..^1]],
            [
                [.. one, 0],
            ],
        ];
        foreach (var orders in wrong)
            Assert.Equal(
                TrusteeReason.NotOrdered,
                stage.First.Refusal(platform.Want(DrawLots.Draw, stage.Beacon(1), stage.Height, orders))
            );
        Assert.Equal(
            TrusteeReason.NotOrdered,
            stage.First.Refusal(platform.Want(DrawLots.Draw, stage.Beacon(2), stage.Height, [one]))
        );
        var twice = platform.Want(DrawLots.Draw, stage.Beacon(2), stage.Height, [platform.Order(2), platform.Order(2)]);
        Assert.Equal(TrusteeReason.NotOrdered, stage.First.Refusal(twice));
        stage.Drawn(1);
        Assert.Equal(3, platform.BeaconAnswers(1).Length);
        Assert.NotEqual(platform.BeaconAnswers(0)[0], platform.BeaconAnswers(1)[0]);
        stage.Drawn(2);
        Assert.Equal(3, platform.BeaconAnswers(2).Length);
    }

    [Theory]
    [InlineData("lot")]
    [InlineData("custodian")]
    [InlineData("gateway")]
    [InlineData("gate")]
    [InlineData("nobody")]
    public void A_policy_with_foreign_offices_is_not_served(string mutation)
    {
        var platform = new DrawPlatform();
        var foreign = SigningKey.Generate(DrawPlatform.Suite).PublicPoint;
        var honest = platform.Policies[DrawLots.Draw];
        var policy = mutation switch
        {
            "lot" => honest with { Lot = "names" },
            "custodian" => honest with { Roles = honest.Roles with { Custodian = foreign } },
            "gateway" => honest with { Roles = honest.Roles with { Gateway = foreign } },
            "gate" => honest with { Roles = honest.Roles with { Gate = platform.Gateway.PublicPoint } },
            _ => honest with { Roles = honest.Roles with { Supervisor = null } },
        };
        Assert.Equal(
            TrusteeReason.NotTrusted,
            new ModelTrustee(platform, 1).Refusal(
                new PolicyWant(policy.Session, policy.Lot, LockPolicyCodec.ToBytes(policy))
            )
        );
    }

    private static TrusteeLot? Lot(DrawStage stage) =>
        stage.First.State.Find(stage.Platform.Request.Draw, DrawLots.Draw);

    private static TrusteeReason? ReasonOf(WantRefused refused) =>
        TrusteeBodies.TryRefusal(refused.Message!.Body, out _, out var reason, out _)
            ? Enum.Parse<TrusteeReason>(reason)
            : null;

    private static PartialBatch Batch(byte[] bytes) =>
        PartialBatch.TryParse(DrawPlatform.Suite, bytes, out var batch)
            ? batch!
            : throw new InvalidOperationException();
}
