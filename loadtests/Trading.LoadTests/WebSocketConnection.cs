using System.IO.Pipelines;
using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace Trading.LoadTests;

/// <summary>Connects the hub protocol to a bare WebSocket: no negotiation, one round trip, text frames.</summary>
internal sealed class WebSocketConnectionFactory : IConnectionFactory
{
    public async ValueTask<ConnectionContext> ConnectAsync(
        EndPoint endpoint,
        CancellationToken cancellationToken = default
    )
    {
        var socket = new ClientWebSocket();
        try
        {
            await socket.ConnectAsync(((UriEndPoint)endpoint).Uri, cancellationToken);
            return new WebSocketConnection(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>
/// One WebSocket as a pair of pipes: what the hub client writes goes out as text frames, what comes in is handed on as
/// it arrives.
/// </summary>
internal sealed class WebSocketConnection : ConnectionContext, IDuplexPipe
{
    private readonly ClientWebSocket socket;
    private readonly Pipe incoming = new();
    private readonly Pipe outgoing = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Task pumps;

    public WebSocketConnection(ClientWebSocket socket)
    {
        this.socket = socket;
        Transport = this;
        pumps = Task.WhenAll(ReceiveAsync(), SendAsync());
    }

    public PipeReader Input => incoming.Reader;
    public PipeWriter Output => outgoing.Writer;
    public override IDuplexPipe Transport { get; set; }
    public override string ConnectionId { get; set; } = Guid.NewGuid().ToString("n");
    public override IFeatureCollection Features { get; } = new FeatureCollection();
    public override IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();

    public override void Abort(ConnectionAbortedException abortReason) => stop.Cancel();

    public override async ValueTask DisposeAsync()
    {
        await outgoing.Writer.CompleteAsync();
        await stop.CancelAsync();
        await pumps;
        socket.Dispose();
        stop.Dispose();
        await base.DisposeAsync();
    }

    private async Task ReceiveAsync()
    {
        Exception? end = null;
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(incoming.Writer.GetMemory(1 << 16), stop.Token);
                if (received.MessageType == WebSocketMessageType.Close)
                    break;
                incoming.Writer.Advance(received.Count);
                if ((await incoming.Writer.FlushAsync(stop.Token)).IsCompleted)
                    break;
            }
        }
        catch (OperationCanceledException) { }
        catch (WebSocketException broken)
        {
            end = new IOException($"The connection broke: {broken.Message}", broken);
        }
        await incoming.Writer.CompleteAsync(end);
    }

    private async Task SendAsync()
    {
        try
        {
            while (true)
            {
                var read = await outgoing.Reader.ReadAsync(stop.Token);
                foreach (var piece in read.Buffer)
                    await socket.SendAsync(piece, WebSocketMessageType.Text, endOfMessage: true, stop.Token);
                outgoing.Reader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                    break;
            }
        }
        catch (OperationCanceledException) { }
        catch (WebSocketException) { } // the receiving side reports it
        await outgoing.Reader.CompleteAsync();
    }
}
