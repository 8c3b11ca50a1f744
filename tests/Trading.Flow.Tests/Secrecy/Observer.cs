using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Trading.Cli;
using Trading.Crypto;
using Trading.Offices;

namespace Trading.Flow.Tests.Secrecy;

/// <summary>
/// Somebody who looks at the platform: anybody, a person with a certificate, or a trustee with its key. It asks and
/// writes down.
/// </summary>
internal sealed class Observer : IDisposable
{
    private readonly HttpClient http;
    private readonly Transcript transcript;

    private Observer(string role, HttpClient http, Transcript transcript) =>
        (Role, this.http, this.transcript) = (role, http, transcript);

    public string Role { get; }

    public static Task<Observer> AnybodyAsync(Platform platform, Transcript transcript) =>
        Task.FromResult(new Observer("public", Client(platform), transcript));

    public static async Task<Observer> PersonAsync(Platform platform, Transcript transcript, string role, PersonKey key)
    {
        var observer = new Observer(role, Client(platform), transcript);
        await observer.SignInAsync(
            "api/sign-in/certificate",
            challenge => new
            {
                challenge,
                certificate = key.Certificate,
                signature = key.Sign(Tags.SignIn, challenge),
            }
        );
        return observer;
    }

    public static async Task<Observer> TrusteeAsync(Platform platform, Transcript transcript, string name)
    {
        using var key = PersonKey.Of(
            PersonKey.LoadKey(Path.Combine(platform.Crew.TrusteeFolder(name), "signing.key")),
            []
        );
        var observer = new Observer(name, Client(platform), transcript);
        await observer.SignInAsync(
            "api/sign-in/certificate",
            challenge => new
            {
                challenge,
                trustee = name,
                signature = key.Sign(Tags.SignIn, challenge),
            }
        );
        return observer;
    }

    /// <summary>An office of draws, with its key.</summary>
    public static async Task<Observer> OfficeAsync(Platform platform, Transcript transcript, OfficeKind kind)
    {
        var office = platform.Crew.Office(kind);
        var observer = new Observer(office.Name, Client(platform), transcript);
        await observer.SignInAsync(
            "api/sign-in/certificate",
            challenge => new
            {
                challenge,
                office = office.Name,
                signature = office.SigningKey.Sign(Tags.SignIn, challenge),
            }
        );
        return observer;
    }

    /// <summary>Asks once and writes down the whole answer.</summary>
    public async Task LookAsync(string path, CancellationToken cancel = default)
    {
        using var answer = await http.GetAsync(path, cancel);
        transcript.Add($"{Role} GET {path}", await Transcript.PrintAsync(answer));
    }

    /// <summary>Sends something that must be refused, and writes down how.</summary>
    public async Task TryAsync(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Content = body is null ? null : JsonContent.Create(body),
        };
        using var answer = await http.SendAsync(request);
        transcript.Add($"{Role} {method} {path}", await Transcript.PrintAsync(answer));
    }

    /// <summary>Sends something, writes the whole answer down and gives its status and body.</summary>
    public async Task<(int Status, JsonElement Body)> SendAsync(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Content = body is null ? null : JsonContent.Create(body),
        };
        using var answer = await http.SendAsync(request);
        transcript.Add($"{Role} {method} {path}", await Transcript.PrintAsync(answer));
        return ((int)answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    /// <summary>Sends a part and writes the answer down.</summary>
    public async Task PutAsync(string path, byte[] octets)
    {
        using var content = new ByteArrayContent(octets)
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") },
        };
        using var answer = await http.PutAsync(path, content);
        transcript.Add($"{Role} PUT {path}", await Transcript.PrintAsync(answer));
    }

    /// <summary>An answer with its headers, byte for byte, whatever its status; not written down.</summary>
    public async Task<byte[]> BytesAsync(string path)
    {
        using var answer = await http.GetAsync(path);
        var headers = Encoding.UTF8.GetBytes($"{answer.Headers}{answer.Content.Headers}");
        return [.. headers, .. await answer.Content.ReadAsByteArrayAsync()];
    }

    /// <summary>The text of an answer, whatever its status; not written down.</summary>
    public async Task<string> ReadAsync(string path)
    {
        using var answer = await http.GetAsync(path);
        return await answer.Content.ReadAsStringAsync();
    }

    public void Dispose() => http.Dispose();

    private static HttpClient Client(Platform platform) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = platform.Url };

    private async Task SignInAsync(string path, Func<byte[], object> answerTo)
    {
        var challenge = await SayAsync("api/sign-in/challenge", new { });
        var signedIn = await SayAsync(path, answerTo(challenge.GetProperty("challenge").GetBytesFromBase64()));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            signedIn.GetProperty("ticket").GetString()
        );
    }

    private async Task<JsonElement> SayAsync(string path, object body)
    {
        using var answer = await http.PostAsJsonAsync(path, body);
        transcript.Add($"{Role} POST {path}", await Transcript.PrintAsync(answer));
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
