using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Trading.Crypto;

namespace Trading.Server.People;

/// <summary>Whether demo tokens work, from this machine only.</summary>
public sealed record DemoTokens(bool AreTaken);

/// <summary>
/// Who may sign in: holders of a certificate of one of the trust file's authorities, the trust file's trustees, and
/// demo tokens.
/// </summary>
public sealed partial class SignIn(
    Tickets tickets,
    TrustFile trust,
    PeopleStore people,
    DataFolder data,
    DemoTokens demo,
    ISeatBook seats,
    Clock clock
)
{
    private readonly Certificate[] authorities = [.. trust.AuthorityCertificates.Select(Read)];

    /// <summary>The caller who signed the challenge with a certificate's key, or null.</summary>
    public Caller? ByCertificate(byte[] challenge, byte[] der, byte[] signature) =>
        HolderOf(challenge, der, signature) is { } holder && tickets.TryUse(challenge)
            ? new Caller(SignInKind.Certificate, holder.Subject, holder.Key)
            : null;

    /// <summary>
    /// Whether all holds but the challenge, which was used or is over. Asked after a refusal; whoever is nobody here
    /// learns nothing.
    /// </summary>
    public bool IsSpent(byte[] challenge, byte[] der, byte[] signature) =>
        HolderOf(challenge, der, signature) is not null;

    /// <summary>The same of a trustee.</summary>
    public bool IsSpent(byte[] challenge, string trustee, byte[] signature) =>
        TrusteeOf(challenge, trustee, signature) is not null;

    /// <summary>
    /// The certificate of somebody who proved to hold it and whom an authority issued it, where only its time is wrong;
    /// null otherwise. Nobody else learns of it, and the challenge stays unused.
    /// </summary>
    public Certificate? OutOfTime(byte[] challenge, byte[] der, byte[] signature) =>
        Certificate.TryParse(der, out var certificate)
        && authorities.Any(certificate.IsIssuedBy)
        && (clock.Now < certificate.From || certificate.Until < clock.Now)
        && IsSigned(certificate.Key, challenge, signature)
            ? certificate
            : null;

    /// <summary>The trustee who signed the challenge with its signing key, or null.</summary>
    public Caller? ByTrustee(byte[] challenge, string name, byte[] signature) =>
        TrusteeOf(challenge, name, signature) is { } trustee && tickets.TryUse(challenge)
            ? new Caller(SignInKind.Trustee, trustee.Name, trustee.SigningKey)
            : null;

    /// <summary>The office that signed the challenge with its signing key, or null.</summary>
    public Caller? ByOffice(byte[] challenge, string name, byte[] signature) =>
        OfficeOf(challenge, name, signature) is { } office && tickets.TryUse(challenge)
            ? new Caller(SignInKind.Office, office.Name, office.SigningKey)
            : null;

    /// <summary>Whoever sits in the room and signed the challenge with the seat's key, or null.</summary>
    public async ValueTask<Caller?> BySeatAsync(byte[] challenge, string room, byte[] signature) =>
        await SeatOfAsync(challenge, room, signature) is { } seat && tickets.TryUse(challenge)
            ? new Caller(SignInKind.Seat, seat.Name, seat.Key)
            : null;

    /// <summary>Whether a seat signed a challenge that was used or is over.</summary>
    public async ValueTask<bool> IsSeatsSpentAsync(byte[] challenge, string room, byte[] signature) =>
        await SeatOfAsync(challenge, room, signature) is not null;

    /// <summary>Whether somebody signed who sat in the room, and sits there no longer.</summary>
    public ValueTask<bool> HasGoneAsync(byte[] challenge, string room, byte[] signature) =>
        seats.HasGoneAsync(room, key => IsSigned(key, challenge, signature));

    /// <summary>Whoever signed the challenge with a key of that bid of the room, or null.</summary>
    public async ValueTask<Caller?> ByBidAsync(byte[] challenge, string room, string bid, byte[] signature) =>
        await BidOfAsync(challenge, room, bid, signature) is { } holder && tickets.TryUse(challenge)
            ? new Caller(SignInKind.Bid, holder.Name, holder.Key)
            : null;

    /// <summary>Whether a key of that bid signed a challenge that was used or is over.</summary>
    public async ValueTask<bool> IsBidsSpentAsync(byte[] challenge, string room, string bid, byte[] signature) =>
        await BidOfAsync(challenge, room, bid, signature) is not null;

    /// <summary>Whether an office signed a challenge that was used or is over.</summary>
    public bool IsOfficesSpent(byte[] challenge, string name, byte[] signature) =>
        OfficeOf(challenge, name, signature) is not null;

    /// <summary>
    /// The demo person behind a token that was never used, or null. Only on this machine, only where the demo is on.
    /// </summary>
    public Caller? ByToken(string token, IPAddress? from)
    {
        if (!demo.AreTaken || from is null || !IPAddress.IsLoopback(from) || FindRole(token) is not { } role)
            return null;
        var path = data.File($"demo/{role}.der");
        if (!File.Exists(path) || !Certificate.TryParse(File.ReadAllBytes(path), out var certificate))
            return null;
        return people.TryUse(token, clock.Now)
            ? new Caller(SignInKind.Token, certificate.Subject, certificate.Key)
            : null;
    }

    /// <summary>Manager and supervisor of the demo hold their roles in every session.</summary>
    public void SeedDemo()
    {
        if (!demo.AreTaken)
            return;
        foreach (var role in new[] { Role.Manager, Role.Supervisor })
        {
            var path = data.File($"demo/{role.ToString().ToLowerInvariant()}.der");
            if (File.Exists(path) && Certificate.TryParse(File.ReadAllBytes(path), out var certificate))
                people.Grant(certificate.Key, role, certificate.Subject);
        }
    }

    private Certificate? HolderOf(byte[] challenge, byte[] der, byte[] signature) =>
        Certificate.TryParse(der, out var certificate)
        && certificate.IsAnchored(authorities, clock.Now)
        && IsSigned(certificate.Key, challenge, signature)
            ? certificate
            : null;

    private TrustedTrustee? TrusteeOf(byte[] challenge, string name, byte[] signature) =>
        trust.FindTrustee(name) is { } trustee && IsSigned(trustee.SigningKey, challenge, signature) ? trustee : null;

    // Offices of several kinds may have one name: the signature tells which.
    private TrustedOffice? OfficeOf(byte[] challenge, string name, byte[] signature) =>
        trust.Offices.FirstOrDefault(o => o.Name == name && IsSigned(o.SigningKey, challenge, signature));

    private ValueTask<SeatHolder?> SeatOfAsync(byte[] challenge, string room, byte[] signature) =>
        seats.FindAsync(room, key => IsSigned(key, challenge, signature));

    private ValueTask<SeatHolder?> BidOfAsync(byte[] challenge, string room, string bid, byte[] signature) =>
        seats.FindBidAsync(room, bid, key => IsSigned(key, challenge, signature));

    private static Certificate Read(byte[] der) =>
        Certificate.TryParse(der, out var authority)
            ? authority
            : throw new InvalidDataException("The trust file holds a certificate that cannot be read");

    private static bool IsSigned(byte[] key, byte[] challenge, byte[] signature) =>
        SigningKey.Verify(Suite.P256, key, Tags.SignIn, challenge, signature);

    private string? FindRole(string token)
    {
        var folder = data.File("demo/tokens");
        if (!TokenForm().IsMatch(token) || !Directory.Exists(folder))
            return null;
        return Directory
            .EnumerateFiles(folder)
            .Where(path => IsToken(path, token))
            .Select(Path.GetFileName)
            .FirstOrDefault();
    }

    // In constant time: how long a wrong guess takes must not tell how much of it was right.
    private static bool IsToken(string path, string token) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(File.ReadAllText(path).Trim()),
            Encoding.UTF8.GetBytes(token)
        );

    [GeneratedRegex("^[A-Za-z0-9_=+/-]{16,256}$")]
    private static partial Regex TokenForm();
}
