using Microsoft.AspNetCore.Http.HttpResults;
using Trading.Server.Requests;

namespace Trading.Server.People;

public sealed record ChallengeAnswer(byte[] Challenge, long ExpiresAt);

/// <summary>
/// A person signs in with its certificate, a trustee or an office of draws with its name in the trust file.
/// </summary>
public sealed record SignInRequest(
    byte[] Challenge,
    byte[]? Certificate,
    string? Trustee,
    byte[] Signature,
    string? Office = null
);

/// <summary>Whoever sits in an evaluation room signs in with the key of the seat.</summary>
public sealed record SeatSignIn(string Room, byte[] Challenge, byte[] Signature);

/// <summary>A bidder signs in to a room with a key of its bid, as its kit holds it.</summary>
public sealed record BidSignIn(string Room, string Bid, byte[] Challenge, byte[] Signature);

public sealed record TokenRequest(string Token);

public sealed record PasswordRequest(string User, string Password);

public sealed record NewPasswordRequest(string User, string Password, string NewPassword);

public sealed record TicketAnswer(string Ticket, long ExpiresAt, string Name);

/// <summary>
/// Sign-in: nothing of it is stored but used demo tokens, and what Identity counts of staff's passwords.
/// </summary>
public static class SignInEndpoints
{
    internal static readonly IResult Refused = Problems.Of(
        new Refusal(Reason.BadSignature, "spec:http", "The sign-in does not hold.", "ask-for-a-new-challenge")
    );

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        var all = routes
            .MapGroup("/api/sign-in")
            .NeverKept()
            .WithTags("sign-in")
            .DisableHttpMetrics()
            .WithBodyOf(Limits.SignInBytes);
        var api = all.MapGroup("").RequireRateLimiting(Limits.SignInPolicy);
        api.MapPost("challenge", Challenge);
        api.MapPost("certificate", Certify).Produces<TicketAnswer>();
        api.MapPost("seat", SitAsync).Produces<TicketAnswer>();
        api.MapPost("bid", BidAsync).Produces<TicketAnswer>();
        api.MapPost("token", TakeToken).Produces<TicketAnswer>();
        var staff = all.MapGroup("password").RequireRateLimiting(Limits.PasswordsPolicy);
        staff
            .MapPost(
                "",
                (PasswordRequest request, Passwords passwords) => passwords.SignInAsync(request.User, request.Password)
            )
            .Produces<TicketAnswer>();
        staff
            .MapPost(
                "change",
                (NewPasswordRequest request, Passwords passwords) =>
                    passwords.ChangeAsync(request.User, request.Password, request.NewPassword)
            )
            .Produces<TicketAnswer>();
    }

    private static Ok<ChallengeAnswer> Challenge(Tickets tickets)
    {
        var (challenge, expiresAt) = tickets.Challenge();
        return TypedResults.Ok(new ChallengeAnswer(challenge, expiresAt));
    }

    private static IResult Certify(SignInRequest request, SignIn signIn, Tickets tickets, Clock clock)
    {
        var caller = request switch
        {
            { Certificate: null, Trustee: null, Office: { } name } => signIn.ByOffice(
                request.Challenge,
                name,
                request.Signature
            ),
            { Office: not null } => null,
            { Certificate: { } certificate, Trustee: null } => signIn.ByCertificate(
                request.Challenge,
                certificate,
                request.Signature
            ),
            { Certificate: null, Trustee: { } name } => signIn.ByTrustee(request.Challenge, name, request.Signature),
            _ => null,
        };
        return caller is null ? Refusal(request, signIn, clock) : Answer(caller, tickets);
    }

    // Whoever signed right is told what else is wrong; everybody else gets one answer.
    private static IResult Refusal(SignInRequest request, SignIn signIn, Clock clock) =>
        request switch
        {
            { Certificate: null, Trustee: null, Office: { } name } => RefusalOf(
                signIn.IsOfficesSpent(request.Challenge, name, request.Signature)
            ),
            { Office: not null } => Refused,
            { Certificate: { } certificate, Trustee: null } => signIn.OutOfTime(
                request.Challenge,
                certificate,
                request.Signature
            )
                is { } holder
                ? SignInProblems.NotValidNow(holder, clock.Now)
                : RefusalOf(signIn.IsSpent(request.Challenge, certificate, request.Signature)),
            { Certificate: null, Trustee: { } name } => RefusalOf(
                signIn.IsSpent(request.Challenge, name, request.Signature)
            ),
            _ => Refused,
        };

    internal static IResult RefusalOf(bool isSpent) => isSpent ? SignInProblems.ChallengeSpent : Refused;

    private static async Task<IResult> SitAsync(SeatSignIn request, SignIn signIn, Tickets tickets) =>
        await signIn.BySeatAsync(request.Challenge, request.Room, request.Signature) is { } caller
            ? Answer(caller, tickets)
        : await signIn.IsSeatsSpentAsync(request.Challenge, request.Room, request.Signature)
            ? SignInProblems.ChallengeSpent
        : await signIn.HasGoneAsync(request.Challenge, request.Room, request.Signature) ? SignInProblems.SeatOver
        : Refused;

    private static async Task<IResult> BidAsync(BidSignIn request, SignIn signIn, Tickets tickets) =>
        await signIn.ByBidAsync(request.Challenge, request.Room, request.Bid, request.Signature) is { } caller
            ? Answer(caller, tickets)
            : RefusalOf(await signIn.IsBidsSpentAsync(request.Challenge, request.Room, request.Bid, request.Signature));

    private static IResult TakeToken(TokenRequest request, HttpContext context, SignIn signIn, Tickets tickets) =>
        signIn.ByToken(request.Token, context.Connection.RemoteIpAddress) is { } caller
            ? Answer(caller, tickets)
            : SignInProblems.LinkSpent;

    private static Ok<TicketAnswer> Answer(Caller caller, Tickets tickets)
    {
        var (ticket, expiresAt) = tickets.Issue(caller);
        return TypedResults.Ok(new TicketAnswer(ticket, expiresAt, caller.Name));
    }
}
