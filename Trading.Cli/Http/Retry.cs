using System.Net;

namespace Trading.Cli;

/// <summary>
/// When a call may be said again: the line broke, or the server asks for patience. Every call through it must be
/// idempotent.
/// </summary>
internal sealed class Retry(Uri server, TimeSpan patience, TextWriter notes)
{
    private const int MostRefusals = 6;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPauseInTheDark = TimeSpan.FromSeconds(1);
    private int isTold;

    /// <summary>
    /// Says a call until it is answered. A server that is silent may be starting again: it is waited for as long as the
    /// patience lasts. One that answers "not now" is asked a few times more.
    /// </summary>
    public async Task<HttpResponseMessage> SendAsync(Func<Task<HttpResponseMessage>> send, CancellationToken cancel)
    {
        var (pause, end) = (FirstPause, DateTimeOffset.UtcNow + patience);
        for (var refusals = 0; ; pause = Longer(pause))
        {
            var isSilent = false;
            try
            {
                var answer = await send();
                Interlocked.Exchange(ref isTold, 0);
                if (!AsksForPatience(answer.StatusCode) || ++refusals == MostRefusals)
                    return answer;
                pause = answer.Headers.RetryAfter?.Delta ?? pause;
                answer.Dispose();
            }
            catch (HttpRequestException) when (DateTimeOffset.UtcNow < end)
            {
                isSilent = true;
            }
            catch (IOException) when (DateTimeOffset.UtcNow < end)
            {
                isSilent = true;
            }
            if (isSilent)
                Tell();
            await Task.Delay(Shorter(pause, isSilent ? LongestPauseInTheDark : LongestPause), cancel);
        }
    }

    // Once for an outage, however many calls wait for its end.
    private void Tell()
    {
        if (Interlocked.Exchange(ref isTold, 1) == 0)
            notes.WriteLine(
                $"trading: {server} does not answer; waiting for it, up to {patience.TotalSeconds:0} seconds "
                    + "(Ctrl-C ends it)"
            );
    }

    private static TimeSpan Longer(TimeSpan pause) => Shorter(pause * 2, LongestPause);

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static bool AsksForPatience(HttpStatusCode status) =>
        status
            is HttpStatusCode.TooManyRequests
                or HttpStatusCode.BadGateway
                or HttpStatusCode.ServiceUnavailable
                or HttpStatusCode.GatewayTimeout;
}
