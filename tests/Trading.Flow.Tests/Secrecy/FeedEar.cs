using System.Net.WebSockets;
using System.Text;

namespace Trading.Flow.Tests.Secrecy;

/// <summary>
/// One bare connection to the hub that writes down every frame but the keep-alive, whose number is the clock's.
/// </summary>
internal sealed class FeedEar : IDisposable
{
    private const char End = '\u001e';
    private readonly ClientWebSocket socket = new();
    private readonly CancellationTokenSource stop = new();
    private Task listening = Task.CompletedTask;

    /// <summary>Connects and asks to follow the streams, one after the other.</summary>
    public static async Task<FeedEar> FollowAsync(Uri server, Action<string> heard, params string[] streams)
    {
        var ear = new FeedEar();
        await ear.socket.ConnectAsync(new Uri($"ws://{server.Authority}/feed"), default);
        await ear.SayAsync("{\"protocol\":\"json\",\"version\":1}");
        ear.listening = ear.ListenAsync(heard);
        for (var i = 0; i < streams.Length; i++)
            await ear.SayAsync(
                $"{{\"type\":1,\"invocationId\":\"{i}\",\"target\":\"Join\",\"arguments\":[\"{streams[i]}\",-1]}}"
            );
        return ear;
    }

    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await listening;
    }

    public void Dispose()
    {
        stop.Cancel();
        socket.Dispose();
        stop.Dispose();
    }

    private async Task SayAsync(string text) =>
        await socket.SendAsync(Encoding.UTF8.GetBytes(text + End), WebSocketMessageType.Text, true, default);

    private async Task ListenAsync(Action<string> heard)
    {
        var (buffer, text) = (new byte[1 << 16], new StringBuilder());
        var utf8 = Encoding.UTF8.GetDecoder();
        var letters = new char[1 << 16];
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(), stop.Token);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    heard("closed");
                    return;
                }
                text.Append(letters, 0, utf8.GetChars(buffer, 0, received.Count, letters, 0));
                while (text.ToString().IndexOf(End, StringComparison.Ordinal) is >= 0 and var end)
                {
                    var frame = text.ToString(0, end);
                    text.Remove(0, end + 1);
                    if (frame != "{\"type\":6}")
                        heard(frame);
                }
            }
        }
        catch (OperationCanceledException) { }
        catch (WebSocketException broken)
        {
            heard($"broken: {broken.WebSocketErrorCode}");
        }
    }
}
