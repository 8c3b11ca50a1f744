using System.Net;
using Trading.Media.Forwarding;

namespace Trading.Relay;

/// <summary>How a relay is started.</summary>
public sealed record RelayOptions
{
    /// <summary>
    /// Addresses to listen at, each with sockets of its own: an answer leaves from where the question came to. None is
    /// 0.0.0.0, which would answer from another one.
    /// </summary>
    public IReadOnlyList<IPAddress> Addresses { get; init; } = [IPAddress.Loopback];

    /// <summary>UDP and TCP port; 0 for one that is free (the same of both).</summary>
    public ushort Port { get; init; }

    /// <summary>
    /// Addresses that browsers are told, first come first tried; empty for <see cref="Addresses"/>. Behind a gateway:
    /// its public address.
    /// </summary>
    public IReadOnlyList<IPAddress> Announced { get; init; } = [];

    /// <summary>The port that browsers are told, 0 for <see cref="Port"/>.</summary>
    public ushort AnnouncedPort { get; init; }

    /// <summary>Whether to listen for ICE-TCP.</summary>
    public bool HasTcp { get; init; } = true;

    /// <summary>How much there may be.</summary>
    public RelayLimits Limits { get; init; } = new();

    /// <summary>How much a room may hold.</summary>
    public ForwardLimits Forwarding { get; init; } = new();
}

/// <summary>How much there may be in one relay.</summary>
public sealed record RelayLimits
{
    /// <summary>Rooms at once.</summary>
    public int Rooms { get; init; } = 64;

    /// <summary>Connections at once.</summary>
    public int Connections { get; init; } = 1_024;

    /// <summary>Connections of one source in one room.</summary>
    public int OfSource { get; init; } = 16;

    /// <summary>Rooms of one connection that watches.</summary>
    public int RoomsOfWatcher { get; init; } = 64;

    /// <summary>TCP connections, whether they have shown a password or not.</summary>
    public int TcpConnections { get; init; } = 1_024;

    /// <summary>TCP connections that have not shown one yet; they have 10 seconds.</summary>
    public int TcpStrangers { get; init; } = 64;

    /// <summary>Bytes that wait for one TCP connection; what comes more is dropped, whole packets.</summary>
    public int TcpPending { get; init; } = 256 * 1024;

    /// <summary>Handshakes that run at once; others wait.</summary>
    public int Handshakes { get; init; } = 16;
}

/// <summary>What came, went and was dropped since the start. Strangers get no answer.</summary>
public sealed record RelayCounters
{
    /// <summary>Datagrams and frames that came.</summary>
    public required long Received { get; init; }

    /// <summary>Datagrams and frames that went.</summary>
    public required long Sent { get; init; }

    /// <summary>Checks that were answered.</summary>
    public required long Checks { get; init; }

    /// <summary>What was dropped, by reason.</summary>
    public required IReadOnlyDictionary<Drop, long> Dropped { get; init; }

    /// <summary>Exceptions in the middle of a packet's way: bugs, each cost one packet.</summary>
    public required long Faults { get; init; }

    /// <summary>What the last of them said; empty where there was none.</summary>
    public required string LastFault { get; init; }
}

/// <summary>Why something was dropped.</summary>
public enum Drop
{
    /// <summary>Neither STUN, DTLS, RTP nor RTCP.</summary>
    UnknownKind,

    /// <summary>STUN that cannot be read, or that is no request.</summary>
    MalformedStun,

    /// <summary>A check for a name that is none of ours.</summary>
    Stranger,

    /// <summary>A check with a wrong password.</summary>
    WrongPassword,

    /// <summary>
    /// DTLS, RTP or RTCP from an address that has shown no password, or a check from an address that is another's.
    /// </summary>
    Unverified,

    /// <summary>RTP or RTCP before keys are agreed and the certificate is known.</summary>
    NotSecured,

    /// <summary>SRTP that was there, or lies behind the window.</summary>
    Replayed,

    /// <summary>SRTP whose tag is wrong.</summary>
    WrongTag,

    /// <summary>SRTP that cannot be read, or of too many sources.</summary>
    MalformedRtp,

    /// <summary>RTP that Forwarding did not take: sources, types, rates that were not agreed.</summary>
    NotAgreed,

    /// <summary>RTP from a connection that only watches.</summary>
    NotPublishing,

    /// <summary>More DTLS than a handshake needs.</summary>
    DtlsFlood,

    /// <summary>A TCP connection that has too much pending.</summary>
    SlowTcp,

    /// <summary>The system did not take a datagram.</summary>
    NotSent,

    /// <summary>A number that was used for other bytes: the sender refuses it.</summary>
    NotSealed,

    /// <summary>A TCP connection one too many, one that showed no password in time, or a frame too long.</summary>
    TcpRefused,
}
