using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Trading.Evaluation.Pool;

namespace Trading.LoadTests;

/// <summary>The desk at the door as a rehearsal uses it. Source: docs/spec/gate.md, "Calls".</summary>
internal sealed class GateDoor : IDisposable
{
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

    /// <summary>An expert shows card and digits and is let in; anything else is an exception with the reason.</summary>
    public async Task AdmitAsync(string draw, Expert expert, string digits, CancellationToken cancel)
    {
        var shown = new
        {
            expert.Id,
            digits,
            looked = true,
        };
        using var asked = await http.PostAsJsonAsync($"api/draws/{draw}/present", shown, cancel);
        if (!asked.IsSuccessStatusCode)
            throw new InvalidDataException(
                $"not admitted: {(int)asked.StatusCode} {await asked.Content.ReadAsStringAsync(cancel)}"
            );
        var view = await asked.Content.ReadFromJsonAsync<ViewShape>(cancel);
        for (var end = DateTimeOffset.UtcNow + Patience; DateTimeOffset.UtcNow < end; await Task.Delay(100, cancel))
        {
            if (view!.State == "Arrived")
            {
                if (view.Name != expert.Name)
                    throw new InvalidDataException("the gate opened another name");
                return;
            }
            if (view.State == "Refused")
                throw new InvalidDataException($"not admitted: {view.Reason}");
            view = await http.GetFromJsonAsync<ViewShape>($"api/presentations/{view.Id}", cancel);
        }
        throw new TimeoutException("the gate did not answer");
    }

    public void Dispose() => http.Dispose();

    private sealed record ViewShape(string Id, string State, string? Reason, string? Name);
}
