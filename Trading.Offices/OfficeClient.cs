using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Trading.Offices;

/// <summary>
/// The few calls that an office makes, all to one platform: sign in, ask for tasks, fetch rows, say something. Follows
/// no redirection, uses no proxy, keeps no cookie; every reply is bounded. Safe for concurrent use.
/// </summary>
public sealed class OfficeClient(HttpClient http, OfficeSelf self) : IDisposable
{
    /// <summary>Bytes of the largest answer that is read: a reduction of 200,000 rows has 7,000,193.</summary>
    public const int MostAnswerBytes = 16 << 20;

    /// <summary>How long a call may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        MaxDepth = 16,
    };

    private readonly SemaphoreSlim signing = new(1, 1);
    private string ticket = "";

    /// <summary>Who signs in.</summary>
    public OfficeSelf Self { get; } = self;

    /// <summary>A client of one platform; a handler may be given for tests.</summary>
    public static HttpClient NewHttp(Uri platform, HttpMessageHandler? handler = null) =>
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
            BaseAddress = platform,
            Timeout = Patience,
            MaxResponseContentBufferSize = MostAnswerBytes,
        };

    /// <summary>
    /// An address that an office may call: https, or this machine itself. Over a network without TLS whoever listens
    /// would have the ticket.
    /// </summary>
    public static bool TryAddress(string text, out Uri address) =>
        Uri.TryCreate(text, UriKind.Absolute, out address!)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address.UserInfo.Length == 0
        && address.Query.Length == 0
        && address.Fragment.Length == 0
        && address.AbsolutePath.EndsWith('/');

    /// <summary>What is wanted of this office now.</summary>
    public async Task<IReadOnlyList<OfficeTask>> TasksAsync(CancellationToken stop)
    {
        var answer = await AskAsync<TasksShape>("api/draws/tasks", stop);
        return [.. answer.Tasks.Select(TaskOf).OfType<OfficeTask>()];
    }

    /// <summary>What is wanted of this office under another address; what of it cannot be read is left out.</summary>
    public async Task<IReadOnlyList<T>> TasksAsync<T>(string path, CancellationToken stop)
        where T : class
    {
        var answer = await AskAsync<TasksShape>(path, stop);
        return [.. answer.Tasks.Select(task => new OfficeTask("", "", task).Read<T>()).OfType<T>()];
    }

    /// <summary>The rows behind a root, as they were posted without the signature: head, then leaves.</summary>
    public Task<byte[]> RowsAsync(string draw, byte[] root, CancellationToken stop) =>
        CallAsync(
            () => new HttpRequestMessage(HttpMethod.Get, $"{Of(draw)}/rows/{Convert.ToHexStringLower(root)}"),
            static (response, stop) => response.Content.ReadAsByteArrayAsync(stop),
            stop
        );

    /// <summary>An answer in JSON of another address of the platform.</summary>
    public Task<T> AskAsync<T>(string path, CancellationToken stop)
        where T : class => CallAsync(() => new HttpRequestMessage(HttpMethod.Get, path), ReadAsync<T>, stop);

    /// <summary>Says something in JSON about a draw, under a name such as <c>notices</c>.</summary>
    public Task PostAsync<T>(string draw, string name, T body, CancellationToken stop) =>
        PostAsync(draw, name, () => JsonContent.Create(body, options: Json), stop);

    /// <summary>Says something in JSON to another address of the platform.</summary>
    public Task SayToAsync<T>(string path, T body, CancellationToken stop) =>
        PostToAsync(path, () => JsonContent.Create(body, options: Json), stop);

    /// <summary>Says something in bytes about a draw.</summary>
    public Task PostBytesAsync(string draw, string name, byte[] body, CancellationToken stop) =>
        PostAsync(
            draw,
            name,
            () => new ByteArrayContent(body) { Headers = { ContentType = new("application/octet-stream") } },
            stop
        );

    /// <inheritdoc/>
    public void Dispose()
    {
        http.Dispose();
        signing.Dispose();
    }

    private static string Of(string draw) => $"api/draws/{Uri.EscapeDataString(draw)}";

    private Task<bool> PostAsync(string draw, string name, Func<HttpContent> content, CancellationToken stop) =>
        PostToAsync($"{Of(draw)}/{name}", content, stop);

    private Task<bool> PostToAsync(string path, Func<HttpContent> content, CancellationToken stop) =>
        CallAsync(
            () => new HttpRequestMessage(HttpMethod.Post, path) { Content = content() },
            static (_, _) => Task.FromResult(true),
            stop
        );

    // A task without draw or kind is none; the others still are.
    private static OfficeTask? TaskOf(JsonElement task) =>
        task.ValueKind == JsonValueKind.Object
        && task.TryGetProperty("draw", out var draw)
        && task.TryGetProperty("kind", out var kind)
        && draw.ValueKind == JsonValueKind.String
        && kind.ValueKind == JsonValueKind.String
            ? new OfficeTask(draw.GetString()!, kind.GetString()!, task)
            : null;

    private async Task<T> CallAsync<T>(
        Func<HttpRequestMessage> request,
        Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        CancellationToken stop
    )
    {
        for (var used = ""; ; )
        {
            var isSecond = used.Length > 0;
            used = await TicketAsync(used, stop);
            using var message = request();
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", used);
            using var response = await http.SendAsync(message, stop);
            if (response.StatusCode == HttpStatusCode.Unauthorized && !isSecond)
                continue; // the ticket ended, or the server started anew
            return response.IsSuccessStatusCode
                ? await read(response, stop)
                : throw await RefusedAsync(message, response, stop);
        }
    }

    // One sign-in for all calls that met the same old ticket.
    private async Task<string> TicketAsync(string old, CancellationToken stop)
    {
        await signing.WaitAsync(stop);
        try
        {
            return ticket == old ? ticket = await SignInAsync(stop) : ticket;
        }
        finally
        {
            signing.Release();
        }
    }

    private async Task<string> SignInAsync(CancellationToken stop)
    {
        var challenge = await SayAsync<ChallengeShape>("api/sign-in/challenge", new { }, stop);
        var signature = Self.SigningKey.Sign(Tags.SignIn, challenge.Challenge);
        var shape = new SignInShape(challenge.Challenge, Self.Name, signature);
        return (await SayAsync<TicketShape>("api/sign-in/certificate", shape, stop)).Ticket;
    }

    private async Task<T> SayAsync<T>(string path, object body, CancellationToken stop)
        where T : class
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = JsonContent.Create(body, options: Json),
        };
        using var response = await http.SendAsync(message, stop);
        return response.IsSuccessStatusCode
            ? await ReadAsync<T>(response, stop)
            : throw await RefusedAsync(message, response, stop);
    }

    private static async Task<PlatformException> RefusedAsync(
        HttpRequestMessage message,
        HttpResponseMessage response,
        CancellationToken stop
    )
    {
        var what = $"{message.Method} {message.RequestUri!.AbsolutePath}: {(int)response.StatusCode}";
        try
        {
            var problem = await response.Content.ReadFromJsonAsync<ProblemShape>(Json, stop);
            return new PlatformException(what, response.StatusCode, problem?.Reason ?? "");
        }
        catch (JsonException)
        {
            return new PlatformException(what, response.StatusCode); // not the platform's own words
        }
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

    private sealed record ProblemShape(string? Reason = null);

    private sealed record ChallengeShape(byte[] Challenge);

    private sealed record SignInShape(byte[] Challenge, string Office, byte[] Signature);

    private sealed record TicketShape(string Ticket);

    private sealed record TasksShape(IReadOnlyList<JsonElement> Tasks);
}
