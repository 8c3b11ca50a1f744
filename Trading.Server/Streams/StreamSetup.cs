namespace Trading.Server.Streams;

public static class StreamSetup
{
    /// <summary>Readers' side of the log: how far streams have grown, and their trees.</summary>
    public static IServiceCollection AddStreams(this IServiceCollection services) =>
        services
            .AddSingleton<StreamTails>()
            .AddHostedService(provider => provider.GetRequiredService<StreamTails>())
            .AddSingleton<PackedPages>()
            .AddSingleton<StreamTrees>();
}
