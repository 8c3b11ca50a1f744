namespace Trading.Media.Sdp;

/// <summary>What an m-line carries. Everything else is refused.</summary>
public enum SdpKind
{
    /// <summary>Opus.</summary>
    Audio,

    /// <summary>VP8.</summary>
    Video,
}

/// <summary>Who sends, as the writer of the description sees it. RFC 8866, 6.7.</summary>
public enum SdpDirection
{
    /// <summary>Both.</summary>
    SendRecv,

    /// <summary>The writer.</summary>
    SendOnly,

    /// <summary>The reader.</summary>
    RecvOnly,

    /// <summary>Nobody.</summary>
    Inactive,
}

/// <summary>Who begins the handshake. RFC 8842, 5.</summary>
public enum SdpSetup
{
    /// <summary>Whichever the answer says: of an offer.</summary>
    Actpass,

    /// <summary>The writer is the DTLS client.</summary>
    Active,

    /// <summary>The writer is the DTLS server.</summary>
    Passive,
}

/// <summary>The one codec of an m-line.</summary>
/// <param name="PayloadType">0 to 127, by the offer.</param>
/// <param name="Parameters">Of <c>a=fmtp</c>, or empty.</param>
/// <param name="Feedback">Of <c>a=rtcp-fb</c>, as far as we do it: nack, nack pli, goog-remb.</param>
public sealed record SdpCodec(byte PayloadType, string Parameters, IReadOnlyList<string> Feedback);

/// <summary>A header extension that was agreed. RFC 8285, 5.</summary>
/// <param name="Id">1 to 14: the form of one byte.</param>
/// <param name="Uri">One of <see cref="SdpExtensions"/>.</param>
public sealed record SdpExtension(byte Id, string Uri);

/// <summary>Header extensions that we read. We write none.</summary>
public static class SdpExtensions
{
    /// <summary>Which m-line a packet belongs to. RFC 9143, 15.</summary>
    public const string Mid = "urn:ietf:params:rtp-hdrext:sdes:mid";

    /// <summary>Which layer a packet belongs to. RFC 8852, 3.1.</summary>
    public const string Rid = "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id";

    /// <summary>How loud a packet of audio is. RFC 6464.</summary>
    public const string AudioLevel = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";

    internal static readonly string[] All = [Mid, Rid, AudioLevel];
}

/// <summary>A source that an m-line announces. RFC 5576. Sources of retransmissions are left out.</summary>
/// <param name="Ssrc">Its number.</param>
/// <param name="Cname">Its canonical name, or empty.</param>
public sealed record SdpSource(uint Ssrc, string Cname);

/// <summary>Names of a track. RFC 8830.</summary>
/// <param name="Stream">Tracks of one stream are played in step; "-" for none.</param>
/// <param name="Track">Empty where only a stream is named.</param>
public sealed record SdpMsid(string Stream, string Track);

/// <summary>One m-line with what belongs to it.</summary>
public sealed record SdpMedia
{
    /// <summary>Audio or video.</summary>
    public required SdpKind Kind { get; init; }

    /// <summary>Its name within the description: 1 to 16 letters, digits, "-" and "_".</summary>
    public required string Mid { get; init; }

    /// <summary>Port 0 without <c>a=bundle-only</c>: this m-line is not used.</summary>
    public bool IsRejected { get; init; }

    /// <summary>Who sends.</summary>
    public SdpDirection Direction { get; init; }

    /// <summary>Opus or VP8; null where neither is offered.</summary>
    public SdpCodec? Codec { get; init; }

    /// <summary>Extensions of ours that are offered.</summary>
    public IReadOnlyList<SdpExtension> Extensions { get; init; } = [];

    /// <summary>
    /// Layers of a simulcast that the writer sends, or in our answer receives; lowest or highest first.
    /// </summary>
    public IReadOnlyList<string> Rids { get; init; } = [];

    /// <summary>Sources of the media itself.</summary>
    public IReadOnlyList<SdpSource> Sources { get; init; } = [];

    /// <summary>Names of the track, or null.</summary>
    public SdpMsid? Msid { get; init; }
}

/// <summary>
/// An offer or an answer, as far as we know it: one transport for all m-lines. What is not here is not kept, and so
/// never reaches anybody.
/// </summary>
public sealed record SdpSession
{
    /// <summary>Number of the session in <c>o=</c>: of ours 1 to 2⁶³ − 1.</summary>
    public required ulong Id { get; init; }

    /// <summary>Its version, which grows with each offer.</summary>
    public required ulong Version { get; init; }

    /// <summary>The writer answers checks and sends none.</summary>
    public bool IsLite { get; init; }

    /// <summary>Name fragment of the one transport, 4 to 256 ice-chars.</summary>
    public required string Ufrag { get; init; }

    /// <summary>Its password, 22 to 256 ice-chars. Secret: never in a log.</summary>
    public required string Password { get; init; }

    /// <summary>SHA-256 of the DTLS certificate, 32 bytes.</summary>
    public required IReadOnlyList<byte> Fingerprint { get; init; }

    /// <summary>Who begins the handshake.</summary>
    public required SdpSetup Setup { get; init; }

    /// <summary>
    /// Values of <c>a=candidate</c>. Those of browsers are not read: whoever speaks to us is found by its checks. Ours
    /// stand with the first m-line that is used.
    /// </summary>
    public IReadOnlyList<string> Candidates { get; init; } = [];

    /// <summary>M-lines in their order, which never changes within a connection.</summary>
    public required IReadOnlyList<SdpMedia> Media { get; init; }
}
