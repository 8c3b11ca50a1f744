using Trading.Crypto;

namespace Trading.Locks.Tests.Trustee;

/// <summary>
/// A trustee takes the order of host and supervisor from nobody's word: it checks both signatures against the policy
/// that it accepted.
/// </summary>
public class TrusteeLateFreezeTests
{
    [Fact]
    public void A_head_that_nobody_saw_in_time_is_cosigned_late_on_the_order_of_host_and_supervisor()
    {
        var (stage, platform) = Held();
        platform.Orders.AddRange([Order(platform, platform.Host), Order(platform, platform.Supervisor)]);
        var message = stage.First.Do(Freeze(platform)).Messages.Single();
        Assert.True(TrusteeBodies.TryFreezeCosignature(message.Body, out var late, out _) && late);
    }

    [Fact]
    public void What_it_cosigned_and_the_orders_it_saw_outlive_a_restart()
    {
        var (stage, platform) = Held();
        platform.Orders.AddRange([Order(platform, platform.Host), Order(platform, platform.Supervisor)]);
        var message = stage.First.Do(Freeze(platform)).Messages.Single();
        stage.First.Restart();
        var witnessed = stage.First.Events.OfType<FreezeWitnessed>().Single();
        Assert.Equal(
            platform.Orders.Select(o => Convert.ToHexString(o.Signature)),
            witnessed.Orders.Select(o => Convert.ToHexString(o.Signature))
        );
        platform.Orders.Clear();
        Assert.Equal(message.Signature, stage.First.Do(Freeze(platform)).Messages.Single().Signature);
    }

    [Fact]
    public void A_timely_head_needs_no_order_and_keeps_none()
    {
        var stage = new Stage().Drained();
        stage.Platform.Orders.AddRange([
            Order(stage.Platform, stage.Platform.Host),
            Order(stage.Platform, stage.Platform.Supervisor),
        ]);
        stage.First.Do(Freeze(stage.Platform));
        Assert.Empty(stage.First.Events.OfType<FreezeWitnessed>().Single().Orders);
        Assert.False(stage.First.Events.OfType<FreezeWitnessed>().Single().Late);
    }

    public static TheoryData<string> Insufficient() => [.. Forgeries.Keys];

    private static readonly Dictionary<string, Func<Rehearsal, SignedAct[]>> Forgeries = new()
    {
        ["no order"] = _ => [],
        ["only the host's"] = p => [Order(p, p.Host)],
        ["only the supervisor's"] = p => [Order(p, p.Supervisor)],
        ["the host's twice"] = p => [Order(p, p.Host), Order(p, p.Host)],
        ["the platform signs for the supervisor"] = p => [Order(p, p.Host), Order(p, p.Platform)],
        ["the supervisor's key with the platform's signature"] = p =>
            [Order(p, p.Host), Order(p, p.Platform) with { Certificate = p.Supervisor.PublicPoint }],
        ["another root"] = p => [Order(p, p.Host), Order(p, p.Supervisor, root: new byte[32])],
        ["both for another root"] = p =>
            [Order(p, p.Host, root: new byte[32]), Order(p, p.Supervisor, root: new byte[32])],
        ["another lot"] = p => [Order(p, p.Host), Order(p, p.Supervisor, lot: "2")],
        ["another session"] = p => [Order(p, p.Host), Order(p, p.Supervisor, session: new('f', 32))],
        ["another kind of act"] = p =>
            [
                Order(p, p.Host),
                Sign(
                    p.Supervisor,
                    Act.Answer(
                        Rehearsal.Session,
                        Rehearsal.Lot,
                        Convert.ToHexStringLower(p.Intake.Root()),
                        "x",
                        new byte[16]
                    )
                ),
            ],
        ["a damaged signature"] = p => [Order(p, p.Host), Order(p, p.Supervisor) with { Signature = new byte[64] }],
        ["no statement"] = p => [Order(p, p.Host), new([], p.Supervisor.PublicPoint, new byte[64])],
    };

    [Theory, MemberData(nameof(Insufficient))]
    public void Anything_less_than_both_orders_of_this_very_root_is_refused(string name)
    {
        var (stage, platform) = Held();
        platform.Orders.AddRange(Forgeries[name](platform));
        Assert.Equal(TrusteeReason.LateFreeze, stage.First.Refusal(Freeze(platform)));
        Assert.Empty(stage.First.Events.OfType<FreezeWitnessed>());
    }

    [Fact]
    public void Without_a_supervisor_in_the_policy_no_order_counts()
    {
        var host = SigningKey.Generate(Rehearsal.Suite);
        var (stage, platform) = Held(new Rehearsal(roles: new(null, null, null, host.PublicPoint, null)));
        platform.Orders.AddRange([Order(platform, host), Order(platform, platform.Supervisor)]);
        Assert.Equal(TrusteeReason.LateFreeze, stage.First.Refusal(Freeze(platform)));
    }

    [Fact]
    public void One_key_in_both_roles_is_one_person_and_not_enough()
    {
        var both = SigningKey.Generate(Rehearsal.Suite);
        var (stage, platform) = Held(new Rehearsal(roles: new(null, null, null, both.PublicPoint, both.PublicPoint)));
        platform.Orders.AddRange([Order(platform, both), Order(platform, both)]);
        Assert.Equal(TrusteeReason.LateFreeze, stage.First.Refusal(Freeze(platform)));
    }

    [Fact]
    public void An_order_excuses_the_hour_and_nothing_else()
    {
        var (stage, platform) = Held();
        var forged = new MerkleTree(Rehearsal.Suite);
        for (var i = 0; i < platform.Intake.Size; i++)
            forged.Append(Rehearsal.Fresh(32));
        SignedAct[] orders =
        [
            Order(platform, platform.Host, root: forged.Root()),
            Order(platform, platform.Supervisor, root: forged.Root()),
        ];
        var want = new FreezeWant(
            Rehearsal.Session,
            Rehearsal.Lot,
            platform.Sign(platform.IntakeName, forged.Size, forged.Root()),
            [],
            orders
        );
        Assert.Equal(
            TrusteeReason.Fork,
            ModelTrustee.RefusalOf(
                stage.First.Do(
                    new TrusteeInput(want, forged.ConsistencyProof(platform.Intake.Size - 1, forged.Size), [])
                )
            )
        );

        forged.Append(Rehearsal.Fresh(32));
        orders =
        [
            Order(platform, platform.Host, root: forged.Root()),
            Order(platform, platform.Supervisor, root: forged.Root()),
        ];
        var grown = new FreezeWant(
            Rehearsal.Session,
            Rehearsal.Lot,
            platform.Sign(platform.IntakeName, forged.Size, forged.Root()),
            [],
            orders
        );
        Assert.Equal(TrusteeReason.NotTheDrain, ModelTrustee.RefusalOf(stage.First.Do(new TrusteeInput(grown))));
    }

    [Fact]
    public void A_want_with_its_orders_comes_back_from_its_bytes_and_more_than_two_are_malformed()
    {
        var (_, platform) = Held();
        platform.Orders.AddRange([Order(platform, platform.Host), Order(platform, platform.Supervisor)]);
        var want = Freeze(platform);
        Assert.True(TrusteeWant.TryParse("freeze", want.Session, want.Lot, want.Body(), out var read));
        Assert.Equal(want.Body(), read!.Body());
        Assert.Equal(2, ((FreezeWant)read).Orders.Count);
        platform.Orders.Add(Order(platform, platform.Host));
        Assert.False(TrusteeWant.TryParse("freeze", want.Session, want.Lot, Freeze(platform).Body(), out _));
    }

    private static (Stage Stage, Rehearsal Platform) Held(Rehearsal? platform = null)
    {
        var stage = new Stage(platform).Drained();
        stage.Platform.Now = TrusteeRules.TimelyUntil(stage.Platform.Policy) + 1;
        return (stage, stage.Platform);
    }

    private static FreezeWant Freeze(Rehearsal platform) =>
        new(Rehearsal.Session, Rehearsal.Lot, platform.IntakeNote(), platform.FreezeLines(), [.. platform.Orders]);

    private static SignedAct Order(
        Rehearsal platform,
        SigningKey by,
        string session = Rehearsal.Session,
        string lot = Rehearsal.Lot,
        byte[]? root = null
    ) => Sign(by, Act.LateFreeze(session, lot, root ?? platform.Intake.Root(), new byte[16]));

    private static SignedAct Sign(SigningKey by, byte[] statement) =>
        new(statement, by.PublicPoint, by.Sign(Tags.Act, statement));
}
