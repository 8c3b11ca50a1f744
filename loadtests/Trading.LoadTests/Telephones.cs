using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace Trading.LoadTests;

/// <summary>The telephones of a rehearsal: what the stand-in read to whom. Source: docs/spec/notice.md.</summary>
internal sealed partial class Telephones(Uri standIn) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = standIn, Timeout = TimeSpan.FromSeconds(10) };

    /// <summary>Number → the 12 digits that it was told, of the last so many calls that somebody confirmed.</summary>
    public async Task<IReadOnlyDictionary<string, string>> CodesAsync(int last, CancellationToken cancel)
    {
        var calls = await http.GetFromJsonAsync<List<CallShape>>("stand-in/calls", cancel) ?? [];
        return calls
            .Where(c => c.Answer == "confirm" && Digits().IsMatch(c.Text))
            .TakeLast(last)
            .ToDictionary(c => c.Number, c => Digits().Match(c.Text).Value, StringComparer.Ordinal);
    }

    public void Dispose() => http.Dispose();

    [GeneratedRegex(@"\d{4} \d{4} \d{4}")]
    private static partial Regex Digits();

    private sealed record CallShape(string Number, string Text, string? Answer);
}
