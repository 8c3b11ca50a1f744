namespace Trading.Media.Sdp;

/// <summary>
/// Reads an offer or answer of a browser (Chromium, Firefox, Safari). Strict about what we use, deaf to the rest: an
/// attribute that is not on the list is read over and kept nowhere. Source: RFC 8866, 5; RFC 9429 (JSEP), 5.8; RFC
/// 9143 (bundle).
/// </summary>
public static class SdpReader
{
    private static readonly string[] First = ["v=0", "o=", "s=", "t="];

    /// <summary>Reads a description.</summary>
    /// <param name="text">As it came, lines ended by CR LF or LF.</param>
    /// <param name="limits">How much it may hold.</param>
    public static SdpReading Read(string text, SdpLimits limits)
    {
        if (text.Length > limits.Bytes)
            return new(null, SdpFault.TooLong, 0);
        var lines = text.Split('\n');
        // The last line ends too, so that nothing follows it.
        if (lines[^1].Length != 0 || lines.Length - 1 > limits.Lines)
            return new(null, lines.Length - 1 > limits.Lines ? SdpFault.TooLong : SdpFault.Line, lines.Length);
        var reading = new Reading(limits);
        for (var i = 0; i < lines.Length - 1; i++)
            if (reading.Line(lines[i].EndsWith('\r') ? lines[i][..^1] : lines[i], i) is var fault and not SdpFault.None)
                return new(null, fault, i + 1);
        return reading.End();
    }

    private sealed class Reading(SdpLimits limits)
    {
        private readonly List<MediaLines> media = [];
        private readonly TransportLines transport = new();
        private HashSet<string>? bundle;
        private ulong id;
        private ulong version;
        private bool isLite;
        private int lines;

        public SdpFault Line(string line, int index)
        {
            lines = index + 1;
            if (line.Length > SdpLimits.LineBytes)
                return SdpFault.TooLong;
            if (line.Length < 2 || line[1] != '=' || line.AsSpan().ContainsAnyExceptInRange(' ', '~'))
                return SdpFault.Line;
            if (index < First.Length)
                return line.StartsWith(First[index], StringComparison.Ordinal) && (index != 1 || ReadOrigin(line[2..]))
                    ? SdpFault.None
                    : SdpFault.Begin;
            return line[0] switch
            {
                'm' => Media(line[2..]),
                'a' => Attribute(line[2..]),
                'k' => SdpFault.Keys,
                // Where media would be without ICE, and how much: nobody uses them.
                'c' or 'b' => SdpFault.None,
                _ => SdpFault.Line,
            };
        }

        public SdpReading End()
        {
            if (lines < First.Length)
                return new(null, SdpFault.Begin, lines);
            if (FaultOf(media) is var fault and not SdpFault.None)
                return new(null, fault, 0);
            var session = new SdpSession
            {
                Id = id,
                Version = version,
                IsLite = isLite,
                Ufrag = transport.Ufrag!,
                Password = transport.Password!,
                Fingerprint = transport.Fingerprint!,
                Setup = transport.Setup!.Value,
                Media = [.. media.Select(m => m.End())],
            };
            return new(session, SdpFault.None, 0);
        }

        // "- 4611731400430051336 2 IN IP4 127.0.0.1"; Firefox writes a name for "-".
        private bool ReadOrigin(string value)
        {
            var words = value.Split(' ');
            return words.Length == 6
                && SdpTokens.TryNumber(words[1], ulong.MaxValue, out id)
                && SdpTokens.TryNumber(words[2], ulong.MaxValue, out version);
        }

        private SdpFault Media(string value)
        {
            if (media.Count == limits.Media)
                return SdpFault.TooManyMedia;
            var next = new MediaLines();
            media.Add(next);
            return next.Begin(value);
        }

        private SdpFault Attribute(string line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var (name, value) = colon < 0 ? (line, "") : (line[..colon], line[(colon + 1)..]);
            if (transport.Read(name, value) is { } fault)
                return fault;
            if (media.Count > 0)
                return media[^1].Read(name, value);
            return name switch
            {
                "group" => Group(value),
                "ice-lite" => Lite(),
                "crypto" => SdpFault.Keys,
                _ => SdpFault.None,
            };
        }

        private SdpFault Group(string value)
        {
            var words = value.Split(' ');
            if (words[0] != "BUNDLE")
                return SdpFault.None;
            if (bundle is not null)
                return SdpFault.Bundle;
            bundle = [.. words.Skip(1)];
            return bundle.Count > limits.Media ? SdpFault.TooMany : SdpFault.None;
        }

        private SdpFault Lite()
        {
            isLite = true;
            return SdpFault.None;
        }

        private SdpFault FaultOf(List<MediaLines> read)
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var line in read)
            {
                if (line.Mid is null || !names.Add(line.Mid))
                    return SdpFault.Mid;
                if (line.IsRejected)
                    continue;
                if (bundle is null || !bundle.Contains(line.Mid))
                    return SdpFault.Bundle;
                if (!line.IsMultiplexed)
                    return SdpFault.Mux;
            }
            return bundle is not null && !bundle.IsSubsetOf(names) ? SdpFault.Bundle : transport.Missing();
        }
    }
}
