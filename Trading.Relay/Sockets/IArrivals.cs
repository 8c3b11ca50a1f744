using System.Net;
using Trading.Media.Stun;

namespace Trading.Relay.Sockets;

/// <summary>Where packets come to. The callee takes its lock; bytes are the caller's.</summary>
internal interface IArrivals
{
    /// <summary>A datagram. It has a route where its sender has shown a password before.</summary>
    void Datagram(UdpPort port, in Endpoint source, SocketAddress from, ReadOnlySpan<byte> packet);

    /// <summary>A frame of ICE-TCP.</summary>
    void Frame(TcpLink link, ReadOnlySpan<byte> frame);

    /// <summary>A TCP connection is over.</summary>
    void Ended(TcpLink link);

    /// <summary>A TCP connection was refused, or cut because of what it sent.</summary>
    void Refused();

    /// <summary>A bug: it cost one packet.</summary>
    void Failed(Exception exception);
}
