using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Trading.Gate.Tests;

/// <summary>The browser of one desk.</summary>
internal sealed class DeskClient : IDisposable
{
    private readonly HttpClientHandler handler = new() { CookieContainer = new CookieContainer() };
    private readonly World world;

    public DeskClient(Uri address, World world)
    {
        (Http, this.world) = (new HttpClient(handler) { BaseAddress = address }, world);
    }

    public HttpClient Http { get; }

    private string Draw => $"/api/draws/{world.Draw.Request.Draw}";

    public async Task SignInAsync(string user, string password, string newPassword)
    {
        var body = new
        {
            user,
            password,
            newPassword,
        };
        var answer = await OkAsync(await Http.PostAsJsonAsync("/api/sign-in/password/change", body));
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            answer.GetProperty("ticket").GetString()
        );
    }

    public async Task<JsonElement> GetAsync(string path) => await OkAsync(await Http.GetAsync(path));

    public Task<JsonElement> SeatsAsync() => GetAsync($"{Draw}/seats");

    public Task<JsonElement> EntriesAsync() => GetAsync($"{Draw}/entries");

    public Task<byte[]> RegisterAsync(string language) =>
        Http.GetByteArrayAsync($"{Draw}/register?language={language}");

    /// <summary>Somebody shows card and code: the outcome, waited for.</summary>
    public async Task<(string Outcome, string? Name)> PresentAsync(
        int position,
        string? id = null,
        string? code = null,
        bool looked = true,
        string? draw = null
    )
    {
        using var answer = await BeginAsync(position, id, code, looked, draw);
        var text = await answer.Content.ReadAsStringAsync();
        var body = JsonDocument.Parse(text).RootElement;
        return answer.StatusCode == HttpStatusCode.Accepted
            ? await OutcomeAsync(body.GetProperty("id").GetString()!)
            : (body.GetProperty("reason").GetString()!, null);
    }

    /// <summary>Somebody shows a card alone, and the desk types the name.</summary>
    public async Task<(string Outcome, string? Name)> ReceiveAsync(
        string id,
        string name,
        bool looked = true,
        string? draw = null
    )
    {
        var body = new
        {
            id,
            name,
            looked,
        };
        using var answer = await Http.PostAsJsonAsync($"/api/draws/{draw ?? world.Draw.Request.Draw}/receive", body);
        var said = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        return answer.StatusCode == HttpStatusCode.Accepted
            ? await OutcomeAsync(said.GetProperty("id").GetString()!)
            : (said.GetProperty("reason").GetString()!, null);
    }

    public Task<HttpResponseMessage> BeginAsync(
        int position,
        string? id = null,
        string? code = null,
        bool looked = true,
        string? draw = null
    )
    {
        var secret = world.Secret(position);
        code ??= secret.Code;
        var digits = string.Create(CultureInfo.InvariantCulture, $"{position:0000} {code[..4]}-{code[4..]}");
        var body = new
        {
            id = id ?? secret.Expert.Id,
            digits,
            looked,
        };
        return Http.PostAsJsonAsync($"/api/draws/{draw ?? world.Draw.Request.Draw}/present", body);
    }

    public async Task<(string Outcome, string? Name)> OutcomeAsync(string presentation)
    {
        var seen = await Until.SeenAsync<Seen>(
            "an outcome at the door",
            Pace.Slowest.Patience(20),
            async () =>
            {
                var view = await GetAsync($"/api/presentations/{presentation}");
                return view.GetProperty("state").GetString() switch
                {
                    "Arrived" => new Seen("Arrived", view.GetProperty("name").GetString()),
                    "Refused" => new Seen(view.GetProperty("reason").GetString()!, null),
                    _ => null,
                };
            }
        );
        return (seen.Outcome, seen.Name);
    }

    /// <summary>What happens to a seat; the state that it has then, or why not.</summary>
    public async Task<string> ActAsync(int position, string act, string? reason = null)
    {
        object body = reason is null ? new { } : new { reason };
        using var answer = await Http.PostAsJsonAsync($"{Draw}/seats/{position}/{act}", body);
        var said = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        return said.GetProperty(answer.IsSuccessStatusCode ? "outcome" : "reason").GetString()!;
    }

    /// <summary>The number that a seat's screen shows is typed: the state of the key, or why not.</summary>
    public async Task<string> CertifyAsync(int position, string number, string? draw = null)
    {
        var path = $"/api/draws/{draw ?? world.Draw.Request.Draw}/seats/{position}/key";
        using var answer = await Http.PostAsJsonAsync(path, new { number });
        var said = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        return said.GetProperty(answer.IsSuccessStatusCode ? "state" : "reason").GetString()!;
    }

    public void Dispose()
    {
        Http.Dispose();
        handler.Dispose();
    }

    private static async Task<JsonElement> OkAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {text}");
            return JsonDocument.Parse(text).RootElement;
        }
    }

    private sealed record Seen(string Outcome, string? Name);
}
