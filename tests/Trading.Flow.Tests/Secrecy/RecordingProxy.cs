using System.Net;
using System.Net.Http.Headers;

namespace Trading.Flow.Tests.Secrecy;

/// <summary>
/// Stands between one person or trustee and the platform, hands everything on and tells what was asked and answered.
/// </summary>
internal sealed class RecordingProxy : IDisposable
{
    private static readonly string[] OneHop =
    [
        "Host",
        "Connection",
        "Transfer-Encoding",
        "Content-Length",
        "Content-Type",
        "Expect",
    ];
    private readonly HttpListener listener = new();
    private readonly HttpClient platform;
    private readonly Action<ProxiedAnswer> told;

    public RecordingProxy(Uri target, Action<ProxiedAnswer> told)
    {
        (this.told, Url) = (told, new Uri($"http://127.0.0.1:{Port.Free()}/"));
        platform = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = target,
            Timeout = TimeSpan.FromMinutes(2),
        };
        listener.Prefixes.Add(Url.AbsoluteUri);
        listener.Start();
        _ = ServeAsync();
    }

    public Uri Url { get; }

    /// <summary>
    /// Which answers are thrown away after the platform gave them, as a line does that breaks on the way back.
    /// </summary>
    public Func<string, string, bool> Loses { get; init; } = static (_, _) => false;

    public void Dispose()
    {
        listener.Close();
        platform.Dispose();
    }

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            HttpListenerContext asked;
            try
            {
                asked = await listener.GetContextAsync();
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            _ = AnswerAsync(asked);
        }
    }

    private async Task AnswerAsync(HttpListenerContext asked)
    {
        try
        {
            using var body = new MemoryStream();
            await asked.Request.InputStream.CopyToAsync(body);
            using var request = Repeat(asked.Request, body.ToArray());
            using var answer = await platform.SendAsync(request);
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            told(
                new ProxiedAnswer(
                    asked.Request.HttpMethod,
                    asked.Request.RawUrl!,
                    body.ToArray(),
                    await Transcript.PrintAsync(answer),
                    Clock.Now
                )
            );
            if (Loses(asked.Request.HttpMethod, asked.Request.RawUrl!))
                asked.Response.Abort();
            else
                await GiveAsync(asked.Response, answer, bytes);
        }
        catch (Exception broken)
            when (broken
                    is HttpRequestException
                        or HttpListenerException
                        or ObjectDisposedException
                        or IOException
                        or TaskCanceledException
            )
        {
            asked.Response.Abort(); // as a broken line looks to whoever asked
        }
    }

    private static HttpRequestMessage Repeat(HttpListenerRequest asked, byte[] body)
    {
        var request = new HttpRequestMessage(new HttpMethod(asked.HttpMethod), asked.RawUrl);
        if (body.Length > 0 || asked.HttpMethod is "POST" or "PUT")
        {
            request.Content = new ByteArrayContent(body);
            if (asked.ContentType is { } type)
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }
        foreach (var name in asked.Headers.AllKeys)
            if (!OneHop.Contains(name, StringComparer.OrdinalIgnoreCase))
                request.Headers.TryAddWithoutValidation(name!, asked.Headers[name]);
        return request;
    }

    private static async Task GiveAsync(HttpListenerResponse response, HttpResponseMessage answer, byte[] body)
    {
        response.StatusCode = (int)answer.StatusCode;
        if (answer.Content.Headers.ContentType is { } type)
            response.ContentType = type.ToString();
        foreach (var header in answer.Headers.NonValidated)
            if (!OneHop.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
                response.Headers[header.Key] = header.Value.ToString();
        if (body.Length > 0)
        {
            response.ContentLength64 = body.Length;
            await response.OutputStream.WriteAsync(body);
        }
        response.Close();
    }
}

/// <summary>One answer that went through a proxy, complete at an instant (UTC microseconds).</summary>
internal sealed record ProxiedAnswer(string Method, string Path, byte[] Asked, string Answer, long At);
