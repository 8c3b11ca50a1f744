using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Trading.Crypto;

namespace Trading.Server.People;

/// <summary>
/// Challenges and tickets, sealed by this server and stored nowhere: before the deadline no row, file or log line tells
/// that a bidder was here. A challenge lives 60 seconds, is used once and dies with the process; a ticket lives eight
/// hours and says only whose key or account signed in. What that may do is asked at every action. Of bidders' tickets
/// that end early this process alone remembers the ids.
/// </summary>
public sealed class Tickets(IDataProtectionProvider protection, PeopleStore people, Clock clock)
{
    public const long ChallengeMicros = 60_000_000;
    public const long TicketMicros = 8 * 3_600_000_000L;
    private const int NonceBytes = 16;
    private readonly IDataProtector challenges = protection.CreateProtector("sign-in challenge");
    private readonly IDataProtector tickets = protection.CreateProtector("ticket 2");
    private readonly byte[] process = RandomNumberGenerator.GetBytes(NonceBytes);
    private readonly ConcurrentDictionary<string, long> used = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> ended = new(StringComparer.Ordinal);

    public (byte[] Challenge, long ExpiresAt) Challenge()
    {
        var expiresAt = clock.Now + ChallengeMicros;
        var text = new WireWriter()
            .Fixed(process)
            .Fixed(RandomNumberGenerator.GetBytes(NonceBytes))
            .I64(expiresAt)
            .ToArray();
        return (challenges.Protect(text), expiresAt);
    }

    /// <summary>Takes a challenge back; false for one of another process, an old one, or one that was used.</summary>
    public bool TryUse(byte[] challenge)
    {
        if (!TryOpen(challenges, challenge, out var text))
            return false;
        var reader = new WireReader(text);
        var isOwn = reader.Fixed(NonceBytes).AsSpan().SequenceEqual(process);
        var nonce = Convert.ToHexString(reader.Fixed(NonceBytes));
        var expiresAt = reader.I64();
        if (!isOwn || clock.Now > expiresAt || !used.TryAdd(nonce, expiresAt))
            return false;
        Forget(used);
        return true;
    }

    /// <summary>A ticket for somebody who signed in with a key.</summary>
    public (string Ticket, long ExpiresAt) Issue(Caller caller) => Issue(caller.Kind, caller.Name, "", caller.Key);

    /// <summary>A ticket for an account; it ends with the account's stamp.</summary>
    public (string Ticket, long ExpiresAt) Issue(StaffPerson person) =>
        Issue(SignInKind.Password, person.Id, person.SecurityStamp!, []);

    /// <summary>What a ticket says, unless it is forged or over.</summary>
    public SealedTicket? Open(string ticket)
    {
        if (!TryDecode(ticket, out var bytes) || !TryOpen(tickets, bytes, out var text))
            return null;
        var reader = new WireReader(text);
        var opened = new SealedTicket(
            reader.Fixed(NonceBytes),
            reader.I64(),
            (SignInKind)reader.U8(),
            reader.Text(),
            reader.Text(),
            reader.Bytes()
        );
        return opened.ExpiresAt >= clock.Now ? opened : null;
    }

    /// <summary>Who speaks with a ticket now, or null.</summary>
    public Caller? Read(string ticket)
    {
        if (Open(ticket) is not { } opened || ended.ContainsKey(Convert.ToHexString(opened.Id)))
            return null;
        if (opened.Kind != SignInKind.Password)
            return new Caller(
                opened.Kind,
                opened.Kind is SignInKind.Trustee or SignInKind.Office or SignInKind.Seat or SignInKind.Bid
                    ? opened.Name
                    : "",
                opened.Key
            );
        return !people.IsEnded(opened.Id) && people.Find(opened.Name, opened.Stamp) is { } staff
            ? new Caller(opened.Kind, "", staff.Key, staff)
            : null;
    }

    /// <summary>Ends a ticket: an account's for good, any other as long as this process lives.</summary>
    public void End(string ticket)
    {
        if (Open(ticket) is not { } opened)
            return;
        Forget(ended);
        ended[Convert.ToHexString(opened.Id)] = opened.ExpiresAt;
        if (opened.Kind == SignInKind.Password)
            people.EndTicket(opened.Id, opened.ExpiresAt, clock.Now);
    }

    private (string Ticket, long ExpiresAt) Issue(SignInKind kind, string name, string stamp, byte[] key)
    {
        var expiresAt = clock.Now + TicketMicros;
        var named = kind
            is SignInKind.Trustee
                or SignInKind.Office
                or SignInKind.Seat
                or SignInKind.Bid
                or SignInKind.Password
            ? name
            : "";
        var text = new WireWriter()
            .Fixed(RandomNumberGenerator.GetBytes(NonceBytes))
            .I64(expiresAt)
            .U8((byte)kind)
            .Text(named)
            .Text(stamp)
            .Bytes(key)
            .ToArray();
        return (WebEncoders.Base64UrlEncode(tickets.Protect(text)), expiresAt);
    }

    private void Forget(ConcurrentDictionary<string, long> names)
    {
        foreach (var (name, end) in names)
            if (clock.Now > end)
                names.TryRemove(name, out _);
    }

    private static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = [];
        try
        {
            bytes = WebEncoders.Base64UrlDecode(text);
        }
        catch (FormatException)
        {
            return false;
        }
        return true;
    }

    private static bool TryOpen(IDataProtector protector, byte[] bytes, out byte[] text)
    {
        text = [];
        try
        {
            text = protector.Unprotect(bytes);
        }
        catch (CryptographicException)
        {
            return false;
        }
        return true;
    }
}
