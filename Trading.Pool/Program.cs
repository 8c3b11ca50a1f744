using System.Text.Json.Serialization;
using Trading.Offices;
using Trading.Pool.Contacts;
using Trading.Pool.Draws;
using Trading.Pool.Experts;
using Trading.Pool.Http;
using Trading.Pool.Imports;
using Trading.Pool.Managers;

namespace Trading.Pool;

/// <summary>The composition root: what there is, and in which order a request meets it.</summary>
public static class Program
{
    private const int Refused = 1;
    private const int Senseless = 2;
    private const int MostShown = 100;

    // What the router of Trading.Web/src/pool knows.
    private static readonly string[] PageRoutes =
    [
        "/",
        "/sign-in/{**rest}",
        "/expert/{**rest}",
        "/add/{**rest}",
        "/import/{**rest}",
        "/draws/{**rest}",
        "/acts/{**rest}",
    ];

    public static async Task<int> Main(string[] args)
    {
        // `trading pool …` hands over its verb, too.
        string[] words = args is ["pool", .. var rest] ? rest : args;
        if (words.Contains("--help"))
        {
            Console.Out.WriteLine(PoolOptions.Usage);
            return 0;
        }
        if (PoolOptions.Parse(words) is not { } options)
        {
            await Console.Error.WriteLineAsync(PoolOptions.Usage);
            return Senseless;
        }
        try
        {
            return await RunAsync(options);
        }
        catch (Exception wrong) when (wrong is PoolSetupException or OfficeSetupException)
        {
            return await RefuseAsync(wrong.Message);
        }
        catch (InvalidOperationException taken) when (taken.InnerException is IOException)
        {
            return await RefuseAsync($"{taken.Message}: stop it first");
        }
    }

    /// <summary>The whole pool, not yet started; a test may exchange services.</summary>
    public static WebApplication Build(PoolOptions options, Action<IServiceCollection>? change = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(options.Urls).ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.ForEdge();
        Stores(builder.Services, options);
        builder.Services.AddManagerSessions(options.Data);
        Edge(builder.Services);
        builder.Services.AddDraws(options.Draws);
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
        app.MapSignIn<Manager>();
        app.MapExperts();
        app.MapPool();
        app.MapImports();
        app.MapDraws();
        Pages.Map(app, PageRoutes);
        app.PrepareBodies();
        return app;
    }

    private static async Task<int> RunAsync(PoolOptions options)
    {
        if (options.MakeManager is { } user)
            return await MakeManagerAsync(options.Data, user);
        if (options.Import is { } table)
            return await ImportAsync(options.Data, table);
        await using var app = Build(options);
        await app.RunAsync();
        return 0;
    }

    private static async Task<int> MakeManagerAsync(string data, string user)
    {
        if (!AccountRules.IsUser(user))
            return await RefuseAsync("USER is 1 to 64 of a-z, 0-9, '.', '_', '-'");
        var services = new ServiceCollection().AddLogging();
        Stores(services, new PoolOptions(data, "", user));
        services.AddSingleton<Clock>();
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        provider.GetRequiredService<ContactVault>();
        var told = await scope.ServiceProvider.GetRequiredService<ManagerOffice>().MakeAsync(user);
        Console.Out.WriteLine(told.Password);
        return 0;
    }

    // What the page does in steps a machine that is being set up does at once: read, compare, write all of it.
    private static async Task<int> ImportAsync(string data, string table)
    {
        if (!File.Exists(table) || new FileInfo(table).Length > TableLimits.FileBytes)
            return await RefuseAsync($"{table} is missing, or larger than {TableLimits.FileBytes >> 20} MiB");
        var services = new ServiceCollection().AddLogging();
        Stores(services, new PoolOptions(data, "", null));
        services.AddSingleton<Clock>().AddSingleton<ExpertReading>().AddSingleton<ImportWriting>();
        await using var provider = services.BuildServiceProvider();
        using var job = ActivatorUtilities.CreateInstance<ImportJob>(
            provider,
            "trading pool --import",
            await File.ReadAllBytesAsync(table)
        );
        await job.ReadAsync();
        foreach (var fault in job.Faults(0, MostShown))
            await Console.Error.WriteLineAsync($"line {fault.Line}: {fault.Column}: {fault.Code}");
        if (!job.TryBegin(goodOnly: false))
            return job.View() is { FaultyRows: 0, Faults: 0 } view && view.Same == view.Rows
                ? Told(view)
                : await RefuseAsync("nothing was imported");
        await job.WriteAsync($"--import {Path.GetFileName(table)}");
        return job.View() is { State: ImportState.Done } done ? Told(done) : await RefuseAsync("nothing was imported");
    }

    private static int Told(ImportView view)
    {
        Console.Out.WriteLine($"new {view.New}, changed {view.Changed}, same {view.Same}");
        return 0;
    }

    private static async Task<int> RefuseAsync(string why)
    {
        await Console.Error.WriteLineAsync($"trading pool: {why}");
        return Refused;
    }

    private static void Stores(IServiceCollection services, PoolOptions options) =>
        services
            .AddSingleton(_ => new DataFolder(options.Data))
            .AddSingleton(provider => Opened(provider.GetRequiredService<DataFolder>()))
            .AddSingleton(provider => provider.GetRequiredService<OpenedPool>().File)
            .AddSingleton(provider => provider.GetRequiredService<OpenedPool>().Vault)
            .AddSingleton(provider => provider.GetRequiredService<OpenedPool>().Draws)
            .AddSingleton<WriteGate>()
            .AddSingleton<PoolActs>()
            .AddManagers();

    // The key first: a store of experts is of no use without the key that its contacts were sealed with.
    private static OpenedPool Opened(DataFolder data)
    {
        var path = data.File(PoolFile.FileName);
        var secret = ContactKey.Read(data, isNew: !File.Exists(path));
        var file = new PoolFile(path);
        file.Prepare();
        return new OpenedPool(file, new ContactVault(secret), new DrawVault(secret));
    }

    private static void Edge(IServiceCollection services)
    {
        services
            .AddHostedService<StoresFirst>()
            .AddHttpContextAccessor()
            .AddSingleton<Clock>()
            .AddSingleton(_ => new Pages(Pages.Folder))
            .AddSingleton<ExpertReading>()
            .AddSingleton<ExpertWriting>()
            .AddSingleton<ImportWriting>()
            .AddSingleton<ImportDesk>()
            .AddLimits()
            .AddStrictRequests()
            .AddDescription()
            .AddExceptionHandler<FailureHandler>()
            .AddProblemDetails();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
    }

    private sealed record OpenedPool(PoolFile File, ContactVault Vault, DrawVault Draws);

    /// <summary>A store or a key that cannot be read ends the start, and not a request.</summary>
    private sealed class StoresFirst(IServiceProvider services) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            services.GetRequiredService<ContactVault>();
            services.GetRequiredService<ManagersFile>();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
