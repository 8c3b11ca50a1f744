namespace Trading.Media.Sdp;

/// <summary>Why a description is refused.</summary>
public enum SdpFault
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>More bytes, lines, or bytes in a line than allowed.</summary>
    TooLong,

    /// <summary>A line that is not "letter=value" of printable ASCII, or of a letter that nobody writes.</summary>
    Line,

    /// <summary>It does not begin with v=0, o=, s=, t=.</summary>
    Begin,

    /// <summary>More m-lines than allowed.</summary>
    TooManyMedia,

    /// <summary>An m-line of another kind: m=application above all.</summary>
    Kind,

    /// <summary>A protocol other than UDP/TLS/RTP/SAVPF, or a port or payload type that is no number.</summary>
    Protocol,

    /// <summary>An attribute that we know, in a form that nobody writes.</summary>
    Attribute,

    /// <summary>More sources, layers, extensions or feedback than allowed.</summary>
    TooMany,

    /// <summary>Keys in the description (a=crypto, k=).</summary>
    Keys,

    /// <summary>An m-line without a name, or two with one.</summary>
    Mid,

    /// <summary>M-lines that are not all in one bundle.</summary>
    Bundle,

    /// <summary>RTP and RTCP on two ports.</summary>
    Mux,

    /// <summary>No name fragment or password, or several.</summary>
    Ice,

    /// <summary>No SHA-256 fingerprint, or several.</summary>
    Fingerprint,

    /// <summary>No setup, or several.</summary>
    Setup,
}

/// <summary>A description that was read, or why not.</summary>
/// <param name="Session">Null where it is refused.</param>
/// <param name="Fault">Why.</param>
/// <param name="Line">At which line, from 1; 0 where it is the whole.</param>
public readonly record struct SdpReading(SdpSession? Session, SdpFault Fault, int Line);

/// <summary>How much a description may hold.</summary>
/// <param name="Bytes">In all.</param>
/// <param name="Lines">In all.</param>
/// <param name="Media">M-lines.</param>
public sealed record SdpLimits(int Bytes, int Lines, int Media)
{
    /// <summary>Bytes of one line.</summary>
    public const int LineBytes = 1_024;

    /// <summary>Sources, layers, extensions, feedback of one m-line: each at most so many.</summary>
    public const int Each = 16;

    /// <summary>An offer of somebody who publishes: microphone, camera, screen.</summary>
    public static readonly SdpLimits Publish = new(64 * 1024, 1_024, 3);

    /// <summary>An answer of somebody who watches: 128 tracks.</summary>
    public static readonly SdpLimits Watch = new(256 * 1024, 8_192, 128);
}
