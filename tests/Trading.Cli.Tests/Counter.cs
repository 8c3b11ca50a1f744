using System.Net;
using System.Text;

namespace Trading.Cli.Tests;

/// <summary>A platform's counter that answers what the test says, on a free port of this machine.</summary>
public sealed class Counter : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly Func<HttpListenerRequest, (int Status, string Type, string Body)> answer;

    public Counter(Func<HttpListenerRequest, (int Status, string Type, string Body)> answer, Uri? url = null)
    {
        this.answer = answer;
        Url = url ?? new Uri($"http://127.0.0.1:{FreePort()}/");
        listener.Prefixes.Add(Url.AbsoluteUri);
        listener.Start();
        _ = ServeAsync();
    }

    public Uri Url { get; }

    public List<string> Calls { get; } = [];

    public static (int, string, string) Ok(string json) => (200, "application/json", json);

    public static (int, string, string) Refuse(int status, string reason) =>
        (
            status,
            "application/problem+json",
            $$"""{"title":"{{reason}}","detail":"That cannot be.","reason":"{{reason}}","rule":"bidding-reg:36","nextStep":"wait"}"""
        );

    public void Dispose() => listener.Close();

    private static int FreePort()
    {
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await listener.GetContextAsync();
                lock (Calls)
                    Calls.Add(
                        (
                            $"{context.Request.HttpMethod} "
                            + $"{context.Request.RawUrl} "
                            + $"{context.Request.Headers["Authorization"]}"
                        ).TrimEnd()
                    );
                var (status, type, body) = answer(context.Request);
                context.Response.StatusCode = status;
                context.Response.ContentType = type;
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
                context.Response.Close();
            }
        }
        catch (Exception end) when (end is HttpListenerException or ObjectDisposedException) { } // the test is over
    }
}
