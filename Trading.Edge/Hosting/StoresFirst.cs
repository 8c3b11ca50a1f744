namespace Trading.Edge.Hosting;

/// <summary>A store or a key that cannot be read ends the start, and not a request.</summary>
public static class StoresFirst
{
    /// <summary>Asks for what <paramref name="open"/> asks for before anything is served.</summary>
    public static IServiceCollection OpenFirst(this IServiceCollection services, Action<IServiceProvider> open) =>
        services.AddHostedService(provider => new Opening(provider, open));

    private sealed class Opening(IServiceProvider services, Action<IServiceProvider> open) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            open(services);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
