using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Trading.Crypto;
using Trading.Server.Announce;
using Trading.Server.Storage;
using Trading.Server.Streams;

namespace Trading.Server.Tests.Announce;

/// <summary>
/// The feed alone on a real port, over a real log; streams whose name starts with "closed" may not be read.
/// </summary>
public sealed class FeedServer : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly WebApplication app;

    private FeedServer()
    {
        Log = new SqliteEventLog(folder["log.db"]);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder
            .Services.AddSingleton<IEventLog>(Log)
            .AddSingleton(Suite.P256)
            .AddSingleton<Clock>(Clock)
            .AddStreams()
            .AddFeed();
        builder.Services.AddSingleton<MayRead>(stream =>
            new(
                Log.HeadAsync(stream)
                    .AsTask()
                    .ContinueWith(
                        head => head.Result > 0 && !stream.StartsWith("closed", StringComparison.Ordinal),
                        TaskScheduler.Default
                    )
            )
        );
        app = builder.Build();
        app.MapFeed();
        app.MapPages();
    }

    public SqliteEventLog Log { get; }

    public ShiftedClock Clock { get; } = new();

    public Uri Address => new(app.Urls.First());

    public FeedLifetime Lifetime => app.Services.GetRequiredService<FeedLifetime>();

    public static async Task<FeedServer> StartAsync()
    {
        var server = new FeedServer();
        await server.app.StartAsync();
        return server;
    }

    public async Task AppendAsync(string stream, long from, params string[] texts)
    {
        var events = texts
            .Select(text => new NewEvent(
                "Text",
                Encoding.UTF8.GetBytes(text),
                SHA256.HashData(Encoding.UTF8.GetBytes(text)),
                new byte[32]
            ))
            .ToArray();
        Assert.IsType<Appended>(await Log.AppendAsync([new StreamAppend(stream, from, events)]));
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
        await Log.DisposeAsync();
        folder.Dispose();
    }
}
