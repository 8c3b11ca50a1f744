using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Trading.Evaluation.Pool;

namespace Trading.LoadTests;

/// <summary>The desk at the door as a rehearsal uses it. Source: docs/spec/gate.md, "Calls".</summary>
internal sealed class GateDoor : IDisposable
{
    private const string Busy = "Busy";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly HttpClient http;

    private GateDoor(HttpClient http) => this.http = http;

    /// <summary>Signs a desk in: its cookie and its ticket are both needed.</summary>
    public static async Task<GateDoor> EnterAsync(Uri gate, string user, string password, CancellationToken cancel)
    {
        var http = new HttpClient { BaseAddress = gate, Timeout = TimeSpan.FromSeconds(30) };
        using var answer = await http.PostAsJsonAsync("api/sign-in/password", new { user, password }, cancel);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidDataException($"the desk cannot sign in: {(int)answer.StatusCode}");
        var signedIn = await answer.Content.ReadFromJsonAsync<JsonElement>(cancel);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            signedIn.GetProperty("ticket").GetString()
        );
        return new GateDoor(http);
    }

    /// <summary>
    /// An expert shows card and digits and is let in; anything else is an exception with the reason. Whoever comes
    /// while somebody else is served waits.
    /// </summary>
    public async Task AdmitAsync(string draw, Expert expert, string digits, CancellationToken cancel)
    {
        var end = DateTimeOffset.UtcNow + Patience;
        for (var view = await PresentAsync(draw, expert, digits, cancel); ; await Task.Delay(100, cancel))
        {
            switch (view)
            {
                case { State: "Arrived" }:
                    if (view.Name != expert.Name)
                        throw new InvalidDataException("the gate opened another name");
                    return;
                case { State: "Refused", Reason: not Busy }:
                    throw new InvalidDataException($"not admitted: {view.Reason}");
                case null or { State: "Refused" }:
                    view = await PresentAsync(draw, expert, digits, cancel);
                    break;
                default:
                    view = await http.GetFromJsonAsync<ViewShape>($"api/presentations/{view.Id}", cancel);
                    break;
            }
            if (DateTimeOffset.UtcNow > end)
                throw new TimeoutException("the gate did not answer");
        }
    }

    /// <summary>An expert shows card and digits; false where somebody else is just served.</summary>
    public async Task<bool> ShowAsync(string draw, Expert expert, string digits, CancellationToken cancel) =>
        await PresentAsync(draw, expert, digits, cancel) is not null;

    public void Dispose() => http.Dispose();

    // Null where the gate is busy.
    private async Task<ViewShape?> PresentAsync(string draw, Expert expert, string digits, CancellationToken cancel)
    {
        var shown = new
        {
            expert.Id,
            digits,
            looked = true,
        };
        using var asked = await http.PostAsJsonAsync($"api/draws/{draw}/present", shown, cancel);
        if (asked.IsSuccessStatusCode)
            return await asked.Content.ReadFromJsonAsync<ViewShape>(cancel);
        var problem = await asked.Content.ReadAsStringAsync(cancel);
        return problem.Contains($"\"{Busy}\"", StringComparison.Ordinal)
            ? null
            : throw new InvalidDataException($"not admitted: {(int)asked.StatusCode} {problem}");
    }

    private sealed record ViewShape(string Id, string State, string? Reason, string? Name);
}
