using Microsoft.Extensions.DependencyInjection;
using Trading.Crypto;
using Trading.Server.Locks;
using Trading.Server.Streams;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Locks;

/// <summary>The post knows no procedure: what trustees say of a second one's locks reaches its taker.</summary>
public sealed class LockTakerTests
{
    [Fact]
    public async Task Messages_about_a_second_procedures_lock_reach_its_taker_and_no_other()
    {
        var rosters = new Rosters();
        await using var server = await TestServer.StartAsync(services => services.AddSingleton<ILockTaker>(rosters));
        var session = new ManyLots(server, 1);
        await session.PublishAsync();
        rosters.Policy = session.Policies[0] with { Session = Rosters.Id, Lot = Rosters.Lot };
        var (first, foreign) = (server.Trustees[0], server.Trustees[1]);
        using var http = await first.SignInAsync();

        var point = first.Say(TrusteeMessageKind.Point, Rosters.Id, Rosters.Lot, TrusteeBodies.Point([1], [2]));
        using (var taken = await TestTrustee.PostAsync(http, point))
            Assert.True(taken.IsSuccessStatusCode);
        Assert.Equal((point.Kind, 1), Assert.Single(rosters.Taken));

        // Signatures and names are checked before a taker sees anything.
        Assert.Equal(
            (403, "BadSignature"),
            await TestTrustee
                .PostAsync(http, foreign.Say(TrusteeMessageKind.Point, Rosters.Id, Rosters.Lot, point.Body))
                .Refused()
        );
        Assert.Equal(
            (404, "NotFound"),
            await TestTrustee.PostAsync(http, first.Say(TrusteeMessageKind.Point, Rosters.Id, "2", [])).Refused()
        );
        Assert.Single(rosters.Taken);

        // The opening has no use for a point.
        Assert.Equal(
            (400, "Malformed"),
            await TestTrustee
                .PostAsync(http, first.Say(TrusteeMessageKind.Point, session.Id, session.Policies[0].Lot, point.Body))
                .Refused()
        );
    }

    [Fact]
    public async Task Cosignatures_of_the_owners_stream_clocks_and_refusals_are_the_same_for_all()
    {
        var rosters = new Rosters();
        await using var server = await TestServer.StartAsync(services => services.AddSingleton<ILockTaker>(rosters));
        var session = new ManyLots(server, 1);
        await session.PublishAsync();
        rosters.Policy = session.Policies[0] with { Session = Rosters.Id, Lot = Rosters.Lot };
        var first = server.Trustees[0];
        using var http = await first.SignInAsync();

        var heads = server.Get<HeadStore>();
        var note = server.Get<Platform>().SignHead(Rosters.Stream, 3, new byte[32]);
        heads.PutHead(Rosters.Stream, 3, note);
        var key = new NoteKey(Suite.P256, first.Name, first.SigningKey.PublicPoint, NoteKeyKind.Cosignature);
        var text = note.Split("\n\n")[0] + "\n";
        var line = Cosignature.Sign(text, key, first.SigningKey, 1_790_000_000) + "\n";
        await SayAsync(TrusteeMessageKind.Cosignature, "", System.Text.Encoding.UTF8.GetBytes(line));
        Assert.True(heads.HasCosignature(Rosters.Stream, 3, first.Name));

        var nonce = System.Security.Cryptography.RandomNumberGenerator.GetBytes(TrusteeBodies.NonceBytes);
        await SayAsync(TrusteeMessageKind.AttestRequest, Rosters.Lot, nonce);
        var other = rosters.Policy.NumberOf(server.Trustees[1].SigningKey.PublicPoint);
        var (wants, _) = server.Get<Attestations>().WantsOf(Rosters.Id, Rosters.Lot, other);
        Assert.Equal(nonce, Assert.IsType<AttestWant>(Assert.Single(wants)).Nonce);

        await SayAsync(
            TrusteeMessageKind.Refusal,
            Rosters.Lot,
            TrusteeBodies.Refusal("point", TrusteeReason.NotSeated, "")
        );
        Assert.Empty(rosters.Taken);

        async Task SayAsync(TrusteeMessageKind kind, string lot, byte[] body)
        {
            using var taken = await TestTrustee.PostAsync(http, first.Say(kind, Rosters.Id, lot, body));
            Assert.True(taken.IsSuccessStatusCode, await taken.Content.ReadAsStringAsync());
        }
    }

    private sealed class Rosters : ILockTaker
    {
        public const string Id = "0123456789abcdef0123456789abcdef";
        public const string Lot = "names";
        public const string Stream = "roster." + Id;

        public LockPolicy? Policy { get; set; }

        public List<(TrusteeMessageKind Kind, int Trustee)> Taken { get; } = [];

        public ValueTask<LockPolicy?> FindPolicyAsync(string owner, string lot, byte[] key) =>
            ValueTask.FromResult(owner == Id && (lot.Length == 0 || lot == Lot) ? Policy : null);

        public string StreamOf(string owner) => Stream;

        public Task<Refusal?> TakeAsync(TrusteeMessage message, LockPolicy policy, int trustee)
        {
            Taken.Add((message.Kind, trustee));
            return Task.FromResult<Refusal?>(null);
        }
    }
}
