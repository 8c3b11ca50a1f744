using System.IO.Pipelines;
using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Trading.Server.Tests.Announce;

/// <summary>The transport that the SignalR client's core package leaves out: one web socket, no negotiation.</summary>
public sealed class WebSocketConnection : ConnectionContext
{
    private const int BufferBytes = 64 * 1024;
    private readonly ClientWebSocket socket;
    private readonly Pipe incoming = new();
    private readonly Pipe outgoing = new();

    private WebSocketConnection(ClientWebSocket socket)
    {
        this.socket = socket;
        Transport = new Duplex(incoming.Reader, outgoing.Writer);
        _ = ReceiveAsync();
        _ = SendAsync();
    }

    public override string ConnectionId { get; set; } = Guid.NewGuid().ToString("N");
    public override IFeatureCollection Features { get; } = new FeatureCollection();
    public override IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();
    public override IDuplexPipe Transport { get; set; }

    /// <summary>A hub client for the feed of a server, not yet started.</summary>
    public static HubConnection Feed(Uri server)
    {
        var address = new UriBuilder(server) { Scheme = "ws", Path = "/feed" }.Uri;
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<IConnectionFactory>(new Factory());
        builder.Services.AddSingleton<EndPoint>(new UriEndPoint(address));
        return builder.Build();
    }

    public override async ValueTask DisposeAsync()
    {
        socket.Abort();
        await base.DisposeAsync();
    }

    private async Task ReceiveAsync()
    {
        Exception? cause = null;
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(incoming.Writer.GetMemory(BufferBytes), default);
                if (part.MessageType == WebSocketMessageType.Close)
                    break;
                incoming.Writer.Advance(part.Count);
                if ((await incoming.Writer.FlushAsync()).IsCompleted)
                    break;
            }
        }
        catch (Exception broken)
        {
            cause = broken;
        }
        await incoming.Writer.CompleteAsync(cause);
    }

    private async Task SendAsync()
    {
        try
        {
            while (true)
            {
                var read = await outgoing.Reader.ReadAsync();
                foreach (var segment in read.Buffer)
                    await socket.SendAsync(segment, WebSocketMessageType.Text, endOfMessage: true, default);
                outgoing.Reader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                    break;
            }
        }
        catch (WebSocketException) { } // the other side is gone; the receiving loop says so
        catch (ObjectDisposedException) { }
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    private sealed class Factory : IConnectionFactory
    {
        public async ValueTask<ConnectionContext> ConnectAsync(
            EndPoint endpoint,
            CancellationToken cancellationToken = default
        )
        {
            var socket = new ClientWebSocket();
            await socket.ConnectAsync(((UriEndPoint)endpoint).Uri, cancellationToken);
            return new WebSocketConnection(socket);
        }
    }
}
