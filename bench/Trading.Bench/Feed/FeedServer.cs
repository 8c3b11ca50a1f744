using System.Diagnostics;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Trading.Crypto;
using Trading.Server.Announce;
using Trading.Server.Storage;
using Trading.Server.Streams;

namespace Trading.Bench;

/// <summary>
/// A server of its own process, so that its processor time is its own: the product's feed over the event log
/// (<c>ours</c>), or what one would write first, a bare SignalR hub that sends each event to all (<c>bare</c>). Both
/// are told what to do by the same three plain requests.
/// </summary>
internal static class FeedServer
{
    public const string Stream = "session.bench";

    /// <summary>Marks an event in the bytes on the wire: no other character of a frame's text is this one.</summary>
    public const byte Mark = (byte)'`';

    public static async Task<int> RunAsync(string kind, int sendBufferBytes)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        if (sendBufferBytes > 0)
            builder.Services.Configure<SocketTransportOptions>(options =>
                options.CreateBoundListenSocket = endpoint => Bind(endpoint, sendBufferBytes)
            );
        var folder = Directory.CreateTempSubdirectory("trading-bench-feed-").FullName;
        if (kind == "ours")
            AddOurs(builder.Services, folder);
        else
            builder.Services.AddSignalR();
        await using var app = builder.Build();
        app.MapGet("/cpu", () => Process.GetCurrentProcess().TotalProcessorTime.TotalMicroseconds);
        if (kind == "ours")
            MapOurs(app);
        else
            MapBare(app);
        await app.StartAsync();
        await Console.Out.WriteLineAsync(app.Urls.First());
        await Console.In.ReadToEndAsync(); // until the driver is gone
        await app.StopAsync();
        Directory.Delete(folder, recursive: true);
        return 0;
    }

    private static Socket Bind(System.Net.EndPoint endpoint, int sendBufferBytes)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        socket.SendBufferSize = sendBufferBytes; // accepted connections take it over
        return socket;
    }

    private static void AddOurs(IServiceCollection services, string folder) =>
        services
            .AddSingleton<IEventLog>(new SqliteEventLog(Path.Combine(folder, "log.db")))
            .AddSingleton<MayRead>(_ => ValueTask.FromResult(true))
            .AddStreams()
            .AddFeed();

    private static void MapOurs(WebApplication app)
    {
        app.MapFeed();
        long next = 0;
        // All events of an opening are one commit; each has its salted leaf, as in the product.
        app.MapPost(
            "/publish",
            async (IEventLog log, int count, int bytes) =>
            {
                var events = Enumerable.Range(0, count).Select(i => Make(next + i, bytes)).ToArray();
                if (await log.AppendAsync([new StreamAppend(Stream, next, events)]) is not Appended)
                    throw new InvalidOperationException("the append was refused");
                next += count;
            }
        );
    }

    private static void MapBare(WebApplication app)
    {
        app.MapHub<BareHub>("/feed");
        long next = 0;
        app.MapPost(
            "/publish",
            async (IHubContext<BareHub> hub, int count, int bytes) =>
            {
                for (var i = 0; i < count; i++)
                    await hub.Clients.All.SendAsync("event", Text(next++, bytes));
            }
        );
    }

    private static NewEvent Make(long height, int bytes)
    {
        var content = System.Text.Encoding.UTF8.GetBytes(Text(height, bytes));
        var salt = StreamLeaf.Salt(Suite.P256, new byte[StreamLeaf.SaltBytes], height);
        return new NewEvent(
            "Bench",
            content,
            TreeHash.Leaf(Suite.P256, StreamLeaf.Of(Suite.P256, salt, height, "Bench", content)),
            salt
        );
    }

    private static string Text(long height, int bytes) => $"`{height}.".PadRight(bytes, 'x');

    internal sealed class BareHub : Hub
    {
        // The product's clients say where they stand; here everybody gets everything.
        [System.Diagnostics.CodeAnalysis.SuppressMessage(
            "Performance",
            "CA1822",
            Justification = "A hub's methods are found on its instances"
        )]
        public void Join(string stream, long after) { }
    }
}
