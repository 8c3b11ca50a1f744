using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Fuzz;

/// <summary>
/// Who asks. Limits hang on addresses, so each connection comes from another address of this machine: what is judged
/// are the answers to what was sent, and a 429 is none.
/// </summary>
public sealed class Crowd : IDisposable
{
    private static int addresses;
    private readonly TestServer server;
    private readonly Dictionary<string, string?> tickets = new(StringComparer.Ordinal);
    private readonly HttpClient shared = NewHttp();

    private Crowd(TestServer server) => this.server = server;

    public static IReadOnlyList<string> Roles { get; } = ["nobody", "bidder", "host", "manager", "trustee"];

    public static async Task<Crowd> OfAsync(TestServer server)
    {
        var crowd = new Crowd(server);
        foreach (var role in Roles)
            crowd.tickets[role] = await crowd.SignInAsync(role);
        return crowd;
    }

    /// <summary>
    /// Sends as that role, on a connection of its own where it is told to; a role whose ticket ended signs in again
    /// behind it.
    /// </summary>
    public async Task<HttpResponseMessage> SendAsync(string role, Shot shot, bool isAlone, CancellationToken stop)
    {
        var isOwn =
            isAlone
            || shot.Path.Contains("/sign-out", StringComparison.Ordinal)
            || shot.Path.Contains("/password", StringComparison.Ordinal);
        using var own = isOwn ? NewHttp() : null;
        var request = shot.ToRequest();
        if (tickets[role] is { } ticket)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ticket);
        var answer = await (own ?? shared).SendAsync(request, stop);
        await answer.Content.LoadIntoBufferAsync(stop);
        if (
            isOwn
            && role != "nobody"
            && answer.IsSuccessStatusCode
            && shot.Path.Contains("/sign-out", StringComparison.Ordinal)
        )
            tickets[role] = await SignInAsync(role);
        return answer;
    }

    public void Dispose() => shared.Dispose();

    private async Task<string?> SignInAsync(string role)
    {
        if (role == "nobody")
            return null;
        if (role == "trustee")
            return (await server.Trustees[0].SignInAsync()).DefaultRequestHeaders.Authorization!.Parameter;
        var person = role switch
        {
            "host" => server.Host,
            "manager" => server.Manager,
            _ => server.Authority.Issue("bidder"),
        };
        using var client = await server.Client(person).SignInAsync();
        return client.Http.DefaultRequestHeaders.Authorization!.Parameter;
    }

    private static HttpClient NewHttp() =>
        new(
            new SocketsHttpHandler
            {
                UseCookies = false,
                UseProxy = false,
                AllowAutoRedirect = false,
                MaxConnectionsPerServer = 16,
                PooledConnectionLifetime = TimeSpan.FromSeconds(1),
                ConnectCallback = async (context, stop) =>
                {
                    var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
                    {
                        NoDelay = true,
                    };
                    var number = Interlocked.Increment(ref addresses);
                    if (OperatingSystem.IsLinux())
                        // elsewhere there is one loopback address
                        socket.Bind(new IPEndPoint(new IPAddress([127, 1, (byte)(number >> 8), (byte)number]), 0));
                    await socket.ConnectAsync(context.DnsEndPoint, stop);
                    return new NetworkStream(socket, ownsSocket: true);
                },
            }
        )
        {
            Timeout = Pace.Slowest.Patience(30),
        };
}
