using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Trading.Crypto;

namespace Trading.Server.Tests.World;

/// <summary>Plain HTTP as somebody, or as nobody. Answers are JSON as it came.</summary>
public sealed class Client : IDisposable
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };
    private readonly TestServer server;
    private readonly Person? person;

    public Client(TestServer server, Person? person) =>
        (this.server, this.person, Http) = (server, person, new HttpClient { BaseAddress = server.Address });

    public HttpClient Http { get; }

    public Task<Client> SignInAsync() =>
        SignInAsync(
            person!.Key,
            (challenge, signature) =>
                new
                {
                    challenge,
                    certificate = person.Certificate,
                    signature,
                }
        );

    /// <summary>Signs in as an office of the trust file.</summary>
    public Task<Client> SignInAsOfficeAsync(string name, SigningKey key) =>
        SignInAsync(
            key,
            (challenge, signature) =>
                new
                {
                    challenge,
                    office = name,
                    signature,
                }
        );

    /// <summary>Signs in as whoever sits in a room with that key.</summary>
    public Task<Client> SignInAtSeatAsync(string room, SigningKey key) =>
        SignInAsync(
            key,
            (challenge, signature) =>
                new
                {
                    room,
                    challenge,
                    signature,
                },
            "seat"
        );

    /// <summary>Signs in to a room with a key of a bid, as its kit holds it.</summary>
    public Task<Client> SignInWithBidAsync(string room, string bid, SigningKey key) =>
        SignInAsync(
            key,
            (challenge, signature) =>
                new
                {
                    room,
                    bid,
                    challenge,
                    signature,
                },
            "bid"
        );

    private async Task<Client> SignInAsync(
        SigningKey key,
        Func<byte[], byte[], object> bodyOf,
        string way = "certificate"
    )
    {
        var challenge = (await Post("/api/sign-in/challenge", new { }).Ok())
            .GetProperty("challenge")
            .GetBytesFromBase64();
        var body = bodyOf(challenge, key.Sign(Tags.SignIn, challenge));
        var answer = await Post($"/api/sign-in/{way}", body).Ok();
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            answer.GetProperty("ticket").GetString()
        );
        return this;
    }

    public Task<HttpResponseMessage> Get(string path) => Http.GetAsync(path);

    public Task<HttpResponseMessage> Post(string path, object? body, string? idempotencyKey = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = body is null ? null : JsonContent.Create(body, options: Json),
        };
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        return Http.SendAsync(request);
    }

    public Task<HttpResponseMessage> Put(string path, byte[] octets) =>
        Ask(HttpMethod.Put, path, octets, "application/octet-stream");

    public Task<HttpResponseMessage> PostOctets(string path, byte[] octets) =>
        Ask(HttpMethod.Post, path, octets, "application/octet-stream");

    /// <summary>A body that is refused by its length.</summary>
    public Task<HttpResponseMessage> PostLarge(string path, object body) =>
        Ask(HttpMethod.Post, path, JsonSerializer.SerializeToUtf8Bytes(body, Json), "application/json");

    // Tells the length and asks first, so that a refusal by length is read before the connection ends.
    private Task<HttpResponseMessage> Ask(HttpMethod method, string path, byte[] octets, string type)
    {
        var content = new ByteArrayContent(octets) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        return Http.SendAsync(
            new HttpRequestMessage(method, path) { Content = content, Headers = { ExpectContinue = true } }
        );
    }

    public void Dispose() => Http.Dispose();

    /// <summary>The server's view of a session.</summary>
    public async Task<JsonElement> SessionAsync(string session) =>
        (await Get($"/api/sessions/{session}").Ok()).GetProperty("session");

    /// <summary>Waits until a lot is in a phase.</summary>
    public async Task<JsonElement> UntilAsync(string session, string lot, params string[] phases)
    {
        JsonElement view = default;
        for (var end = DateTime.UtcNow + server.Patience(40); DateTime.UtcNow < end; await Task.Delay(20))
        {
            view = (await SessionAsync(session))
                .GetProperty("lots")
                .EnumerateArray()
                .Single(l => l.GetProperty("lot").GetString() == lot);
            if (phases.Contains(view.GetProperty("phase").GetString()))
                return view;
        }
        throw new TimeoutException(
            $"lot {lot} is {view} after {server.Patience(40).TotalSeconds:0} "
                + $"s\n{string.Join("\n", server.Logs.Lines.Where(l => l.Category.StartsWith("Trading", StringComparison.Ordinal)).TakeLast(20))}"
        );
    }
}

public static class Answers
{
    /// <summary>The body of an answer that must be a success.</summary>
    public static async Task<JsonElement> Ok(this Task<HttpResponseMessage> pending)
    {
        using var answer = await pending;
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {answer.RequestMessage?.RequestUri} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Status and reason of an answer that must be a problem.</summary>
    public static async Task<(int Status, string Reason)> Refused(this Task<HttpResponseMessage> pending)
    {
        using var answer = await pending;
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal((int)answer.StatusCode, problem.GetProperty("status").GetInt32());
        foreach (var name in new[] { "rule", "detail", "nextStep" })
            Assert.Equal(JsonValueKind.String, problem.GetProperty(name).ValueKind);
        return ((int)answer.StatusCode, problem.GetProperty("reason").GetString()!);
    }
}
