using System.Security.Claims;
using Trading.Rooms.Papers;
using Trading.Rooms.Rooms;
using Trading.Server.Opening;
using Trading.Server.People;
using Trading.Server.Requests;
using Trading.Server.Streams;

namespace Trading.Server.Rooms;

/// <summary>
/// Evaluation rooms: start, look, and what everybody around a room says. Source: docs/spec/http.md, "Rooms".
/// </summary>
public static class RoomEndpoints
{
    public static void MapRooms(this IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("/api/rooms").WithTags("rooms");
        open.MapGet("", RoomList.AnswerAsync).Produces<RoomPage>();
        open.MapGet("{room}", RoomList.SummaryAsync).Produces<RoomSummary>();

        // An act carries its own signature, a certificate the gate's: no ticket is asked for.
        var signed = routes.MapGroup("/api/rooms").WithTags("rooms").RequireRateLimiting(Limits.ActsPolicy);
        signed
            .MapPost("{room}/acts", ActAsync)
            .WithBodyOf(Limits.StatementBytes)
            .Produces(StatusCodes.Status204NoContent);
        signed
            .MapPost("{room}/seats", SitAsync)
            .WithBodyOf(Limits.StatementBytes)
            .Produces(StatusCodes.Status204NoContent);
        var keys = routes.MapGroup("/api/rooms/{room}/keys").NeverKept().WithTags("rooms");
        keys.MapPost("", PutKeyAsync)
            .WithBodyOf(Limits.SignInBytes)
            .RequireRateLimiting(Limits.SeatKeysPolicy)
            .Produces<SeatKeyNumber>();
        keys.MapGet("{number}", FindKeyAsync).Produces<SeatKeyAnswer>();

        var signedIn = routes.MapGroup("/api/rooms").NeverKept().WithTags("rooms").RequireAuthorization();
        signedIn.MapPost("", PublishAsync).WithBodyOf(Limits.RoomStartBytes).Produces<RoomAnswer>();
        signedIn.MapPost("draft", DraftAsync).WithBodyOf(Limits.RoomStartBytes).Produces<RoomDraft>();
        signedIn.MapPost("{room}/reviews", ReviewAsync).WithBodyOf(Limits.RoomReviewBytes).Produces<PaperAnswer>();
        signedIn.MapPost("{room}/sheets", SheetAsync).WithBodyOf(Limits.RoomSheetBytes).Produces<PaperAnswer>();
        signedIn
            .MapGet(
                "{room}/supervised",
                (
                    string room,
                    long? from,
                    int? wait,
                    ClaimsPrincipal user,
                    RoomReading reading,
                    CancellationToken stop
                ) => reading.SupervisedAsync(room, TicketHandler.CallerOf(user)!, from ?? 0, wait ?? 0, stop)
            )
            .Produces(StatusCodes.Status200OK, contentType: "application/json");
        signedIn
            .MapGet(
                "{room}/sheets",
                (
                    string room,
                    long? from,
                    int? wait,
                    ClaimsPrincipal user,
                    RoomReading reading,
                    CancellationToken stop
                ) => reading.SheetsAsync(room, TicketHandler.CallerOf(user)!, from ?? 0, wait ?? 0, stop)
            )
            .Produces(StatusCodes.Status200OK, contentType: "application/json");
        signedIn
            .MapGet(
                "{room}/own",
                (string room, string? bid, ClaimsPrincipal user, RoomViews views) =>
                    views.OwnAsync(room, bid, TicketHandler.CallerOf(user)!)
            )
            .Produces<OwnBid>();
        signedIn
            .MapGet(
                "{room}/desk",
                (string room, ClaimsPrincipal user, RoomViews views) =>
                    views.DeskAsync(room, TicketHandler.CallerOf(user)!)
            )
            .Produces<RoomDesk>();
        signedIn
            .MapGet(
                "{room}/warnings",
                (string room, ClaimsPrincipal user, RoomViews views) =>
                    views.WarningsAsync(room, TicketHandler.CallerOf(user)!)
            )
            .Produces<IReadOnlyList<RoomWarning>>();
        signedIn
            .MapGet(
                "{room}/reads",
                (string room, ClaimsPrincipal user, RoomDocuments documents) =>
                    documents.ReadsAsync(room, TicketHandler.CallerOf(user)!)
            )
            .Produces<IReadOnlyList<DocumentRead>>();
        signedIn
            .MapGet(
                "{room}/bids/{submission}/documents",
                (string room, string submission, ClaimsPrincipal user, RoomDocuments documents) =>
                    documents.ListAsync(room, submission, TicketHandler.CallerOf(user)!)
            )
            .Produces<IReadOnlyList<DocumentLine>>();
        signedIn
            .MapGet(
                "{room}/bids/{submission}/documents/{section:int}",
                (
                    string room,
                    string submission,
                    int section,
                    ClaimsPrincipal user,
                    RoomDocuments documents,
                    HttpContext context
                ) => documents.ReadAsync(room, submission, section, TicketHandler.CallerOf(user)!, context)
            )
            .Produces(
                StatusCodes.Status200OK,
                contentType: "application/pdf",
                additionalContentTypes: "application/octet-stream"
            );
        signedIn
            .MapGet(
                "{room}/drafts/{name}",
                (string room, string name, ClaimsPrincipal user, Drafts drafts, HttpResponse response) =>
                    drafts.ReadAsync(room, name, TicketHandler.CallerOf(user)!, response)
            )
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream");
        signedIn
            .MapPut("{room}/drafts/{name}", PutDraftAsync)
            .WithBodyOf(Drafts.MostBytes)
            .TakesOctets()
            .Produces<DraftAnswer>();
        signedIn
            .MapDelete(
                "{room}/drafts/{name}",
                (string room, string name, ClaimsPrincipal user, Drafts drafts, HttpContext context) =>
                    drafts.DeleteAsync(room, name, TicketHandler.CallerOf(user)!, context)
            )
            .Produces(StatusCodes.Status204NoContent);
        routes
            .MapGroup("/api/rooms")
            .NeverKept()
            .WithTags("rooms")
            .RequireAuthorization(TicketHandler.OfficesOnly)
            .MapGet("tasks", TasksAsync)
            .Produces<RoomTaskList>();
    }

    private static async Task<IResult> PublishAsync(RoomPublication request, ClaimsPrincipal user, RoomOffice office)
    {
        var (isNew, refusal) = await office.PublishAsync(TicketHandler.CallerOf(user)!, request);
        return refusal is not null ? Problems.Of(refusal)
            : isNew ? TypedResults.Created($"/api/rooms/{request.Room}", new RoomAnswer(request.Room))
            : TypedResults.Ok(new RoomAnswer(request.Room));
    }

    private static async Task<IResult> DraftAsync(RoomDraftRequest request, ClaimsPrincipal user, RoomOffice office)
    {
        var (draft, refusal) = await office.DraftAsync(TicketHandler.CallerOf(user)!, request);
        return draft is null ? Problems.Of(refusal!) : TypedResults.Ok(draft);
    }

    private static async Task<IResult> ActAsync(string room, SignedStatement act, RoomOffice office) =>
        Answer(await office.DeclareAsync(room, act));

    private static async Task<IResult> SitAsync(string room, SeatStatement said, RoomOffice office, Clock clock) =>
        SeatCertificate.TryParse(said.Certificate, out var seat) && seat.Room == room
            ? Answer(await office.SendAsync(room, new TakeSeat(clock.Now, said.Certificate, said.Signature)))
            : Problems.Malformed("The certificate cannot be read, or is of another room.");

    private static async Task<IResult> PutKeyAsync(
        string room,
        SeatKey key,
        HttpContext context,
        RoomDesks desks,
        WaitingKeys waiting
    )
    {
        if (await desks.FindAsync(room) is not { } state)
            return Problems.NotFound("room");
        if (state is Room.Failed)
            return Problems.Of(new Refusal(Reason.WrongPhase, "spec:room", "The room is over.", "reload-room"));
        var (number, expiresAt, refusal) = waiting.Put(room, key.Key, RateBuckets.AddressOf(context));
        return refusal is null ? TypedResults.Ok(new SeatKeyNumber(number, expiresAt)) : Problems.Of(refusal);
    }

    private static async Task<IResult> FindKeyAsync(string room, string number, WaitingKeys waiting) =>
        await waiting.FindAsync(room, number) is { } found ? TypedResults.Ok(found) : Problems.NotFound("waiting key");

    private static async Task<IResult> PutDraftAsync(
        string room,
        string name,
        ClaimsPrincipal user,
        Drafts drafts,
        HttpContext context,
        CancellationToken stop
    )
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, stop);
        return await drafts.PutAsync(room, name, TicketHandler.CallerOf(user)!, context, body.ToArray());
    }

    private static async Task<IResult> TasksAsync(ClaimsPrincipal user, RoomTasks tasks) =>
        TypedResults.Ok(await tasks.OfAsync(TicketHandler.CallerOf(user)!));

    private static Task<IResult> ReviewAsync(
        string room,
        SignedStatement paper,
        ClaimsPrincipal user,
        RoomOffice office,
        Platform platform,
        Clock clock
    ) => PaperAsync(room, paper, user, office, platform, signed => new SubmitReview(clock.Now, signed));

    private static Task<IResult> SheetAsync(
        string room,
        SignedStatement paper,
        ClaimsPrincipal user,
        RoomOffice office,
        Platform platform,
        Clock clock
    ) => PaperAsync(room, paper, user, office, platform, signed => new SubmitSheet(clock.Now, signed));

    // Whose paper it is its signature says; that the sender sits here keeps large bodies of others out.
    private static async Task<IResult> PaperAsync(
        string room,
        SignedStatement paper,
        ClaimsPrincipal user,
        RoomOffice office,
        Platform platform,
        Func<RoomSigned, RoomCommand> wish
    )
    {
        var caller = TicketHandler.CallerOf(user)!;
        if (!caller.IsSeat || !caller.Name.StartsWith(room + ".", StringComparison.Ordinal))
            return Problems.NotAllowed;
        var signed = new RoomSigned(paper.Statement, paper.Signature);
        return await office.SendAsync(room, wish(signed)) is { } refusal
            ? Problems.Of(refusal)
            : TypedResults.Ok(new PaperAnswer(Convert.ToHexStringLower(signed.Commitment(platform.Suite))));
    }

    private static IResult Answer(Refusal? refusal) =>
        refusal is null ? TypedResults.NoContent() : Problems.Of(refusal);
}
