using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trading.Server.Streams;
using Trading.Server.Time;

namespace Trading.Server.Announce;

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
        services.AddSingleton<StreamTails>().AddHostedService(provider => provider.GetRequiredService<StreamTails>());
        services
            .AddSingleton<FeedFrames>()
            .AddSingleton<StreamTrees>()
            .AddSingleton<FeedLifetime>()
            .AddHostedService<FeedWatch>();
        services.AddSingleton<HubLifetimeManager<FeedHub>>(provider => provider.GetRequiredService<FeedLifetime>());
        return services;
    }

    public static void MapFeed(this IEndpointRouteBuilder routes)
    {
        routes.MapHub<FeedHub>("/feed");
        routes
            .MapGet("/api/feed/{stream}", FeedEndpoint.PageAsync)
            .WithTags("streams")
            .Produces(StatusCodes.Status200OK, contentType: "application/json");
    }
}
