using Trading.Gate.Desks;
using Trading.Gate.Doors;
using Trading.Gate.Http;
using Trading.Gate.Identity;
using Trading.Gate.Keys;
using Trading.Gate.StandIn;

namespace Trading.Gate;

/// <summary>The composition root: what there is, and in which order a request meets it.</summary>
public static class Program
{
    private static readonly EdgeProgram Self = new("gate", GateOptions.Usage);
    private const string CookieName = "trading-gate";

    // What the router of Trading.Web/src/gate knows.
    private static readonly string[] PageRoutes = ["/", "/sign-in/{**rest}", "/draw/{**rest}"];

    public static Task<int> Main(string[] args) =>
        Self.RunAsync(args, GateOptions.Parse, RunAsync, wrong => wrong is OfficeSetupException);

    /// <summary>The whole gate, not yet started; a test may exchange services.</summary>
    public static WebApplication Build(ServedOptions options, Action<IServiceCollection>? change = null)
    {
        var self = OfficeSelf.Load(OfficeKind.Gate, options.Keys, options.Trust);
        WebApplicationBuilder builder = EdgeSetup.Builder(options.Urls);
        Stores(builder.Services, options.Data);
        builder.Services.AddSessions<Desk>(CookieName, "Trading.Gate", options.Data);
        Doors(builder.Services, options, self);
        builder.Services.AddEdge().AddLimits();
        change?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseEdge(all => all.UseMiddleware<OwnPagesOnly>());
        app.MapHealth();
        app.MapSignIn<Desk>();
        app.MapGate();
        Pages.Map(app, PageRoutes);
        app.PrepareBodies();
        return app;
    }

    private static Task<int> RunAsync(GateOptions options) =>
        options switch
        {
            MakeDeskOptions make => MakeDeskAsync(make),
            StandInOptions standIn => EdgeProgram.ServeAsync(IdentityStandIn.Build(standIn.Urls, standIn.Answer)),
            _ => EdgeProgram.ServeAsync(Build((ServedOptions)options)),
        };

    private static async Task<int> MakeDeskAsync(MakeDeskOptions options)
    {
        if (!AccountRules.IsUser(options.User))
            return await Self.RefuseAsync("USER is 1 to 64 of a-z, 0-9, '.', '_', '-'");
        var services = new ServiceCollection().AddLogging().AddSingleton<Clock>();
        Stores(services, options.Data);
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        var told = await scope.ServiceProvider.GetRequiredService<AccountOffice<Desk>>().MakeAsync(options.User);
        Console.Out.WriteLine(told.Password);
        return 0;
    }

    private static void Stores(IServiceCollection services, string data) =>
        services
            .AddHttpContextAccessor()
            .AddSingleton(_ => new DataFolder(data))
            .AddAccounts<Desk, DesksContext, DesksFile>(folder => new DesksFile(folder.File(DesksFile.FileName)));

    private static void Doors(IServiceCollection services, ServedOptions options, OfficeSelf self)
    {
        services
            .AddSingleton(provider => Opened(provider.GetRequiredService<DataFolder>()))
            .AddSingleton<GateStore>()
            .AddSingleton(_ => new OfficeClient(OfficeClient.NewHttp(options.Platform), self))
            .AddSingleton<OpenDoors>()
            .AddSingleton<Settlement>()
            .AddSingleton<GateDesk>()
            .AddSingleton<SeatDesk>()
            .AddSingleton<SeatingRooms>()
            .AddSingleton<KeyStore>()
            .AddSingleton<KeySettlement>()
            .AddSingleton<KeyDesk>()
            .AddSingleton(new GatePlace(options.Place))
            .AddSingleton(options.Pace)
            .OpenFirst(store =>
            {
                store.GetRequiredService<GateFile>();
                store.GetRequiredService<DesksFile>();
            })
            .AddHostedService<GateLoop>()
            .AddHostedService<KeyLoop>();
        if (options.Device is { } device)
            services.AddSingleton(_ => new IdentityClient(IdentityClient.NewHttp(device)));
    }

    private static GateFile Opened(DataFolder data)
    {
        var file = new GateFile(data.File(GateFile.FileName));
        file.Prepare();
        return file;
    }
}
