using System.Net.WebSockets;
using System.Text;
using Trading.Server.Tests.Announce;

namespace Trading.Server.Tests.Fuzz;

/// <summary>
/// Frames of a web socket that no client of ours sends: each ends its own connection, is answered without a text of an
/// exception, and is nothing to anybody else.
/// </summary>
public sealed class RawFrameTests
{
    private const char End = '\u001e';
    private const string Handshake = "{\"protocol\":\"json\",\"version\":1}\u001e";

    // The library gives a handshake 15 seconds.
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(15) + Pace.Slowest.Patience(5);

    private static readonly (string What, bool IsShaken, WebSocketMessageType Kind, byte[] Bytes)[] Junk =
    [
        ("bytes before the handshake", false, WebSocketMessageType.Binary, [0, 255, 254, 128, 30]),
        ("a call before the handshake", false, WebSocketMessageType.Text, Call("Join", "\"s\"", "-1")),
        ("no JSON as handshake", false, WebSocketMessageType.Text, Text("GET / HTTP/1.1\r\n\r\n" + End)),
        ("an array as handshake", false, WebSocketMessageType.Text, Text("[]" + End)),
        ("another protocol", false, WebSocketMessageType.Text, Text("{\"protocol\":\"xml\",\"version\":1}" + End)),
        ("another version", false, WebSocketMessageType.Text, Text("{\"protocol\":\"json\",\"version\":99}" + End)),
        (
            "a handshake without its end",
            false,
            WebSocketMessageType.Text,
            Text("{\"protocol\":\"json\",\"version\":1}")
        ),
        ("an endless handshake", false, WebSocketMessageType.Text, Text(new string('{', 1 << 20))),
        ("broken JSON", true, WebSocketMessageType.Text, Text("{\"type\":1,\"target\":" + End)),
        ("no JSON", true, WebSocketMessageType.Text, Text("hello" + End)),
        ("nothing between two ends", true, WebSocketMessageType.Text, Text($"{End}{End}")),
        ("a type that is no number", true, WebSocketMessageType.Text, Text("{\"type\":\"Join\"}" + End)),
        ("a call of nothing", true, WebSocketMessageType.Text, Text("{\"type\":1,\"arguments\":[]}" + End)),
        ("a depth of a thousand", true, WebSocketMessageType.Text, Text(new string('[', 1_000) + End)),
        ("bytes", true, WebSocketMessageType.Binary, [255, 254, 0, 1, 30]),
        ("half a letter", true, WebSocketMessageType.Binary, [.. Text("{\"type\":1,\"target\":\""), 0xE5, 0xBC, 30]),
        ("lines instead of ends", true, WebSocketMessageType.Text, Lines(4_000)),
        ("a message of a megabyte", true, WebSocketMessageType.Text, Text(new string(' ', 1 << 20) + End)),
        (
            "a name of a megabyte",
            true,
            WebSocketMessageType.Text,
            Call("Join", $"\"{new string('s', 1 << 20)}\"", "-1")
        ),
    ];

    [Fact]
    public async Task Junk_ends_its_own_connection_without_a_text_of_an_exception_and_others_go_on()
    {
        await using var server = await FeedServer.StartAsync();
        await server.AppendAsync("s", 0, "\"a\"");
        await using var attendee = await Attendee.ConnectAsync(server.Address);
        await attendee.JoinAsync("s", -1);
        await attendee.UntilAsync(0);

        var answers = await Task.WhenAll(
            Junk.Select(async junk => (junk.What, Said: await SayAsync(server.Address, junk)))
        );
        foreach (var (what, said) in answers)
        foreach (var leak in new[] { "Exception", "System.", "Microsoft.", "Trading.", "   at ", "BytePosition" })
            Assert.False(said.Contains(leak, StringComparison.Ordinal), $"{what}: {said}");
        Assert.Contains("not supported", answers.Single(a => a.What == "another protocol").Said);

        // Who was there goes on, and who comes is served.
        Assert.False(attendee.Closed.Task.IsCompleted);
        await server.AppendAsync("s", 1, "\"b\"");
        Assert.Equal("\"b\"", (await attendee.UntilAsync(1))[^1].Events[^1].Text);
        await using var next = await Attendee.ConnectAsync(server.Address);
        await next.JoinAsync("s", -1);
        Assert.Equal(2, (await next.UntilAsync(1)).Sum(frame => frame.Events.Count));
    }

    [Fact]
    public async Task A_frame_cut_in_pieces_and_two_calls_in_one_frame_are_as_good_as_whole_ones()
    {
        await using var server = await FeedServer.StartAsync();
        await server.AppendAsync("s", 0, "\"a\"");
        using var socket = await OpenAsync(server.Address);
        foreach (var part in Text(Handshake).Chunk(5))
            await socket.SendAsync(part, WebSocketMessageType.Text, true, default);
        byte[] both = [.. Call("Join", "\"s\"", "-1"), .. Call("Leave", "\"s\"")];
        await socket.SendAsync(both, WebSocketMessageType.Binary, true, default);
        using var limit = new CancellationTokenSource(Most);
        var said = "";
        var buffer = new byte[4_096];
        while (said.Split("\"type\":3").Length < 3)
        {
            var got = await socket.ReceiveAsync(buffer, limit.Token);
            said += Encoding.UTF8.GetString(buffer, 0, got.Count);
        }
        Assert.DoesNotContain("\"error\"", said, StringComparison.Ordinal);
    }

    // Everything that the server says until it ends the connection, which it has to.
    private static async Task<string> SayAsync(
        Uri server,
        (string What, bool IsShaken, WebSocketMessageType Kind, byte[] Bytes) junk
    )
    {
        using var socket = await OpenAsync(server);
        using var limit = new CancellationTokenSource(Most);
        var said = new StringBuilder();
        var listening = ListenAsync(socket, said, limit.Token);
        try
        {
            if (junk.IsShaken)
                await socket.SendAsync(Text(Handshake), WebSocketMessageType.Text, true, limit.Token);
            await socket.SendAsync(junk.Bytes, junk.Kind, true, limit.Token);
        }
        catch (WebSocketException)
        {
            // it ended while this was still being sent
        }
        Assert.True(await listening, $"{junk.What}: the connection stands");
        return said.ToString();
    }

    private static async Task<bool> ListenAsync(ClientWebSocket socket, StringBuilder said, CancellationToken limit)
    {
        var buffer = new byte[4_096];
        try
        {
            while (true)
            {
                var got = await socket.ReceiveAsync(buffer, limit);
                if (got.MessageType == WebSocketMessageType.Close)
                {
                    said.Append(got.CloseStatusDescription);
                    return true;
                }
                said.Append(Encoding.UTF8.GetString(buffer, 0, got.Count));
            }
        }
        catch (WebSocketException)
        {
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static async Task<ClientWebSocket> OpenAsync(Uri server)
    {
        var socket = new ClientWebSocket();
        var address = new UriBuilder(new Uri(server, "feed")) { Scheme = "ws" };
        await socket.ConnectAsync(address.Uri, default);
        return socket;
    }

    private static byte[] Call(string method, params string[] arguments) =>
        Text(
            $"{{\"type\":1,\"invocationId\":\"{method}\",\"target\":\"{method}\",\"arguments\":"
                + $"[{string.Join(',', arguments)}]}}{End}"
        );

    private static byte[] Lines(int count) => Text(string.Concat(Enumerable.Repeat("{\"type\":6}\r\n", count)));

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
