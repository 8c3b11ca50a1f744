using Trading.Gateway.Http;
using Trading.Gateway.Notices;
using Trading.Gateway.Providers;
using Trading.Gateway.StandIn;

namespace Trading.Gateway;

/// <summary>The composition root: what there is, and in which order a request meets it.</summary>
public static class Program
{
    private static readonly EdgeProgram Self = new("gateway", GatewayOptions.Usage);

    public static Task<int> Main(string[] args) =>
        Self.RunAsync(
            args,
            GatewayOptions.Parse,
            options =>
                EdgeProgram.ServeAsync(
                    options is StandInOptions standIn
                        ? StandInServer.Build(standIn.Urls, standIn.Behaviour, standIn.Ringing, standIn.Data)
                        : Build((ServedOptions)options)
                ),
            wrong => wrong is OfficeSetupException
        );

    /// <summary>The whole gateway, not yet started; a test may exchange services.</summary>
    public static WebApplication Build(ServedOptions options, Action<IServiceCollection>? change = null)
    {
        var self = OfficeSelf.Load(OfficeKind.Gateway, options.Keys, options.Trust);
        WebApplicationBuilder builder = EdgeSetup.Builder(options.Urls);
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
        app.MapHealth();
        app.MapStatus();
        return app;
    }

    private static GatewayFile Opened(DataFolder data)
    {
        var file = new GatewayFile(data.File(GatewayFile.FileName));
        file.Prepare();
        return file;
    }
}
