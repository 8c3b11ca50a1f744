using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.WebUtilities;
using Trading.Edge.Accounts;

namespace Trading.Edge.SignIn;

/// <summary>What a page keeps of a sign-in; the cookie keeps the other half.</summary>
public sealed record SessionAnswer(string Ticket, long ExpiresAt, string Name);

/// <summary>What every session has.</summary>
public static class Sessions
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    /// <summary>Whose it is.</summary>
    public static string ByOf(ClaimsPrincipal user) => user.Identity!.Name!;
}

/// <summary>
/// A session has two halves, and each alone is worth nothing. The cookie is read by no script, but browsers send it to
/// every port of the machine, and with requests that another page makes. The ticket stands in the page's own storage,
/// which belongs to this origin alone, and comes in a header: no other origin can send it.
/// </summary>
public sealed class Sessions<T>(AccountManager<T> accounts, IHttpContextAccessor http, Clock clock)
    where T : Account, new()
{
    private const int TicketBytes = 32;
    private const string TicketClaim = "ticket";
    private const string StampClaim = "stamp";
    private const string Prefix = "Bearer ";

    /// <summary>Sets the cookie; the answer is the ticket that goes with it.</summary>
    public async Task<SessionAnswer> BeginAsync(T account)
    {
        var ticket = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(TicketBytes));
        var identity = new ClaimsIdentity(CookieAuthenticationDefaults.AuthenticationScheme);
        identity.AddClaim(new Claim(ClaimTypes.Name, account.UserName!));
        identity.AddClaim(new Claim(StampClaim, await accounts.GetSecurityStampAsync(account)));
        identity.AddClaim(new Claim(TicketClaim, HashOf(ticket)));
        await http.HttpContext!.SignInAsync(new ClaimsPrincipal(identity));
        return new SessionAnswer(ticket, clock.Now + (long)Sessions.Lifetime.TotalMicroseconds, account.Name);
    }

    /// <summary>Ends every session of the account, and this one's cookie.</summary>
    public async Task EndAsync(ClaimsPrincipal user)
    {
        if (
            user.Identity is { IsAuthenticated: true }
            && await accounts.FindByNameAsync(Sessions.ByOf(user)) is { } account
        )
            AccountManager<T>.Must(await accounts.UpdateSecurityStampAsync(account));
        await http.HttpContext!.SignOutAsync();
    }

    /// <summary>Asked at every request: an account that was disabled or has another password signs nobody in.</summary>
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var claims = context.Principal!;
        var header = context.Request.Headers.Authorization.ToString();
        var isOwn =
            header.StartsWith(Prefix, StringComparison.Ordinal)
            && claims.FindFirstValue(TicketClaim) == HashOf(header[Prefix.Length..]);
        if (isOwn)
        {
            var accounts = context.HttpContext.RequestServices.GetRequiredService<AccountManager<T>>();
            var account = await accounts.FindByNameAsync(claims.FindFirstValue(ClaimTypes.Name) ?? "");
            if (account is { IsDisabled: false } && account.SecurityStamp == claims.FindFirstValue(StampClaim))
                return;
        }
        context.RejectPrincipal();
    }

    // A hash of 256 random bits: comparing it tells nothing of them.
    private static string HashOf(string ticket) =>
        Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(ticket)));
}
