using Trading.Offices;
using Trading.Pool.Draws;

namespace Trading.Pool;

/// <summary>What the command line says.</summary>
/// <param name="Data">Folder of everything that is kept.</param>
/// <param name="Urls">Where to listen; loopback unless told otherwise.</param>
/// <param name="MakeManager">The manager to make instead of listening, or null.</param>
public sealed record PoolOptions(string Data, string Urls, string? MakeManager)
{
    /// <summary>The table to import instead of listening, or null.</summary>
    public string? Import { get; init; }

    /// <summary>Where draws come from, or null: then there are none.</summary>
    public DrawOptions? Draws { get; init; }

    private const string Loopback = "http://127.0.0.1:";
    private const string DefaultPort = "5090";
    private static readonly string[] OfDraws = ["--platform", "--trust", "--key"];
    private static readonly string[] Known = ["--data", "--port", "--urls", "--make-manager", "--import", .. OfDraws];

    public const string Usage = """
        Usage: trading pool --data DIR [--port N | --urls URLS] [--platform URL --trust FILE --key FOLDER]
               trading pool --data DIR --make-manager USER
               trading pool --data DIR --import FILE

        The pool of experts: a process of its own, with its own store, sign-in and pages. The platform never reads it.

        Options:
          --data DIR           folder of everything that is kept; made when absent, readable by its owner only
          --port N             listen on this machine alone, at this port; 5090 where nothing is said
          --urls URLS          where to listen instead, separated by ';'
          --platform URL       serve the draws of this platform as their custodian: https, or http on this machine;
                               without it the pool has no draws
          --trust FILE         trust file, obtained outside the platform: draws of these keys and no others
          --key FOLDER         the custodian's signing.key and static.key (trading keygen --custodian)
          --make-manager USER  make USER a manager (or give a new password) and print a one-time password, once;
                               the pool of DIR must be stopped. USER is 1 to 64 of a-z, 0-9, '.', '_', '-'
          --import FILE        import a table of experts, all of it or nothing, and name every fault; the pool of DIR
                               must be stopped
          --help               print this

        Examples:
          trading pool --data pool --make-manager wang
          trading pool --data pool
          trading pool --data pool --port 6000
          trading pool --data pool --platform http://127.0.0.1:5080 --trust trust.txt --key keys/custodian

        DIR holds contacts.key: whoever has it and the store reads identity numbers and phones. Keep a copy elsewhere:
        without it nobody can.

        Exits: 0 done · 1 refused: the sentence says why · 2 the command line makes no sense
        """;

    /// <summary>Reads the options; null when they make no sense.</summary>
    public static PoolOptions? Parse(IReadOnlyList<string> words)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < words.Count; i += 2)
        {
            var isKnown = Known.Contains(words[i]);
            if (!isKnown || i + 1 == words.Count || !values.TryAdd(words[i], words[i + 1]))
                return null;
        }
        var port = values.GetValueOrDefault("--port");
        if (port is not null && (values.ContainsKey("--urls") || !ushort.TryParse(port, out _)))
            return null;
        if (!TryDraws(values, out var draws) || !values.TryGetValue("--data", out var data) || data.Length == 0)
            return null;
        return new PoolOptions(
            data,
            values.GetValueOrDefault("--urls") ?? Loopback + (port ?? DefaultPort),
            values.GetValueOrDefault("--make-manager")
        )
        {
            Import = values.GetValueOrDefault("--import"),
            Draws = draws,
        };
    }

    // All three or none: a platform without a key could be told nothing.
    private static bool TryDraws(Dictionary<string, string> values, out DrawOptions? draws)
    {
        draws = null;
        string?[] said = [.. OfDraws.Select(values.GetValueOrDefault)];
        if (said.All(word => word is null))
            return true;
        if (said is not [{ } platform, { } trust, { } key] || !OfficeClient.TryAddress(platform, out var address))
            return false;
        draws = new DrawOptions(address, trust, key);
        return true;
    }
}
