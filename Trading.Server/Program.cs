using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trading.Crypto;
using Trading.Documents;
using Trading.Locks.Sources;
using Trading.Server.Announce;
using Trading.Server.Draws;
using Trading.Server.Locks;
using Trading.Server.Media;
using Trading.Server.Opening;
using Trading.Server.People;
using Trading.Server.Requests;
using Trading.Server.Rooms;
using Trading.Server.Scores;
using Trading.Server.Storage;
using Trading.Server.Streams;
using Trading.Server.Time;

namespace Trading.Server;

/// <summary>The composition root: what there is, and in which order a request meets it.</summary>
public static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args.Contains(FirstManager.Word))
            return await FirstManager.RunAsync(args, Console.In, Console.Out, Console.Error);
        if (args.Contains(FirstPublisher.Word))
            return await FirstPublisher.RunAsync(args, Console.Error);
        if (ServerOptions.Parse(args) is not { } options)
        {
            await Console.Error.WriteLineAsync(ServerOptions.Usage);
            return 2;
        }
        await using var app = Build(options);
        await app.RunAsync();
        return 0;
    }

    /// <summary>The whole server, not yet started; a test may exchange services.</summary>
    public static WebApplication Build(ServerOptions options, Action<IServiceCollection>? change = null)
    {
        var builder = EdgeSetup.Builder(options.Urls);
        builder
            .Logging.AddFilter("Trading.Server.People.TicketHandler", LogLevel.Warning) // a line per refused request
            .AddFilter("Microsoft.AspNetCore.SignalR", LogLevel.None); // and one per refused Join
        Stores(builder.Services, options);
        People(builder.Services, options);
        Opening(builder.Services, options);
        builder.Services.AddDraws().AddRooms().AddMedia(options.Media);
        Edge(builder.Services);
        change?.Invoke(builder.Services);

        var app = builder.Build();
        app.Services.GetRequiredService<SignIn>().SeedDemo();
        app.UseArrivals(); // before everything: nothing of ours may make a bid late
        app.UseEdge();
        app.UseMaskedSeats();
        Routes(app);
        app.PrepareBodies();
        return app;
    }

    private static void Routes(WebApplication app)
    {
        app.MapGet("/healthz", (Rereading rereading) => TypedResults.Ok(rereading.Health())).DisableHttpMetrics();
        app.MapGet("/api/time", (Clock clock) => TypedResults.Ok(new PlatformTime(clock.Now)));
        app.MapGet("/api/trust", (Platform platform) => TypedResults.Text(platform.Trust.ToText()));
        app.MapSignIn();
        app.MapMe();
        app.MapPeople();
        app.MapPublishers();
        app.MapOpening();
        app.MapRecord();
        app.MapDocuments();
        app.MapIntake();
        app.MapStreams();
        app.MapTrustees();
        app.MapFeed();
        app.MapDraws();
        app.MapRooms();
        app.MapMedia();
        app.MapScores();
        app.MapSpeed();
        Pages.Map(app, PageRoutes.All);
    }

    private static void Stores(IServiceCollection services, ServerOptions options) =>
        services
            .AddSingleton(_ => new DataFolder(options.Data))
            .AddSingleton<DiskSpace>()
            .AddSingleton<IEventLog>(LogOf)
            .AddSingleton(provider => new RelayFile(
                new SqliteFile(
                    provider.GetRequiredService<DataFolder>().File("relay.db"),
                    Schemas.Relay,
                    mayLoseNewest: true
                ).Prepare()
            ))
            .AddSingleton<HeadStore>()
            .AddSingleton<RelayStore>()
            .AddSingleton<EntryStore>()
            .AddStaff()
            .AddSingleton(provider => new UploadStore(provider.GetRequiredService<DataFolder>().Folder("uploads")))
            .AddSingleton(provider => new BlobStore(
                provider.GetRequiredService<DataFolder>().Folder("blobs"),
                provider.GetRequiredService<Platform>().Suite
            ));

    /// <summary>The log of this installation: papers of rooms lie sealed in it.</summary>
    internal static IEventLog LogOf(IServiceProvider provider)
    {
        var folder = provider.GetRequiredService<DataFolder>();
        return new SealedEventLog(
            new SqliteEventLog(folder.File("log.db")),
            provider.GetRequiredService<Suite>(),
            folder.Secret("papers.secret"),
            Names.SheetsStream("")
        );
    }

    private static void People(IServiceCollection services, ServerOptions options)
    {
        services
            .AddDataProtection()
            .SetApplicationName("Trading")
            .PersistKeysToFileSystem(new DirectoryInfo(OwnerOnly.Folder(options.Data, "keys")));
        services.AddSingleton(new DemoTokens(options.Demo)).AddSingleton<Tickets>().AddSingleton<SignIn>();
        services
            .AddAuthentication(TicketHandler.TicketScheme)
            .AddScheme<AuthenticationSchemeOptions, TicketHandler>(TicketHandler.TicketScheme, null);
        services
            .AddAuthorizationBuilder()
            .AddPolicy(
                TicketHandler.TrusteesOnly,
                policy =>
                    policy
                        .RequireAuthenticatedUser()
                        .RequireAssertion(context => TicketHandler.CallerOf(context.User) is { IsTrustee: true })
            )
            .AddPolicy(
                TicketHandler.OfficesOnly,
                policy =>
                    policy
                        .RequireAuthenticatedUser()
                        .RequireAssertion(context => TicketHandler.CallerOf(context.User) is { IsOffice: true })
            );
    }

    private static void Opening(IServiceCollection services, ServerOptions options) =>
        services
            .AddSingleton(_ => Platform.Load(options.PlatformKey, options.Trust))
            .AddSingleton(provider => provider.GetRequiredService<Platform>().Trust)
            .AddSingleton(provider => provider.GetRequiredService<Platform>().Suite)
            .AddSingleton<SlotTrees>()
            .AddSingleton(provider => new SaltedLeaves(
                provider.GetRequiredService<Suite>(),
                provider.GetRequiredService<DataFolder>().Secret("salts.secret")
            ))
            .AddSingleton<Aggregates>()
            .AddSingleton<Desks>()
            .AddSingleton(provider => new StreamRules([
                .. provider.GetRequiredService<Desks>().Rules,
                .. provider.GetRequiredService<DrawDesks>().Rules,
                .. provider.GetRequiredService<RoomDesks>().Rules,
                .. provider.GetRequiredService<RecordingDesks>().Rules,
            ]))
            .AddSingleton<MayRead>(provider => provider.GetRequiredService<StreamRules>().MayReadAsync)
            .AddSingleton(provider => new LifeFile(provider.GetRequiredService<DataFolder>().File("alive")))
            .AddSingleton(provider => new Heartbeat(
                provider.GetRequiredService<Clock>(),
                provider.GetRequiredService<LifeFile>().Before
            ))
            .AddHostedService<HeartbeatThread>()
            .AddSingleton<TenderNumbers>()
            .AddSingleton<PublicIds>()
            .AddSingleton<PublicationDesk>()
            .AddSingleton<Arrivals>()
            .AddSingleton<Standstills>()
            .AddSingleton<PersonalLimits>()
            .AddSingleton<UploadHeaders>()
            .AddSingleton<Commits>()
            .AddSingleton<Withdrawals>()
            .AddSingleton<Records>()
            .AddSingleton<StoredChunks>()
            .AddSingleton<OpenedDocuments>()
            .AddSingleton<SaidAgain>()
            .AddSingleton<Revocations>()
            .AddSingleton<TickIndex>()
            .AddSingleton<Receipts>()
            .AddSingleton<ReceiptBell>()
            .AddSingleton<Attestations>()
            .AddSingleton<ILockSource, SessionLocks>()
            .AddSingleton<ILockTaker, SessionTaker>()
            .AddSingleton<Cosigning>()
            .AddSingleton<Wants>()
            .AddSingleton<InboxBell>()
            .AddSingleton<TrusteePost>()
            .AddSingleton<FrozenLots>()
            .AddSingleton<PartialDesk>()
            .AddSingleton<Heads>()
            .AddSingleton<Archives>()
            .AddSingleton(new PublicAddress(options.Address))
            .AddSingleton(_ => new Lazy<Fonts>(RecordFonts.Load))
            .AddSingleton<RecordFiles>()
            .AddSingleton<SessionSignals>()
            .AddSingleton<Rereading>()
            .AddHostedService(provider => provider.GetRequiredService<Rereading>())
            .AddSingleton<IProcedure, SessionProcedure>()
            .AddHostedService<DueWorker>();

    private static void Edge(IServiceCollection services) =>
        services
            .AddEdge<LogFailureHandler>()
            .AddLimits()
            .AddStreams()
            .AddFeed()
            .AddScores()
            .AddSingleton<IdempotencyKeys>()
            .Replace(ServiceDescriptor.Singleton<IMeterFactory, SilentMeters>());
}
