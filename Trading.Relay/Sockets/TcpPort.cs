using System.Net;
using System.Net.Sockets;

namespace Trading.Relay.Sockets;

/// <summary>
/// Listens for ICE-TCP at one address. A connection that shows no password in 10 seconds is cut; of those there are
/// only so many. Source: RFC 6544, 4.2.
/// </summary>
internal sealed class TcpPort : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Socket listener;
    private readonly IArrivals arrivals;
    private readonly RelayLimits limits;
    private readonly Lock gate = new();
    private readonly HashSet<TcpLink> links = [];
    private bool isStopping;

    public TcpPort(IPEndPoint at, RelayLimits limits, IArrivals arrivals)
    {
        (this.limits, this.arrivals) = (limits, arrivals);
        listener = new Socket(at.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(at);
            listener.Listen(64);
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    public void Start() => _ = AcceptAsync();

    public void Dispose()
    {
        TcpLink[] open;
        lock (gate)
        {
            isStopping = true;
            open = [.. links];
        }
        listener.Dispose();
        foreach (var link in open)
            link.Close();
    }

    private async Task AcceptAsync()
    {
        while (true)
            try
            {
                var socket = await listener.AcceptAsync().ConfigureAwait(false);
                if (TryAdd(socket) is { } link)
                    _ = ServeAsync(link);
                else
                    socket.Dispose();
            }
            catch (SocketException)
            {
                if (isStopping)
                    return;
                await Task.Delay(100).ConfigureAwait(false);
            }
            catch (ObjectDisposedException)
            {
                return;
            }
    }

    private TcpLink? TryAdd(Socket socket)
    {
        lock (gate)
        {
            if (!isStopping && links.Count < limits.TcpConnections && Strangers() < limits.TcpStrangers)
            {
                var link = new TcpLink(socket, limits.TcpPending, arrivals);
                links.Add(link);
                return link;
            }
        }
        arrivals.Refused();
        return null;
    }

    private int Strangers() => links.Count(link => link.Owner is null);

    private async Task ServeAsync(TcpLink link)
    {
        // A stranger that says nothing is cut; whoever has shown a password is cut by the silence of its checks.
        var patience = Task.Delay(Patience)
            .ContinueWith(
                _ =>
                {
                    if (link.Owner is null)
                        link.Close();
                },
                TaskScheduler.Default
            );
        await link.ReadAsync().ConfigureAwait(false);
        lock (gate)
            links.Remove(link);
        arrivals.Ended(link);
        link.Close();
        await patience.ConfigureAwait(false);
    }
}
