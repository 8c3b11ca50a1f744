namespace Trading.Media.Sdp;

/// <summary>
/// One m-line while it is read. What is kept is listed here; of the rest the names that browsers write are read over,
/// and so are names that they may invent: nothing of them is used or repeated.
/// </summary>
internal sealed class MediaLines
{
    private static readonly string[] Kept = ["nack", "nack pli", "goog-remb"];

    private readonly List<byte> offered = [];
    private readonly Dictionary<byte, string> formats = [];
    private readonly Dictionary<byte, List<string>> feedback = [];
    private readonly List<SdpExtension> extensions = [];
    private readonly List<string> rids = [];
    private readonly List<SdpSource> sources = [];
    private readonly HashSet<uint> repairs = [];
    private readonly List<string> everywhere = [];
    private byte? codec;
    private SdpKind kind;
    private SdpDirection direction;
    private SdpMsid? msid;
    private string[] simulcast = [];
    private bool hasPort;
    private bool isBundleOnly;

    public string? Mid { get; private set; }

    public bool IsMultiplexed { get; private set; }

    public bool IsRejected => !hasPort && !isBundleOnly;

    /// <summary>Reads the value of an m-line. RFC 8866, 5.14.</summary>
    public SdpFault Begin(string value)
    {
        var words = value.Split(' ');
        if (words[0] is not ("audio" or "video"))
            return SdpFault.Kind;
        kind = words[0] == "audio" ? SdpKind.Audio : SdpKind.Video;
        if (words.Length is < 4 or > 128 || words[2] != "UDP/TLS/RTP/SAVPF")
            return SdpFault.Protocol;
        if (!SdpTokens.TryNumber(words[1], ushort.MaxValue, out var port))
            return SdpFault.Protocol;
        hasPort = port != 0;
        foreach (var word in words.AsSpan(3))
        {
            if (!SdpTokens.TryNumber(word, 127, out var type))
                return SdpFault.Protocol;
            offered.Add((byte)type);
        }
        return SdpFault.None;
    }

    /// <summary>Reads one attribute.</summary>
    public SdpFault Read(string name, string value) =>
        name switch
        {
            "mid" => ReadMid(value),
            "sendrecv" => Directed(SdpDirection.SendRecv),
            "sendonly" => Directed(SdpDirection.SendOnly),
            "recvonly" => Directed(SdpDirection.RecvOnly),
            "inactive" => Directed(SdpDirection.Inactive),
            "rtcp-mux" => Flag(IsMultiplexed = true),
            "bundle-only" => Flag(isBundleOnly = true),
            "rtpmap" => ReadCodec(value),
            "fmtp" => ReadParameters(value),
            "rtcp-fb" => ReadFeedback(value),
            "extmap" => ReadExtension(value),
            "rid" => ReadRid(value),
            "simulcast" => ReadSimulcast(value),
            "msid" => ReadMsid(value),
            "ssrc" => ReadSource(value),
            "ssrc-group" => ReadGroup(value),
            "crypto" => SdpFault.Keys,
            _ => SdpFault.None,
        };

    /// <summary>The m-line, once all of its attributes were read.</summary>
    public SdpMedia End() =>
        new()
        {
            Kind = kind,
            Mid = Mid ?? "",
            IsRejected = IsRejected,
            Direction = direction,
            Codec = codec is { } type ? new SdpCodec(type, formats.GetValueOrDefault(type, ""), Feedback(type)) : null,
            Extensions = extensions,
            Rids = [.. simulcast.Where(rids.Contains)],
            Sources = [.. sources.Where(s => !repairs.Contains(s.Ssrc))],
            Msid = msid,
        };

    private string[] Feedback(byte type) =>
        [.. Kept.Where(f => everywhere.Contains(f) || feedback.GetValueOrDefault(type, []).Contains(f))];

    private SdpFault ReadMid(string value)
    {
        if (Mid is not null || !SdpTokens.IsName(value, 16))
            return SdpFault.Mid;
        Mid = value;
        return SdpFault.None;
    }

    private SdpFault Directed(SdpDirection said)
    {
        direction = said;
        return SdpFault.None;
    }

    private static SdpFault Flag(bool isSet) => isSet ? SdpFault.None : SdpFault.Attribute;

    // "111 opus/48000/2": the first one that fits is ours; a second one is never chosen.
    private SdpFault ReadCodec(string value)
    {
        if (!TrySplit(value, out var type, out var name))
            return SdpFault.Attribute;
        var wanted = kind == SdpKind.Audio ? "opus/48000/2" : "VP8/90000";
        if (codec is null && offered.Contains(type) && name.Equals(wanted, StringComparison.OrdinalIgnoreCase))
            codec = type;
        return SdpFault.None;
    }

    private SdpFault ReadParameters(string value)
    {
        if (!TrySplit(value, out var type, out var text))
            return SdpFault.Attribute;
        // Parameters of codecs that we do not take may look as they like.
        if (type == codec && !SdpTokens.IsParameters(text))
            return SdpFault.Attribute;
        return formats.TryAdd(type, text) || type != codec ? SdpFault.None : SdpFault.Attribute;
    }

    private SdpFault ReadFeedback(string value)
    {
        var space = value.IndexOf(' ', StringComparison.Ordinal);
        if (space < 1)
            return SdpFault.Attribute;
        var said = value[(space + 1)..];
        if (!Kept.Contains(said))
            return SdpFault.None;
        if (value[..space] == "*")
            everywhere.Add(said);
        else if (!SdpTokens.TryNumber(value.AsSpan(0, space), 127, out var type))
            return SdpFault.Attribute;
        else if (feedback.TryGetValue((byte)type, out var list))
            list.Add(said);
        else
            feedback.Add((byte)type, [said]);
        return everywhere.Count > SdpLimits.Each ? SdpFault.TooMany : SdpFault.None;
    }

    // "4 URI", or "4/sendonly URI" as Firefox writes.
    private SdpFault ReadExtension(string value)
    {
        var words = value.Split(' ');
        if (words.Length < 2 || !SdpTokens.TryNumber(words[0].Split('/')[0], 255, out var id) || id == 0)
            return SdpFault.Attribute;
        // Numbers above 14 would need the form of two bytes, which an answer may leave out.
        if (id > 14 || !SdpExtensions.All.Contains(words[1]))
            return SdpFault.None;
        if (extensions.Exists(e => e.Id == id || e.Uri == words[1]))
            return SdpFault.Attribute;
        extensions.Add(new SdpExtension((byte)id, words[1]));
        return SdpFault.None;
    }

    private SdpFault ReadRid(string value)
    {
        var words = value.Split(' ');
        if (words.Length < 2 || !SdpTokens.IsName(words[0], 16) || words[1] is not ("send" or "recv"))
            return SdpFault.Attribute;
        if (rids.Count == SdpLimits.Each)
            return SdpFault.TooMany;
        rids.Add(words[0]);
        return SdpFault.None;
    }

    // "send h;m;l": alternatives ("," ) are refused, a layer that begins paused ("~") counts as one. RFC 8853, 5.1.
    private SdpFault ReadSimulcast(string value)
    {
        var words = value.Split(' ');
        if (words.Length != 2 || words[0] is not ("send" or "recv"))
            return SdpFault.Attribute;
        simulcast = [.. words[1].Split(';').Select(w => w.StartsWith('~') ? w[1..] : w)];
        if (simulcast.Length > SdpLimits.Each)
            return SdpFault.TooMany;
        return Array.TrueForAll(simulcast, w => SdpTokens.IsName(w, 16)) ? SdpFault.None : SdpFault.Attribute;
    }

    private SdpFault ReadMsid(string value)
    {
        var words = value.Split(' ');
        if (words.Length > 2 || !Array.TrueForAll(words, w => SdpTokens.IsToken(w, 64)))
            return SdpFault.Attribute;
        // Several streams of one track are allowed; the first one counts.
        msid ??= new SdpMsid(words[0], words.Length == 2 ? words[1] : "");
        return SdpFault.None;
    }

    // "1234 cname:name", or other attributes of the source, which are read over.
    private SdpFault ReadSource(string value)
    {
        var space = value.IndexOf(' ', StringComparison.Ordinal);
        if (!SdpTokens.TryNumber(space < 0 ? value : value.AsSpan(0, space), uint.MaxValue, out var number))
            return SdpFault.Attribute;
        var cname = space > 0 && value.AsSpan(space + 1).StartsWith("cname:") ? value[(space + 7)..] : "";
        if (cname.Length > 0 && !SdpTokens.IsToken(cname, 64))
            return SdpFault.Attribute;
        var at = sources.FindIndex(s => s.Ssrc == number);
        if (at < 0 && sources.Count == SdpLimits.Each)
            return SdpFault.TooMany;
        if (at < 0)
            sources.Add(new SdpSource((uint)number, cname));
        else if (cname.Length > 0)
            sources[at] = new SdpSource((uint)number, cname);
        return SdpFault.None;
    }

    // "FID media repair": the second one sends what we do not take.
    private SdpFault ReadGroup(string value)
    {
        var words = value.Split(' ');
        var numbers = new uint[words.Length - 1];
        for (var i = 1; i < words.Length; i++)
        {
            if (!SdpTokens.TryNumber(words[i], uint.MaxValue, out var number))
                return SdpFault.Attribute;
            numbers[i - 1] = (uint)number;
        }
        if (words[0] is "FID" or "FEC-FR")
            repairs.UnionWith(numbers.Skip(1));
        return repairs.Count > SdpLimits.Each ? SdpFault.TooMany : SdpFault.None;
    }

    private static bool TrySplit(string value, out byte type, out string rest)
    {
        var space = value.IndexOf(' ', StringComparison.Ordinal);
        (type, rest) = (0, "");
        if (space < 1 || !SdpTokens.TryNumber(value.AsSpan(0, space), 127, out var number))
            return false;
        (type, rest) = ((byte)number, value[(space + 1)..]);
        return true;
    }
}
