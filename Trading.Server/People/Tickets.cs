using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Trading.Crypto;

namespace Trading.Server.People;

/// <summary>Who a ticket speaks for.</summary>
/// <param name="IsTrustee">A trustee by its signing key; otherwise a person by its certificate.</param>
/// <param name="Name">The trustee's name in the trust file. A person's name is told at sign-in and stands in no ticket.</param>
/// <param name="Key">65 bytes: what roles hang on.</param>
public sealed record Caller(bool IsTrustee, string Name, byte[] Key);

/// <summary>
/// Challenges and tickets, sealed by this server and stored nowhere: before the deadline no row, file or log line tells that a bidder
/// was here. A challenge lives 60 seconds, is used once and dies with the process; a ticket lives eight hours and says only whose key
/// signed in. What that key may do is asked at every action.
/// </summary>
public sealed class Tickets(IDataProtectionProvider protection, Clock clock)
{
    public const long ChallengeMicros = 60_000_000;
    public const long TicketMicros = 8 * 3_600_000_000L;
    private const int NonceBytes = 16;
    private readonly IDataProtector challenges = protection.CreateProtector("sign-in challenge");
    private readonly IDataProtector tickets = protection.CreateProtector("ticket");
    private readonly byte[] process = RandomNumberGenerator.GetBytes(NonceBytes);
    private readonly ConcurrentDictionary<string, long> used = new(StringComparer.Ordinal);

    public (byte[] Challenge, long ExpiresAt) Challenge()
    {
        var expiresAt = clock.Now + ChallengeMicros;
        var text = new WireWriter().Fixed(process).Fixed(RandomNumberGenerator.GetBytes(NonceBytes)).I64(expiresAt).ToArray();
        return (challenges.Protect(text), expiresAt);
    }

    /// <summary>Takes a challenge back; false for one of another process, an old one, or one that was used.</summary>
    public bool TryUse(byte[] challenge)
    {
        if (!TryOpen(challenges, challenge, out var text)) return false;
        var reader = new WireReader(text);
        var isOwn = reader.Fixed(NonceBytes).AsSpan().SequenceEqual(process);
        var nonce = Convert.ToHexString(reader.Fixed(NonceBytes));
        var expiresAt = reader.I64();
        if (!isOwn || clock.Now > expiresAt || !used.TryAdd(nonce, expiresAt)) return false;
        foreach (var (old, end) in used)
            if (clock.Now > end) used.TryRemove(old, out _);
        return true;
    }

    public (string Ticket, long ExpiresAt) Issue(Caller caller)
    {
        var expiresAt = clock.Now + TicketMicros;
        var text = new WireWriter().I64(expiresAt).Bool(caller.IsTrustee).Text(caller.IsTrustee ? caller.Name : "").Fixed(caller.Key).ToArray();
        return (WebEncoders.Base64UrlEncode(tickets.Protect(text)), expiresAt);
    }

    public Caller? Read(string ticket)
    {
        if (!TryDecode(ticket, out var bytes) || !TryOpen(tickets, bytes, out var text)) return null;
        var reader = new WireReader(text);
        return reader.I64() >= clock.Now ? new Caller(reader.Bool(), reader.Text(), reader.Fixed(Suite.PointBytes)) : null;
    }

    private static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = [];
        try { bytes = WebEncoders.Base64UrlDecode(text); }
        catch (FormatException) { return false; }
        return true;
    }

    private static bool TryOpen(IDataProtector protector, byte[] bytes, out byte[] text)
    {
        text = [];
        try { text = protector.Unprotect(bytes); }
        catch (CryptographicException) { return false; }
        return true;
    }
}
