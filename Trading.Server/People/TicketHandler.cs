using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Trading.Server.People;

/// <summary>
/// Reads <c>Authorization: Bearer TICKET</c>. Of a ticket got with a key it looks at nothing but the ticket: no store
/// is asked, no row written. A seat's ends with its member: the room is asked who sits.
/// </summary>
public sealed class TicketHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    Tickets tickets,
    ISeatBook seats
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string TicketScheme = "Ticket";
    public const string TrusteesOnly = "trustee";
    public const string OfficesOnly = "office";
    private const string Prefix = "Bearer ";

    /// <summary>The ticket that a request carries, right or wrong; null without one.</summary>
    public static string? TicketOf(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var header && header.StartsWith(Prefix, StringComparison.Ordinal)
            ? header[Prefix.Length..]
            : null;

    public static Caller? CallerOf(ClaimsPrincipal user) => (user.Identity as Identity)?.Caller;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (TicketOf(Request) is not { } ticket)
            return AuthenticateResult.NoResult();
        return tickets.Read(ticket) is { } caller && (!caller.IsSeat || await seats.SitsAsync(caller.Name, caller.Key))
            ? AuthenticateResult.Success(
                new AuthenticationTicket(new ClaimsPrincipal(new Identity(caller)), Scheme.Name)
            )
            : AuthenticateResult.Fail("The ticket is not valid");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.NotSignedIn.ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problems.NotAllowed.ExecuteAsync(Context);

    private sealed class Identity(Caller caller) : ClaimsIdentity(TicketScheme)
    {
        public Caller Caller { get; } = caller;

        public override string Name => Caller.Word;
    }
}
