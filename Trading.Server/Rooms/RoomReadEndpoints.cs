using System.Security.Claims;
using Trading.Server.Opening;
using Trading.Server.People;
using Trading.Server.Requests;

namespace Trading.Server.Rooms;

/// <summary>
/// What somebody with a part in a room reads of it, and drafts. Source: docs/spec/http.md, "Rooms".
/// </summary>
internal static class RoomReadEndpoints
{
    public static void MapReading(this RouteGroupBuilder signedIn)
    {
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
                "{room}/reads",
                (string room, int? from, ClaimsPrincipal user, RoomDocuments documents) =>
                    documents.ReadsAsync(room, from ?? 0, TicketHandler.CallerOf(user)!)
            )
            .Produces<DocumentReads>();
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
    }

    public static void MapMasked(this RouteGroupBuilder signedIn)
    {
        signedIn
            .MapGet(
                "{room}/masked",
                (string room, ClaimsPrincipal user, MaskedRooms masked) =>
                    masked.ViewAsync(room, TicketHandler.CallerOf(user)!)
            )
            .Produces<MaskedView>();
        signedIn
            .MapGet(
                "{room}/identity",
                (string room, ClaimsPrincipal user, MaskedRooms masked) =>
                    masked.IdentityAsync(room, TicketHandler.CallerOf(user)!)
            )
            .Produces<IReadOnlyList<FoundIdentity>>();
    }

    public static void MapViews(this RouteGroupBuilder signedIn)
    {
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
    }

    /// <summary>The host's signature under the report.</summary>
    public static void MapSeal(this RouteGroupBuilder signedIn)
    {
        signedIn
            .MapPost(
                "{room}/report/attributes",
                (string room, AttributesRequest request, ClaimsPrincipal user, RoomSeals seals) =>
                    seals.AttributesAsync(room, request, TicketHandler.CallerOf(user)!)
            )
            .WithBodyOf(Limits.StatementBytes)
            .Produces<AttributesAnswer>();
        signedIn
            .MapPost(
                "{room}/report",
                (string room, RecordSealRequest request, ClaimsPrincipal user, RoomSeals seals) =>
                    seals.SealAsync(room, request, TicketHandler.CallerOf(user)!)
            )
            .WithBodyOf(Limits.StatementBytes)
            .Produces(StatusCodes.Status204NoContent);
    }

    /// <summary>The supervisor's own notes.</summary>
    public static void MapBookmarks(this RouteGroupBuilder signedIn)
    {
        signedIn
            .MapGet(
                "{room}/bookmarks",
                (string room, ClaimsPrincipal user, RoomBookmarks marks) =>
                    marks.ListAsync(room, TicketHandler.CallerOf(user)!)
            )
            .Produces<IReadOnlyList<Bookmark>>();
        signedIn
            .MapPost(
                "{room}/bookmarks",
                (string room, BookmarkWish wish, ClaimsPrincipal user, RoomBookmarks marks) =>
                    marks.AddAsync(room, wish, TicketHandler.CallerOf(user)!)
            )
            .WithBodyOf(Limits.StatementBytes)
            .Produces<Bookmark>();
        signedIn
            .MapDelete(
                "{room}/bookmarks/{id:long}",
                (string room, long id, ClaimsPrincipal user, RoomBookmarks marks) =>
                    marks.RemoveAsync(room, id, TicketHandler.CallerOf(user)!)
            )
            .Produces(StatusCodes.Status204NoContent);
    }

    /// <summary>Everybody may ask; how much it is hangs on who does.</summary>
    public static void MapPapers(this RouteGroupBuilder open)
    {
        open.MapGet(
                "{room}/report.pdf",
                (string room, string? kind, string? language, ClaimsPrincipal user, RoomPapers papers) =>
                    papers.ReportAsync(room, kind, language, TicketHandler.CallerOf(user))
            )
            .Produces(StatusCodes.Status200OK, contentType: "application/pdf");
        open.MapGet(
                "{room}/archive",
                (string room, string? kind, string? bid, ClaimsPrincipal user, RoomPapers papers) =>
                    papers.ArchiveAsync(room, kind, bid, TicketHandler.CallerOf(user))
            )
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream");
    }

    public static void MapDrafts(this RouteGroupBuilder signedIn)
    {
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
    }

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
}
