using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;

namespace Trading.Flow.Tests.Secrecy;

/// <summary>
/// Everything that one platform showed until the deadline: for each request, frame or log of each role the answers in
/// their order.
/// </summary>
internal sealed class Transcript
{
    private readonly ConcurrentDictionary<string, List<string>> answers = new(StringComparer.Ordinal);

    public Transcript(params (string Place, string Word)[] places) =>
        Places = places
            .OrderByDescending(p => p.Place.Length)
            .ToDictionary(p => p.Place, p => p.Word, StringComparer.Ordinal);

    private Transcript(Transcript other)
    {
        Places = other.Places;
        foreach (var (what, said) in other.answers)
            answers[what] = [.. said];
    }

    /// <summary>What differs because the platforms stand side by side, and the word for it.</summary>
    public IReadOnlyDictionary<string, string> Places { get; }

    public IEnumerable<string> Requests => answers.Keys;

    public int Count => answers.Values.Sum(a => a.Count);

    /// <summary>Adds an answer as it came.</summary>
    public void Add(string what, string answer)
    {
        var said = answers.GetOrAdd(Normal.Of(what, Places), _ => []);
        lock (said)
            said.Add(Normal.Of(answer, Places));
    }

    /// <summary>Adds an answer unless the one before was the same: for whoever asks as often as it likes.</summary>
    public void AddChange(string what, string answer)
    {
        var (key, normal) = (Normal.Of(what, Places), Normal.Of(answer, Places));
        var said = answers.GetOrAdd(key, _ => []);
        lock (said)
            if (said.Count == 0 || said[^1] != normal)
                said.Add(normal);
    }

    /// <summary>A copy for trying what a leak would look like.</summary>
    public Transcript Copy() => new(this);

    /// <summary>Each difference in one sentence; none when the two platforms cannot be told apart.</summary>
    public static IReadOnlyList<string> Differences(Transcript one, Transcript other)
    {
        var found = new List<string>();
        foreach (var what in one.answers.Keys.Union(other.answers.Keys).Order(StringComparer.Ordinal))
        {
            var (a, b) = (one.answers.GetValueOrDefault(what) ?? [], other.answers.GetValueOrDefault(what) ?? []);
            if (a.Count != b.Count)
                found.Add(
                    $"{what}: {a.Count} answers and {b.Count} answers\n  {string.Join("\n  ", a.TakeLast(3))}\n  "
                        + $"--\n  {string.Join("\n  ", b.TakeLast(3))}"
                );
            else if (
                a.Zip(b).Select((pair, at) => (pair, at)).FirstOrDefault(x => x.pair.First != x.pair.Second) is
                { pair.First: not null } at
            )
                found.Add($"{what}, answer {at.at}:\n  {at.pair.First}\n  {at.pair.Second}");
        }
        return found;
    }

    /// <summary>An HTTP answer as text: status, every header with its value, the body's length, the body.</summary>
    public static string Print(int status, IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers, string body)
    {
        var chance = Normal.EscapedLetters(body);
        var lines =
            from header in headers
            from value in header.Value
            select header.Key == "Content-Length"
                ? $"Content-Length: {int.Parse(value, CultureInfo.InvariantCulture) - chance}"
                : $"{header.Key}: {value}";
        return $"{status} | {string.Join(" | ", lines)} | {body.Length - chance} letters | {body}";
    }

    public static async Task<string> PrintAsync(HttpResponseMessage answer) =>
        Print(
            (int)answer.StatusCode,
            Headers(answer.Headers).Concat(Headers(answer.Content.Headers)),
            await answer.Content.ReadAsStringAsync()
        );

    private static IEnumerable<KeyValuePair<string, IEnumerable<string>>> Headers(HttpHeaders headers) =>
        headers.NonValidated.Select(h => new KeyValuePair<string, IEnumerable<string>>(h.Key, h.Value));
}
