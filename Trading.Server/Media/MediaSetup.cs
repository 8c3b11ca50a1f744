using Trading.Server.People;

namespace Trading.Server.Media;

internal static class MediaSetup
{
    public static IServiceCollection AddMedia(this IServiceCollection services, MediaOptions options) =>
        services
            .AddSingleton(options)
            .AddSingleton<MediaEngine>()
            .AddSingleton<MediaBook>()
            .AddSingleton<ILeavings>(provider => provider.GetRequiredService<MediaBook>())
            .AddSingleton<RecordingDesks>()
            .AddSingleton<MediaRooms>()
            .AddSingleton<MediaCalls>()
            .AddHostedService<MediaKeeper>();
}
