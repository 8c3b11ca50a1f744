using System.Net;
using System.Net.Sockets;
using Trading.Media.Stun;

namespace Trading.Relay.Sockets;

/// <summary>
/// The UDP socket of one address, and the thread that reads it. Routes are those of addresses that have shown a
/// password; strangers have none. All but the thread itself is called under the relay's lock.
/// </summary>
internal sealed class UdpPort : IDisposable
{
    /// <summary>A datagram that is longer is none of ours.</summary>
    private const int MostBytes = 2_048;
    private const int BufferBytes = 4 << 20;

    private readonly Socket socket;
    private readonly IArrivals arrivals;
    private readonly Dictionary<Endpoint, UdpRoute> routes = [];
    private readonly Thread thread;
    private volatile bool isStopping;

    public UdpPort(IPEndPoint at, IArrivals arrivals)
    {
        this.arrivals = arrivals;
        socket = new Socket(at.AddressFamily, SocketType.Dgram, ProtocolType.Udp)
        {
            ReceiveBufferSize = BufferBytes,
            SendBufferSize = BufferBytes,
        };
        socket.Bind(at);
        Local = (IPEndPoint)socket.LocalEndPoint!;
        thread = new Thread(Run) { IsBackground = true, Name = $"media {Local.Port}" };
    }

    public IPEndPoint Local { get; }

    /// <summary>Addresses that have shown a password.</summary>
    public int Routes => routes.Count;

    public void Start() => thread.Start();

    public UdpRoute? RouteOf(in Endpoint source) => routes.GetValueOrDefault(source);

    public UdpRoute Add(in Endpoint source, SocketAddress from)
    {
        var route = new UdpRoute(this, source, Addresses.Copy(from));
        routes.Add(source, route);
        return route;
    }

    public void Remove(in Endpoint source) => routes.Remove(source);

    public bool TrySend(ReadOnlySpan<byte> packet, SocketAddress to)
    {
        try
        {
            return socket.SendTo(packet, SocketFlags.None, to) == packet.Length;
        }
        catch (SocketException)
        {
            // No way there, or no room: as good as lost.
            return false;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        isStopping = true;
        // Wakes the thread; closing a socket alone does not do so on every system.
        using (var waker = new Socket(Local.AddressFamily, SocketType.Dgram, ProtocolType.Udp))
            waker.SendTo([0xFF], Local);
        if (thread.IsAlive)
            thread.Join(TimeSpan.FromSeconds(5));
        socket.Dispose();
    }

    private void Run()
    {
        var buffer = new byte[MostBytes];
        var from = new SocketAddress(Local.AddressFamily);
        while (!isStopping)
            try
            {
                var length = socket.ReceiveFrom(buffer, SocketFlags.None, from);
                arrivals.Datagram(this, Addresses.Of(from), from, buffer.AsSpan(0, length));
            }
            catch (SocketException) when (!isStopping)
            {
                // One datagram too long, or an error that an earlier one came back with.
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                if (isStopping)
                    return;
                arrivals.Failed(exception);
            }
    }
}

/// <summary>A remote UDP address of one of our ports.</summary>
internal sealed class UdpRoute(UdpPort port, Endpoint source, SocketAddress to) : Route
{
    public override bool IsTcp => false;

    public override bool TrySend(ReadOnlySpan<byte> packet) => port.TrySend(packet, to);

    public override void Close()
    {
        Owner = null;
        port.Remove(source);
    }
}
