using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Trading.Media.Stun;

namespace Trading.Relay.Sockets;

/// <summary>Addresses of the system as those of Stun, without allocating.</summary>
internal static class Addresses
{
    /// <summary>Reads sockaddr_in or sockaddr_in6: family, port and address have fixed places.</summary>
    public static Endpoint Of(SocketAddress address)
    {
        var bytes = address.Buffer.Span;
        var port = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        return address.Family == AddressFamily.InterNetwork
            ? Endpoint.V4(BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]), port)
            : new Endpoint(BinaryPrimitives.ReadUInt128BigEndian(bytes[8..]), port);
    }

    public static Endpoint Of(IPEndPoint address) => Of(address.Serialize());

    /// <summary>A copy that lives on.</summary>
    public static SocketAddress Copy(SocketAddress address)
    {
        var copy = new SocketAddress(address.Family, address.Size);
        address.Buffer.Span[..address.Size].CopyTo(copy.Buffer.Span);
        return copy;
    }
}
