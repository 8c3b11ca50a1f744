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
        routes.MapGroup("/api/rooms").NeverKept().WithTags("rooms").MapPapers();

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
        signedIn.MapReading();
        signedIn.MapMasked();
        signedIn.MapViews();
        signedIn.MapDrafts();
        signedIn.MapSeal();
        signedIn.MapBookmarks();
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
