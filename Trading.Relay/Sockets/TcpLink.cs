using System.Net;
using System.Net.Sockets;
using Trading.Media.Stun;

namespace Trading.Relay.Sockets;

/// <summary>
/// One TCP connection with its frames. Sending never waits: packets go into a ring, from which a task feeds the socket;
/// one that finds no room is dropped whole, so the stream stays in step. The ring is made with the first packet that is
/// sent, which no stranger gets.
/// </summary>
internal sealed class TcpLink : Route
{
    private readonly Socket socket;
    private readonly int most;
    private readonly IArrivals arrivals;
    private readonly Lock gate = new();
    private byte[]? ring;
    private int first;
    private int pending;
    private bool isPumping;
    private bool isClosed;

    public TcpLink(Socket socket, int most, IArrivals arrivals)
    {
        (this.socket, this.most, this.arrivals) = (socket, most, arrivals);
        socket.NoDelay = true;
        // What the system holds back is not seen by us, so it holds little.
        socket.SendBufferSize = 64 * 1024;
        Remote = Addresses.Of((IPEndPoint)socket.RemoteEndPoint!);
    }

    public Endpoint Remote { get; }

    public override bool IsTcp => true;

    public override bool TrySend(ReadOnlySpan<byte> packet)
    {
        lock (gate)
        {
            if (isClosed || pending + packet.Length + IceTcp.PrefixBytes > most)
                return false;
            ring ??= new byte[most];
            Span<byte> prefix = stackalloc byte[IceTcp.PrefixBytes];
            IceTcp.WritePrefix(prefix, packet.Length);
            Append(prefix);
            Append(packet);
            if (!isPumping)
            {
                isPumping = true;
                _ = Task.Run(PumpAsync);
            }
            return true;
        }
    }

    public override void Close()
    {
        lock (gate)
            isClosed = true;
        socket.Dispose();
    }

    /// <summary>Reads frames until the connection ends, by either side.</summary>
    public async Task ReadAsync()
    {
        var buffer = new byte[2 * (IceTcp.MostFrameBytes + IceTcp.PrefixBytes)];
        var (held, isIce) = (0, false);
        try
        {
            while (true)
            {
                var read = await socket.ReceiveAsync(buffer.AsMemory(held)).ConfigureAwait(false);
                if (read == 0)
                    return;
                held += read;
                if (!isIce && held < IceTcp.PeekBytes)
                    continue;
                if (!isIce && !IceTcp.IsIce(buffer.AsSpan(0, held)) || !TryFrames(buffer, ref held))
                {
                    arrivals.Refused();
                    return;
                }
                isIce = true;
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The other side is gone, or ours was closed.
        }
    }

    // False where a frame is too long: the stream is out of step for good.
    private bool TryFrames(byte[] buffer, ref int held)
    {
        var at = 0;
        while (true)
        {
            var state = IceTcp.Next(buffer.AsSpan(at, held - at), out var length);
            if (state == FrameState.TooLong)
                return false;
            if (state == FrameState.Incomplete)
                break;
            var frame = buffer.AsSpan(at + IceTcp.PrefixBytes, length);
            at += IceTcp.PrefixBytes + length;
            try
            {
                arrivals.Frame(this, frame);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                arrivals.Failed(exception);
            }
        }
        buffer.AsSpan(at, held - at).CopyTo(buffer);
        held -= at;
        return true;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        var at = (first + pending) % most;
        var head = Math.Min(bytes.Length, most - at);
        bytes[..head].CopyTo(ring.AsSpan(at));
        bytes[head..].CopyTo(ring);
        pending += bytes.Length;
    }

    private async Task PumpAsync()
    {
        try
        {
            while (Next() is { Length: > 0 } piece)
            {
                var sent = await socket.SendAsync(piece).ConfigureAwait(false);
                lock (gate)
                    (first, pending) = ((first + sent) % most, pending - sent);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            Close();
        }
    }

    // What lies in one piece; nothing where the pump may rest.
    private ReadOnlyMemory<byte> Next()
    {
        lock (gate)
        {
            isPumping = pending > 0 && !isClosed;
            return isPumping ? ring.AsMemory(first, Math.Min(pending, most - first)) : default;
        }
    }
}
