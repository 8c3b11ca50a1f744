using System.Globalization;

namespace Trading.Relay.Tests.Native;

/// <summary>Descriptions as a browser would write them, as short as they may be.</summary>
internal static class Offers
{
    public const uint VoiceSsrc = 500;
    public const uint PictureSsrc = 600;

    public static string Of(string ufrag, string password, byte[] fingerprint, string setup, params string[] media)
    {
        var mids = string.Join(' ', Enumerable.Range(0, media.Length));
        var lines = new List<string> { "v=0", "o=- 1 2 IN IP4 127.0.0.1", "s=-", "t=0 0", $"a=group:BUNDLE {mids}" };
        foreach (var (index, line) in media.Index())
        {
            lines.AddRange(line.Split('\n'));
            lines.AddRange(
                $"a=mid:{index}",
                "a=rtcp-mux",
                $"a=ice-ufrag:{ufrag}",
                $"a=ice-pwd:{password}",
                $"a=fingerprint:sha-256 {Hex(fingerprint)}",
                $"a=setup:{setup}"
            );
        }
        return string.Join("\r\n", lines) + "\r\n";
    }

    public static string Voice(string direction, uint ssrc = VoiceSsrc) =>
        "m=audio 9 UDP/TLS/RTP/SAVPF 111\nc=IN IP4 0.0.0.0\n"
        + $"a={direction}\na=rtpmap:111 opus/48000/2\n"
        + "a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level\n"
        + (direction == "recvonly" ? "a=fmtp:111 minptime=10" : $"a=ssrc:{ssrc} cname:me");

    public static string Picture(string direction, uint ssrc = PictureSsrc) =>
        "m=video 9 UDP/TLS/RTP/SAVPF 96\nc=IN IP4 0.0.0.0\n"
        + $"a={direction}\na=rtpmap:96 VP8/90000\na=rtcp-fb:96 nack\na=rtcp-fb:96 nack pli"
        + (direction == "recvonly" ? "" : $"\na=ssrc:{ssrc} cname:me");

    /// <summary>What an answerer says to an m-line of ours.</summary>
    public static string[] AnswersTo(string offer) =>
        [
            .. offer
                .Split("\r\n")
                .Where(l => l.StartsWith("m=", StringComparison.Ordinal))
                .Select(l =>
                    l.StartsWith("m=audio", StringComparison.Ordinal) ? Voice("recvonly") : Picture("recvonly")
                ),
        ];

    public static string Find(string sdp, string name) =>
        sdp.Split("\r\n").First(l => l.StartsWith(name, StringComparison.Ordinal))[name.Length..];

    public static uint[] Sources(string sdp) =>
        [
            .. sdp.Split("\r\n")
                .Where(l => l.StartsWith("a=ssrc:", StringComparison.Ordinal))
                .Select(l => uint.Parse(l[7..].Split(' ')[0], CultureInfo.InvariantCulture)),
        ];

    private static string Hex(byte[] bytes) =>
        string.Join(':', bytes.Select(b => b.ToString("X2", CultureInfo.InvariantCulture)));
}
