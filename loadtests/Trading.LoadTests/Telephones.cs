using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace Trading.LoadTests;

/// <summary>The telephones of a rehearsal: what the stand-in read to whom. Source: docs/spec/notice.md.</summary>
internal sealed class Telephones(Uri standIn) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = standIn, Timeout = TimeSpan.FromSeconds(10) };

    /// <summary>
    /// Number → the 12 digits that it was told, of the last so many calls to a place that somebody confirmed.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, string>> CodesAsync(string place, int last, CancellationToken cancel)
    {
        var confirmed = (await CallsAsync(place, cancel)).Where(c => c.Answer == "confirm").TakeLast(last);
        return confirmed.ToDictionary(c => c.Number, c => c.Digits, StringComparer.Ordinal);
    }

    /// <summary>All calls that sent somebody to a place, in order.</summary>
    public async Task<IReadOnlyList<TelephoneCall>> CallsAsync(string place, CancellationToken cancel)
    {
        var calls = await http.GetFromJsonAsync<List<TelephoneCall>>("stand-in/calls", cancel) ?? [];
        return [.. calls.Where(c => c.Text.Contains(place, StringComparison.Ordinal))];
    }

    /// <summary>Somebody does this with a telephone that rings; false where the call is over.</summary>
    public async Task<bool> AnswerAsync(TelephoneCall call, string answer, CancellationToken cancel)
    {
        using var said = await http.PostAsJsonAsync($"stand-in/calls/{call.Id}", new { answer }, cancel);
        return said.IsSuccessStatusCode;
    }

    public void Dispose() => http.Dispose();
}

/// <summary>A call as the stand-in lists it.</summary>
internal sealed partial record TelephoneCall(
    string Id,
    string Number,
    string Text,
    string State,
    string? Answer,
    string? Link = null,
    string? Off = null
)
{
    /// <summary>The position and the code that were read out.</summary>
    public string Digits => TwelveDigits().Match(Text).Value;

    /// <summary>The code alone, 8 digits.</summary>
    public string Code => Digits[5..].Replace(" ", "", StringComparison.Ordinal);

    [GeneratedRegex(@"\d{4} \d{4} \d{4}")]
    private static partial Regex TwelveDigits();
}
