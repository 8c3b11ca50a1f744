using Microsoft.EntityFrameworkCore;
using Trading.Crypto;
using Trading.Server.Storage;

namespace Trading.Server.People;

/// <summary>A right to publish as a manager sees it; <paramref name="TakenAt"/> is null while it holds.</summary>
public sealed record PublisherLine(string Name, string? User, byte[]? Key, long GivenAt, string GivenBy, long? TakenAt);

/// <summary>
/// Managers give and take back the right to publish sessions. One name has one holder, an account or a certificate's
/// key, and a holder one name. Taken back, the name stays known and may be given again, to a renewed certificate for
/// instance. A wish that is already true changes nothing and is not noted.
/// </summary>
public sealed class PublisherOffice(PeopleContext context, Clock clock)
{
    public const int MostRights = 1_000;
    private const string AskTheOther = "take-the-first-back";

    /// <summary>1 to 100 letters without white space around them, something to be seen among them.</summary>
    public static bool IsName(string text) => StaffOffice.IsName(text) && LookAlike.Fold(text).Length > 0;

    public async Task<IReadOnlyList<PublisherLine>> ListAsync()
    {
        var users = await context.Set<StaffPerson>().AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.UserName!);
        var rights = await context.Set<PublisherRight>().AsNoTracking().OrderBy(right => right.Name).ToListAsync();
        return [.. rights.Select(LineOf)];

        PublisherLine LineOf(PublisherRight r) =>
            new(r.Name, r.StaffId is null ? null : users[r.StaffId], r.Key, r.GivenAt, r.GivenBy, r.TakenAt);
    }

    /// <summary>Gives the right to an account; whether it is new.</summary>
    public Task<(bool IsNew, Refusal? Refusal)> GiveToAccountAsync(string by, string name, string user) =>
        context.InTurnAsync(async () =>
            await context.Set<StaffPerson>().FirstOrDefaultAsync(p => p.UserName == user) is { } person
                ? await GiveAsync(by, name, person.Id, null, user)
                : (false, new Refusal(Reason.NotFound, "spec:http", "There is no such user."))
        );

    /// <summary>Gives the right to the key of a certificate (65 bytes); whether it is new.</summary>
    public Task<(bool IsNew, Refusal? Refusal)> GiveToKeyAsync(string by, string name, byte[] key) =>
        context.InTurnAsync(() => GiveAsync(by, name, null, Spki.Encode(Suite.P256, key), KeyPrint.Of(key)));

    /// <summary>Takes the right back: standing sessions go on, new ones are refused.</summary>
    public Task<Refusal?> TakeAsync(string by, string name) =>
        context.InTurnAsync(async () =>
        {
            var folded = LookAlike.Fold(name);
            if (
                await context.Set<PublisherRight>().FirstOrDefaultAsync(right => right.Folded == folded)
                is not { } right
            )
                return new Refusal(Reason.NotFound, "spec:http", "Nobody of this name was given the right to publish.");
            if (right.TakenAt is not null)
                return null;
            right.TakenAt = clock.Now;
            context.Note(clock.Now, by, "take-publishing", right.Name, "");
            return null;
        });

    private async Task<(bool IsNew, Refusal? Refusal)> GiveAsync(
        string by,
        string name,
        string? staffId,
        byte[]? spki,
        string holder
    )
    {
        var folded = LookAlike.Fold(name);
        var rights = context.Set<PublisherRight>();
        var held = await rights.FirstOrDefaultAsync(right => right.Folded == folded);
        if (held is { TakenAt: null })
            return (
                false,
                held.Name == name && IsHeldBy(held, staffId, spki)
                    ? null
                    : Conflict($"The name '{held.Name}' publishes already, or looks the same.")
            );
        var holding = rights.Where(right => right.TakenAt == null);
        var own = staffId is not null
            ? holding.Where(right => right.StaffId == staffId)
            : holding.Where(right => right.Spki == spki);
        if (await own.FirstOrDefaultAsync() is { } other)
            return (false, Conflict($"This holder publishes already, as '{other.Name}'."));
        if (held is null && await rights.CountAsync() >= MostRights)
            return (
                false,
                new Refusal(
                    Reason.LimitReached,
                    "spec:limits",
                    $"There are {MostRights} names of publishers.",
                    "use-an-old-name"
                )
            );
        if (held is null)
            await rights.AddAsync(held = new PublisherRight { Folded = folded });
        (held.Name, held.StaffId, held.Spki) = (name, staffId, spki);
        (held.GivenAt, held.GivenBy, held.TakenAt) = (clock.Now, by, null);
        context.Note(clock.Now, by, "give-publishing", name, holder);
        return (true, null);
    }

    private static bool IsHeldBy(PublisherRight right, string? staffId, byte[]? spki) =>
        right.StaffId == staffId && (spki is null ? right.Spki is null : spki.AsSpan().SequenceEqual(right.Spki));

    private static Refusal Conflict(string detail) => new(Reason.Conflict, "spec:http", detail, AskTheOther);
}
