using System.Net.Sockets;
using System.Text;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Fuzz;

/// <summary>
/// Bytes that are no request, half of one, or two in one: each is refused by a status or its connection ends, and the
/// next request of another connection is served.
/// </summary>
public sealed class RawHttpTests : OwnServer
{
    // It reads its body, which {} is none for.
    private const string Token = "POST /api/sign-in/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
    private const string Hidden = "GET /api/time HTTP/1.1\r\nHost: x\r\n\r\n";

    private static readonly (string What, string Bytes)[] Junk =
    [
        ("two lengths", Token + "Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}" + Hidden),
        ("two lengths in one line", Token + "Content-Length: 2, 40\r\n\r\n{}" + Hidden),
        ("a length below nothing", Token + "Content-Length: -1\r\n\r\n{}" + Hidden),
        ("a length beyond 64 bits", Token + "Content-Length: 99999999999999999999\r\n\r\n{}" + Hidden),
        ("a length and chunks", Token + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + Hidden),
        ("chunks that are none", Token + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n" + Hidden),
        ("a chunk of a huge size", Token + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff1\r\n{}" + Hidden),
        ("another coding", Token + "Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n" + Hidden),
        ("a space before the colon", Token + "Content-Length : 2\r\n\r\n{}" + Hidden),
        ("a folded line", Token + "X-A: 1\r\n Content-Length: 2\r\n\r\n{}" + Hidden),
        (
            "a header of 100 KB",
            $"GET /api/time HTTP/1.1\r\nHost: x\r\nX-Long: {new string('a', 100_000)}\r\n\r\n" + Hidden
        ),
        ("2,000 headers", "GET /api/time HTTP/1.1\r\nHost: x\r\n" + Headers(2_000) + "\r\n" + Hidden),
        ("a path of 100 KB", $"GET /{new string('a', 100_000)} HTTP/1.1\r\nHost: x\r\n\r\n" + Hidden),
        ("a zero in a header", "GET /api/time HTTP/1.1\r\nHost: x\r\nX-A: \0\r\n\r\n" + Hidden),
        ("no host", "GET /api/time HTTP/1.1\r\n\r\n" + Hidden),
        ("two hosts", "GET /api/time HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n" + Hidden),
        ("a version that is none", "GET /api/time HTTP/9.9\r\nHost: x\r\n\r\n" + Hidden),
        ("another protocol", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        ("the beginning of TLS", "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003\r\n\r\n"),
        ("a word", "hello\r\n\r\n"),
    ];

    [Fact]
    public async Task What_is_no_request_is_refused_or_ended_and_nothing_behind_it_is_read()
    {
        var answers = await Task.WhenAll(Junk.Select(async junk => (junk.What, Said: await SayAsync(junk.Bytes))));
        Assert.Equal([], answers.Select(a => FaultOf(a.What, a.Said)).OfType<string>());
        await IsServed();
    }

    [Fact]
    public async Task Half_a_head_and_a_slow_one_end_and_keep_nobody_waiting()
    {
        var half = SayAsync("GET /api/time HTTP/1.1\r\nHost: x\r\nX-Ha", isLast: true);
        // A letter a second would take an hour; the server waits half a minute.
        var slow = Task.WhenAll(Enumerable.Range(0, 50).Select(_ => CreepAsync()));
        await IsServed();
        IsEnded(await half, "HTTP/1.1 400");
        foreach (var said in await slow)
            IsEnded(said, "HTTP/1.1 408");
        await IsServed();
    }

    private static string? FaultOf(string what, string? said)
    {
        if (said is null)
            return $"{what}: the connection stands";
        // One answer at most, and none that says it was done.
        string[] wrong = ["HTTP/1.1 2", "HTTP/1.1 500", "\"now\"", "Exception", "System.", "Microsoft.", "   at "];
        return said.Split("HTTP/1.1 ").Length <= 2 && !wrong.Any(part => said.Contains(part, StringComparison.Ordinal))
            ? null
            : $"{what}: {said}";
    }

    private static void IsEnded(string? said, string status) =>
        Assert.True(said is "" || said?.StartsWith(status, StringComparison.Ordinal) == true, said ?? "it stands");

    // On a connection of before, and on a new one.
    private async Task IsServed()
    {
        await Anybody.Get("/api/time").Ok();
        using var next = Server.Client();
        await next.Get("/api/time").Ok().WaitAsync(Server.Patience(5));
    }

    // What the server says until it ends the connection; null where it does not.
    private async Task<string?> SayAsync(string bytes, bool isLast = false)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(Server.Address.Host, Server.Address.Port);
        await using var stream = socket.GetStream();
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(bytes));
            if (isLast)
                socket.Client.Shutdown(SocketShutdown.Send);
        }
        catch (IOException)
        {
            // it ended while this was still being sent
        }
        return await ReadAsync(stream, Server.Patience(20));
    }

    private async Task<string?> CreepAsync()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(Server.Address.Host, Server.Address.Port);
        await using var stream = socket.GetStream();
        var reading = ReadAsync(stream, TimeSpan.FromSeconds(30) + Server.Patience(20));
        await stream.WriteAsync("GET /api/time HTTP/1.1\r\nHost: x\r\nX-A: "u8.ToArray());
        while (!reading.IsCompleted)
        {
            await Task.WhenAny(reading, Task.Delay(1_000));
            try
            {
                await stream.WriteAsync("a"u8.ToArray());
            }
            catch (IOException)
            {
                break;
            }
        }
        return await reading;
    }

    private static async Task<string?> ReadAsync(NetworkStream stream, TimeSpan most)
    {
        using var limit = new CancellationTokenSource(most);
        var said = new StringBuilder();
        var buffer = new byte[4_096];
        try
        {
            for (int got; (got = await stream.ReadAsync(buffer, limit.Token)) > 0; )
                said.Append(Encoding.Latin1.GetString(buffer, 0, got));
        }
        catch (IOException)
        {
            // reset: it is ended
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        return said.ToString();
    }

    private static string Headers(int count) =>
        string.Concat(Enumerable.Range(0, count).Select(i => $"X-{i}: {i}\r\n"));
}
