using System.Security.Cryptography;
using Trading.Crypto;

namespace Trading.Server.Tests.World;

/// <summary>One session with one lot, its deadline an hour ahead of the clock that the test shifts.</summary>
public sealed class Hall
{
    public const string Lot = "1";
    private LockCertificate? certificate;

    private Hall(
        TestServer server,
        CeremonyFate fate,
        int hoursAhead,
        Person? publisher = null,
        string code = "TC-2025-001"
    )
    {
        Server = server;
        var host = publisher ?? server.Host;
        Terms = new SessionTerms(
            code,
            "道路维修 🚧",
            RulePacks.Newest("construction-national")!,
            [new LotTerms(Lot, "第一标段", PriceKind.Amount, 100_000_000)],
            [
                new SessionRole(Role.Host, host.Name, host.Key.PublicPoint),
                new SessionRole(Role.Supervisor, "supervisor", server.Supervisor.Key.PublicPoint),
            ],
            Drill: true,
            new Publisher(host.Name, host.Key.PublicPoint),
            PeriodSeconds: PeriodSeconds
        );
        CloseAt = server.Clock.Now + hoursAhead * 3_600_000_000L;
        Policy = PolicyOf(server, Terms, fate);
    }

    private Hall(Hall other, SessionTerms terms)
    {
        (Server, Terms, CloseAt) = (other.Server, terms, other.CloseAt);
        Policy = PolicyOf(Server, terms, other.Policy.CeremonyFate) with { Version = terms.PolicyVersion };
    }

    public TestServer Server { get; }
    public string Id { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    public SessionTerms Terms { get; }
    public LockPolicy Policy { get; }
    public long CloseAt { get; }
    public string Stream => Names.SessionStream(Id);
    public string Intake => Names.IntakeStream(Id, Lot);
    public string Received => Names.ReceivedStream(Id, Lot);
    public byte[] Context => Names.ContextHash(Suite.P256, Id, Lot);
    public object Publication =>
        new
        {
            session = Id,
            terms = Terms,
            policies = new[] { LockPolicyCodec.ToBytes(Policy) },
        };
    public LockCertificate Lock => certificate!;

    /// <summary>Published, with a certified lock; trustees are running.</summary>
    public static async Task<Hall> OpenAsync(
        TestServer server,
        CeremonyFate fate = CeremonyFate.Keep,
        int hoursAhead = 1,
        Func<SessionTerms, SessionTerms>? change = null
    )
    {
        var hall = new Hall(server, fate, hoursAhead);
        if (change is not null)
            hall = hall.With(change(hall.Terms));
        foreach (var trustee in server.Trustees)
            trustee.Start();
        using var host = await server.Client(server.Host).SignInAsync();
        await host.Post("/api/sessions", hall.Publication).Ok();
        await host.UntilAsync(hall.Id, Lot, "intake");
        var answer = await host.Get($"/api/sessions/{hall.Id}/lots/{Lot}/lock").Ok();
        Assert.True(
            LockCertificate.TryParse(answer.GetProperty("certificate").GetBytesFromBase64(), out hall.certificate)
        );
        return hall;
    }

    /// <summary>Not published yet.</summary>
    public static Hall Draft(
        TestServer server,
        Person? publisher = null,
        string code = "TC-2025-001",
        int hoursAhead = 1
    ) => new(server, CeremonyFate.Keep, hoursAhead, publisher, code);

    /// <summary>A draft as this one with other terms, under policies that fit them.</summary>
    public Hall With(SessionTerms terms) => new(this, terms);

    /// <summary>Everything in a stream so far, decoded.</summary>
    public async Task<IReadOnlyList<IntakeEvent>> EventsAsync(string stream) =>
        [.. (await Server.Log!.ReadAsync(stream, 0, 100_000)).Select(e => EventCodec.DecodeIntake(e.Type, e.Bytes))];

    /// <summary>Every tick of the intake, as soon as it is drained.</summary>
    public Task<TickSealed[]> DrainedAsync() =>
        Until.SeenAsync(
            "the drain",
            Server.Patience(20),
            async () =>
                (await EventsAsync(Intake)).OfType<TickSealed>().ToArray() is [.., { Drain: true }] ticks ? ticks : null
        );

    /// <summary>Seconds of a rehearsal for objections and confirmations.</summary>
    public const int PeriodSeconds = 2;

    /// <summary>Past the period for objections and confirmations; the clock goes on from there.</summary>
    public void EndPeriod() => Server.Clock.Advance(TimeSpan.FromSeconds(PeriodSeconds));

    /// <summary>
    /// Past the deadline and the time that the drain waits. The clock stands there: how slow this machine is makes no
    /// freeze late.
    /// </summary>
    public void Close() => Server.Clock.Freeze(CloseAt + TickSchedule.DrainDelayMicros + 1);

    private LockPolicy PolicyOf(TestServer server, SessionTerms terms, CeremonyFate fate) =>
        new()
        {
            Session = Id,
            Lot = Lot,
            Purpose = LockPurpose.Open,
            Suite = Suite.P256.Id,
            Threshold = 2,
            Trustees =
            [
                .. server.Trustees.Select(t => new PolicyTrustee(t.Name, t.StaticPoint, t.SigningKey.PublicPoint)),
            ],
            PlatformKey = server.PlatformKey.PublicPoint,
            Custody = Custody.Single,
            CloseAt = CloseAt,
            OpenAt = CloseAt,
            Ticks = [new TickPeriod(86_400, 60), new TickPeriod(600, 5)],
            RecordSizeBytes = 4_096,
            SecondSecret = Trading.Locks.Policies.SecondSecret.None,
            WindowSeconds = 0,
            Quorum = 3,
            CeremonyFate = fate,
            Drill = true,
            Roles = new PolicyRoles(null, null, null, KeyOf(terms, Role.Host), KeyOf(terms, Role.Supervisor)),
            TermsHash = Trading.Opening.Publications.Terms.Hash(Suite.P256, terms),
        };

    private static byte[]? KeyOf(SessionTerms terms, Role role) => terms.Roles.FirstOrDefault(r => r.Role == role)?.Key;
}
