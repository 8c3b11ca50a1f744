using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using Trading.Relay.Live;

namespace Trading.Relay.Tests.Browser;

/// <summary>A relay, the page of a call, and HTTP between them; what the relay tells, the test tells.</summary>
internal sealed class CallSite : IAsyncDisposable
{
    public const string Room = "room-1";

    /// <summary>Whatever happens has this long; what comes sooner is seen sooner.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HttpListener listener = new();
    private readonly Uri address;
    private readonly List<IPage> pages = [];
    private readonly ConcurrentQueue<RelayEvent> told = new();
    private readonly List<Lossy> networks = [];
    private readonly RelayOptions options;

    public CallSite(RelayOptions? options = null)
    {
        this.options = options ?? new RelayOptions();
        Relay = Start(this.options);
        address = Listen();
        _ = ServeAsync();
    }

    public MediaRelay Relay { get; private set; }

    public Lossy Network(int seed)
    {
        var network = new Lossy(Relay.Port, seed);
        networks.Add(network);
        return network;
    }

    /// <summary>The process dies and another one begins: nothing is known any more.</summary>
    public async Task RestartAsync()
    {
        var port = Relay.Port;
        await Relay.DisposeAsync();
        Relay = Start(options with { Port = port });
    }

    public async Task<IPage> PageAsync(Chrome chrome)
    {
        var page = await chrome.OpenAsync(address);
        pages.Add(page);
        return page;
    }

    public static Task<JsonElement> PublishAsync(IPage page, string name, object how) =>
        page.EvaluateAsync<JsonElement>("([name, how]) => publish(name, how)", new[] { name, how });

    public static Task<JsonElement> WatchAsync(IPage page, string name, object how) =>
        page.EvaluateAsync<JsonElement>("([name, how]) => watch(name, how)", new[] { name, how });

    public static async Task<Seen> SeenAsync(IPage page, string name) =>
        (await page.EvaluateAsync<JsonElement>("name => seen(name)", name)).Deserialize<Seen>(
            JsonSerializerOptions.Web
        )!;

    /// <summary>Looks at a call until it is as wanted; else says what was seen instead.</summary>
    public async Task<Seen> UntilAsync(IPage page, string name, string what, Func<Seen, bool> isIt)
    {
        Seen? last = null;
        try
        {
            return await Until.SeenAsync(
                what,
                Patience,
                async () =>
                {
                    last = await SeenAsync(page, name);
                    Assert.Equal("", last.Failed);
                    return isIt(last) ? last : null;
                }
            );
        }
        catch (TimeoutException exception)
        {
            var all = Relay.Connections(Room).Select(c => $"{c} {Relay.Quality(c.Number)}");
            var dropped = Relay.Counters().Dropped.Where(d => d.Value > 0);
            throw new TimeoutException(
                $"{exception.Message}; {last}; {string.Join(' ', all)}; {string.Join(' ', dropped)}; "
                    + string.Join(' ', told)
            );
        }
    }

    public async ValueTask DisposeAsync()
    {
        Relay.Happened = null;
        foreach (var page in pages)
            await page.Context.DisposeAsync();
        await Relay.DisposeAsync();
        networks.ForEach(n => n.Dispose());
        listener.Close();
    }

    private MediaRelay Start(RelayOptions with)
    {
        var relay = MediaRelay.Start(with);
        relay.Open(Room);
        relay.Happened = happened =>
        {
            told.Enqueue(happened);
            if (happened is not OfferChanged changed)
                return;
            foreach (var page in pages.ToArray())
                _ = page.EvaluateAsync("connection => changed(connection)", changed.Connection);
        };
        return relay;
    }

    private Uri Listen()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        var uri = new Uri($"http://127.0.0.1:{port}/");
        listener.Prefixes.Add(uri.AbsoluteUri);
        listener.Start();
        return uri;
    }

    private async Task ServeAsync()
    {
        while (listener.IsListening)
            try
            {
                var context = await listener.GetContextAsync();
                _ = Task.Run(() => Serve(context));
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
    }

    private void Serve(HttpListenerContext context)
    {
        var isSignal = context.Request.HttpMethod == "POST";
        using var reader = new StreamReader(context.Request.InputStream);
        var text = isSignal ? JsonSerializer.Serialize(Act(reader.ReadToEnd()), JsonSerializerOptions.Web) : Page();
        context.Response.ContentType = isSignal ? "application/json" : "text/html; charset=utf-8";
        context.Response.Close(Encoding.UTF8.GetBytes(text), willBlock: true);
    }

    private static string Page()
    {
        using var script = new StreamReader(
            typeof(CallSite).Assembly.GetManifestResourceStream("Trading.Relay.Tests.Browser.call.js")!
        );
        return $"<!doctype html><title>call</title><body><script>{script.ReadToEnd()}</script>";
    }

    private object Act(string body)
    {
        var said = JsonDocument.Parse(body).RootElement;
        string Text(string name) => said.TryGetProperty(name, out var v) ? v.GetString() ?? "" : "";
        long Number(string name) => said.TryGetProperty(name, out var v) ? v.GetInt64() : 0;
        var via = (ushort)(
            said.TryGetProperty("via", out var port) && port.ValueKind == JsonValueKind.Number ? port.GetInt32() : 0
        );
        switch (Text("act"))
        {
            case "publish":
                return Reply(Relay.Publish(Text("room"), Text("source"), Text("sdp")), via);
            case "offer":
                return Reply(Relay.Offer(Number("connection"), Text("sdp")), via);
            case "watch":
                string[] rooms = said.TryGetProperty("rooms", out var list)
                    ? [.. list.EnumerateArray().Select(r => r.GetString()!)]
                    : [Text("room")];
                var wishes = said.TryGetProperty("small", out _) ? WatchWishes.Small : WatchWishes.Everything;
                return Reply(Relay.Watch(rooms, Text("source"), wishes), via);
            case "offerOf":
                return Reply(Relay.OfferOf(Number("connection")), via);
            case "restart":
                return Reply(Relay.Restart(Number("connection")), via);
            default:
                var fault = Relay.Answer(Number("connection"), (int)Number("version"), Text("sdp"));
                // An offer that is no longer the latest is told anew.
                var isFine = fault.IsNone || fault.Kind == RelayFaultKind.Stale;
                return new { fault = isFine ? "" : fault.ToString() };
        }
    }

    private object Reply(Described described, ushort via) =>
        new
        {
            fault = described.Fault.IsNone ? "" : described.Fault.ToString(),
            connection = described.Connection,
            version = described.Version,
            sdp = via == 0
                ? described.Sdp
                : described.Sdp.Replace(
                    string.Create(CultureInfo.InvariantCulture, $" {Relay.Port} typ"),
                    string.Create(CultureInfo.InvariantCulture, $" {via} typ"),
                    StringComparison.Ordinal
                ),
            tracks = described.Tracks.Select(t => new { mid = t.Mid, track = t.Track.Number }),
        };
}

/// <summary>What a browser decoded of a call.</summary>
internal sealed record Seen(
    string State,
    string Failed,
    int Videos,
    int Audios,
    long Frames,
    double Energy,
    long Samples,
    long Lost,
    int Width,
    long Nacks,
    long Packets,
    string Protocol
);
