using Trading.Gate.Identity;

namespace Trading.Gate;

/// <summary>What the command line says.</summary>
public abstract record GateOptions
{
    private const string Loopback = "http://127.0.0.1:";
    private const string DefaultPort = "5093";
    private const string StandInPort = "5094";

    public const string Usage = """
        Usage: trading gate --data DIR --keys DIR --trust FILE --platform URL [OPTIONS]
               trading gate --data DIR --make-desk USER
               trading gate --stand-in [OPTIONS]

        The gate: admits experts at the door. Each name opens with its expert's own card and code, by trustees, and not
        before.

        Options:
          --data DIR        folder of accounts and the entry register; made when absent, readable by its owner only
          --keys DIR        holds signing.key and static.key, of mode 0600
          --trust FILE      the trust file, which names this gate
          --platform URL    https, or this machine; ends with '/'
          --place TEXT      where this gate is, as requests of draws name it; everywhere where nothing is said
          --device URL      an identity device (docs/spec/gate.md); without one a person looks at the card
          --port N          listen on this machine alone, at this port; 5093 where nothing is said
          --urls URLS       where to listen instead, separated by ';'
          --make-desk USER  make USER a desk (or give a new password) and print a one-time password, once; the gate of
                            DIR must be stopped. USER is 1 to 64 of a-z, 0-9, '.', '_', '-'
          --stand-in        be an identity device that looks at nobody, for rehearsals; port 5094
          --answer WORD     of the stand-in: yes, no or away; yes where nothing is said
          --help            print this

        Examples:
          trading gate --data gate --make-desk east
          trading gate --data gate --keys keys/gate --trust trust.txt --platform http://127.0.0.1:5080/

        Exits: 0 done · 1 refused: the sentence says why · 2 the command line makes no sense
        """;

    /// <summary>Reads the options; null when they make no sense.</summary>
    public static GateOptions? Parse(IReadOnlyList<string> words)
    {
        List<string> pairs = [.. words];
        var isStandIn = pairs.Remove("--stand-in");
        string[] known =
            isStandIn ? ["--port", "--urls", "--answer"]
            : pairs.Contains("--make-desk") ? ["--data", "--make-desk"]
            : ["--port", "--urls", "--data", "--keys", "--trust", "--platform", "--place", "--device"];
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < pairs.Count; i += 2)
            if (!known.Contains(pairs[i]) || i + 1 == pairs.Count || !values.TryAdd(pairs[i], pairs[i + 1]))
                return null;
        var port = values.GetValueOrDefault("--port");
        if (port is not null && (values.ContainsKey("--urls") || !ushort.TryParse(port, out _)))
            return null;
        var urls = values.GetValueOrDefault("--urls") ?? Loopback + (port ?? (isStandIn ? StandInPort : DefaultPort));
        return isStandIn ? StandInOf(values, urls)
            : values.GetValueOrDefault("--data") is not { Length: > 0 } data ? null
            : values.TryGetValue("--make-desk", out var user) ? new MakeDeskOptions(data, user)
            : ServedOf(values, urls, data);
    }

    private static ServedOptions? ServedOf(Dictionary<string, string> values, string urls, string data)
    {
        if (
            !values.TryGetValue("--keys", out var keys)
            || !values.TryGetValue("--trust", out var trust)
            || !values.TryGetValue("--platform", out var platformText)
            || !OfficeClient.TryAddress(platformText, out var platform)
        )
            return null;
        Uri? device = null;
        if (values.TryGetValue("--device", out var deviceText) && !OfficeClient.TryAddress(deviceText, out device))
            return null;
        return new ServedOptions(urls, data, keys, trust, platform, values.GetValueOrDefault("--place") ?? "", device);
    }

    private static StandInOptions? StandInOf(Dictionary<string, string> values, string urls) =>
        values.GetValueOrDefault("--answer") switch
        {
            null or "yes" => new StandInOptions(urls, CheckAnswer.Yes),
            "no" => new StandInOptions(urls, CheckAnswer.No),
            "away" => new StandInOptions(urls, CheckAnswer.Away),
            _ => null,
        };
}

/// <summary>A gate.</summary>
public sealed record ServedOptions(
    string Urls,
    string Data,
    string Keys,
    string Trust,
    Uri Platform,
    string Place,
    Uri? Device
) : GateOptions
{
    /// <summary>How often it looks.</summary>
    public Doors.GatePace Pace { get; init; } = new();
}

/// <summary>A desk's account is made.</summary>
public sealed record MakeDeskOptions(string Data, string User) : GateOptions;

/// <summary>An identity device that looks at nobody.</summary>
public sealed record StandInOptions(string Urls, CheckAnswer Answer) : GateOptions;
