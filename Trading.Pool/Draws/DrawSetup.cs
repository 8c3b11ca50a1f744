using Trading.Locks.Policies;
using Trading.Offices;

namespace Trading.Pool.Draws;

/// <summary>What the pool needs to serve draws, and what it needs to show them.</summary>
internal static class DrawSetup
{
    /// <summary>
    /// Without options draws are shown and none is served. Keys that cannot be read are an
    /// <see cref="OfficeSetupException"/> here, before anything listens.
    /// </summary>
    public static IServiceCollection AddDraws(this IServiceCollection services, DrawOptions? options)
    {
        services.AddSingleton<DrawStore>();
        if (options is null)
            return services.AddSingleton(provider => new DrawList(
                provider.GetRequiredService<DrawStore>(),
                null,
                null
            ));
        var self = OfficeSelf.Load(OfficeKind.Custodian, options.KeyFolder, options.Trust);
        return services
            .AddSingleton(_ => new OfficeClient(OfficeClient.NewHttp(options.Platform), self))
            .AddSingleton<DrawOffice>()
            .AddSingleton<DrawService>()
            .AddHostedService(provider => provider.GetRequiredService<DrawService>())
            .AddSingleton(provider => new DrawList(
                provider.GetRequiredService<DrawStore>(),
                new DrawSource(options.Platform, self),
                provider.GetRequiredService<DrawService>()
            ));
    }
}
