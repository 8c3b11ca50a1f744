using Trading.Media.Srtp;
using Trading.Media.Stun;
using Trading.Relay.Dtls;
using Trading.Relay.Sockets;

namespace Trading.Relay.Live;

/// <summary>
/// One connection of a browser: its password, its way, its keys. Under the relay's lock, but for what its handshake
/// does on a thread of its own.
/// </summary>
internal abstract class Peer(int number, string source, ulong session, IceCredential ice, long now)
{
    private const int MostRoutes = 8;
    private const int DtlsPerSecond = 64;

    private readonly List<Route> routes = [];
    private long secondAt = now;
    private long bytesIn;
    private long bytesOut;
    private int dtlsInSecond;

    public int Number => number;

    public string Source => source;

    /// <summary>Number of the session in our descriptions.</summary>
    public ulong Session => session;

    /// <summary>Version of our latest description.</summary>
    public int Version { get; set; } = 1;

    public abstract IReadOnlyList<LiveRoom> Rooms { get; }

    public IceCredential Ice { get; private set; } = ice;

    /// <summary>Of before an ICE restart, until the browser uses the new one.</summary>
    public IceCredential? OlderIce { get; private set; }

    /// <summary>SHA-256 of the certificate that SDP says; null until it does.</summary>
    public byte[]? RemoteFingerprint { get; set; }

    /// <summary>Name fragment of the browser: another one begins ICE anew.</summary>
    public string RemoteUfrag { get; set; } = "";

    /// <summary>Where its packets go; null before the first check and after its TCP broke.</summary>
    public Route? Route { get; private set; }

    public required DtlsChannel Dtls { get; init; }

    /// <summary>The handshake has begun.</summary>
    public bool IsShaking { get; set; }

    /// <summary>Somebody looks at what came after the handshake.</summary>
    public bool IsLooking { get; set; }

    public Agreed? Agreed { get; set; }

    public SrtpReceiver? Receiver { get; private set; }

    public SrtpSender? Sender { get; private set; }

    public ConnectionState State { get; set; } = ConnectionState.Connecting;

    public bool IsGone { get; set; }

    public long BornAt { get; } = now;

    /// <summary>When anything came that a stranger cannot send.</summary>
    public long HeardAt { get; private set; } = now;

    public long BitsIn { get; private set; }

    public long BitsOut { get; private set; }

    public long DroppedSlow { get; set; }

    /// <summary>Of the last report, in 256ths; −1 before the first.</summary>
    public int Loss { get; set; } = -1;

    public void RestartIce(IceCredential next) => (OlderIce, Ice) = (Ice, next);

    public void ForgetOlderIce() => OlderIce = null;

    /// <summary>A check came over a route. The browser says from where it will send (RFC 8445, 7.3.1.5).</summary>
    public void Checked(Route route, bool isNominated, long at)
    {
        HeardAt = at;
        if (!routes.Contains(route))
        {
            routes.Add(route);
            if (routes.Count > MostRoutes && routes.Find(r => r != Route && r != route) is { } oldest)
                Drop(oldest);
        }
        if (Route is null || isNominated)
            Route = route;
    }

    /// <summary>A route is no more; another one is taken where there is one.</summary>
    public void Lost(Route route)
    {
        routes.Remove(route);
        if (Route == route)
            Route = routes.Count > 0 ? routes[^1] : null;
    }

    /// <summary>Keys are agreed and the certificate is as described.</summary>
    public void Secure(Agreed agreed)
    {
        Receiver = new SrtpReceiver(agreed.Client);
        Sender = new SrtpSender(agreed.Server);
        State = ConnectionState.Connected;
    }

    public void Heard(int bytes, long at)
    {
        HeardAt = at;
        Turn(at);
        bytesIn += bytes;
    }

    public void Sent(int bytes, long at)
    {
        Turn(at);
        bytesOut += bytes;
    }

    /// <summary>Whether DTLS of this second is still as much as a handshake needs.</summary>
    public bool TakesDtls(long at)
    {
        Turn(at);
        return ++dtlsInSecond <= DtlsPerSecond;
    }

    public void Turn(long at)
    {
        if (at - secondAt < 1_000)
            return;
        var isLast = at - secondAt < 2_000;
        (BitsIn, BitsOut) = isLast ? (bytesIn * 8, bytesOut * 8) : (0, 0);
        (secondAt, bytesIn, bytesOut, dtlsInSecond) = (at, 0, 0, 0);
    }

    public void End()
    {
        IsGone = true;
        foreach (var route in routes.ToArray())
            route.Close();
        routes.Clear();
        Route = null;
        Dtls.Close();
        Receiver?.Dispose();
        Sender?.Dispose();
        (Receiver, Sender) = (null, null);
    }

    private void Drop(Route route)
    {
        routes.Remove(route);
        route.Close();
    }
}

/// <summary>A connection that sends.</summary>
internal sealed class PublishingPeer(
    int number,
    string source,
    ulong session,
    IceCredential ice,
    long now,
    LiveRoom room
) : Peer(number, source, session, ice, now)
{
    private readonly LiveRoom[] rooms = [room];

    public LiveRoom Room => room;

    public override IReadOnlyList<LiveRoom> Rooms => rooms;

    public List<LiveTrack> Tracks { get; } = [];
}
