using System.Security.Claims;
using Trading.Edge.Accounts;
using Trading.Edge.Requests;

namespace Trading.Edge.SignIn;

public sealed record PasswordRequest(string User, string Password);

public sealed record NewPasswordRequest(string User, string Password, string NewPassword);

public sealed record MeAnswer(string User);

/// <summary>
/// Accounts sign in with a password. Whatever is wrong has one answer; only who knew the password hears more.
/// </summary>
public static class SignInEndpoints
{
    private static readonly IResult Refused = Problems.Of(
        new Refusal(Reason.BadSignature, "spec:http", "The sign-in does not hold.", "try-again-later")
    );
    private static readonly IResult BadPassword = Problems.Malformed(
        $"A new password has {AccountRules.LeastPasswordCharacters} to {AccountRules.MostPasswordCharacters} "
            + "characters and is not the old one."
    );

    public static void MapSignIn<T>(this IEndpointRouteBuilder routes)
        where T : Account, new()
    {
        var api = routes.MapGroup("/api").NeverKept().WithTags("sign-in").WithBodyOf(SignInLimits.Bytes);
        var password = api.MapGroup("sign-in/password").RequireRateLimiting(SignInLimits.PasswordsPolicy);
        password.MapPost("", SignInAsync<T>).Produces<SessionAnswer>();
        password.MapPost("change", ChangeAsync<T>).Produces<SessionAnswer>();
        api.MapPost("sign-out", SignOutAsync<T>).Produces(StatusCodes.Status204NoContent);
        api.MapGet("me", (ClaimsPrincipal user) => TypedResults.Ok(new MeAnswer(Sessions.ByOf(user))))
            .RequireAuthorization();
    }

    private static async Task<IResult> SignInAsync<T>(
        PasswordRequest request,
        PasswordGate<T> gate,
        PasswordCheck<T> check,
        Sessions<T> sessions
    )
        where T : Account, new() =>
        await gate.EnterAsync(async () =>
            await check.FindAsync(request.User, request.Password) switch
            {
                null => Refused,
                { MustChange: true } => Problems.MustChangePassword,
                { } account => TypedResults.Ok(await sessions.BeginAsync(account)),
            }
        ) ?? Problems.TooMany;

    private static async Task<IResult> ChangeAsync<T>(
        NewPasswordRequest request,
        PasswordGate<T> gate,
        PasswordCheck<T> check,
        AccountOffice<T> office,
        Sessions<T> sessions
    )
        where T : Account, new() =>
        await gate.EnterAsync(async () =>
        {
            if (await check.FindAsync(request.User, request.Password) is not { } account)
                return Refused;
            if (!AccountRules.IsPassword(request.NewPassword) || request.NewPassword == request.Password)
                return BadPassword;
            await office.PutPasswordAsync(account, request.NewPassword);
            return TypedResults.Ok(await sessions.BeginAsync(account));
        }) ?? Problems.TooMany;

    // Saying goodbye with a session that has ended is no mistake.
    private static async Task<IResult> SignOutAsync<T>(ClaimsPrincipal user, Sessions<T> sessions)
        where T : Account, new()
    {
        await sessions.EndAsync(user);
        return TypedResults.NoContent();
    }
}
