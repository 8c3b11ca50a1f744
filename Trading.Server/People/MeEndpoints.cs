using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Trading.Server.Requests;

namespace Trading.Server.People;

/// <summary>Who a ticket speaks for, as the page of its holder needs it.</summary>
public sealed record MeAnswer(
    SignInKind Kind,
    string? User,
    string? Name,
    IReadOnlyList<string> Roles,
    byte[]? Key,
    long ExpiresAt,
    Publisher? Publisher
);

public sealed record KeyRequest(byte[] Challenge, byte[] Certificate, byte[] Signature);

/// <summary>Who am I, which key is mine, and goodbye.</summary>
public static class MeEndpoints
{
    public static void MapMe(this IEndpointRouteBuilder routes)
    {
        var api = routes
            .MapGroup("/api")
            .NeverKept()
            .WithTags("sign-in")
            .DisableHttpMetrics()
            .WithBodyOf(Limits.SignInBytes);
        api.MapGet("me", Me).Produces<MeAnswer>().RequireAuthorization();
        api.MapPost("me/key", BindAsync).RequireAuthorization().RequireRateLimiting(Limits.SignInPolicy);
        api.MapPost("sign-out", SignOut);
        api.MapPost("sign-out/everywhere", EverywhereAsync).RequireAuthorization();
    }

    private static Ok<MeAnswer> Me(HttpRequest request, ClaimsPrincipal user, PeopleStore people, Tickets tickets)
    {
        var caller = TicketHandler.CallerOf(user)!;
        var name = caller.IsTrustee || caller.IsOfRoom ? caller.Name : caller.Staff?.Name ?? people.NameOf(caller.Key);
        var roles = caller.IsTrustee || caller.IsOfRoom ? [caller.Kind.ToString()] : people.RolesOf(caller);
        var account = caller.Staff ?? people.FindByKey(caller.Key);
        var key = caller.Key.Length == 0 ? null : caller.Key;
        var expiresAt = tickets.Open(TicketHandler.TicketOf(request)!)?.ExpiresAt ?? 0;
        return TypedResults.Ok(
            new MeAnswer(caller.Kind, account?.User, name, roles, key, expiresAt, people.PublisherOf(caller))
        );
    }

    private static async Task<IResult> BindAsync(
        KeyRequest request,
        ClaimsPrincipal user,
        SignIn signIn,
        StaffOffice office
    )
    {
        if (TicketHandler.CallerOf(user)!.Staff is not { } account)
            return Problems.NotAllowed;
        if (signIn.ByCertificate(request.Challenge, request.Certificate, request.Signature) is not { } holder)
            return SignInEndpoints.RefusalOf(signIn.IsSpent(request.Challenge, request.Certificate, request.Signature));
        return await office.BindKeyAsync(account.User, holder.Key) is { } refusal
            ? Problems.Of(refusal)
            : TypedResults.NoContent();
    }

    // Saying goodbye with a ticket that has ended is no mistake.
    private static NoContent SignOut(HttpRequest request, Tickets tickets, IEnumerable<ILeavings> leavings)
    {
        if (TicketHandler.TicketOf(request) is not { } ticket)
            return TypedResults.NoContent();
        var caller = tickets.Read(ticket);
        tickets.End(ticket);
        foreach (var leaving in leavings)
            if (caller is not null)
                leaving.Left(caller);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> EverywhereAsync(
        ClaimsPrincipal user,
        StaffOffice office,
        IEnumerable<ILeavings> leavings
    )
    {
        var caller = TicketHandler.CallerOf(user)!;
        if (caller.Staff is not { } account)
            return Problems.NotAllowed;
        await office.EndTicketsAsync(account.User);
        foreach (var leaving in leavings)
            leaving.Left(caller);
        return TypedResults.NoContent();
    }
}
