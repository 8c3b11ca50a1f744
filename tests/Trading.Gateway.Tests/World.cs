using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Trading.Edge.Time;
using Trading.Gateway.Http;
using Trading.Gateway.Notices;
using Trading.Gateway.Providers;
using Trading.Gateway.StandIn;

namespace Trading.Gateway.Tests;

/// <summary>A draw whose platform asks a real gateway on loopback, which asks a real stand-in of a provider.</summary>
internal sealed class World : IAsyncDisposable
{
    public static readonly NoticePace Quick = new()
    {
        BetweenLooks = TimeSpan.FromMilliseconds(20),
        BetweenRings = TimeSpan.FromMilliseconds(50),
        FirstWait = TimeSpan.FromMilliseconds(2),
        LongestWait = TimeSpan.FromMilliseconds(50),
        BetweenSweeps = TimeSpan.FromMilliseconds(20),
    };

    public const string Contact = "0755-1234 5678（林）";

    private World(OfficeKeys keys, Draw draw, FakePlatform platform, WebApplication provider)
    {
        (Keys, Draw, Platform, Provider) = (keys, draw, platform, provider);
        Data = Directory.CreateTempSubdirectory("trading-gateway-").FullName;
    }

    public OfficeKeys Keys { get; }

    public Draw Draw { get; }

    public FakePlatform Platform { get; }

    public WebApplication Provider { get; }

    public string Data { get; }

    public Lines Log { get; } = new();

    /// <summary>An hour before the room's hour when the world begins.</summary>
    public MovedClock Clock { get; } = new();

    public StandInCalls Calls => Provider.Services.GetRequiredService<StandInCalls>();

    /// <summary>Another provider than the stand-in, for the next gateway that is started.</summary>
    public Uri? OtherProvider { get; set; }

    public Uri ProviderAddress => OtherProvider ?? new(Provider.Urls.Single() + "/");

    public WebApplication? Gateway { get; private set; }

    public static async Task<World> StartAsync(Behaviour behaviour, int ringMillis = 0)
    {
        var keys = new OfficeKeys(OfficeKind.Gateway);
        var draw = Draw.Of(40);
        var provider = StandInServer.Build("http://127.0.0.1:0", behaviour, TimeSpan.FromMilliseconds(ringMillis));
        await provider.StartAsync();
        var world = new World(keys, draw, await FakePlatform.StartAsync(keys), provider);
        world.Platform.Rows[DrawWorld.RootOf(draw)] = DrawWorld.RowsOf(draw);
        world.Clock.Begin(draw.Request.RoomAt - Draw.Second * 3_600);
        return world;
    }

    public ServedOptions Options(NoticeLanguage language = NoticeLanguage.Chinese, bool hasPage = false) =>
        new("http://127.0.0.1:0", Data, Keys.Folder, Keys.Trust, Platform.Address, ProviderAddress, language)
        {
            Pace = Quick,
            Page = hasPage ? new PageOptions(PageVisitor.Site, "http://127.0.0.1:0", Contact) : null,
        };

    public async Task<WebApplication> StartGatewayAsync(
        NoticeLanguage language = NoticeLanguage.Chinese,
        bool hasPage = false
    )
    {
        Gateway = Program.Build(
            Options(language, hasPage),
            services =>
                services.AddSingleton<Clock>(Clock).AddLogging(logging => logging.ClearProviders().AddProvider(Log))
        );
        await Gateway.StartAsync();
        return Gateway;
    }

    /// <summary>Where the page of this gateway listens.</summary>
    public Uri PageAddress => new(Gateway!.Services.GetRequiredService<PageHost>().Urls.Single());

    public async Task StopGatewayAsync()
    {
        if (Gateway is null)
            return;
        await Gateway.StopAsync();
        Gateway.Services.GetRequiredService<GatewayFile>().Release();
        await Gateway.DisposeAsync();
        Gateway = null;
    }

    /// <summary>The platform wants this position reached, until it has an outcome that ends it.</summary>
    public void Want(int position, object[]? shares = null)
    {
        var task = DrawWorld.Notify(Draw, position, shares ?? Shares(position, 1, 3));
        Platform.Tasks = () => Platform.Heard.Any(IsEnd) ? [] : [task];
    }

    public object[] Shares(int position, params int[] trustees) =>
        DrawWorld.Shares(Draw, RecordKind.Contact, position, Keys.StaticPoint, trustees);

    /// <summary>The statement with this outcome, checked.</summary>
    public async Task<PositionStatement> ToldAsync(PositionOutcome outcome)
    {
        var heard = await Platform.HearAsync("notices", heard => StatementOf(heard).Outcome == outcome);
        Assert.True(
            SigningKey.Verify(
                Suite.P256,
                Keys.Signing.PublicPoint,
                Tags.DrawNotice,
                heard.Bytes("statement"),
                heard.Bytes("signature")
            )
        );
        return StatementOf(heard);
    }

    public static PositionStatement StatementOf(Heard heard)
    {
        Assert.True(PositionStatement.TryParse(heard.Bytes("statement"), out var statement));
        return statement;
    }

    public Task<StandInCall> CalledAsync(Func<StandInCall, bool>? isIt = null) =>
        Until.SeenAsync(
            "a call",
            Pace.Slowest.Patience(20),
            () => Task.FromResult(Calls.List().FirstOrDefault(isIt ?? (_ => true)))
        );

    public async ValueTask DisposeAsync()
    {
        await StopGatewayAsync();
        await Platform.DisposeAsync();
        await Provider.DisposeAsync();
        Keys.Dispose();
        Directory.Delete(Data, recursive: true);
    }

    private bool IsEnd(Heard heard) =>
        heard.Name == "notices"
        && StatementOf(heard).Outcome != PositionOutcome.Unreached
        && Platform.Judge(heard).Status == 200;
}

/// <summary>A clock that begins when a test says so and goes on by itself.</summary>
internal sealed class MovedClock : Clock
{
    private long moved;

    public override long Now => base.Now + Volatile.Read(ref moved);

    public void Begin(long at) => Volatile.Write(ref moved, at - base.Now);
}
