using System.Security.Claims;
using Microsoft.Net.Http.Headers;
using Trading.Server.People;
using Trading.Server.Streams;

namespace Trading.Server.Opening;

/// <summary>
/// Documents of opened bids for whoever may see all of a session: listed, and sent in the clear by range while they are
/// decrypted (docs/spec/http.md, "Documents of an opened bid").
/// </summary>
public static class DocumentEndpoints
{
    private const string Pdf = "application/pdf";
    private const string Anything = "application/octet-stream";

    public static void MapDocuments(this IEndpointRouteBuilder routes)
    {
        var signedIn = routes
            .MapGroup("/api/sessions/{session}/lots/{lot}/bids/{submission}/documents")
            .WithTags("documents")
            .RequireAuthorization();
        signedIn.MapGet("", ListAsync).Produces<IReadOnlyList<DocumentLine>>();
        signedIn
            .MapGet("{section:int}", ReadAsync)
            .Produces(StatusCodes.Status200OK, contentType: Pdf, additionalContentTypes: Anything);
    }

    private static async Task<IResult> ListAsync(
        string session,
        string lot,
        string submission,
        ClaimsPrincipal user,
        Desks desks,
        PeopleStore people,
        OpenedDocuments documents
    )
    {
        if (await RefuseAsync(session, user, desks, people) is { } problem)
            return problem;
        var (lines, refusal) = await documents.ListAsync(session, lot, submission);
        return lines is null ? Problems.Of(refusal!) : TypedResults.Ok(lines);
    }

    private static async Task<IResult> ReadAsync(
        string session,
        string lot,
        string submission,
        int section,
        ClaimsPrincipal user,
        Desks desks,
        PeopleStore people,
        OpenedDocuments documents,
        HttpContext context
    )
    {
        if (await RefuseAsync(session, user, desks, people) is { } problem)
            return problem;
        return await SendAsync(documents, session, lot, submission, section, context);
    }

    /// <summary>A document as it is sent to whoever may read it, whole or by range.</summary>
    internal static async Task<IResult> SendAsync(
        OpenedDocuments documents,
        string session,
        string lot,
        string submission,
        int section,
        HttpContext context
    )
    {
        var (document, root, refusal) = await documents.OpenAsync(session, lot, submission, section);
        if (document is null)
            return Problems.Of(refusal!);
        context.Response.RegisterForDispose(document);
        if (!document.TryBegin(FirstOf(context.Request), out var isPdf))
            return Problems.Of(OpenedDocuments.Damaged);
        // Nothing in the clear stays behind in a cache. What is no PDF is saved, never shown as a page of ours.
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(
            document,
            isPdf ? Pdf : Anything,
            isPdf ? null : $"{section}",
            entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(root!)}\""),
            enableRangeProcessing: true
        );
    }

    private static async Task<IResult?> RefuseAsync(
        string session,
        ClaimsPrincipal user,
        Desks desks,
        PeopleStore people
    ) =>
        await desks.FindAsync(session) is not { } running ? Problems.NotFound("session")
        : OpeningEndpoints.MaySeeAll(running.Terms, TicketHandler.CallerOf(user)!, people) ? null
        : Problems.NotAllowed;

    private static long FirstOf(HttpRequest request) =>
        request.GetTypedHeaders().Range is { Ranges.Count: 1 } range ? range.Ranges.First().From ?? 0 : 0;
}
