using System.Globalization;
using System.Text;

namespace Trading.Media.Sdp;

/// <summary>
/// Writes our offers and answers. <see cref="SdpReader"/> reads back what is written here, and writing that gives the
/// same text, but for candidates. Source: RFC 8866, 5; RFC 9429, 5.2 and 5.3.
/// </summary>
public static class SdpWriter
{
    /// <summary>The text, lines ended by CR LF.</summary>
    public static string Write(SdpSession session)
    {
        var text = new StringBuilder();
        Line(text, "v=0");
        Line(text, $"o=- {session.Id} {session.Version} IN IP4 127.0.0.1");
        Line(text, "s=-");
        Line(text, "t=0 0");
        var bundled = session.Media.Where(m => !m.IsRejected).Select(m => m.Mid);
        Line(text, string.Join(' ', bundled.Prepend("a=group:BUNDLE")));
        if (session.IsLite)
            Line(text, "a=ice-lite");
        Line(text, $"a=ice-ufrag:{session.Ufrag}");
        Line(text, $"a=ice-pwd:{session.Password}");
        Line(text, $"a=fingerprint:sha-256 {Hex(session.Fingerprint)}");
        Line(text, $"a=setup:{session.Setup.ToString().ToLowerInvariant()}");
        Line(text, "a=msid-semantic:WMS *");
        var isFirst = true;
        foreach (var media in session.Media)
        {
            Media(text, media);
            if (isFirst && !media.IsRejected)
            {
                // One transport: its candidates stand with the first m-line that is used (RFC 9143, 7.1).
                Candidates(text, session.Candidates);
                isFirst = false;
            }
        }
        return text.ToString();
    }

    /// <summary>
    /// A candidate of ours for one address. Priority and foundation are fixed: UDP before TCP, and the first address
    /// that is given before the others. Source: RFC 8839, 5.1; RFC 6544, 4.5; RFC 8445, 5.1.2.
    /// </summary>
    /// <param name="address">IPv4 or IPv6, as text.</param>
    /// <param name="port">Of UDP and TCP alike.</param>
    /// <param name="isTcp">ICE-TCP, where we are passive.</param>
    /// <param name="rank">0 to 255: which of several addresses.</param>
    public static string Candidate(string address, ushort port, bool isTcp, byte rank)
    {
        // Type preference 126 (host) for UDP; 90 for TCP, so that every UDP pair is tried first.
        var priority = (uint)(isTcp ? 90 : 126) << 24 | (uint)(ushort.MaxValue - rank) << 8 | 255;
        var foundation = (isTcp ? 256 : 0) + rank + 1;
        var protocol = isTcp ? "tcp" : "udp";
        var suffix = isTcp ? " tcptype passive" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{foundation} 1 {protocol} {priority} {address} {port} typ host{suffix}"
        );
    }

    private static void Media(StringBuilder text, SdpMedia media)
    {
        var kind = media.Kind == SdpKind.Audio ? "audio" : "video";
        Line(text, $"m={kind} {(media.IsRejected ? 0 : 9)} UDP/TLS/RTP/SAVPF {media.Codec?.PayloadType ?? 0}");
        Line(text, "c=IN IP4 0.0.0.0");
        Line(text, $"a=mid:{media.Mid}");
        if (media.IsRejected)
            return;
        Line(text, "a=rtcp-mux");
        Line(text, "a=" + media.Direction.ToString().ToLowerInvariant());
        foreach (var extension in media.Extensions)
            Line(text, $"a=extmap:{extension.Id} {extension.Uri}");
        if (media.Msid is { } msid)
            Line(text, $"a=msid:{msid.Stream} {msid.Track}".TrimEnd());
        if (media.Codec is { } codec)
            Codec(text, media.Kind, codec);
        Layers(text, media);
        foreach (var source in media.Sources)
            Line(
                text,
                source.Cname.Length > 0 ? $"a=ssrc:{source.Ssrc} cname:{source.Cname}" : $"a=ssrc:{source.Ssrc}"
            );
    }

    private static void Codec(StringBuilder text, SdpKind kind, SdpCodec codec)
    {
        Line(text, $"a=rtpmap:{codec.PayloadType} {(kind == SdpKind.Audio ? "opus/48000/2" : "VP8/90000")}");
        foreach (var feedback in codec.Feedback)
            Line(text, $"a=rtcp-fb:{codec.PayloadType} {feedback}");
        if (codec.Parameters.Length > 0)
            Line(text, $"a=fmtp:{codec.PayloadType} {codec.Parameters}");
    }

    private static void Layers(StringBuilder text, SdpMedia media)
    {
        if (media.Rids.Count == 0)
            return;
        // Whoever sends the media sends the layers.
        var way = media.Direction == SdpDirection.RecvOnly ? "recv" : "send";
        foreach (var rid in media.Rids)
            Line(text, $"a=rid:{rid} {way}");
        Line(text, $"a=simulcast:{way} {string.Join(';', media.Rids)}");
    }

    private static void Candidates(StringBuilder text, IReadOnlyList<string> candidates)
    {
        foreach (var candidate in candidates)
            Line(text, $"a=candidate:{candidate}");
        if (candidates.Count > 0)
            Line(text, "a=end-of-candidates");
    }

    private static string Hex(IReadOnlyList<byte> bytes) =>
        string.Join(':', bytes.Select(b => b.ToString("X2", CultureInfo.InvariantCulture)));

    private static void Line(StringBuilder text, string line) => text.Append(line).Append("\r\n");
}
