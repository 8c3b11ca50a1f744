using Trading.Gateway.Http;
using Trading.Gateway.Notices;
using Trading.Gateway.Providers;
using Trading.Gateway.StandIn;

namespace Trading.Gateway;

/// <summary>The composition root: what there is, and in which order a request meets it.</summary>
public static class Program
{
    private const int Refused = 1;
    private const int Senseless = 2;

    public static async Task<int> Main(string[] args)
    {
        // `trading gateway …` hands over its verb, too.
        string[] words = args is ["gateway", .. var rest] ? rest : args;
        if (words.Contains("--help"))
        {
            Console.Out.WriteLine(GatewayOptions.Usage);
            return 0;
        }
        if (GatewayOptions.Parse(words) is not { } options)
        {
            await Console.Error.WriteLineAsync(GatewayOptions.Usage);
            return Senseless;
        }
        try
        {
            await using var app = options switch
            {
                StandInOptions standIn => StandInServer.Build(standIn.Urls, standIn.Behaviour, standIn.Ringing),
                _ => Build((ServedOptions)options),
            };
            await app.RunAsync();
            return 0;
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

    /// <summary>The whole gateway, not yet started; a test may exchange services.</summary>
    public static WebApplication Build(ServedOptions options, Action<IServiceCollection>? change = null)
    {
        var self = OfficeSelf.Load(OfficeKind.Gateway, options.Keys, options.Trust);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(options.Urls).ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.ForEdge();
        builder
            .Services.AddSingleton<Clock>()
            .AddSingleton(_ => new DataFolder(options.Data))
            .AddSingleton(provider => Opened(provider.GetRequiredService<DataFolder>()))
            .AddSingleton<NoticeStore>()
            .AddSingleton(_ => new OfficeClient(OfficeClient.NewHttp(options.Platform), self))
            .AddSingleton(_ => new ProviderClient(ProviderClient.NewHttp(options.Provider)))
            .AddSingleton<NoticeOutcomes>()
            .AddSingleton(new PageSite(options.Page?.Address))
            .AddSingleton(options.Pace)
            .AddSingleton(provider => ActivatorUtilities.CreateInstance<NoticeDesk>(provider, options.Language))
            .AddHostedService<NoticeLoop>()
            .AddHostedService<PageSweep>()
            .AddExceptionHandler<FailureHandler>()
            .AddProblemDetails();
        if (options.Page is { } page)
            builder
                .Services.AddSingleton(page)
                .AddSingleton<PageDesk>()
                .AddSingleton<PageHost>()
                .AddHostedService(provider => provider.GetRequiredService<PageHost>());
        change?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseExceptionHandler();
        app.MapGet("/healthz", () => TypedResults.Ok(new { state = "up" }));
        app.MapStatus();
        return app;
    }

    private static GatewayFile Opened(DataFolder data)
    {
        var file = new GatewayFile(data.File(GatewayFile.FileName));
        file.Prepare();
        return file;
    }

    private static async Task<int> RefuseAsync(string why)
    {
        await Console.Error.WriteLineAsync($"trading gateway: {why}");
        return Refused;
    }
}
