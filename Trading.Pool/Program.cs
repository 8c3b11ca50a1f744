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
    private static readonly EdgeProgram Self = new("pool", PoolOptions.Usage);
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
        "/help/{**rest}",
    ];

    public static Task<int> Main(string[] args) =>
        Self.RunAsync(args, PoolOptions.Parse, RunAsync, wrong => wrong is PoolSetupException or OfficeSetupException);

    /// <summary>The whole pool, not yet started; a test may exchange services.</summary>
    public static WebApplication Build(PoolOptions options, Action<IServiceCollection>? change = null)
    {
        WebApplicationBuilder builder = EdgeSetup.Builder(options.Urls);
        Stores(builder.Services, options);
        builder.Services.AddManagerSessions(options.Data);
        Imports(builder.Services.AddEdge().AddLimits());
        builder.Services.AddDraws(options.Draws);
        change?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseEdge(all => all.UseMiddleware<OwnPagesOnly>());
        app.MapHealth();
        app.MapSignIn<Manager>();
        app.MapExperts();
        app.MapPool();
        app.MapImports();
        app.MapDraws();
        Pages.Map(app, PageRoutes);
        app.PrepareBodies();
        return app;
    }

    private static Task<int> RunAsync(PoolOptions options) =>
        options switch
        {
            { MakeManager: { } user } => MakeManagerAsync(options.Data, user),
            { Import: { } table } => ImportAsync(options.Data, table),
            _ => EdgeProgram.ServeAsync(Build(options)),
        };

    private static async Task<int> MakeManagerAsync(string data, string user)
    {
        if (!AccountRules.IsUser(user))
            return await Self.RefuseAsync("USER is 1 to 64 of a-z, 0-9, '.', '_', '-'");
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
            return await Self.RefuseAsync($"{table} is missing, or larger than {TableLimits.FileBytes >> 20} MiB");
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
                : await Self.RefuseAsync("nothing was imported");
        await job.WriteAsync($"--import {Path.GetFileName(table)}");
        return job.View() is { State: ImportState.Done } done
            ? Told(done)
            : await Self.RefuseAsync("nothing was imported");
    }

    private static int Told(ImportView view)
    {
        Console.Out.WriteLine($"new {view.New}, changed {view.Changed}, same {view.Same}");
        return 0;
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

    private static void Imports(IServiceCollection services) =>
        services
            .AddHttpContextAccessor()
            .AddSingleton<ExpertReading>()
            .AddSingleton<ExpertWriting>()
            .AddSingleton<ImportWriting>()
            .AddSingleton<ImportDesk>()
            .OpenFirst(store =>
            {
                store.GetRequiredService<ContactVault>();
                store.GetRequiredService<ManagersFile>();
            });

    private sealed record OpenedPool(PoolFile File, ContactVault Vault, DrawVault Draws);
}
