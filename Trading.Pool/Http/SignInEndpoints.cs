using System.Security.Claims;
using Trading.Pool.Managers;

namespace Trading.Pool.Http;

public sealed record PasswordRequest(string User, string Password);

public sealed record NewPasswordRequest(string User, string Password, string NewPassword);

public sealed record MeAnswer(string User);

/// <summary>
/// Managers sign in with a password. Whatever is wrong has one answer; only who knew the password hears more.
/// </summary>
internal static class SignInEndpoints
{
    private static readonly IResult Refused = Problems.Of(
        new Refusal(Reason.BadSignature, "spec:pool", "The sign-in does not hold.", "try-again-later")
    );
    private static readonly IResult BadPassword = Problems.Malformed(
        $"A new password has {AccountRules.LeastPasswordCharacters} to {AccountRules.MostPasswordCharacters} "
            + "characters and is not the old one."
    );

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").NeverKept().WithTags("sign-in").WithBodyOf(PoolLimits.SignInBytes);
        var password = api.MapGroup("sign-in/password").RequireRateLimiting(PoolLimits.PasswordsPolicy);
        password.MapPost("", SignInAsync).Produces<SessionAnswer>();
        password.MapPost("change", ChangeAsync).Produces<SessionAnswer>();
        api.MapPost("sign-out", SignOutAsync).Produces(StatusCodes.Status204NoContent);
        api.MapGet("me", (ClaimsPrincipal user) => TypedResults.Ok(new MeAnswer(Sessions.ByOf(user))))
            .RequireAuthorization();
    }

    private static async Task<IResult> SignInAsync(
        PasswordRequest request,
        PasswordGate<Manager> gate,
        PasswordCheck<Manager> check,
        Sessions sessions
    ) =>
        await gate.EnterAsync(async () =>
            await check.FindAsync(request.User, request.Password) switch
            {
                null => Refused,
                { MustChange: true } => Problems.MustChangePassword,
                { } manager => TypedResults.Ok(await sessions.BeginAsync(manager)),
            }
        ) ?? Problems.TooMany;

    private static async Task<IResult> ChangeAsync(
        NewPasswordRequest request,
        PasswordGate<Manager> gate,
        PasswordCheck<Manager> check,
        ManagerOffice office,
        Sessions sessions
    ) =>
        await gate.EnterAsync(async () =>
        {
            if (await check.FindAsync(request.User, request.Password) is not { } manager)
                return Refused;
            if (!AccountRules.IsPassword(request.NewPassword) || request.NewPassword == request.Password)
                return BadPassword;
            await office.PutPasswordAsync(manager, request.NewPassword);
            return TypedResults.Ok(await sessions.BeginAsync(manager));
        }) ?? Problems.TooMany;

    // Saying goodbye with a session that has ended is no mistake.
    private static async Task<IResult> SignOutAsync(ClaimsPrincipal user, Sessions sessions)
    {
        await sessions.EndAsync(user);
        return TypedResults.NoContent();
    }
}
