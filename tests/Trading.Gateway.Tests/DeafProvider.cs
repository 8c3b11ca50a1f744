using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Trading.Gateway.Tests;

/// <summary>A provider that knows no call and takes none, however often it is asked.</summary>
internal sealed class DeafProvider : IAsyncDisposable
{
    private readonly WebApplication app;

    private DeafProvider()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapGet("/calls/{id}", () => Results.NotFound());
        app.MapPost(
            "/calls",
            (JsonElement call) =>
            {
                Asked.Enqueue(call);
                return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
            }
        );
    }

    public ConcurrentQueue<JsonElement?> Asked { get; } = new();

    public Uri Address => new(app.Urls.Single() + "/");

    public static async Task<DeafProvider> StartAsync()
    {
        var provider = new DeafProvider();
        await provider.app.StartAsync();
        return provider;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
