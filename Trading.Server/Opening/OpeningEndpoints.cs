using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Trading.Server.People;
using Trading.Server.Requests;
using Trading.Server.Streams;

namespace Trading.Server.Opening;

/// <summary>Sessions: publish, look, act, take the archive home.</summary>
public static class OpeningEndpoints
{
    public static void MapOpening(this IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("/api/sessions").WithTags("sessions");
        open.MapGet("", SessionList.AnswerAsync).Produces<IReadOnlyList<SessionLine>>();
        open.MapGet("{session}", SnapshotAsync);
        open.MapGet("{session}/tender", TenderAsync).Produces<TenderMark>();
        open.MapGet("{session}/lots/{lot}/lock", LockAsync).Produces<LockAnswer>();
        open.MapGet("{session}/lots/{lot}/stored", StoredAsync).Produces<StoredAnswer>();
        open.MapGet("{session}/archive", ArchiveAsync);

        var signedIn = routes.MapGroup("/api/sessions").WithTags("sessions").RequireAuthorization().KeepsAnswers();
        signedIn.MapPost("", PrepareAsync).WithBodyOf(Limits.PublicationBytes);

        // An act carries its own signature, and a bidder whose certificate has ended gets no ticket any more: none is
        // asked for.
        var signed = routes.MapGroup("/api/sessions").WithTags("sessions").KeepsAnswers();
        signed
            .MapPost("{session}/acts", ActAsync)
            .WithBodyOf(Limits.StatementBytes)
            .RequireRateLimiting(Limits.ActsPolicy)
            .Produces<HeightAnswer>();
    }

    private static async Task<IResult> SnapshotAsync(string session, Desks desks, TenderNumbers numbers, Clock clock)
    {
        if (await desks.FindAsync(session) is null)
            return Problems.NotFound("session");
        // The height first: the state may then hold more than it says, never less, and folding an event twice is what a
        // reader avoids by height.
        var (state, height) = await desks.Session(session).ReadWithHeadAsync(Names.SessionStream(session));
        var tender = JsonSerializer.Serialize(await numbers.MarkAsync(session), JsonSerializerOptions.Web);
        return TypedResults.Content(
            $"{{\"height\":{height - 1},\"tender\":{tender},\"session\":{Snapshot.ToJson(state, clock.Now)}}}",
            "application/json",
            Encoding.UTF8
        );
    }

    private static async Task<IResult> TenderAsync(string session, Desks desks, TenderNumbers numbers) =>
        await desks.FindAsync(session) is null
            ? Problems.NotFound("session")
            : TypedResults.Ok(await numbers.MarkAsync(session));

    private static async Task<IResult> PrepareAsync(PrepareRequest request, ClaimsPrincipal user, PublicationDesk desk)
    {
        var (isNew, refusal, faults) = await desk.PublishAsync(TicketHandler.CallerOf(user)!, request);
        return refusal is not null && faults is not null ? Problems.Of(refusal, "scoring", faults)
            : refusal is not null ? Problems.Of(refusal)
            : isNew ? TypedResults.Created($"/api/sessions/{request.Session}", new HeightAnswer(0))
            : TypedResults.Ok(new HeightAnswer(0));
    }

    private static async Task<IResult> LockAsync(string session, string lot, Desks desks, TenderNumbers numbers)
    {
        if (await desks.FindAsync(session) is not { } running || running.Lots.GetValueOrDefault(lot) is not { } found)
            return Problems.NotFound("lot");
        if (LockOf(found) is not { } held)
            return Problems.NotFound("lock");
        return TypedResults.Ok(
            new LockAnswer(
                LockPolicyCodec.ToBytes(found.Policy),
                held.Certificate,
                running.Terms,
                await numbers.MarkAsync(session)
            )
        );
    }

    private static LockFacts? LockOf(Lot lot) =>
        lot switch
        {
            Lot.Intake l => l.Lock,
            Lot.Closed l => l.Lock,
            _ => null,
        };

    // Which envelope it is becomes known with the results: until then the table of bids has no gaps in it.
    private static async Task<IResult> StoredAsync(string session, string lot, Desks desks, Rereading rereading)
    {
        if (await desks.FindLotAsync(session, lot) is not { } found)
            return Problems.NotFound("lot");
        if (rereading.Find(session, lot) is not { } seen)
            return Problems.NotFound("frozen lot");
        var isOpen = found is Lot.Opened or Lot.Failed { Cause: LotFailure.FewOpened };
        return TypedResults.Ok(
            new StoredAnswer(seen.Envelopes, seen.Read, seen.DamagedEnvelopes, isOpen ? seen.Damaged : [])
        );
    }

    private static async Task<IResult> ActAsync(
        string session,
        SignedAct act,
        Desks desks,
        Platform platform,
        SaidAgain said,
        PublicAddress address,
        Clock clock
    )
    {
        if (await desks.FindAsync(session) is null)
            return Problems.NotFound("session");
        var answer = await desks
            .Session(session)
            .SendAsync(
                new Perform(clock.Now, act, platform.Trust.AuthorityCertificates)
                {
                    Record = RecordVersion.Newest,
                    Address = address.OfSession(session),
                }
            );
        if (answer.Refusal is { } refusal)
            return Problems.Of(refusal);
        return TypedResults.Ok(
            new HeightAnswer(answer.Height >= 0 ? answer.Height : await said.HeightAsync(session, act))
        );
    }

    private static async Task<IResult> ArchiveAsync(
        string session,
        string? kind,
        ClaimsPrincipal user,
        Desks desks,
        PeopleStore people,
        Archives archives
    )
    {
        if (await desks.FindAsync(session) is not { } running)
            return Problems.NotFound("session");
        if (kind is not (null or "public" or "full"))
            return Problems.Malformed("kind is public or full.");
        var wanted = kind == "full" ? ArchiveKind.Full : ArchiveKind.Public;
        if (wanted == ArchiveKind.Full && TicketHandler.CallerOf(user) is null)
            return Problems.NotSignedIn;
        else if (wanted == ArchiveKind.Full && !MaySeeAll(running.Terms, TicketHandler.CallerOf(user)!, people))
            return Problems.NotAllowed;
        var (bytes, refusal) = await archives.MakeAsync(session, wanted);
        return bytes is null
            ? Problems.Of(refusal!)
            : TypedResults.Bytes(bytes, "application/octet-stream", $"{session}.archive");
    }

    /// <summary>Whether somebody may see all of a session: its host, its supervisors and the platform's.</summary>
    internal static bool MaySeeAll(SessionTerms terms, Caller caller, PeopleStore people) =>
        terms.Roles.Any(role =>
            role.Role is Role.Host or Role.Supervisor && role.Key.AsSpan().SequenceEqual(caller.Key)
        ) || people.Has(caller, Role.Supervisor);
}
