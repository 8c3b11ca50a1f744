using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace Trading.Server.Tests.Announce;

/// <summary>A feed client that writes down every frame.</summary>
public sealed class Attendee : IAsyncDisposable
{
    private readonly HubConnection hub;
    private readonly Channel<Frame> frames = Channel.CreateUnbounded<Frame>();

    private Attendee(Uri server)
    {
        hub = Hub(server);
        hub.On<JsonElement>("batch", batch => frames.Writer.TryWrite(Frame.Read(batch)));
        hub.Closed += _ =>
        {
            Closed.TrySetResult();
            return Task.CompletedTask;
        };
    }

    public TaskCompletionSource Closed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A hub client for the feed of a server, not yet started: one web socket, no negotiation.</summary>
    public static HubConnection Hub(Uri server) =>
        new HubConnectionBuilder()
            .WithUrl(
                new Uri(server, "feed"),
                feed =>
                {
                    feed.Transports = HttpTransportType.WebSockets;
                    feed.SkipNegotiation = true;
                }
            )
            .Build();

    public static async Task<Attendee> ConnectAsync(Uri server)
    {
        var attendee = new Attendee(server);
        await attendee.hub.StartAsync();
        return attendee;
    }

    public Task JoinAsync(string stream, long after) => hub.InvokeAsync("Join", stream, after);

    public Task LeaveAsync(string stream) => hub.InvokeAsync("Leave", stream);

    /// <summary>Frames until the stream's height is reached.</summary>
    public async Task<List<Frame>> UntilAsync(long height, string? stream = null)
    {
        using var limit = new CancellationTokenSource(Pace.Slowest.Patience(10));
        var seen = new List<Frame>();
        while (seen.Count == 0 || seen[^1].To < height || (stream is not null && seen[^1].Stream != stream))
            seen.Add(await frames.Reader.ReadAsync(limit.Token));
        return seen;
    }

    public bool HasMore => frames.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync() => await hub.DisposeAsync();

    public sealed record Frame(string Stream, long From, long To, IReadOnlyList<(long Height, string Text)> Events)
    {
        public static Frame Read(JsonElement batch) =>
            new(
                batch.GetProperty("stream").GetString()!,
                batch.GetProperty("from").GetInt64(),
                batch.GetProperty("to").GetInt64(),
                [
                    .. batch
                        .GetProperty("events")
                        .EnumerateArray()
                        .Select(e => (e.GetProperty("h").GetInt64(), e.GetProperty("e").GetString()!)),
                ]
            );
    }
}
