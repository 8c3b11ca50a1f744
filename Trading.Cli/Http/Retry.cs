using System.Net;

namespace Trading.Cli;

/// <summary>When a call may be said again: the line broke, or the server asks for patience. Every call through it must be idempotent.</summary>
internal static class Retry
{
    private const int Attempts = 6;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    public static async Task<HttpResponseMessage> SendAsync(Func<Task<HttpResponseMessage>> send, CancellationToken cancel)
    {
        var pause = FirstPause;
        for (var attempt = 1; ; attempt++, pause = Longer(pause))
        {
            try
            {
                var answer = await send();
                if (attempt == Attempts || !AsksForPatience(answer.StatusCode)) return answer;
                pause = answer.Headers.RetryAfter?.Delta ?? pause;
                answer.Dispose();
            }
            catch (HttpRequestException) when (attempt < Attempts) { }
            catch (IOException) when (attempt < Attempts) { }
            await Task.Delay(pause < LongestPause ? pause : LongestPause, cancel);
        }
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;

    private static bool AsksForPatience(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
}
