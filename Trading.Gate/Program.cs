using System.Text.Json.Serialization;
using Trading.Gate.Desks;
using Trading.Gate.Doors;
using Trading.Gate.Http;
using Trading.Gate.Identity;
using Trading.Gate.StandIn;

namespace Trading.Gate;

/// <summary>The composition root: what there is, and in which order a request meets it.</summary>
public static class Program
{
    private const int Refused = 1;
    private const int Senseless = 2;
    private const string CookieName = "trading-gate";

    // What the router of Trading.Web/src/gate knows.
    private static readonly string[] PageRoutes = ["/", "/sign-in/{**rest}", "/draw/{**rest}"];

    public static async Task<int> Main(string[] args)
    {
        // `trading gate …` hands over its verb, too.
        string[] words = args is ["gate", .. var rest] ? rest : args;
        if (words.Contains("--help"))
        {
            Console.Out.WriteLine(GateOptions.Usage);
            return 0;
        }
        if (GateOptions.Parse(words) is not { } options)
        {
            await Console.Error.WriteLineAsync(GateOptions.Usage);
            return Senseless;
        }
        try
        {
            return await RunAsync(options);
        }
        catch (OfficeSetupException wrong)
        {
            return await RefuseAsync(wrong.Message);
        }
        catch (InvalidOperationException taken) when (taken.InnerException is IOException)
        {
            return await RefuseAsync($"{taken.Message}: stop it first");
        }
    }

    /// <summary>The whole gate, not yet started; a test may exchange services.</summary>
    public static WebApplication Build(ServedOptions options, Action<IServiceCollection>? change = null)
    {
        var self = OfficeSelf.Load(OfficeKind.Gate, options.Keys, options.Trust);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(options.Urls).ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.ForEdge();
        Stores(builder.Services, options.Data);
        builder.Services.AddSessions<Desk>(CookieName, "Trading.Gate", options.Data);
        Doors(builder.Services, options, self);
        Edge(builder.Services);
        change?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages(async context =>
        {
            var http = context.HttpContext;
            if (!await http.RequestServices.GetRequiredService<Pages>().TryTellUnknownAsync(http))
                await Problems.OfStatus(http.Response.StatusCode).ExecuteAsync(http);
        });
        app.UseRouting();
        app.UseRateLimiter();
        app.UseMiddleware<OwnPagesOnly>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseStrictRequests(); // behind the rights: a stranger's body is not even read
        app.MapGet("/healthz", () => TypedResults.Ok(new { state = "up" }));
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapSignIn<Desk>();
        app.MapGate();
        Pages.Map(app, PageRoutes);
        app.PrepareBodies();
        return app;
    }

    private static async Task<int> RunAsync(GateOptions options)
    {
        if (options is MakeDeskOptions make)
            return await MakeDeskAsync(make);
        await using var app = options is StandInOptions standIn
            ? IdentityStandIn.Build(standIn.Urls, standIn.Answer)
            : Build((ServedOptions)options);
        await app.RunAsync();
        return 0;
    }

    private static async Task<int> MakeDeskAsync(MakeDeskOptions options)
    {
        if (!AccountRules.IsUser(options.User))
            return await RefuseAsync("USER is 1 to 64 of a-z, 0-9, '.', '_', '-'");
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
            .AddSingleton(new GatePlace(options.Place))
            .AddSingleton(options.Pace)
            .AddHostedService<StoresFirst>()
            .AddHostedService<GateLoop>();
        if (options.Device is { } device)
            services.AddSingleton(_ => new IdentityClient(IdentityClient.NewHttp(device)));
    }

    private static GateFile Opened(DataFolder data)
    {
        var file = new GateFile(data.File(GateFile.FileName));
        file.Prepare();
        return file;
    }

    private static void Edge(IServiceCollection services)
    {
        services
            .AddSingleton<Clock>()
            .AddSingleton(_ => new Pages(Pages.Folder))
            .AddLimits()
            .AddStrictRequests()
            .AddDescription()
            .AddExceptionHandler<FailureHandler>()
            .AddProblemDetails();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
    }

    private static async Task<int> RefuseAsync(string why)
    {
        await Console.Error.WriteLineAsync($"trading gate: {why}");
        return Refused;
    }

    /// <summary>A store that cannot be read ends the start, and not a request.</summary>
    private sealed class StoresFirst(IServiceProvider services) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            services.GetRequiredService<GateFile>();
            services.GetRequiredService<DesksFile>();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
