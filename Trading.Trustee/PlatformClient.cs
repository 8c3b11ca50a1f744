using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Trading.Crypto;

namespace Trading.Trustee;

/// <summary>One look into the inbox: what is wanted, and a tag to wait for something else.</summary>
public sealed record Inbox(string Tag, IReadOnlyList<TrusteeWant> Wants);

/// <summary>The platform said no to a call, or something that cannot be read.</summary>
public sealed class PlatformException(string what, HttpStatusCode status) : Exception(what)
{
    /// <summary>The status it answered with.</summary>
    public HttpStatusCode Status { get; } = status;
}

/// <summary>
/// The few calls that a trustee makes, all to one server: sign in, look into the inbox, fetch a proof or ticks, post a
/// message. Follows no redirection, uses no proxy, keeps no cookie; every reply is bounded.
/// </summary>
public sealed class PlatformClient(HttpClient http, TrusteeSelf self)
{
    private const int FeedPages = 1 << 16;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectRequiredConstructorParameters = true,
    };
    private string ticket = "";

    /// <summary>A client for one server; a handler may be given for tests.</summary>
    public static HttpClient NewHttp(Uri server, HttpMessageHandler? handler = null) =>
        new(
            handler
                ?? new SocketsHttpHandler
                {
                    AllowAutoRedirect = false,
                    UseProxy = false,
                    UseCookies = false,
                    PooledConnectionLifetime = TimeSpan.FromMinutes(10),
                }
        )
        {
            BaseAddress = server,
            Timeout = TimeSpan.FromSeconds(60),
            MaxResponseContentBufferSize = 256 << 20,
        };

    /// <summary>What is wanted; with a tag the platform waits (about 20 s) until something else is.</summary>
    public async Task<Inbox> InboxAsync(string? seen, CancellationToken stop)
    {
        var shape = await GetAsync<InboxShape>(
            "api/trustee/inbox" + (seen is null ? "" : "?seen=" + Uri.EscapeDataString(seen)),
            stop
        );
        var wants = new List<TrusteeWant>();
        foreach (var want in shape.Wants)
        {
            // A kind that a newer platform may know is not for this trustee; the others still are.
            if (TrusteeWant.TryParse(want.Kind, want.Session, want.Lot, want.Body, out var parsed))
                wants.Add(parsed!);
        }
        return new(shape.Tag, wants);
    }

    /// <summary>The hashes of a consistency proof.</summary>
    public async Task<IReadOnlyList<byte[]>> ConsistencyAsync(
        string stream,
        long from,
        long to,
        CancellationToken stop
    ) =>
        (
            await GetAsync<ProofShape>(
                $"api/streams/{Uri.EscapeDataString(stream)}/consistency?from={from}&to={to}",
                stop
            )
        ).Proof;

    /// <summary>
    /// The first <paramref name="count"/> ticks of a disclosed intake; fewer where the platform shows fewer.
    /// </summary>
    public async Task<IReadOnlyList<DisclosedTick>> TicksAsync(string stream, long count, CancellationToken stop)
    {
        var ticks = new List<DisclosedTick>();
        for (var page = 0; page < FeedPages && ticks.Count < count; page++)
        {
            var feed = await GetAsync<FeedShape>(
                $"api/feed/{Uri.EscapeDataString(stream)}?after={ticks.Count - 1}",
                stop
            );
            if (feed.Events.Count == 0)
                break;
            foreach (var shown in feed.Events)
                ticks.Add(TickOf(shown, ticks.Count));
        }
        return [.. ticks.Take((int)count)];
    }

    /// <summary>
    /// What a draw committed to behind a root (lower-case hexadecimal digits): its head and its positions.
    /// </summary>
    public Task<byte[]> RowsAsync(string draw, string root, CancellationToken stop) =>
        CallAsync(
            () => new HttpRequestMessage(HttpMethod.Get, $"api/draws/{Uri.EscapeDataString(draw)}/rows/{root}"),
            static (response, stop) => response.Content.ReadAsByteArrayAsync(stop),
            stop
        );

    /// <summary>Posts a message; a refusal of the platform is a <see cref="PlatformException"/>.</summary>
    public Task PostAsync(TrusteeMessage message, CancellationToken stop) =>
        CallAsync(
            () =>
                new HttpRequestMessage(HttpMethod.Post, "api/trustee/messages")
                {
                    Content = JsonContent.Create(
                        new MessageShape(
                            TrusteeMessage.Word(message.Kind),
                            message.Session,
                            message.Lot,
                            message.Body,
                            message.Signature
                        ),
                        options: Json
                    ),
                },
            static (_, _) => Task.FromResult(true),
            stop
        );

    private static DisclosedTick TickOf(FeedEventShape shown, int height)
    {
        try
        {
            return shown.H == height && TickTable.Events.Decode(Encoding.UTF8.GetBytes(shown.E)) is TickSealed tick
                ? new(tick.Seed, tick.Entries)
                : throw new PlatformException(
                    "The intake's feed shows something other than its ticks.",
                    HttpStatusCode.OK
                );
        }
        catch (CorruptEventException corrupt)
        {
            throw new PlatformException(corrupt.Message, HttpStatusCode.OK);
        }
    }

    private Task<T> GetAsync<T>(string path, CancellationToken stop)
        where T : class =>
        CallAsync(
            () => new HttpRequestMessage(HttpMethod.Get, path),
            static async (response, stop) => await ReadAsync<T>(response, stop),
            stop
        );

    private async Task<T> CallAsync<T>(
        Func<HttpRequestMessage> request,
        Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        CancellationToken stop
    )
    {
        if (ticket.Length == 0)
            await SignInAsync(stop);
        for (var attempt = 0; ; attempt++)
        {
            using var message = request();
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ticket);
            using var response = await http.SendAsync(message, stop);
            if (response.StatusCode == HttpStatusCode.Unauthorized && attempt == 0)
            {
                await SignInAsync(stop); // the ticket ended, or the server started anew
                continue;
            }
            if (!response.IsSuccessStatusCode)
                throw new PlatformException(
                    $"{message.Method} {message.RequestUri!.OriginalString.Split('?')[0]}: {(int)response.StatusCode}",
                    response.StatusCode
                );
            return await read(response, stop);
        }
    }

    private async Task SignInAsync(CancellationToken stop)
    {
        var challenge = await PostAsync<ChallengeShape>("api/sign-in/challenge", new { }, stop);
        var signature = self.SigningKey.Sign(Tags.SignIn, challenge.Challenge);
        ticket = (
            await PostAsync<TicketShape>(
                "api/sign-in/certificate",
                new SignInShape(challenge.Challenge, self.Name, signature),
                stop
            )
        ).Ticket;
    }

    private async Task<T> PostAsync<T>(string path, object body, CancellationToken stop)
        where T : class
    {
        using var response = await http.PostAsJsonAsync(path, body, Json, stop);
        return response.IsSuccessStatusCode
            ? await ReadAsync<T>(response, stop)
            : throw new PlatformException($"POST {path}: {(int)response.StatusCode}", response.StatusCode);
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken stop)
        where T : class
    {
        try
        {
            return await response.Content.ReadFromJsonAsync<T>(Json, stop)
                ?? throw new PlatformException("The reply is empty.", response.StatusCode);
        }
        catch (JsonException)
        {
            throw new PlatformException("The reply cannot be read.", response.StatusCode);
        }
    }

    private sealed record ChallengeShape(byte[] Challenge);

    private sealed record SignInShape(byte[] Challenge, string Trustee, byte[] Signature);

    private sealed record TicketShape(string Ticket);

    private sealed record InboxShape(string Tag, IReadOnlyList<WantShape> Wants);

    private sealed record WantShape(string Kind, string Session, string Lot, byte[] Body);

    private sealed record MessageShape(string Kind, string Session, string Lot, byte[] Body, byte[] Signature);

    private sealed record ProofShape(IReadOnlyList<byte[]> Proof);

    private sealed record FeedShape(IReadOnlyList<FeedEventShape> Events);

    private sealed record FeedEventShape(long H, string E);
}
