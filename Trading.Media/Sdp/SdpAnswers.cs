namespace Trading.Media.Sdp;

/// <summary>Our side of a transport.</summary>
/// <param name="Id">Number of the session, 1 to 2⁶³ − 1, the same for the whole connection.</param>
/// <param name="Version">Grows with each description of ours.</param>
/// <param name="Ufrag">Name fragment.</param>
/// <param name="Password">Its password.</param>
/// <param name="Fingerprint">SHA-256 of our DTLS certificate.</param>
/// <param name="Candidates">By <see cref="SdpWriter.Candidate"/>.</param>
public sealed record SdpLocal(
    ulong Id,
    ulong Version,
    string Ufrag,
    string Password,
    IReadOnlyList<byte> Fingerprint,
    IReadOnlyList<string> Candidates
);

/// <summary>A track in an offer of ours, or an empty place that keeps its m-line.</summary>
/// <param name="Mid">Name of the m-line; it stays with the place.</param>
/// <param name="Kind">Audio or video; it stays with the place.</param>
/// <param name="Source">What is sent there; null while the place is empty.</param>
/// <param name="Msid">Names of the track.</param>
public sealed record SdpPlace(string Mid, SdpKind Kind, SdpSource? Source, SdpMsid? Msid);

/// <summary>
/// Answers to those who publish, offers to those who watch, and the look at their answers. We are the DTLS server and
/// ICE-lite each time. Source: RFC 9429, 5.3; RFC 8842, 5.3; RFC 8853 (simulcast).
/// </summary>
public static class SdpAnswers
{
    /// <summary>Payload type of Opus in offers of ours.</summary>
    public const byte OpusType = 111;

    /// <summary>Payload type of VP8 in offers of ours.</summary>
    public const byte Vp8Type = 96;

    /// <summary>Layers of one track that are taken.</summary>
    public const int MostLayers = 3;

    /// <summary>Tracks of video that one offer may publish: camera and screen. Of audio it is one.</summary>
    public const int MostVideo = 2;

    /// <summary>
    /// Answers an offer of somebody who publishes: one Opus, two VP8 with at most three layers each. An m-line above
    /// that, in the other direction or without codec is rejected alone.
    /// </summary>
    /// <returns>The answer, or why the whole offer is refused.</returns>
    public static (SdpSession? Answer, SdpFault Fault) ToPublisher(SdpSession offer, SdpLocal local)
    {
        if (offer.Setup == SdpSetup.Passive)
            return (null, SdpFault.Setup);
        // Two that only answer checks never find each other.
        if (offer.IsLite)
            return (null, SdpFault.Ice);
        var (audio, video) = (0, 0);
        var media = new List<SdpMedia>();
        foreach (var line in offer.Media)
        {
            var isWanted =
                !line.IsRejected
                && line.Codec is not null
                && line.Direction is SdpDirection.SendOnly or SdpDirection.SendRecv
                && (line.Kind == SdpKind.Audio ? audio++ < 1 : video++ < MostVideo);
            media.Add(isWanted ? Receiving(line) : Rejected(line));
        }
        return (Of(local, SdpSetup.Passive, media), SdpFault.None);
    }

    /// <summary>
    /// Offers places to somebody who watches. An m-line is never taken away: an empty place is inactive.
    /// </summary>
    public static SdpSession ToSubscriber(SdpLocal local, IReadOnlyList<SdpPlace> places) =>
        Of(local, SdpSetup.Actpass, [.. places.Select(Sending)]);

    /// <summary>Whether an answer fits our offer: m-lines, names, codecs; the other side is the DTLS client.</summary>
    public static SdpFault FaultOf(SdpSession offer, SdpSession answer)
    {
        if (answer.Setup != SdpSetup.Active)
            return SdpFault.Setup;
        if (answer.IsLite)
            return SdpFault.Ice;
        if (answer.Media.Count != offer.Media.Count)
            return SdpFault.Mid;
        for (var i = 0; i < offer.Media.Count; i++)
        {
            var (ours, theirs) = (offer.Media[i], answer.Media[i]);
            if (ours.Mid != theirs.Mid)
                return SdpFault.Mid;
            if (ours.Kind != theirs.Kind)
                return SdpFault.Kind;
            if (!theirs.IsRejected && ours.Codec?.PayloadType != theirs.Codec?.PayloadType)
                return SdpFault.Protocol;
        }
        return SdpFault.None;
    }

    private static SdpSession Of(SdpLocal local, SdpSetup setup, IReadOnlyList<SdpMedia> media) =>
        new()
        {
            Id = local.Id,
            Version = local.Version,
            IsLite = true,
            Ufrag = local.Ufrag,
            Password = local.Password,
            Fingerprint = local.Fingerprint,
            Setup = setup,
            Candidates = local.Candidates,
            Media = media,
        };

    // What is asked of a publisher: lost packets again and whole pictures, a cap on the rate; no retransmission of its
    // own.
    private static SdpMedia Receiving(SdpMedia line) =>
        new()
        {
            Kind = line.Kind,
            Mid = line.Mid,
            Direction = SdpDirection.RecvOnly,
            Codec = line.Codec,
            Extensions = line.Extensions,
            Rids = line.Kind == SdpKind.Video ? [.. line.Rids.Take(MostLayers)] : [],
        };

    private static SdpMedia Rejected(SdpMedia line) =>
        new()
        {
            Kind = line.Kind,
            Mid = line.Mid,
            IsRejected = true,
            Codec = line.Codec,
        };

    private static SdpMedia Sending(SdpPlace place) =>
        new()
        {
            Kind = place.Kind,
            Mid = place.Mid,
            Direction = place.Source is null ? SdpDirection.Inactive : SdpDirection.SendOnly,
            Codec =
                place.Kind == SdpKind.Audio
                    ? new SdpCodec(OpusType, "minptime=10;useinbandfec=1", [])
                    : new SdpCodec(Vp8Type, "", ["nack", "nack pli", "goog-remb"]),
            Sources = place.Source is null ? [] : [place.Source],
            Msid = place.Source is null ? null : place.Msid,
        };
}
