using System.Security.Claims;
using Trading.Crypto;
using Trading.Opening;
using Trading.Server.People;
using Trading.Server.Requests;
using Trading.Server.Storage;
using Trading.Server.Streams;

namespace Trading.Server.Opening;

/// <summary>
/// The intake. Whoever is signed in may send envelopes, and nobody asks who it is: idempotency hangs on the submission,
/// limits on the submission and on the caller's own number (<see cref="PersonalLimits"/>). Whoever holds a kit may
/// withdraw. Nothing here is logged, and no answer depends on what others have sent.
/// </summary>
public static class IntakeEndpoints
{
    private static readonly TimeSpan LongPoll = TimeSpan.FromSeconds(20);

    public static void MapIntake(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").WithTags("intake").RequireAuthorization().DisableHttpMetrics();
        api.MapPost("sessions/{session}/lots/{lot}/uploads", DeclareAsync)
            .WithBodyOf(Limits.DeclarationBytes)
            .Produces<UploadAnswer>(StatusCodes.Status201Created)
            .Produces<UploadAnswer>();
        api.MapGet("uploads/{upload}", MissingParts).Produces<MissingAnswer>();
        api.MapPut("uploads/{upload}/parts/{section:int}/{part:int}", PutPartAsync)
            .WithBodyOf(ChunkedPayload.PartBytes)
            .RequireRateLimiting(Limits.PartsPolicy)
            .TakesOctets()
            .Produces(StatusCodes.Status204NoContent);
        api.MapPost("uploads/{upload}/commit", CommitAsync)
            .WithBodyOf(0)
            .RequireRateLimiting(Limits.CommitsPolicy)
            .Produces<CommitAnswer>();

        // These ask for no ticket: nobody guesses a hash of 256 bits or makes a signature of the submission's key, and
        // whoever holds nothing but the kit must get what it lacks and be able to withdraw.
        var owed = routes.MapGroup("/api").WithTags("intake").DisableHttpMetrics();
        owed.MapPost("sessions/{session}/lots/{lot}/withdrawals", WithdrawAsync)
            .WithBodyOf(Limits.StatementBytes)
            .RequireRateLimiting(Limits.WithdrawalsPolicy)
            .Produces<CommitAnswer>();
        owed.MapGet("acknowledgements/{entryHash}", AcknowledgementAsync)
            .Produces<EntryAnswer>()
            .Produces<PendingAnswer>(StatusCodes.Status202Accepted);
        owed.MapGet("receipts/{entryHash}", ReceiptAsync)
            .Produces<ReceiptAnswer>()
            .Produces<PendingAnswer>(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> DeclareAsync(
        string session,
        string lot,
        UploadRequest request,
        Desks desks,
        Commits commits,
        Receipts receipts,
        DiskSpace disk,
        PersonalLimits limits,
        ClaimsPrincipal user
    )
    {
        if (!SignedHeader.TryParse(request.Header, out var signed, out var fault))
            return Problems.Malformed($"The signed header breaks the format: {fault}.");
        if (!HasParts(signed.Header, request.PartRoots))
            return Problems.Malformed("The part roots do not fold to the ciphertext roots of the header.");
        if (await desks.FindLotAsync(session, lot) is not { } found)
            return Problems.NotFound("lot");
        if (Check(found, signed.Header) is { } refusal)
            return Problems.Of(refusal);
        var known = Convert.ToHexStringLower(signed.EntryHash);
        if (await AcknowledgedAsync(session, lot, known, commits, receipts) is { } given)
            return TypedResults.Ok(new UploadAnswer(known, given));
        if (!limits.TryDeclare(CallerOf(user), found.Policy, known, signed.Header.FileBytes))
            return Problems.Of(PersonalLimits.Refusal);
        if (disk.IsShort)
            return Problems.Of(DiskSpace.Refusal);
        var (upload, declared) = await commits.DeclareAsync(
            new UploadManifest(false, session, lot, request.Header, request.PartRoots)
        );
        return declared is null
            ? TypedResults.Created($"/api/uploads/{upload}", new UploadAnswer(upload))
            : Problems.Of(declared);
    }

    private static IResult MissingParts(string upload, UploadStore uploads, Commits commits) =>
        Find(uploads, upload) is { } manifest
            ? TypedResults.Ok(new MissingAnswer(commits.Missing(upload, manifest)))
            : Problems.NotFound("upload");

    private static async Task<IResult> PutPartAsync(
        string upload,
        int section,
        int part,
        HttpRequest request,
        UploadStore uploads,
        BlobStore blobs,
        DiskSpace disk,
        CancellationToken stop
    )
    {
        if (Find(uploads, upload) is not { } manifest || !HasPart(manifest, section, part))
            return Problems.NotFound("part");
        if (disk.IsShort)
            return Problems.Of(DiskSpace.Refusal);
        if (!SignedHeader.TryParse(manifest.Statement, out var signed, out var fault))
            throw new InvalidDataException($"A kept header does not parse: {fault}");
        var size = ChunkedPayload.PartBytesAt(signed.Header.Sections[section].PlaintextBytes, part);
        return await blobs.PutAsync(upload, manifest.PartRoots[section][part], size, request.Body, stop) switch
        {
            PartArrival.Stored => TypedResults.NoContent(),
            PartArrival.WrongLength => Problems.Malformed($"This part has {size} bytes."),
            _ => Problems.Of(
                new Refusal(
                    Reason.Conflict,
                    "spec:envelope",
                    "These are not the bytes whose root was declared.",
                    "send-the-declared-bytes"
                )
            ),
        };
    }

    private static async Task<IResult> CommitAsync(
        string upload,
        HttpContext context,
        UploadStore uploads,
        Desks desks,
        Commits commits,
        Receipts receipts,
        PersonalLimits limits
    )
    {
        using var arrival = Arriving.Of(context);
        if (Arriving.HasBody(context))
            return Problems.Malformed("A COMMIT has no body.");
        if (Find(uploads, upload) is not { IsWithdrawal: false } manifest)
            return Problems.NotFound("upload");
        if (
            await desks.FindLotAsync(manifest.Session, manifest.Lot) is { } lot
            && !MayCommit(context.User, lot, upload, arrival, limits)
        )
            return Problems.Of(PersonalLimits.Refusal);
        var (entry, refusal) = await commits.CommitAsync(upload, manifest, arrival);
        if (refusal is not null)
            return Problems.Of(refusal);
        return TypedResults.Ok(
            new CommitAnswer(await receipts.AcknowledgeAsync(manifest.Session, manifest.Lot, upload, entry!), upload)
        );
    }

    // Whoever comes with the submission's key, and nobody else, is told anything about the submission.
    private static async Task<IResult> WithdrawAsync(
        string session,
        string lot,
        WithdrawalRequest request,
        Desks desks,
        Arrivals arrivals,
        Commits commits,
        Withdrawals withdrawals,
        Receipts receipts,
        Revocations revocations
    )
    {
        using var arrival = arrivals.Enter(); // the body has been read: this is its last byte
        if (await desks.FindLotAsync(session, lot) is not { } found)
            return Problems.NotFound("lot");
        if (!Withdrawal.TryParse(request.Statement, out var withdrawal, out var fault))
            return Problems.Malformed($"The withdrawal breaks the format: {fault}.");
        var known = Convert.ToHexStringLower(withdrawal.EntryHash);
        if (await AcknowledgedAsync(session, lot, known, commits, receipts) is { } given)
            return TypedResults.Ok(new CommitAnswer(given, known));
        if (arrival.For(found.Policy) > found.Policy.CloseAt)
            return await revocations.RevokeAsync(session, found, withdrawal);
        var (entry, refusal) = await withdrawals.WithdrawAsync(session, found, withdrawal, arrival);
        return refusal is not null
            ? Problems.Of(refusal)
            : TypedResults.Ok(new CommitAnswer(await receipts.AcknowledgeAsync(session, lot, known, entry!), known));
    }

    // Before the lock and after the freeze the decider says why nothing is taken.
    private static bool MayCommit(
        ClaimsPrincipal user,
        Lot lot,
        string entry,
        Arrivals.Arrival arrival,
        PersonalLimits limits
    )
    {
        if (lot is not Lot.Intake intake)
            return true;
        var tick = new TickSchedule(lot.Policy, intake.Lock.CertifiedAt).IndexAt(arrival.ReadAt);
        return limits.TryCommit(CallerOf(user), lot.Policy, entry, tick);
    }

    private static Caller CallerOf(ClaimsPrincipal user) =>
        TicketHandler.CallerOf(user)
        ?? throw new InvalidOperationException("The intake is for those who are signed in");

    // The word of the platform about an entry, for whoever knows its hash: the same bytes as at the COMMIT, at any
    // time.
    private static async Task<byte[]?> AcknowledgedAsync(
        string session,
        string lot,
        string entryHash,
        Commits commits,
        Receipts receipts
    ) =>
        await commits.FindAsync(session, lot, entryHash) is { Entry: { } entry }
            ? await receipts.AcknowledgeAsync(session, lot, entryHash, entry)
            : null;

    private static async Task<IResult> AcknowledgementAsync(
        string entryHash,
        UploadStore uploads,
        Commits commits,
        Receipts receipts
    )
    {
        if (!Names.IsHash(entryHash))
            return Problems.Malformed("An entry's hash is 64 lower-case hexadecimal digits.");
        if (uploads.LotOf(entryHash) is not var (session, lot))
            return Problems.NotFound("entry");
        if (await AcknowledgedAsync(session, lot, entryHash, commits, receipts) is { } given)
            return TypedResults.Ok(
                new EntryAnswer(given, entryHash, await commits.SupersedingAsync(session, lot, entryHash))
            );
        return await commits.IsStampedAsync(session, lot, entryHash)
            ? TypedResults.Accepted((string?)null, new PendingAnswer("pending"))
            : Problems.NotFound("entry");
    }

    // An unknown hash, one that waits for its tick and one that waits for witnesses get the same answer after the same
    // time.
    private static async Task<IResult> ReceiptAsync(
        string entryHash,
        Receipts receipts,
        ReceiptBell bell,
        CancellationToken stop
    )
    {
        if (!Names.IsHash(entryHash))
            return Problems.Malformed("An entry's hash is 64 lower-case hexadecimal digits.");
        return await bell.UntilAsync(() => receipts.FindAsync(entryHash), LongPoll, stop) is { } receipt
            ? TypedResults.Ok(new ReceiptAnswer(receipt))
            : TypedResults.Accepted((string?)null, new PendingAnswer("pending"));
    }

    private static UploadManifest? Find(UploadStore uploads, string upload) =>
        Names.IsHash(upload) ? uploads.Find(upload) : null;

    private static bool HasPart(UploadManifest manifest, int section, int part) =>
        section >= 0 && section < manifest.PartRoots.Count && part >= 0 && part < manifest.PartRoots[section].Length;

    private static bool HasParts(EnvelopeHeader header, IReadOnlyList<byte[][]> partRoots) =>
        partRoots.Count == header.Sections.Count
        && header.Sections.Zip(partRoots).All(pair => PartRoots.Verify(header.Suite, pair.First, pair.Second));

    // Said before anything is uploaded; the decider says it again at the COMMIT.
    private static Refusal? Check(Lot lot, EnvelopeHeader header)
    {
        if (lot is not Lot.Intake intake)
            return null; // the intake itself says what phase it is in
        var suite = Suite.Find(lot.Policy.Suite)!;
        var fault = header.CheckBinding(
            suite,
            intake.Lock.LockId,
            Names.ContextHash(suite, lot.Policy.Session, lot.Policy.Lot)
        );
        return fault == HeaderFault.None
            ? null
            : new Refusal(
                Reason.WrongLock,
                "spec:envelope",
                $"The envelope is not for this lot: {fault}.",
                "seal-for-this-lot"
            );
    }
}
