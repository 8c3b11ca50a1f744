using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Trading.Relay.Tests.Browser;

/// <summary>
/// A bad network: passes datagrams on between browsers and the relay, and loses some of them in each direction, or all.
/// </summary>
internal sealed class Lossy : IDisposable
{
    private readonly Socket front = Bound();
    private readonly ConcurrentDictionary<IPEndPoint, Socket> backs = new();
    private readonly Random random;
    private readonly Lock gate = new();
    private volatile bool isClosed;

    public Lossy(ushort relay, int seed)
    {
        random = new Random(seed);
        Relay = relay;
        Port = ((IPEndPoint)front.LocalEndPoint!).Port;
        Begin(ReadFront);
    }

    /// <summary>An int: what a page is given as 16 bits does not arrive.</summary>
    public int Port { get; }

    public ushort Relay { get; set; }

    /// <summary>Of a hundred, each way.</summary>
    public volatile int Percent;

    /// <summary>Nothing passes.</summary>
    public volatile bool IsGone;

    public int Lost { get; private set; }

    public void Dispose()
    {
        isClosed = true;
        front.Dispose();
        foreach (var back in backs.Values)
            back.Dispose();
    }

    private static Socket Bound()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp)
        {
            ReceiveBufferSize = 4 << 20,
        };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private static void Begin(Action read) => new Thread(() => read()) { IsBackground = true }.Start();

    private void ReadFront()
    {
        var buffer = new byte[2_048];
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        Guarded(() =>
        {
            var length = front.ReceiveFrom(buffer, ref from);
            var client = (IPEndPoint)from;
            var back = backs.GetOrAdd(client, Open);
            if (!IsLost())
                back.SendTo(buffer.AsSpan(0, length), SocketFlags.None, new IPEndPoint(IPAddress.Loopback, Relay));
        });
    }

    private Socket Open(IPEndPoint client)
    {
        var back = Bound();
        var buffer = new byte[2_048];
        Begin(() =>
            Guarded(() =>
            {
                var length = back.Receive(buffer);
                if (!IsLost())
                    front.SendTo(buffer.AsSpan(0, length), SocketFlags.None, client);
            })
        );
        return back;
    }

    private void Guarded(Action pass)
    {
        while (!isClosed)
            try
            {
                pass();
            }
            catch (SocketException)
            {
                // Closed, or somebody is not there.
            }
            catch (ObjectDisposedException)
            {
                return;
            }
    }

    private bool IsLost()
    {
        lock (gate)
        {
            var isLost = IsGone || random.Next(100) < Percent;
            Lost += isLost ? 1 : 0;
            return isLost;
        }
    }
}
