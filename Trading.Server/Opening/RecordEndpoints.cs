using Microsoft.Net.Http.Headers;
using Trading.Crypto;
using Trading.Documents;
using Trading.Server.Requests;
using Trading.Server.Streams;

namespace Trading.Server.Opening;

/// <summary>
/// The opening record: its draft, what the host signs, the signature, and the signed file (docs/spec/record.md).
/// </summary>
public static class RecordEndpoints
{
    private const string Pdf = "application/pdf";
    private static readonly Refusal NotConcluded = new(
        Reason.TooEarly,
        "spec:record",
        "The session is not concluded; there is no record yet.",
        "conclude"
    );
    private static readonly Refusal NotSealed = new(
        Reason.TooEarly,
        "spec:record",
        "The host has not signed the record yet; ?draft=true shows it unsigned.",
        "sign-record"
    );
    private static readonly Refusal BadCertificate = new(
        Reason.BadSignature,
        "spec:record",
        $"The record is signed with a P-256 certificate (DER) of at most {DocumentDraft.MostCertificateBytes} "
            + "bytes; this one cannot be used.",
        "sign-again"
    );
    private static readonly Refusal BadLength = new(
        Reason.Malformed,
        "spec:record",
        "A signature has 64 bytes: r and s.",
        "sign-again"
    );

    public static void MapRecord(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/sessions/{session}/record", ReadAsync)
            .WithTags("record")
            .Produces(StatusCodes.Status200OK, contentType: Pdf);
        var signedIn = routes
            .MapGroup("/api/sessions/{session}/record")
            .WithTags("record")
            .RequireAuthorization()
            .KeepsAnswers();
        signedIn.MapPost("attributes", AttributesAsync).WithBodyOf(Limits.StatementBytes).Produces<AttributesAnswer>();
        signedIn.MapPost("", SealAsync).WithBodyOf(Limits.StatementBytes).Produces<HeightAnswer>();
    }

    private static async Task<IResult> ReadAsync(string session, bool? draft, Desks desks, RecordFiles records)
    {
        if (await desks.FindAsync(session) is not { } running)
            return Problems.NotFound("session");
        if (await records.DraftAsync(session) is not { } printed)
            return Problems.Of(NotConcluded);
        var name = RecordDocument.FileName(running.Terms);
        if (draft == true)
            return File(printed.Pdf, $"草稿-{name}", Suite.P256.Hash(printed.Pdf));
        return await desks.Session(session).ReadAsync() is Session.Sealed { Record: var record }
            ? File(printed.Signed(record.Certificate, record.Signature), name, record.Hash)
            : Problems.Of(NotSealed);
    }

    private static async Task<IResult> AttributesAsync(
        string session,
        AttributesRequest request,
        Desks desks,
        RecordFiles records
    )
    {
        if (await desks.FindAsync(session) is null)
            return Problems.NotFound("session");
        if (!IsUsable(request.Certificate))
            return Problems.Of(BadCertificate);
        return await records.DraftAsync(session) is { } draft
            ? TypedResults.Ok(new AttributesAnswer(draft.Attributes(request.Certificate), Suite.P256.Hash(draft.Pdf)))
            : Problems.Of(NotConcluded);
    }

    // What was signed and what comes of it are computed here, for the decider holds no fonts; whose signature it is,
    // the decider asks.
    private static async Task<IResult> SealAsync(
        string session,
        RecordSealRequest request,
        Desks desks,
        RecordFiles records,
        Clock clock
    )
    {
        if (await desks.FindAsync(session) is null)
            return Problems.NotFound("session");
        if (!IsUsable(request.Certificate))
            return Problems.Of(BadCertificate);
        if (request.Signature.Length != Suite.SignatureBytes)
            return Problems.Of(BadLength);
        if (await records.DraftAsync(session) is not { } draft)
            return Problems.Of(NotConcluded);
        var wish = new SealRecord(
            clock.Now,
            draft.Attributes(request.Certificate),
            draft.Hash(request.Certificate, request.Signature),
            request.Certificate,
            request.Signature
        );
        var answer = await desks.Session(session).SendAsync(wish);
        if (answer.Refusal is { } refusal)
            return Problems.Of(refusal);
        var height =
            answer.Height >= 0
                ? answer.Height
                : (await desks.Session(session).ReadWithHeadAsync(Names.SessionStream(session))).Head - 1;
        return TypedResults.Ok(new HeightAnswer(height));
    }

    private static bool IsUsable(byte[] certificate) =>
        certificate.Length <= DocumentDraft.MostCertificateBytes && Certificate.TryParse(certificate, out _);

    // The tag is the file's own hash, so a copy at home can be compared without reading it again. Names in Chinese go
    // by RFC 6266.
    private static Microsoft.AspNetCore.Http.HttpResults.FileContentHttpResult File(
        byte[] bytes,
        string name,
        byte[] hash
    ) =>
        TypedResults.File(
            bytes,
            Pdf,
            name,
            entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(hash)}\"")
        );
}
