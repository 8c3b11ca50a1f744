using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trading.Gateway.Providers;

/// <summary>How a call stands.</summary>
public enum CallState
{
    /// <summary>It rings.</summary>
    Ringing,

    /// <summary>Somebody took it; with an answer it is over.</summary>
    Answered,

    /// <summary>Nobody took it, or whoever did pressed neither 1 nor 2. It is over.</summary>
    NoAnswer,

    /// <summary>The provider could not ring. It is over.</summary>
    Failed,
}

/// <summary>What was pressed.</summary>
public enum CallAnswer
{
    /// <summary>1.</summary>
    Confirm,

    /// <summary>2.</summary>
    Decline,
}

/// <summary>What a provider says of a call.</summary>
public sealed record CallStatus(CallState State, CallAnswer? Answer);

/// <summary>The provider could not be asked, or answered something else than its interface says.</summary>
public sealed class ProviderException(string what) : Exception(what);

/// <summary>
/// The telephone or message provider. Source: docs/spec/notice.md, "Provider". No message of an exception holds what
/// was sent.
/// </summary>
public sealed class ProviderClient(HttpClient http) : IDisposable
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        RespectRequiredConstructorParameters = true,
        // The text is for ears: letters go as they are.
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private const int MostAnswerBytes = 64 << 10;

    /// <summary>A client of one provider.</summary>
    public static HttpClient NewHttp(Uri provider) =>
        new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseProxy = false,
                UseCookies = false,
            }
        )
        {
            BaseAddress = provider,
            Timeout = Patience,
            MaxResponseContentBufferSize = MostAnswerBytes,
        };

    /// <summary>Asks for a call. The same id again asks for nothing more.</summary>
    public Task PlaceAsync(CallRequest call, CancellationToken stop) => PostAsync("calls", "calls", call, stop);

    /// <summary>The expert has answered elsewhere: from now on this is read, and no key counts.</summary>
    public Task SettleAsync(string id, string text, CancellationToken stop) =>
        PostAsync($"calls/{id}/settled", "settled", new SettledRequest(text), stop);

    /// <summary>
    /// The expert of that call is not needed any more: whoever still listens is read this, a message is sent with it.
    /// </summary>
    public Task CallOffAsync(string id, string text, CancellationToken stop) =>
        PostAsync($"calls/{id}/off", "off", new SettledRequest(text), stop);

    /// <summary>How the call stands; null where the provider does not know it.</summary>
    public async Task<CallStatus?> FindAsync(string id, CancellationToken stop)
    {
        using var response = await SendAsync(() => http.GetAsync($"calls/{id}", stop), stop);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return null;
        if (response.StatusCode != HttpStatusCode.OK)
            throw new ProviderException($"GET calls: {(int)response.StatusCode}");
        try
        {
            return await response.Content.ReadFromJsonAsync<CallStatus>(Json, stop)
                ?? throw new ProviderException("GET calls: the answer is empty");
        }
        catch (JsonException)
        {
            throw new ProviderException("GET calls: the answer cannot be read");
        }
    }

    public void Dispose() => http.Dispose();

    private async Task PostAsync<T>(string path, string what, T value, CancellationToken stop)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(value, Json);
        try
        {
            using var content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
            using var response = await SendAsync(() => http.PostAsync(path, content, stop), stop);
            if (response.StatusCode != HttpStatusCode.Accepted)
                throw new ProviderException($"POST {what}: {(int)response.StatusCode}");
        }
        finally
        {
            Array.Clear(body);
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(
        Func<Task<HttpResponseMessage>> send,
        CancellationToken stop
    )
    {
        try
        {
            return await send();
        }
        catch (HttpRequestException away)
        {
            throw new ProviderException($"the provider is away: {away.HttpRequestError}");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new ProviderException("the provider takes too long");
        }
    }
}

/// <summary>What a provider is asked for.</summary>
/// <param name="Id">32 hexadecimal digits, chosen by whoever asks.</param>
/// <param name="Number">Whom to ring.</param>
/// <param name="Text">What to read; it says itself which keys mean what.</param>
/// <param name="Language">Of the text (BCP 47).</param>
/// <param name="Link">For providers that send messages, never read aloud; left out where there is no page.</param>
public sealed record CallRequest(
    string Id,
    string Number,
    string Text,
    string Language,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Link = null
)
{
    /// <summary>Prints neither number, text nor link.</summary>
    public override string ToString() => $"CallRequest {Id}";
}

/// <summary>What is read once an expert has answered elsewhere, or is not needed any more.</summary>
public sealed record SettledRequest(string Text);
