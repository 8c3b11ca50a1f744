using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trading.Gate.Identity;

/// <summary>What a device says.</summary>
public enum CheckAnswer
{
    /// <summary>Whoever stands there is the holder of the number.</summary>
    Yes,

    /// <summary>Somebody else.</summary>
    No,

    /// <summary>It does not say.</summary>
    Away,
}

/// <summary>What a device is asked.</summary>
/// <param name="Id">32 hexadecimal digits, anew for each question.</param>
/// <param name="Number">The identity number that was shown.</param>
public sealed record CheckRequest(string Id, string Number)
{
    /// <summary>Prints no number.</summary>
    public override string ToString() => $"CheckRequest {Id}";
}

/// <summary>What it answers: yes or no, and nothing of what it measured.</summary>
public sealed record CheckReply(CheckAnswer Answer);

/// <summary>
/// The identity device beside the desk: card reader, fingerprint, face. Source: docs/spec/gate.md, "Identity device".
/// A gate without one has null in its place.
/// </summary>
public sealed class IdentityClient(HttpClient http) : IDisposable
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        RespectRequiredConstructorParameters = true,
    };
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private const int MostAnswerBytes = 4 << 10;

    public static HttpClient NewHttp(Uri device) =>
        new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseProxy = false,
                UseCookies = false,
            }
        )
        {
            BaseAddress = device,
            Timeout = Patience,
            MaxResponseContentBufferSize = MostAnswerBytes,
        };

    /// <summary>Whether whoever stands there holds the number; it waits until the person has looked.</summary>
    public async Task<CheckAnswer> AskAsync(string id, string number, CancellationToken stop)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new CheckRequest(id, number), Json);
        try
        {
            using var content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
            using var response = await http.PostAsync("checks", content, stop);
            return
                response.StatusCode == HttpStatusCode.OK
                && await response.Content.ReadFromJsonAsync<CheckReply>(Json, stop) is { } reply
                ? reply.Answer
                : CheckAnswer.Away;
        }
        catch (Exception away)
            when (away is HttpRequestException or JsonException
                || (away is OperationCanceledException && !stop.IsCancellationRequested)
            )
        {
            return CheckAnswer.Away;
        }
        finally
        {
            Array.Clear(body);
        }
    }

    public void Dispose() => http.Dispose();
}
