using System.Text;
using System.Text.RegularExpressions;

namespace Trading.Flow.Tests.Secrecy;

/// <summary>
/// Takes out of an answer what is random or the clock's, and nothing else: base64 and hexadecimal runs become their
/// length, microsecond instants and dates a word. Readable text inside a base64 run (a tree head inside a message)
/// stays. Numbers, names, structure and every length remain, so what is left may depend on the number of bidders only
/// if the platform tells it.
/// </summary>
internal static partial class Normal
{
    /// <param name="text">A body, a header's value or a log line.</param>
    /// <param name="places">What differs because two platforms stand side by side: address, folders, process
    /// ids.</param>
    public static string Of(string text, IReadOnlyDictionary<string, string> places)
    {
        foreach (var (place, word) in places)
            text = text.Replace(place, word, StringComparison.Ordinal);
        text = EscapedPlus().Replace(text, "+"); // a '+' of base64 may be printed in six letters
        text = Trace().Replace(text, "{trace}");
        text = IsoDate().Replace(text, "{date}");
        text = HttpDate().Replace(text, "{date}");
        text = Instant().Replace(text, "{micros}");
        text = ShortHex().Replace(text, match => $"{{hex {match.Length}}}");
        text = Run().Replace(text, match => $"{{random {match.Length}{Readable(match.Value, places)}}}");
        text = ShortBase64().Replace(text, match => $"{{random {match.Length}}}");
        text = FirstWitnesses().Replace(text, "{t1, t2 or t3}");
        return CeremonyOrder().Replace(text, "$1{1, 2 or 3}");
    }

    /// <summary>How many letters the escapes of '+' add, which is chance.</summary>
    public static int EscapedLetters(string text) => EscapedPlus().Matches(text).Sum(m => m.Length - 1);

    private static string Readable(string run, IReadOnlyDictionary<string, string> places)
    {
        var bytes = new byte[run.Length];
        if (!Convert.TryFromBase64String(run, bytes, out var count))
            return "";
        var text = new StringBuilder();
        foreach (Match match in ReadableText().Matches(Encoding.Latin1.GetString(bytes, 0, count)))
            text.Append(": ").Append(Of(match.Value, places));
        return text.ToString();
    }

    [GeneratedRegex(@"\\*\\u002[Bb]")]
    private static partial Regex EscapedPlus();

    [GeneratedRegex("00-[0-9a-f]{32}-[0-9a-f]{16}-0[0-9]")]
    private static partial Regex Trace();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?")]
    private static partial Regex IsoDate();

    [GeneratedRegex(@"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT")]
    private static partial Regex HttpDate();

    // One random word of 32 hex digits in two thousand holds sixteen that look like an instant.
    [GeneratedRegex(@"(?<![0-9a-f])1[5-9]\d{14}(?![0-9a-f])")]
    private static partial Regex Instant();

    [GeneratedRegex(@"[A-Za-z0-9+/_-]{40,}={0,2}")]
    private static partial Regex Run();

    [GeneratedRegex(@"(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{22}==")]
    private static partial Regex ShortBase64();

    [GeneratedRegex(@"(?<![0-9A-Za-z])(?:[0-9a-f]{64}|[0-9a-f]{32}|[0-9a-f]{16})(?![0-9A-Za-z])")]
    private static partial Regex ShortHex();

    // The order in which three trustees answer in the ceremony is theirs; it is over before the first bid comes.
    [GeneratedRegex(@"(CeremonyMessageLogged(?:(?!trustee).)*trustee\\*"":)[123]")]
    private static partial Regex CeremonyOrder();

    // A receipt holds the t lines that came first; which of the three trustees were the quicker is theirs. How many
    // lines there are stays.
    [GeneratedRegex(@"(?<= )t[123](?= \{random 104\})")]
    private static partial Regex FirstWitnesses();

    // By chance sixteen readable bytes stand in a row once in ten million places.
    [GeneratedRegex(@"[\x20-\x7e\n]{16,}")]
    private static partial Regex ReadableText();
}
