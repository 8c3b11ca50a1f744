using System.Security.Claims;
using Trading.Server.Requests;

namespace Trading.Server.People;

public sealed record NewPersonRequest(string User, string Name, IReadOnlyList<string> Roles);

public sealed record RolesRequest(IReadOnlyList<string> Roles);

/// <summary>A password that is shown this once.</summary>
public sealed record OneTimeAnswer(string User, string? OneTimePassword, long? EndsAt);

public sealed record ActLine(long At, string By, string Act, string About, string Detail);

/// <summary>People's administration: accounts of staff, for managers.</summary>
public static class PeopleEndpoints
{
    private const string AreWrong =
        "user is 1 to 64 of a-z, 0-9, '.', '_', '-'; name has 1 to 100 letters; roles are none, Manager, or "
        + "Supervisor.";

    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        var api = routes
            .MapGroup("/api/people")
            .NeverKept()
            .WithTags("people")
            .RequireAuthorization()
            .WithBodyOf(Limits.SignInBytes)
            .DisableHttpMetrics();
        api.MapGet(
                "",
                async (ClaimsPrincipal user, PeopleStore people, StaffOffice office) =>
                    Manager(user, people) is null ? Problems.NotAllowed : TypedResults.Ok(await office.ListAsync())
            )
            .Produces<IReadOnlyList<PersonLine>>();
        api.MapGet("acts", ActsAsync).Produces<IReadOnlyList<ActLine>>();
        api.MapPost("", MakeAsync).Produces<OneTimeAnswer>().Produces<OneTimeAnswer>(StatusCodes.Status201Created);
        api.MapPost("{name}/password", ResetAsync).Produces<OneTimeAnswer>();
        api.MapPost(
            "{name}/roles",
            (string name, RolesRequest request, ClaimsPrincipal user, PeopleStore people, StaffOffice office) =>
                StaffOffice.AreRoles(request.Roles)
                    ? DoAsync(user, people, by => office.PutRolesAsync(by, name, request.Roles))
                    : Task.FromResult(Problems.Malformed(AreWrong))
        );
        api.MapPost(
            "{name}/disable",
            (string name, ClaimsPrincipal user, PeopleStore people, StaffOffice office) =>
                DoAsync(user, people, by => office.DisableAsync(by, name, disable: true))
        );
        api.MapPost(
            "{name}/enable",
            (string name, ClaimsPrincipal user, PeopleStore people, StaffOffice office) =>
                DoAsync(user, people, by => office.DisableAsync(by, name, disable: false))
        );
        api.MapDelete(
            "{name}/key",
            (string name, ClaimsPrincipal user, PeopleStore people, StaffOffice office) =>
                DoAsync(user, people, by => office.UnbindAsync(by, name))
        );
    }

    private static async Task<IResult> MakeAsync(
        NewPersonRequest request,
        ClaimsPrincipal user,
        PeopleStore people,
        StaffOffice office
    )
    {
        if (Manager(user, people) is not { } manager)
            return Problems.NotAllowed;
        if (
            !AccountRules.IsUser(request.User)
            || !StaffOffice.IsName(request.Name)
            || !StaffOffice.AreRoles(request.Roles)
        )
            return Problems.Malformed(AreWrong);
        var (told, refusal) = await office.MakeAsync(manager.Word, request.User, request.Name, request.Roles);
        return told switch
        {
            null => Problems.Of(refusal!),
            { Password: null } => TypedResults.Ok(AnswerOf(told)),
            _ => TypedResults.Created($"/api/people/{told.User}", AnswerOf(told)),
        };
    }

    private static async Task<IResult> ResetAsync(
        string name,
        ClaimsPrincipal user,
        PeopleStore people,
        StaffOffice office
    )
    {
        if (Manager(user, people) is not { } manager)
            return Problems.NotAllowed;
        var (told, refusal) = await office.ResetAsync(manager.Word, name);
        return told is null ? Problems.Of(refusal!) : TypedResults.Ok(AnswerOf(told));
    }

    private static async Task<IResult> ActsAsync(ClaimsPrincipal user, PeopleStore people, StaffOffice office)
    {
        var caller = TicketHandler.CallerOf(user)!;
        if (!people.Has(caller, Role.Manager) && !people.Has(caller, Role.Supervisor))
            return Problems.NotAllowed;
        return TypedResults.Ok(
            (await office.ActsAsync()).Select(act => new ActLine(act.At, act.By, act.Act, act.About, act.Detail))
        );
    }

    private static async Task<IResult> DoAsync(
        ClaimsPrincipal user,
        PeopleStore people,
        Func<string, Task<Refusal?>> act
    )
    {
        if (Manager(user, people) is not { } manager)
            return Problems.NotAllowed;
        return await act(manager.Word) is { } refusal ? Problems.Of(refusal) : TypedResults.NoContent();
    }

    private static Caller? Manager(ClaimsPrincipal user, PeopleStore people) =>
        TicketHandler.CallerOf(user) is { } caller && people.Has(caller, Role.Manager) ? caller : null;

    private static OneTimeAnswer AnswerOf(OneTimePassword told) => new(told.User, told.Password, told.EndsAt);
}
