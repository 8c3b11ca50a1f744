using System.Security.Claims;
using Trading.Opening;
using Trading.Server.Requests;
using Trading.Server.Streams;

namespace Trading.Server.People;

/// <summary>The right goes to an account or to a certificate's key, never to both.</summary>
public sealed record PublisherRequest(string? Name, string? User, byte[]? Certificate);

public sealed record PublisherNameRequest(string? Name);

/// <summary>Who may publish sessions: managers give the right and take it back, supervisors see who holds it.</summary>
public static class PublisherEndpoints
{
    private const string AreWrong =
        "name has 1 to 100 letters, without white space around it; then either user, an account, or certificate, "
        + "one of P-256 in DER.";

    public static void MapPublishers(this IEndpointRouteBuilder routes)
    {
        var api = routes
            .MapGroup("/api/people/publishers")
            .NeverKept()
            .WithTags("people")
            .RequireAuthorization()
            .WithBodyOf(Limits.SignInBytes)
            .DisableHttpMetrics();
        api.MapGet("", ListAsync).Produces<IReadOnlyList<PublisherLine>>();
        api.MapPost("", GiveAsync).Produces(StatusCodes.Status201Created).Produces(StatusCodes.Status204NoContent);
        api.MapPost("take-back", TakeAsync).Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(ClaimsPrincipal user, PeopleStore people, PublisherOffice office)
    {
        var caller = TicketHandler.CallerOf(user)!;
        if (!people.Has(caller, Role.Manager) && !people.Has(caller, Role.Supervisor))
            return Problems.NotAllowed;
        return TypedResults.Ok(await office.ListAsync());
    }

    private static async Task<IResult> GiveAsync(
        PublisherRequest? request,
        ClaimsPrincipal user,
        PeopleStore people,
        PublisherOffice office
    )
    {
        if (Manager(user, people) is not { } manager)
            return Problems.NotAllowed;
        if (request?.Name is not { } name || !PublisherOffice.IsName(name))
            return Problems.Malformed(AreWrong);
        return request switch
        {
            { User: { } account, Certificate: null } => Answer(
                await office.GiveToAccountAsync(manager.Word, name, account)
            ),
            { User: null, Certificate: { } der } when Certificate.TryParse(der, out var certificate) => Answer(
                await office.GiveToKeyAsync(manager.Word, name, certificate.Key)
            ),
            _ => Problems.Malformed(AreWrong),
        };
    }

    private static IResult Answer((bool IsNew, Refusal? Refusal) given)
    {
        if (given.Refusal is { } refusal)
            return Problems.Of(refusal);
        return given.IsNew ? TypedResults.Created("/api/people/publishers") : TypedResults.NoContent();
    }

    private static async Task<IResult> TakeAsync(
        PublisherNameRequest? request,
        ClaimsPrincipal user,
        PeopleStore people,
        PublisherOffice office
    )
    {
        if (Manager(user, people) is not { } manager)
            return Problems.NotAllowed;
        if (request?.Name is not { } name)
            return Problems.Malformed("name is missing.");
        return await office.TakeAsync(manager.Word, name) is { } refusal
            ? Problems.Of(refusal)
            : TypedResults.NoContent();
    }

    private static Caller? Manager(ClaimsPrincipal user, PeopleStore people) =>
        TicketHandler.CallerOf(user) is { } caller && people.Has(caller, Role.Manager) ? caller : null;
}
