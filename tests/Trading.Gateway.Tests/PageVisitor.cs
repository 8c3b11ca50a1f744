using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Trading.Gateway.Links;
using Trading.Gateway.Notices;
using Trading.Gateway.StandIn;

namespace Trading.Gateway.Tests;

/// <summary>An expert's browser: it knows the link of a message, and asks the page's origin over HTTP.</summary>
internal sealed partial class PageVisitor(Uri address, byte[] secret) : IDisposable
{
    public static readonly Uri Site = new("https://experts.example.org/");
    private readonly HttpClient http = new() { BaseAddress = address };

    public PageLink Link { get; } = new(secret);

    public byte[] Secret => secret;

    public static PageVisitor Of(World world, StandInCall call) => new(world.PageAddress, SecretOf(call));

    public static byte[] SecretOf(StandInCall call)
    {
        var before = $"{Site}n#";
        Assert.StartsWith(before, call.Link, StringComparison.Ordinal);
        return Convert.FromHexString(call.Link![before.Length..]);
    }

    public Task<(HttpStatusCode Status, string Body)> FindAsync(byte[]? id = null) =>
        PostAsync("/api/notice", new { id = Hex(id ?? Link.Id) });

    public Task<(HttpStatusCode Status, string Body)> AnswerAsync(
        string answer,
        byte[]? key = null,
        byte[]? id = null
    ) =>
        PostAsync(
            "/api/notice/answer",
            new
            {
                id = Hex(id ?? Link.Id),
                answer,
                key = key ?? (answer == "Confirm" ? Link.ConfirmKey : Link.DeclineKey),
            }
        );

    /// <summary>The state of an answer that there was.</summary>
    public static string StateOf((HttpStatusCode Status, string Body) answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return JsonDocument.Parse(answer.Body).RootElement.GetProperty("state").GetString()!;
    }

    /// <summary>The sealed page of an answer, or null.</summary>
    public static byte[]? SealedOf((HttpStatusCode Status, string Body) answer) =>
        JsonDocument.Parse(answer.Body).RootElement.GetProperty("sealed") is { ValueKind: JsonValueKind.String } page
            ? page.GetBytesFromBase64()
            : null;

    /// <summary>Opens a page, as docs/spec/notice.md says it, with nothing of the gateway's own.</summary>
    public byte[]? Open(byte[] page)
    {
        var tag = "BidLock/1 draw link"u8.ToArray();
        byte[] info = [(byte)tag.Length, .. tag, 0, 0, 0, 4, .. "open"u8];
        using var cipher = new AesGcm(HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, [], info), 16);
        var plain = new byte[page.Length - 28];
        try
        {
            cipher.Decrypt(page.AsSpan(0, 12), page.AsSpan(12..^16), page.AsSpan(^16..), plain);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    public async Task<(HttpResponseMessage Answer, string Body)> GetAsync(string path, string accept = "text/html")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        var answer = await http.SendAsync(request);
        return (answer, await answer.Content.ReadAsStringAsync());
    }

    public void Dispose() => http.Dispose();

    private async Task<(HttpStatusCode, string)> PostAsync(string path, object body)
    {
        using var answer = await http.PostAsJsonAsync(path, body);
        Assert.True(answer.Headers.CacheControl?.NoStore, path);
        // The name of a request differs from one to the next, whatever it is about.
        return (answer.StatusCode, TraceId().Replace(await answer.Content.ReadAsStringAsync(), ""));
    }

    private static string Hex(byte[] id) => Convert.ToHexStringLower(id);

    [GeneratedRegex(",\"traceId\":\"[^\"]*\"")]
    private static partial Regex TraceId();
}
