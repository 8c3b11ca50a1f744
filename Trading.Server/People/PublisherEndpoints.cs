using System.Security.Claims;
using Trading.Opening;

namespace Trading.Server.People;

/// <summary>The right goes to an account or to a certificate's key, never to both.</summary>
public sealed record PublisherRequest(string? Name, string? User, byte[]? Certificate);

public sealed record PublisherNameRequest(string? Name);

/// <summary>Who may publish sessions: managers give the right and take it back, supervisors see who holds it.</summary>
public static class PublisherEndpoints
{
    private const string AreWrong = "name has 1 to 100 letters, without white space around it; then either user, an account, or certificate, one of P-256 in DER.";

    public static void MapPublishers(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/people/publishers").NeverKept().WithTags("people").RequireAuthorization().WithBodyOf(Limits.SignInBytes).DisableHttpMetrics();
        api.MapGet("", ListAsync).Produces<IReadOnlyList<PublisherLine>>();
        api.MapPost("", GiveAsync).Produces(StatusCodes.Status201Created).Produces(StatusCodes.Status204NoContent);
        api.MapPost("take-back", TakeAsync).Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(ClaimsPrincipal user, PeopleStore people, PublisherOffice office)
    {
        var caller = TicketHandler.CallerOf(user)!;
        if (!people.Has(caller, Role.Manager) && !people.Has(caller, Role.Supervisor)) return Problems.NotAllowed;
        return TypedResults.Ok(await office.ListAsync());
    }

    private static async Task<IResult> GiveAsync(PublisherRequest? request, ClaimsPrincipal user, PeopleStore people, PublisherOffice office)
    {
        if (Manager(user, people) is not { } manager) return Problems.NotAllowed;
        if (request is null || !StaffOffice.IsName(request.Name) || LookAlike.Fold(request.Name!).Length == 0) return Problems.Malformed(AreWrong);
        if (request.User is null == request.Certificate is null) return Problems.Malformed(AreWrong);
        if (request.Certificate is not null && !Certificate.TryParse(request.Certificate, out _)) return Problems.Malformed(AreWrong);
        var (isNew, refusal) = request.User is { } account ? await office.GiveToAccountAsync(manager.Word, request.Name!, account)
            : await office.GiveToKeyAsync(manager.Word, request.Name!, KeyOf(request.Certificate!));
        return refusal is not null ? Problems.Of(refusal) : isNew ? TypedResults.Created("/api/people/publishers") : TypedResults.NoContent();
    }

    private static async Task<IResult> TakeAsync(PublisherNameRequest? request, ClaimsPrincipal user, PeopleStore people, PublisherOffice office)
    {
        if (Manager(user, people) is not { } manager) return Problems.NotAllowed;
        if (request?.Name is not { } name) return Problems.Malformed("name is missing.");
        return await office.TakeAsync(manager.Word, name) is { } refusal ? Problems.Of(refusal) : TypedResults.NoContent();
    }

    private static byte[] KeyOf(byte[] der) => Certificate.TryParse(der, out var certificate) ? certificate.Key : throw new ArgumentException("not a certificate", nameof(der));

    private static Caller? Manager(ClaimsPrincipal user, PeopleStore people) => TicketHandler.CallerOf(user) is { } caller && people.Has(caller, Role.Manager) ? caller : null;
}
