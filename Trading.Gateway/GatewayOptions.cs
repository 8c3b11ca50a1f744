using System.Globalization;
using Trading.Gateway.Notices;
using Trading.Gateway.StandIn;

namespace Trading.Gateway;

/// <summary>What the command line says.</summary>
/// <param name="Urls">Where to listen; loopback unless told otherwise.</param>
public abstract record GatewayOptions(string Urls)
{
    private const string Loopback = "http://127.0.0.1:";
    private const string DefaultPort = "5091";
    private const string StandInPort = "5092";
    private const int MostSecondsBetweenRings = 3600;

    public const string Usage = """
        Usage: trading gateway --data DIR --keys DIR --trust FILE --platform URL --provider URL [OPTIONS]
               trading gateway --stand-in [OPTIONS]

        The notice gateway: asked by the platform, it opens one contact after the other, has it rung by a provider of
        telephone calls, and tells what was answered. It keeps no number and no code.

        Options:
          --data DIR        folder of what was asked and answered; made when absent, readable by its owner only
          --keys DIR        holds signing.key and static.key, of mode 0600
          --trust FILE      the trust file, which names this gateway
          --platform URL    https, or this machine; ends with '/'
          --provider URL    the provider, in the same form (docs/spec/notice.md)
          --language WORD   zh or en: what experts are spoken to in; zh where nothing is said
          --ring-again N    seconds between a call that nobody took and the next, 1 to 3600; 60 where nothing is said
          --port N          listen on this machine alone, at this port; 5091 where nothing is said
          --urls URLS       where to listen instead, separated by ';'
          --stand-in        be a provider that rings nobody, for rehearsals; port 5092 where nothing is said
          --answer WORD     of the stand-in: confirm, decline, repeat, silence, failure or down; confirm where nothing
                            is said
          --ring-millis N   of the stand-in: how long a telephone rings, 0 to 600000; 3000 where nothing is said
          --help            print this

        Examples:
          trading gateway --stand-in
          trading gateway --data gateway --keys keys/gateway --trust trust.txt --platform http://127.0.0.1:5080/ \
              --provider http://127.0.0.1:5092/

        Exits: 0 done · 1 refused: the sentence says why · 2 the command line makes no sense
        """;

    /// <summary>Reads the options; null when they make no sense.</summary>
    public static GatewayOptions? Parse(IReadOnlyList<string> words)
    {
        string[] known = words.Contains("--stand-in")
            ? ["--port", "--urls", "--answer", "--ring-millis"]
            :
            [
                "--port",
                "--urls",
                "--data",
                "--keys",
                "--trust",
                "--platform",
                "--provider",
                "--language",
                "--ring-again",
            ];
        List<string> pairs = [.. words];
        var isStandIn = pairs.Remove("--stand-in");
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < pairs.Count; i += 2)
            if (!known.Contains(pairs[i]) || i + 1 == pairs.Count || !values.TryAdd(pairs[i], pairs[i + 1]))
                return null;
        var port = values.GetValueOrDefault("--port");
        if (port is not null && (values.ContainsKey("--urls") || !ushort.TryParse(port, out _)))
            return null;
        var urls = values.GetValueOrDefault("--urls") ?? Loopback + (port ?? (isStandIn ? StandInPort : DefaultPort));
        return isStandIn ? StandInOf(values, urls) : ServedOf(values, urls);
    }

    private static ServedOptions? ServedOf(Dictionary<string, string> values, string urls)
    {
        string[] needed = ["--data", "--keys", "--trust", "--platform", "--provider"];
        if (needed.Any(name => values.GetValueOrDefault(name) is not { Length: > 0 }))
            return null;
        NoticeLanguage? language = values.GetValueOrDefault("--language") switch
        {
            null or "zh" => NoticeLanguage.Chinese,
            "en" => NoticeLanguage.English,
            _ => null,
        };
        var again = values.GetValueOrDefault("--ring-again") ?? "60";
        return
            language is { } spoken
            && int.TryParse(again, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds is >= 1 and <= MostSecondsBetweenRings
            && OfficeClient.TryAddress(values["--platform"], out var platform)
            && OfficeClient.TryAddress(values["--provider"], out var provider)
            ? new ServedOptions(urls, values["--data"], values["--keys"], values["--trust"], platform, provider, spoken)
            {
                Pace = new() { BetweenRings = TimeSpan.FromSeconds(seconds) },
            }
            : null;
    }

    private static StandInOptions? StandInOf(Dictionary<string, string> values, string urls)
    {
        const int Most = 600_000;
        var word = values.GetValueOrDefault("--answer") ?? "confirm";
        var millis = values.GetValueOrDefault("--ring-millis") ?? "3000";
        return
            word.All(char.IsAsciiLetterLower)
            && Enum.TryParse<Behaviour>(word, ignoreCase: true, out var behaviour)
            && int.TryParse(millis, NumberStyles.None, CultureInfo.InvariantCulture, out var ringing)
            && ringing <= Most
            ? new StandInOptions(urls, behaviour, TimeSpan.FromMilliseconds(ringing))
            : null;
    }
}

/// <summary>A gateway.</summary>
public sealed record ServedOptions(
    string Urls,
    string Data,
    string Keys,
    string Trust,
    Uri Platform,
    Uri Provider,
    NoticeLanguage Language
) : GatewayOptions(Urls)
{
    /// <summary>How patient it is.</summary>
    public NoticePace Pace { get; init; } = new();
}

/// <summary>A provider that rings nobody.</summary>
public sealed record StandInOptions(string Urls, Behaviour Behaviour, TimeSpan Ringing) : GatewayOptions(Urls);
