using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Trading.Server.Announce;

/// <summary>The feed by SignalR, over what <see cref="StreamSetup"/> adds.</summary>
public static class FeedSetup
{
    private const int LongestCallBytes = 4 * 1024;

    public static IServiceCollection AddFeed(this IServiceCollection services)
    {
        services.AddSignalR(options =>
        {
            options.MaximumReceiveMessageSize = LongestCallBytes;
            options.MaximumParallelInvocationsPerClient = 1;
            // clients resume by height; a buffer per connection would cost more than all else
            options.StatefulReconnectBufferSize = 0;
        });
        services.TryAddSingleton<Clock>();
        services.AddSingleton<FeedFrames>().AddSingleton<FeedLifetime>().AddHostedService<FeedWatch>();
        services.AddSingleton<HubLifetimeManager<FeedHub>>(provider => provider.GetRequiredService<FeedLifetime>());
        return services;
    }

    public static void MapFeed(this IEndpointRouteBuilder routes) => routes.MapHub<FeedHub>("/feed");
}
