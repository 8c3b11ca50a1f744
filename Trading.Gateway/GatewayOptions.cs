using System.Globalization;
using Trading.Gateway.Http;
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
    private const string PagePort = "5095";
    private const int ContactLetters = 200;

    private static readonly string[] StandInWords = ["--port", "--urls", "--data", "--answer", "--ring-millis"];
    private static readonly string[] PageWords = ["--page", "--page-port", "--page-urls", "--contact"];
    private static readonly string[] ServedWords =
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
        .. PageWords,
    ];

    public const string Usage = """
        Usage: trading gateway --data DIR --keys DIR --trust FILE --platform URL --provider URL [OPTIONS]
               trading gateway --stand-in [OPTIONS]

        The notice gateway: asked by the platform, it opens one contact after the other, has it rung by a provider of
        telephone calls, and tells what was answered. It keeps no number and no code.

        Options:
          --data DIR        folder of what was asked and answered; made when absent, readable by its owner only;
                            of the stand-in: where its calls outlive it, in memory alone where nothing is said
          --keys DIR        holds signing.key and static.key, of mode 0600
          --trust FILE      the trust file, which names this gateway
          --platform URL    https, or this machine; ends with '/'
          --provider URL    the provider, in the same form (docs/spec/notice.md)
          --language WORD   zh or en: what experts are spoken to in; zh where nothing is said
          --ring-again N    seconds between a call that nobody took and the next, 1 to 3600; 60 where nothing is said
          --port N          listen on this machine alone, at this port; 5091 where nothing is said
          --urls URLS       where to listen instead, separated by ';'
          --page URL        serve the experts' page, and send each provider a link to it: the origin under which
                            experts reach it, https or this machine, for example https://experts.example.org/
          --page-port N     listen for the page on this machine alone, at this port; 5095 where nothing is said
          --page-urls URLS  where to listen for it instead, separated by ';'
          --contact TEXT    whom experts call, as the page shows it: 1 to 200 letters
          --stand-in        be a provider that rings nobody, for rehearsals; port 5092 where nothing is said
          --answer WORD     of the stand-in: confirm, decline, repeat, silence, failure or down; confirm where nothing
                            is said
          --ring-millis N   of the stand-in: how long a telephone rings, 0 to 600000; 3000 where nothing is said
          --help            print this

        The page is an origin of its own: in front of it stands a proxy with TLS. Counts are not shown there.

        Examples:
          trading gateway --stand-in
          trading gateway --data gateway --keys keys/gateway --trust trust.txt --platform http://127.0.0.1:5080/ \
              --provider http://127.0.0.1:5092/ --page http://127.0.0.1:5095/ --contact "0755-1234 5678"

        Exits: 0 done · 1 refused: the sentence says why · 2 the command line makes no sense
        """;

    /// <summary>Reads the options; null when they make no sense.</summary>
    public static GatewayOptions? Parse(IReadOnlyList<string> words)
    {
        string[] known = words.Contains("--stand-in") ? StandInWords : ServedWords;
        List<string> pairs = [.. words];
        var isStandIn = pairs.Remove("--stand-in");
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < pairs.Count; i += 2)
            if (!known.Contains(pairs[i]) || i + 1 == pairs.Count || !values.TryAdd(pairs[i], pairs[i + 1]))
                return null;
        return UrlsOf(values, "--port", "--urls", isStandIn ? StandInPort : DefaultPort) is not { } urls ? null
            : isStandIn ? StandInOf(values, urls)
            : ServedOf(values, urls);
    }

    private static string? UrlsOf(Dictionary<string, string> values, string port, string urls, string usual)
    {
        var (said, where) = (values.GetValueOrDefault(port), values.GetValueOrDefault(urls));
        return said is not null && (where is not null || !ushort.TryParse(said, out _))
            ? null
            : where ?? Loopback + (said ?? usual);
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
            && TryPage(values, out var page)
            ? new ServedOptions(urls, values["--data"], values["--keys"], values["--trust"], platform, provider, spoken)
            {
                Pace = new() { BetweenRings = TimeSpan.FromSeconds(seconds) },
                Page = page,
            }
            : null;
    }

    // True without a page where nothing is said of one.
    private static bool TryPage(Dictionary<string, string> values, out PageOptions? page)
    {
        page = null;
        if (values.GetValueOrDefault("--page") is not { } text)
            return !PageWords.Any(values.ContainsKey);
        var contact = values.GetValueOrDefault("--contact");
        if (
            !OfficeClient.TryAddress(text.EndsWith('/') ? text : text + "/", out var address)
            || address.AbsolutePath != "/"
            || UrlsOf(values, "--page-port", "--page-urls", PagePort) is not { } urls
            || contact is { } said
                && (said.Trim().Length == 0 || said.Length > ContactLetters || said.Any(char.IsControl))
        )
            return false;
        page = new PageOptions(address, urls, contact?.Trim() ?? "");
        return true;
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
            && values.GetValueOrDefault("--data") is null or { Length: > 0 }
            ? new StandInOptions(
                urls,
                behaviour,
                TimeSpan.FromMilliseconds(ringing),
                values.GetValueOrDefault("--data")
            )
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

    /// <summary>The experts' page, or null where there is none.</summary>
    public PageOptions? Page { get; init; }
}

/// <summary>A provider that rings nobody.</summary>
public sealed record StandInOptions(string Urls, Behaviour Behaviour, TimeSpan Ringing, string? Data)
    : GatewayOptions(Urls);
