using Trading.Server.Media;

namespace Trading.Server;

/// <summary>What the command line says.</summary>
/// <param name="Data">Folder of everything that is kept.</param>
/// <param name="Urls">Where to listen; loopback unless told otherwise.</param>
/// <param name="Trust">The trust file.</param>
/// <param name="PlatformKey">PKCS#8 (DER) of the platform's signing key.</param>
/// <param name="Demo">Whether demo tokens work, from this machine only.</param>
public sealed record ServerOptions(string Data, string Urls, string Trust, string PlatformKey, bool Demo)
{
    /// <summary>
    /// Where people find the platform, https or http without a slash at the end; empty where nobody said it. Records
    /// name it as the place of the opening.
    /// </summary>
    public string Address { get; init; } = "";

    /// <summary>How calls of rooms are made; the command line has them unless it says no.</summary>
    public MediaOptions Media { get; init; } = MediaOptions.Off;

    public const string Usage = $"""
        Usage: Trading.Server --data DIR --trust FILE --platform-key FILE
                              [--urls http://127.0.0.1:5080] [--address URL] [--demo]
                              [--media off] [--media-port N] [--media-address A]
          --data DIR           folder of everything that is kept; made when absent
          --trust FILE         trust file: platform, trustees, authorities
          --platform-key FILE  PKCS#8 (DER) of the platform's signing key
          --urls URLS          where to listen, separated by ';'
          --address URL        where people find this platform (https://…); opening records print it
          --media off          no calls of rooms: no cameras, microphones and recordings
          --media-port N       UDP and TCP port of calls; a free one unless told
          --media-address A    address that browsers find them at; 127.0.0.1 unless told
          --demo               take single-use tokens from DIR/demo/tokens, from this machine only
        {FirstManager.Usage}
        {FirstPublisher.Usage}
        """;

    /// <summary>Reads the options; null when they make no sense.</summary>
    public static ServerOptions? Parse(IReadOnlyList<string> words)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["--urls"] = "http://127.0.0.1:5080" };
        var demo = false;
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i] == "--demo")
                demo = true;
            else if (
                words[i]
                    is "--data"
                        or "--trust"
                        or "--platform-key"
                        or "--urls"
                        or "--address"
                        or "--media"
                        or "--media-port"
                        or "--media-address"
                && i + 1 < words.Count
            )
                values[words[i]] = words[++i];
            else
                return null;
        }
        return
            values.TryGetValue("--data", out var data)
            && values.TryGetValue("--trust", out var trust)
            && values.TryGetValue("--platform-key", out var key)
            && values.GetValueOrDefault("--address", "").TrimEnd('/') is var address
            && RecordVersion.IsSound(RecordVersion.Newest, address)
            && MediaOptions.Parse(
                values.GetValueOrDefault("--media"),
                values.GetValueOrDefault("--media-port"),
                values.GetValueOrDefault("--media-address")
            )
                is { } media
            ? new ServerOptions(data, values["--urls"], trust, key, demo) { Address = address, Media = media }
            : null;
    }
}
