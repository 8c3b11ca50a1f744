using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace Trading.LoadTests;

/// <summary>The telephones of a rehearsal: what the stand-in read to whom. Source: docs/spec/notice.md.</summary>
internal sealed partial class Telephones(Uri standIn) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = standIn, Timeout = TimeSpan.FromSeconds(10) };

    /// <summary>Number → the 12 digits that it was told, of the last so many calls that somebody confirmed.</summary>
    public async Task<IReadOnlyDictionary<string, string>> CodesAsync(int last, CancellationToken cancel) =>
        (await ConfirmedAsync(cancel))
            .TakeLast(last)
            .ToDictionary(c => c.Number, c => c.Digits, StringComparer.Ordinal);

    /// <summary>Every call that somebody confirmed, in order.</summary>
    public async Task<IReadOnlyList<ConfirmedCall>> ConfirmedAsync(CancellationToken cancel)
    {
        var calls = await http.GetFromJsonAsync<List<CallShape>>("stand-in/calls", cancel) ?? [];
        return
        [
            .. calls
                .Where(c => c.Answer == "confirm" && Digits().IsMatch(c.Text))
                .Select(c => new ConfirmedCall(c.Id, c.Number, Digits().Match(c.Text).Value)),
        ];
    }

    public void Dispose() => http.Dispose();

    [GeneratedRegex(@"\d{4} \d{4} \d{4}")]
    private static partial Regex Digits();

    private sealed record CallShape(string Id, string Number, string Text, string? Answer);
}

/// <summary>A call that somebody confirmed.</summary>
/// <param name="Id">The call's id.</param>
/// <param name="Number">Whom it rang.</param>
/// <param name="Digits">Position and code, as they were told.</param>
internal sealed record ConfirmedCall(string Id, string Number, string Digits);
