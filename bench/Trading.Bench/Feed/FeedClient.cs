using System.Net.Sockets;
using System.Text;

namespace Trading.Bench;

/// <summary>
/// A feed client that costs next to nothing: a bare socket, the WebSocket upgrade and the hub's handshake by hand,
/// frames unwrapped, events counted by their mark. The first client of a crowd also reads the numbers and finds every
/// gap.
/// </summary>
internal sealed class FeedClient(Action<long> counted, bool reads) : IDisposable
{
    private const int BufferBytes = 16 * 1024;
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
        NoDelay = true,
    };
    private readonly WebSocketUnwrapper frames = new();
    private readonly StringBuilder text = new();
    private long seen;

    /// <summary>Connects and joins the stream. A deaf client then never reads again.</summary>
    public async Task JoinAsync(Uri server, bool deaf = false)
    {
        if (deaf)
            socket.ReceiveBufferSize = 4_096;
        await socket.ConnectAsync(server.Host, server.Port);
        await SendAsync(
            Encoding.ASCII.GetBytes(
                $"GET /feed HTTP/1.1\r\nHost: {server.Authority}\r\nConnection: Upgrade\r\nUpgrade: "
                    + "websocket\r\nSec-WebSocket-Version: 13\r\n"
                    + $"Sec-WebSocket-Key: {Convert.ToBase64String(Guid.NewGuid().ToByteArray())}\r\n\r\n"
            )
        );
        var reply = new byte[1_024];
        for (
            var length = 0;
            !Encoding.ASCII.GetString(reply, 0, length).EndsWith("\r\n\r\n", StringComparison.Ordinal);

        )
        {
            var got = await socket.ReceiveAsync(reply.AsMemory(length, 1));
            if (got == 0)
                throw new IOException("the server closed the connection during the upgrade");
            length += got;
        }
        await SendTextAsync("{\"protocol\":\"json\",\"version\":1}\u001e");
        await SendTextAsync($"{{\"type\":1,\"target\":\"Join\",\"arguments\":[\"{FeedServer.Stream}\",-1]}}\u001e");
        if (!deaf)
            _ = ReadAsync();
    }

    public void Dispose() => socket.Dispose();

    private async Task ReadAsync()
    {
        var buffer = new byte[BufferBytes];
        try
        {
            while (await socket.ReceiveAsync(buffer.AsMemory()) is > 0 and var got)
            {
                var length = frames.Unwrap(buffer.AsSpan(0, got));
                var count = buffer.AsSpan(0, length).Count(FeedServer.Mark);
                if (count == 0)
                    continue;
                if (reads)
                    Read(buffer.AsSpan(0, length), count);
                counted(seen += count);
            }
        }
        // the crowd sees that the count stays away
        catch (Exception end) when (end is SocketException or ObjectDisposedException) { }
    }

    // Numbers may be cut by the end of a read: what follows a mark is looked at when the next mark is there.
    private void Read(ReadOnlySpan<byte> part, int count)
    {
        text.Append(Encoding.UTF8.GetString(part));
        var parts = text.ToString().Split((char)FeedServer.Mark);
        var first = seen + count - (parts.Length - 1);
        for (var i = 1; i < parts.Length - 1; i++)
            if (!parts[i].StartsWith($"{first + i - 1}.", StringComparison.Ordinal))
                throw new InvalidOperationException(
                    $"event {first + i - 1} is missing: {parts[i][..Math.Min(12, parts[i].Length)]}"
                );
        text.Clear().Append((char)FeedServer.Mark).Append(parts[^1]);
    }

    private Task SendTextAsync(string message)
    {
        var body = Encoding.UTF8.GetBytes(message);
        if (body.Length > 125)
            throw new ArgumentException("one length byte is all this client writes", nameof(message));
        byte[] frame = [0x81, (byte)(0x80 | body.Length), 0, 0, 0, 0, .. body];
        return SendAsync(frame); // a mask of zeros leaves the bytes as they are
    }

    private async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
            bytes = bytes[await socket.SendAsync(bytes)..];
    }
}

/// <summary>
/// Takes the frame headers out of a stream of WebSocket frames from a server, wherever reads cut them.
/// </summary>
internal sealed class WebSocketUnwrapper
{
    private readonly byte[] head = new byte[10];
    private int headed;
    private long left;

    /// <summary>Moves the frames' contents to the front of the span; returns their length.</summary>
    public int Unwrap(Span<byte> bytes)
    {
        var written = 0;
        for (var at = 0; at < bytes.Length; )
        {
            if (left > 0)
            {
                var take = (int)Math.Min(left, bytes.Length - at);
                bytes.Slice(at, take).CopyTo(bytes[written..]);
                (written, at, left) = (written + take, at + take, left - take);
                continue;
            }
            head[headed++] = bytes[at++];
            if (headed == HeadBytes())
                (left, headed) = (Length(), 0);
        }
        return written;
    }

    private int HeadBytes() =>
        headed < 2
            ? 2
            : head[1] switch
            {
                127 => 10,
                126 => 4,
                _ => 2,
            };

    private long Length()
    {
        if (head[1] < 126)
            return head[1];
        long length = 0;
        for (var i = 2; i < headed; i++)
            length = length << 8 | head[i];
        return length;
    }
}
