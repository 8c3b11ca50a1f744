using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Trading.Edge.SignIn;
using Trading.Edge.Time;
using Trading.Gate.Desks;
using Trading.Gate.Doors;
using Trading.Offices;

namespace Trading.Gate.Tests;

/// <summary>The machine's clock, moved to half an hour before the room of the draw opens.</summary>
internal sealed class DoorClock(long roomAt) : Clock
{
    private long offset = roomAt - 1_800 * Draw.Second - new Clock().Now;

    public override long Now => base.Now + Interlocked.Read(ref offset);

    public void Advance(TimeSpan by) => Interlocked.Add(ref offset, (long)by.TotalMicroseconds);
}

/// <summary>A draw whose platform and trustees are played, and real gates over folders of their own.</summary>
internal sealed class World : IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, string> arrived = new();
    private readonly ConcurrentDictionary<int, string> doors = new();
    private readonly List<(WebApplication App, string Data)> gates = [];

    private World(OfficeKeys keys, Draw draw, FakePlatform platform)
    {
        (Keys, Draw, Platform) = (keys, draw, platform);
        Clock = new DoorClock(draw.Request.RoomAt);
        Seated = [.. draw.Transcript.Steps.Select(step => step.Position).Distinct()];
        platform.Rows[DrawWorld.RootOf(draw)] = DrawWorld.RowsOf(draw);
        platform.Judge = Judge;
        platform.Tasks = Tasks;
    }

    public OfficeKeys Keys { get; }

    public Draw Draw { get; }

    public FakePlatform Platform { get; }

    public DoorClock Clock { get; }

    public Lines Log { get; } = new();

    /// <summary>Positions that the platform expects.</summary>
    public int[] Seated { get; }

    /// <summary>Whether trustees answer what is presented.</summary>
    public bool DoAnswer { get; set; } = true;

    /// <summary>Whether the platform is in trouble for these outcomes.</summary>
    public Func<PositionOutcome, bool> IsAway { get; set; } = _ => false;

    /// <summary>Whether of two gates that ask for one record the first has the door; after a minute it has no more.</summary>
    public bool IsDoorKept { get; set; } = true;

    /// <summary>Whether the platform is in trouble for records.</summary>
    public bool AreSeatsAway { get; set; }

    /// <summary>What the platform answers to the key of a seat.</summary>
    public Func<Heard, Verdict> JudgeKey { get; set; } = _ => 200;

    /// <summary>What else the platform asks for.</summary>
    public Func<IEnumerable<object>> MoreTasks { get; set; } = () => [];

    /// <summary>How it asks for the draw's people.</summary>
    public Func<object>? AdmitTask { get; set; }

    /// <summary>A world over a draw and a trust file that a test made.</summary>
    public static async Task<World> StartAsync(OfficeKeys keys, Draw draw) =>
        new(keys, draw, await FakePlatform.StartAsync(keys));

    public static async Task<World> StartAsync()
    {
        var keys = new OfficeKeys(OfficeKind.Gate);
        return new World(keys, Draw.Of(40), await FakePlatform.StartAsync(keys));
    }

    public async Task<Gate> StartGateAsync(
        string place = "",
        Uri? device = null,
        TimeSpan? waiting = null,
        string? data = null
    )
    {
        data ??= Directory.CreateTempSubdirectory("trading-gate-").FullName;
        var options = new ServedOptions(
            "http://127.0.0.1:0",
            data,
            Keys.Folder,
            Keys.Trust,
            Platform.Address,
            place,
            device
        )
        {
            Pace = new GatePace { BetweenLooks = TimeSpan.FromMilliseconds(20) },
        };
        var app = Program.Build(
            options,
            services =>
            {
                services.Replace(ServiceDescriptor.Singleton<Clock>(Clock));
                services.AddLogging(logging => logging.ClearProviders().AddProvider(Log));
                if (waiting is { } patience)
                    services.Replace(
                        ServiceDescriptor.Singleton(provider => new GateDesk(
                            provider.GetRequiredService<OfficeClient>(),
                            provider.GetRequiredService<OpenDoors>(),
                            provider.GetRequiredService<GateStore>(),
                            provider.GetRequiredService<Settlement>(),
                            provider.GetRequiredService<GatePlace>(),
                            provider.GetRequiredService<ILogger<GateDesk>>()
                        )
                        {
                            Waiting = patience,
                        })
                    );
            }
        );
        await app.StartAsync();
        gates.Add((app, data));
        var gate = new Gate(this, app, data);
        await Until.TrueAsync(
            "the gate knows the draw",
            Pace.Slowest.Patience(20),
            () => Task.FromResult(app.Services.GetRequiredService<OpenDoors>().Find(Draw.Request.Draw) is not null)
        );
        return gate;
    }

    /// <summary>A gate that a test stopped itself.</summary>
    public void Forget(WebApplication app) => gates.RemoveAll(gate => gate.App == app);

    public SecretRow Secret(int position) => Draw.Commitment.Secrets[position];

    public static PositionStatement StatementOf(Heard heard)
    {
        Assert.True(PositionStatement.TryParse(heard.Bytes("statement"), out var statement));
        return statement;
    }

    /// <summary>What the gate said of a position, in order.</summary>
    public PositionOutcome[] Said(int position) =>
        [
            .. Platform
                .Heard.Where(heard => heard.Name == "arrivals")
                .Select(StatementOf)
                .Where(statement => statement.Position == position)
                .Select(statement => statement.Outcome),
        ];

    public async ValueTask DisposeAsync()
    {
        foreach (var (app, data) in gates)
        {
            await app.StopAsync();
            app.Services.GetRequiredService<GateFile>().Release();
            app.Services.GetRequiredService<DesksFile>().Release();
            await app.DisposeAsync();
            if (Directory.Exists(data))
                Directory.Delete(data, recursive: true);
        }
        await Platform.DisposeAsync();
        Keys.Dispose();
    }

    private IEnumerable<object> Tasks()
    {
        yield return AdmitTask?.Invoke() ?? DrawWorld.Admit(Draw);
        foreach (var task in MoreTasks())
            yield return task;
        if (!DoAnswer)
            yield break;
        // Where two gates are let in at once, the slower one is answered after the other's arrival too.
        var open = Seated.Where(p => !IsDoorKept || !arrived.ContainsKey(p));
        foreach (var position in open.Where(p => Said(p).Contains(PositionOutcome.Presented)))
            yield return DrawWorld.Unseal(
                Draw,
                position,
                DrawWorld.Shares(Draw, RecordKind.Name, position, Keys.StaticPoint, 1, 3)
            );
    }

    // As the platform does: one door at a time, one signature arrives.
    private Verdict Judge(Heard heard)
    {
        if (heard.Name == "seats")
            return AreSeatsAway ? 503 : 200;
        if (heard.Name == "persons")
            return 200;
        if (heard.Name == "room-seats")
            return JudgeKey(heard);
        var statement = StatementOf(heard);
        var signature = heard.Bytes("signature");
        Assert.True(
            SigningKey.Verify(
                Suite.P256,
                Keys.Signing.PublicPoint,
                Tags.DrawArrival,
                heard.Bytes("statement"),
                signature
            )
        );
        if (IsAway(statement.Outcome))
            return 503;
        var (position, name) = (statement.Position, Convert.ToHexString(signature));
        if (statement.Outcome == PositionOutcome.Unopened)
            doors.TryRemove(position, out _);
        if (
            !(PersonSeat.IsPerson(position) || Seated.Contains(position))
            || (statement.Outcome == PositionOutcome.Presented && arrived.ContainsKey(position))
        )
            return new Verdict(409, "Conflict");
        if (statement.Outcome == PositionOutcome.Presented && IsDoorKept && doors.GetOrAdd(position, name) != name)
            return new Verdict(409, "TooEarly");
        return statement.Outcome != PositionOutcome.Arrived || arrived.GetOrAdd(position, name) == name
            ? 200
            : new Verdict(409, "Conflict");
    }
}

/// <summary>One gate, and a desk that is signed in to it.</summary>
internal sealed class Gate(World world, WebApplication app, string data)
{
    public const string Password = "a password of the tests";

    public string Data => data;

    public Uri Address { get; } = new(app.Urls.Single());

    /// <summary>The process ends; its folder stays.</summary>
    public async Task StopAsync()
    {
        world.Forget(app);
        await app.StopAsync();
        Get<GateFile>().Release();
        Get<DesksFile>().Release();
        await app.DisposeAsync();
    }

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public async Task<DeskClient> SignedInAsync(string user = "east")
    {
        await using var scope = app.Services.CreateAsyncScope();
        var told = await scope.ServiceProvider.GetRequiredService<AccountOffice<Desk>>().MakeAsync(user);
        var client = new DeskClient(Address, world);
        await client.SignInAsync(user, told.Password, Password);
        return client;
    }
}
