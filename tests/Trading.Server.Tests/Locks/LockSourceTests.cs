using Microsoft.Extensions.DependencyInjection;
using Trading.Locks.Sources;
using Trading.Server.Locks;
using Trading.Server.People;
using Trading.Server.Streams;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Locks;

/// <summary>The inbox asks sources of locks and knows no procedure: a second one is told to trustees as the first.</summary>
public sealed class LockSourceTests
{
    [Fact]
    public async Task Locks_of_a_second_procedure_are_wanted_beside_the_openings()
    {
        var rosters = new Rosters();
        await using var server = await TestServer.StartAsync(services => services.AddSingleton<ILockSource>(rosters));
        var session = new ManyLots(server, 1);
        await session.PublishAsync();
        var policy = session.Policies[0] with { Session = Rosters.Id, Purpose = LockPurpose.Names };
        Assert.Equal([session.Id], (await WantsAsync(server)).Select(want => want.Session));

        rosters.Tell(new LockStage.Making(policy));
        var wants = await WantsAsync(server);
        Assert.Equal(
            new[] { session.Id, Rosters.Id }.Order(StringComparer.Ordinal),
            wants.OfType<PolicyWant>().Select(want => want.Session).Order(StringComparer.Ordinal)
        );

        rosters.Tell(new LockStage.Taking(policy, 1, [7]));
        Assert.Equal([7], Assert.IsType<LockWant>(Assert.Single(await OfRosterAsync(server))).Certificate);

        // Who keeps its share cosigns the heads of the owner's own stream, until it has ended.
        var (relay, heads) = (server.Get<RelayStore>(), server.Get<HeadStore>());
        relay.MarkLocked(Rosters.Id, policy.Lot, policy.NumberOf(server.Trustees[0].SigningKey.PublicPoint));
        Assert.Empty(await OfRosterAsync(server));
        heads.PutHead(Rosters.Stream, 5, "note");
        var cosign = Assert.IsType<CosignWant>(Assert.Single(await OfRosterAsync(server)));
        Assert.Equal(("", "note"), (cosign.Lot, cosign.Note));
        rosters.Tell(new LockStage.Over(policy, true), endsAt: 5);
        Assert.IsType<CosignWant>(Assert.Single(await OfRosterAsync(server)));
        heads.PutCosignature(Rosters.Stream, 5, server.Trustees[0].Name, "line\n");
        Assert.Empty(await OfRosterAsync(server));
    }

    [Fact]
    public async Task Points_of_a_standing_lock_are_wanted_of_whoever_keeps_a_share_and_cosigned_their_head()
    {
        var rosters = new Rosters();
        await using var server = await TestServer.StartAsync(services => services.AddSingleton<ILockSource>(rosters));
        var session = new ManyLots(server, 1);
        await session.PublishAsync();
        var policy = session.Policies[0] with { Session = Rosters.Id, Purpose = LockPurpose.Names };
        var own = policy.NumberOf(server.Trustees[0].SigningKey.PublicPoint);
        var lines = Enumerable.Range(1, policy.Trustees.Count).ToDictionary(i => i, i => $"line {i}\n");
        var question = new PointQuestion(
            [1],
            "note",
            lines,
            [],
            [
                [2],
            ],
            new HashSet<int>()
        );

        rosters.Tell(new LockStage.Standing(policy, 7, [9], [question]));
        var keep = Assert.IsType<LockWant>(Assert.Single(await OfRosterAsync(server)));
        Assert.Equal((7, policy.Lot), (keep.OpenedAt, keep.Lot));
        Assert.Equal([9], keep.Certificate);
        server.Get<RelayStore>().MarkLocked(Rosters.Id, policy.Lot, own);
        var point = Assert.IsType<PointWant>(Assert.Single(await OfRosterAsync(server)));
        Assert.Equal([1], point.Subject);
        Assert.Equal(lines.Values, point.Cosignatures);
        Assert.Equal([2], Assert.Single(point.Attachments));

        // Others are asked, and who answered or has not cosigned is not; nor anybody while fewer than t have.
        PointQuestion[] others =
        [
            question with
            {
                Answered = new HashSet<int> { own },
            },
            question with
            {
                Cosignatures = lines.Where(line => line.Key != own).ToDictionary(),
            },
            question with
            {
                Cosignatures = lines.Where(line => line.Key == own).ToDictionary(),
            },
        ];
        rosters.Tell(new LockStage.Standing(policy, 7, [9], others));
        Assert.Empty(await OfRosterAsync(server));
        rosters.Tell(new LockStage.Standing(policy, 7, [9], [.. others, question]));
        Assert.IsType<PointWant>(Assert.Single(await OfRosterAsync(server)));

        // The others' questions about the time come with it.
        var nonce = new byte[TrusteeBodies.NonceBytes];
        server.Get<Attestations>().Ask(Rosters.Id, policy.Lot, own % lines.Count + 1, nonce, new byte[64]);
        Assert.Equal(["attest", "point"], (await OfRosterAsync(server)).Select(want => want.Kind));
    }

    private static async Task<IReadOnlyList<TrusteeWant>> OfRosterAsync(TestServer server) =>
        [.. (await WantsAsync(server)).Where(want => want.Session == Rosters.Id)];

    private static async Task<IReadOnlyList<TrusteeWant>> WantsAsync(TestServer server)
    {
        var trustee = server.Trustees[0];
        var caller = new Caller(SignInKind.Trustee, trustee.Name, trustee.SigningKey.PublicPoint);
        var answer = await server.Get<Wants>().FindAsync(caller, null);
        return [.. answer!.Value.Offers.Select(offer => offer.Want)];
    }

    private sealed class Rosters : ILockSource
    {
        public const string Id = "0123456789abcdef0123456789abcdef";
        public const string Stream = "roster." + Id;
        private LockOwner? owner;

        public void Tell(LockStage stage, long? endsAt = null) => owner = new(Stream, "somebody", [stage], endsAt);

        public ValueTask<IReadOnlyList<string>> FindAllAsync() =>
            ValueTask.FromResult<IReadOnlyList<string>>(owner is null ? [] : [Id]);

        public ValueTask<LockOwner?> FindAsync(string id) => ValueTask.FromResult(owner);
    }
}
