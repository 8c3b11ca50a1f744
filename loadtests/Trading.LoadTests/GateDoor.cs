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
        var view = await ServedAsync(() => PresentAsync(draw, expert, digits, cancel), cancel);
        if (view.State != "Arrived")
            throw new InvalidDataException($"not admitted: {view.Reason}");
        if (view.Name != expert.Name)
            throw new InvalidDataException("the gate opened another name");
    }

    /// <summary>
    /// Somebody whom a hash names shows the card alone, and the desk types the name: "Arrived", or why not.
    /// </summary>
    public async Task<string> ReceiveAsync(string draw, Expert person, CancellationToken cancel)
    {
        var shown = new
        {
            person.Id,
            person.Name,
            looked = true,
        };
        var view = await ServedAsync(() => ShowAsync($"api/draws/{draw}/receive", shown, cancel), cancel);
        return view.Reason ?? view.State;
    }

    /// <summary>An expert shows card and digits; false where somebody else is just served.</summary>
    public async Task<bool> ShowAsync(string draw, Expert expert, string digits, CancellationToken cancel) =>
        await PresentAsync(draw, expert, digits, cancel) is not null;

    /// <summary>
    /// Certifies the key at a member's seat by the number that its screen shows; anything else is an exception with
    /// the reason.
    /// </summary>
    public async Task CertifyAsync(string draw, int position, string number, CancellationToken cancel)
    {
        using var answer = await http.PostAsJsonAsync($"api/draws/{draw}/seats/{position}/key", new { number }, cancel);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidDataException(
                $"no key for position {position}: {await answer.Content.ReadAsStringAsync(cancel)}"
            );
    }

    public void Dispose() => http.Dispose();

    // Until somebody is let in or refused for good.
    private async Task<ViewShape> ServedAsync(Func<Task<ViewShape?>> show, CancellationToken cancel)
    {
        var end = DateTimeOffset.UtcNow + Patience;
        for (var view = await show(); ; await Task.Delay(100, cancel))
        {
            switch (view)
            {
                case { State: "Arrived" }:
                case { State: "Refused", Reason: not Busy }:
                    return view;
                case null or { State: "Refused" }:
                    view = await show();
                    break;
                default:
                    view = await http.GetFromJsonAsync<ViewShape>($"api/presentations/{view.Id}", cancel);
                    break;
            }
            if (DateTimeOffset.UtcNow > end)
                throw new TimeoutException("the gate did not answer");
        }
    }

    private Task<ViewShape?> PresentAsync(string draw, Expert expert, string digits, CancellationToken cancel) =>
        ShowAsync(
            $"api/draws/{draw}/present",
            new
            {
                expert.Id,
                digits,
                looked = true,
            },
            cancel
        );

    // Null where the gate is busy.
    private async Task<ViewShape?> ShowAsync(string path, object shown, CancellationToken cancel)
    {
        using var asked = await http.PostAsJsonAsync(path, shown, cancel);
        if (asked.IsSuccessStatusCode)
            return await asked.Content.ReadFromJsonAsync<ViewShape>(cancel);
        var problem = await asked.Content.ReadAsStringAsync(cancel);
        return problem.Contains($"\"{Busy}\"", StringComparison.Ordinal)
            ? null
            : throw new InvalidDataException($"not admitted: {(int)asked.StatusCode} {problem}");
    }

    private sealed record ViewShape(string Id, string State, string? Reason, string? Name);
}
