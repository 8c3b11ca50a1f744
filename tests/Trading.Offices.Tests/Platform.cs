using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Trading.Offices.Tests;

/// <summary>The platform's side of an office's calls, as real HTTP messages without a network.</summary>
public sealed class Platform(TrustedOffice office) : HttpMessageHandler
{
    private readonly ConcurrentDictionary<string, bool> tickets = new();
    private readonly ConcurrentDictionary<string, bool> challenges = new();

    /// <summary>What stands in the list of tasks, as JSON.</summary>
    public string Tasks { get; set; } = "";

    /// <summary>Path and body of every post about a draw.</summary>
    public ConcurrentQueue<(string Path, byte[] Body)> Posted { get; } = new();

    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>What a path is answered with instead.</summary>
    public ConcurrentDictionary<string, HttpStatusCode> Refuses { get; } = new();

    public bool IsAway { get; set; }

    /// <summary>Forgets tickets and challenges, as a server does that was started anew.</summary>
    public void Restart()
    {
        tickets.Clear();
        challenges.Clear();
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var path = request.RequestUri!.AbsolutePath;
        Calls.Enqueue(path);
        if (IsAway)
            throw new HttpRequestException("nobody listens");
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        if (path == "/api/sign-in/challenge")
            return Challenge();
        if (path == "/api/sign-in/certificate")
            return SignIn(JsonDocument.Parse(body).RootElement);
        if (!tickets.ContainsKey(request.Headers.Authorization?.Parameter ?? ""))
            return new HttpResponseMessage(HttpStatusCode.Unauthorized);
        if (Refuses.TryGetValue(path, out var status))
            return new HttpResponseMessage(status);
        if (request.Method == HttpMethod.Post)
            Posted.Enqueue((path, body));
        return path switch
        {
            "/api/draws/tasks" => Json($"{{\"tasks\":[{Tasks}]}}"),
            _ when path.Contains("/rows/", StringComparison.Ordinal) => new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new ByteArrayContent([1, 2, 3]),
            },
            _ => Json("{}"),
        };
    }

    private HttpResponseMessage Challenge()
    {
        var challenge = new byte[32];
        Entropy.System.Fill(challenge);
        challenges[Convert.ToBase64String(challenge)] = true;
        return Json($"{{\"challenge\":\"{Convert.ToBase64String(challenge)}\",\"expiresAt\":0}}");
    }

    private HttpResponseMessage SignIn(JsonElement body)
    {
        var challenge = body.GetProperty("challenge").GetBytesFromBase64();
        var holds =
            challenges.TryRemove(Convert.ToBase64String(challenge), out _)
            && body.GetProperty("office").GetString() == office.Name
            && SigningKey.Verify(
                Suite.P256,
                office.SigningKey,
                Tags.SignIn,
                challenge,
                body.GetProperty("signature").GetBytesFromBase64()
            );
        if (!holds)
            return new HttpResponseMessage(HttpStatusCode.Forbidden);
        var ticket = Guid.NewGuid().ToString("N");
        tickets[ticket] = true;
        return Json($"{{\"ticket\":\"{ticket}\",\"expiresAt\":0,\"name\":\"{office.Name}\"}}");
    }

    private static HttpResponseMessage Json(string text) =>
        new(HttpStatusCode.OK) { Content = new StringContent(text, Encoding.UTF8, "application/json") };
}
