using System.Security.Claims;
using Trading.Rooms.Papers;
using Trading.Rooms.Rooms;
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

        // Acts and papers carry their own signatures: no ticket is asked for.
        var signed = routes.MapGroup("/api/rooms").WithTags("rooms").RequireRateLimiting(Limits.ActsPolicy);
        signed
            .MapPost("{room}/acts", ActAsync)
            .WithBodyOf(Limits.StatementBytes)
            .Produces(StatusCodes.Status204NoContent);
        signed.MapPost("{room}/reviews", ReviewAsync).WithBodyOf(Limits.RoomReviewBytes).Produces<PaperAnswer>();
        signed.MapPost("{room}/sheets", SheetAsync).WithBodyOf(Limits.RoomSheetBytes).Produces<PaperAnswer>();

        var signedIn = routes.MapGroup("/api/rooms").NeverKept().WithTags("rooms").RequireAuthorization();
        signedIn.MapPost("", PublishAsync).WithBodyOf(Limits.RoomStartBytes).Produces<RoomAnswer>();
        signedIn.MapPost("draft", DraftAsync).WithBodyOf(Limits.RoomStartBytes).Produces<RoomDraft>();
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

    private static Task<IResult> ReviewAsync(
        string room,
        SignedStatement paper,
        RoomOffice office,
        Platform platform,
        Clock clock
    ) => PaperAsync(room, paper, office, platform, signed => new SubmitReview(clock.Now, signed));

    private static Task<IResult> SheetAsync(
        string room,
        SignedStatement paper,
        RoomOffice office,
        Platform platform,
        Clock clock
    ) => PaperAsync(room, paper, office, platform, signed => new SubmitSheet(clock.Now, signed));

    private static async Task<IResult> PaperAsync(
        string room,
        SignedStatement paper,
        RoomOffice office,
        Platform platform,
        Func<RoomSigned, RoomCommand> wish
    )
    {
        var signed = new RoomSigned(paper.Statement, paper.Signature);
        return await office.SendAsync(room, wish(signed)) is { } refusal
            ? Problems.Of(refusal)
            : TypedResults.Ok(new PaperAnswer(Convert.ToHexStringLower(signed.Commitment(platform.Suite))));
    }

    private static IResult Answer(Refusal? refusal) =>
        refusal is null ? TypedResults.NoContent() : Problems.Of(refusal);
}
