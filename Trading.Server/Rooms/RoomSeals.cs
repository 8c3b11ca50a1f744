using Trading.Crypto;
using Trading.Documents;
using Trading.Rooms.Rooms;
using Trading.Server.Opening;
using Trading.Server.People;
using Trading.Server.Requests;
using Trading.Server.Streams;

namespace Trading.Server.Rooms;

/// <summary>
/// The host's signature under the report of a result, as the opening record has one: what is signed, and that it was.
/// Source: docs/spec/report.md, "Seal".
/// </summary>
public sealed class RoomSeals(RoomDesks desks, RoomPapers papers, Clock clock)
{
    private static readonly Refusal NoResult = new(
        Reason.TooEarly,
        "spec:room",
        "There is no result yet.",
        "wait-for-result"
    );
    private static readonly Refusal BadCertificate = new(
        Reason.BadSignature,
        "spec:room",
        $"The report is signed with a P-256 certificate (DER) of at most {DocumentDraft.MostCertificateBytes} "
            + "bytes; this one cannot be used.",
        "sign-again"
    );

    /// <summary>The bytes that the host signs, for its certificate, and the hash of the unsigned file.</summary>
    public async Task<IResult> AttributesAsync(string room, AttributesRequest request, Caller caller)
    {
        var (state, refused) = await FindAsync(room, request.Certificate, caller);
        if (state is null)
            return refused!;
        var pdf = await papers.DraftAsync(state);
        return TypedResults.Ok(
            new AttributesAnswer(
                PdfSignature.SignedAttributes(PdfSignature.Digest(pdf), state.Result.At, request.Certificate),
                Suite.P256.Hash(pdf)
            )
        );
    }

    /// <summary>Takes the signature. The decider holds no fonts: what comes of it is printed here.</summary>
    public async Task<IResult> SealAsync(string room, RecordSealRequest request, Caller caller)
    {
        var (state, refused) = await FindAsync(room, request.Certificate, caller);
        if (state is null)
            return refused!;
        if (request.Signature.Length != Suite.SignatureBytes)
            return Problems.Malformed("A signature has 64 bytes: r and s.");
        var pdf = await papers.DraftAsync(state);
        var digest = PdfSignature.Digest(pdf);
        var attributes = PdfSignature.SignedAttributes(digest, state.Result.At, request.Certificate);
        var cms = PdfSignature.Assemble(attributes, request.Signature, request.Certificate);
        var hash = Suite.P256.Hash(PdfSignature.Place(pdf, cms));
        var wish = new SealReport(clock.Now, digest, hash, request.Certificate, request.Signature);
        return (await desks.Of(room).SendAsync(wish)).Refusal is { } no ? Problems.Of(no) : TypedResults.NoContent();
    }

    private async Task<(Room.Concluded? State, IResult? Refused)> FindAsync(
        string room,
        byte[] certificate,
        Caller caller
    )
    {
        if (await desks.FindAsync(room) is not { } state)
            return (null, Problems.NotFound("room"));
        if (!RoomStates.IsKey(state.Facts.Start.Host, caller.Key))
            return (null, Problems.NotAllowed);
        if (certificate.Length > DocumentDraft.MostCertificateBytes || !Certificate.TryParse(certificate, out _))
            return (null, Problems.Of(BadCertificate));
        return state is Room.Concluded over ? (over, null) : (null, Problems.Of(NoResult));
    }
}
