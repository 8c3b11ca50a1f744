using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Trading.Crypto;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Seatings;
using Trading.Evaluation.Statements;
using Trading.Evaluation.Tests.Draws;
using Trading.Evaluation.Tests.Fixtures;
using Trading.Server.Draws;

namespace Trading.Server.Tests.World;

/// <summary>
/// Each test has a server of its own whose trust file names the offices of draws. What trustees answer is said at the
/// draw's desk; everything else goes over HTTP, and the same is decided in memory.
/// </summary>
public abstract class OwnDraw : OwnServer
{
    private protected const long Hour = 3_600_000_000;
    private protected const string Custodian = "pool";
    private protected const string Gateway = "bell";
    private protected const string Gate = "door";
    private DrawKeys keys = null!;

    /// <summary>What of the request is otherwise.</summary>
    private protected virtual DrawRequest Wish(DrawRequest plain) => plain;

    /// <summary>Not published yet; its hour is an hour ahead.</summary>
    private protected DecidedDraw Draw { get; set; } = null!;

    private protected SigningKey GateKey => keys.Gate;

    private protected Client Host { get; private set; } = null!;

    /// <summary>Whose bids are evaluated.</summary>
    private protected virtual string Session => "";

    private protected string Path => $"/api/draws/{Draw.Request.Draw}";

    /// <summary>What a test has the server use instead of its own.</summary>
    private protected virtual void Change(IServiceCollection services) { }

    private protected override Task<TestServer> StartAsync() =>
        TestServer.StartAsync(
            Change,
            server =>
            {
                keys = DrawKeys.New() with { Host = server.Host.Key, Supervisor = server.Supervisor.Key };
                Draw = NewDraw(server, Wish);
                return new TrustFile(
                    [],
                    Draw.Trust.Trustees,
                    [],
                    [
                        OfficeOf(OfficeKind.Custodian, Custodian, keys.Custodian),
                        OfficeOf(OfficeKind.Gateway, Gateway, keys.Gateway),
                        OfficeOf(OfficeKind.Gate, Gate, keys.Gate),
                    ]
                );
            }
        );

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Host = Keep(await Server.Client(Server.Host).SignInAsync());
    }

    /// <summary>Another draw of the same people, for no session; something of it may be otherwise.</summary>
    private protected DecidedDraw NewDraw(TestServer server, Func<DrawRequest, DrawRequest>? change = null)
    {
        var plain = DrawRequests.New() with
        {
            Draw = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            Session = Session,
            Lot = "",
            DrawAt = server.Clock.Now + Hour,
            RoomAt = server.Clock.Now + 2 * Hour,
        };
        return new DecidedDraw(change?.Invoke(plain) ?? plain, keys, server.PlatformKey.PublicPoint);
    }

    private protected Task<Client> OfficeAsync(string name) =>
        Kept(
            Server
                .Client()
                .SignInAsOfficeAsync(
                    name,
                    name switch
                    {
                        Custodian => keys.Custodian,
                        Gateway => keys.Gateway,
                        _ => keys.Gate,
                    }
                )
        );

    private protected Task<Client> PersonAsync(Person person) => Kept(Server.Client(person).SignInAsync());

    private async Task<Client> Kept(Task<Client> client) => Keep(await client);

    /// <summary>What a host sends.</summary>
    private protected static object BodyOf(RequestDraw wish) =>
        new
        {
            wish.Draw,
            wish.Request,
            wish.Policies,
            wish.Salt,
            wish.GateSalt,
            wish.Signature,
        };

    private protected virtual async Task PublishAsync()
    {
        await Host.Post("/api/draws", BodyOf(Draw.Publication())).Ok();
        Assert.True(Draw.Publish().IsAccepted);
    }

    /// <summary>The three locks stand, as if trustees had made them.</summary>
    private protected async Task LockAsync()
    {
        foreach (var wish in Draw.Certificates)
            await DeskAsync(wish);
        Draw.Certify();
    }

    /// <summary>The custodian's commitment as it is sent.</summary>
    private protected byte[] Commitment(SigningKey? signer = null)
    {
        var wish = Draw.Commit(signer);
        return [.. wish.Signature, .. wish.Head, .. Draw.Commitment.Positions.SelectMany(p => p.ToBytes())];
    }

    /// <summary>Everything up to the seating; the server's clock stands at the draw's hour then.</summary>
    private protected async Task SeatAsync()
    {
        await PublishAsync();
        await LockAsync();
        var custodian = await OfficeAsync(Custodian);
        await custodian.PostOctets($"{Path}/commitment", Commitment()).Ok();
        Assert.True(Draw.Do(Draw.CommitmentOf(Draw.Commitment.Root)).IsAccepted);
        Server.Clock.MoveTo(Draw.Request.DrawAt);
        Draw.Now = Draw.Request.DrawAt;
        var wish = Draw.Combine(1, 3);
        await DeskAsync(wish);
        Assert.True(Draw.Do(wish).IsAccepted);
    }

    /// <summary>An office's statement as it is sent.</summary>
    private protected static object Said(TellPosition wish) => new { wish.Statement, wish.Signature };

    /// <summary>A name as the gate sends it.</summary>
    private protected static object Said(UnsealSeat wish) =>
        new
        {
            wish.Leaf.Position,
            wish.Record.Number,
            wish.Record.Name,
            wish.Record.Id,
            wish.Record.Salt,
            wish.Record.Rest,
        };

    /// <summary>An expert comes in and the record is opened.</summary>
    private protected async Task ArriveAsync(Client gate, int position)
    {
        foreach (var outcome in new[] { PositionOutcome.Presented, PositionOutcome.Arrived })
            await gate.Post($"{Path}/arrivals", Said(Draw.Tell(position, outcome))).Ok();
        await gate.Post($"{Path}/seats", Said(Draw.Unseal(position))).Ok();
        Draw.Arrive(position);
    }

    private protected async Task DeskAsync(DrawCommand wish) =>
        Assert.Null((await Server.Get<DrawDesks>().Of(Draw.Request.Draw).SendAsync(wish)).Refusal);

    private static TrustedOffice OfficeOf(OfficeKind kind, string name, SigningKey key) =>
        new(kind, name, key.PublicPoint, SigningKey.Generate(Suite.P256).PublicPoint);
}
