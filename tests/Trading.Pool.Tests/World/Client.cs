using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trading.Pool.Tests.World;

/// <summary>A browser of one person: cookies, the ticket of its page, JSON as it came.</summary>
public sealed class Client : IDisposable
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };
    private readonly HttpClientHandler handler = new() { CookieContainer = new CookieContainer() };

    public Client(PoolServer server)
        : this(server.Address) { }

    public Client(Uri address) => Http = new HttpClient(handler) { BaseAddress = address };

    public HttpClient Http { get; }

    public CookieContainer Cookies => handler.CookieContainer;

    public string? Ticket
    {
        get => Http.DefaultRequestHeaders.Authorization?.Parameter;
        set =>
            Http.DefaultRequestHeaders.Authorization = value is null
                ? null
                : new AuthenticationHeaderValue("Bearer", value);
    }

    public async Task SignInAsync(string user, string password, string? newPassword = null)
    {
        var answer = newPassword is null
            ? await PostAsync("/api/sign-in/password", new { user, password }).Ok()
            : await PostAsync(
                    "/api/sign-in/password/change",
                    new
                    {
                        user,
                        password,
                        newPassword,
                    }
                )
                .Ok();
        Ticket = answer.GetProperty("ticket").GetString();
    }

    public Task<HttpResponseMessage> GetAsync(string path) => Http.GetAsync(path);

    public Task<HttpResponseMessage> PostAsync(string path, object body) =>
        Http.PostAsync(path, JsonContent.Create(body, options: Json));

    public Task<HttpResponseMessage> PutAsync(string path, object body) =>
        Http.PutAsync(path, JsonContent.Create(body, options: Json));

    public Task<HttpResponseMessage> SendTableAsync(byte[] csv, string type = "text/csv") =>
        Http.PostAsync(
            "/api/imports",
            new ByteArrayContent(csv) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } }
        );

    public Task<HttpResponseMessage> SendTableAsync(string csv) => SendTableAsync(Encoding.UTF8.GetBytes(csv));

    public Task<JsonElement> AddAsync(Expert expert, string reason = "聘书已核") =>
        PostAsync("/api/experts", New(expert, reason)).Ok();

    public Task<HttpResponseMessage> ChangeAsync(Expert expert, long version, string reason = "来函更正") =>
        PutAsync(
            $"/api/experts/{expert.Number}",
            new
            {
                version,
                expert = Fields(expert),
                reason,
            }
        );

    public async Task<JsonElement> SearchAsync(object query) => await PostAsync("/api/experts/search", query).Ok();

    /// <summary>Waits until the newest import is in one of these states.</summary>
    public Task<JsonElement> ImportAsync(params string[] states) =>
        UntilAsync(import => states.Contains(import.GetProperty("state").GetString()), string.Join(" or ", states));

    public static object New(Expert expert, string reason) =>
        new
        {
            expert.Number,
            Expert = Fields(expert),
            Reason = reason,
        };

    public static object Fields(Expert expert) =>
        new
        {
            expert.Name,
            expert.Id,
            expert.Phone,
            expert.Specialities,
            expert.Level,
            expert.Region,
            expert.Employer,
            expert.EmployerCode,
            expert.Status,
            expert.Since,
            expert.Until,
        };

    public void Dispose()
    {
        Http.Dispose();
        handler.Dispose();
    }

    private async Task<JsonElement> UntilAsync(Func<JsonElement, bool> isThere, string what)
    {
        var seen = await Until.SeenAsync<Found>(
            $"an import that is {what}",
            Pace.Slowest.Patience(30),
            async () =>
            {
                var import = (await GetAsync("/api/imports/newest").Ok()).GetProperty("import");
                return import.ValueKind == JsonValueKind.Object && isThere(import) ? new Found(import) : null;
            }
        );
        return seen.Import;
    }

    private sealed record Found(JsonElement Import);
}

/// <summary>What an answer says.</summary>
public static class Answers
{
    public static async Task<JsonElement> Ok(this Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    public static async Task<(int Status, string Reason)> Refused(this Task<HttpResponseMessage> asked)
    {
        var problem = await asked.Problem();
        return (problem.GetProperty("status").GetInt32(), problem.GetProperty("reason").GetString()!);
    }

    public static async Task<JsonElement> Problem(this Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        Assert.False(answer.IsSuccessStatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static int Number(this JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
