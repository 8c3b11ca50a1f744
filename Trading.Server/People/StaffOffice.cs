using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Trading.Crypto;
using Trading.Server.Storage;

namespace Trading.Server.People;

/// <summary>An account as a manager sees it.</summary>
public sealed record PersonLine(
    string User,
    string Name,
    IReadOnlyList<string> Roles,
    byte[]? Key,
    bool IsDisabled,
    bool IsLocked,
    bool MustChange,
    long CreatedAt
);

/// <summary>What a manager tells the person, once; null where it was told before.</summary>
public sealed record OneTimePassword(string User, string? Password, long? EndsAt);

/// <summary>
/// People's administration. A change and the note of it are one transaction, and all changes come one after the other,
/// so that the last manager cannot be lost between two of them. A wish that is already true changes nothing and is not
/// noted.
/// </summary>
public sealed class StaffOffice(StaffAccounts accounts, PeopleContext context, Clock clock)
{
    public const int MostAccounts = 500;
    public const int MostNameLetters = 100;

    public static bool IsName(string? text) =>
        text is { Length: > 0 }
        && text.EnumerateRunes().Count() <= MostNameLetters
        && !text.Any(char.IsControl)
        && text.Trim() == text;

    /// <summary>None, or one of the two global roles: a supervisor watches managers.</summary>
    public static bool AreRoles(IReadOnlyList<string>? roles) =>
        roles is [] or [nameof(Role.Manager)] or [nameof(Role.Supervisor)];

    public async Task<IReadOnlyList<PersonLine>> ListAsync()
    {
        var roles = (await context.Set<IdentityUserRole<string>>().AsNoTracking().ToListAsync()).ToLookup(
            r => r.UserId,
            r => r.RoleId
        );
        var names = await context.Set<IdentityRole>().AsNoTracking().ToDictionaryAsync(n => n.Id, n => n.Name!);
        var people = await context.Set<StaffPerson>().AsNoTracking().OrderBy(p => p.UserName).ToListAsync();
        return
        [
            .. await Task.WhenAll(
                people.Select(async p => new PersonLine(
                    p.UserName!,
                    p.Name,
                    [.. roles[p.Id].Select(id => names[id])],
                    KeyOf(p.BoundKey),
                    p.IsDisabled,
                    await accounts.IsLockedOutAsync(p),
                    p.MustChange,
                    p.CreatedAt
                ))
            ),
        ];
    }

    public async Task<IReadOnlyList<StaffAct>> ActsAsync() =>
        await context.Set<StaffAct>().AsNoTracking().OrderBy(a => a.Number).ToListAsync();

    /// <summary>Makes an account, or finds it made with the same words before.</summary>
    public Task<(OneTimePassword? Told, Refusal? Refusal)> MakeAsync(
        string by,
        string user,
        string name,
        IReadOnlyList<string> roles
    ) =>
        context.InTurnAsync(async () =>
        {
            if (await accounts.FindByNameAsync(user) is { } before)
                return before.Name == name && (await accounts.GetRolesAsync(before)).SequenceEqual(roles)
                    ? (new OneTimePassword(user, null, null), null)
                    : (null, Conflict("An account with this user has another name or role."));
            if (await context.Set<StaffPerson>().CountAsync() >= MostAccounts)
                return (
                    null,
                    new Refusal(
                        Reason.LimitReached,
                        "spec:limits",
                        $"There are {MostAccounts} accounts.",
                        "enable-an-old-one"
                    )
                );
            var person = new StaffPerson
            {
                Id = Guid.NewGuid().ToString("N"),
                UserName = user,
                Name = name,
                CreatedAt = clock.Now,
                LockoutEnabled = true,
            };
            StaffAccounts.Must(await accounts.CreateAsync(person, AccountRules.NewPassword()));
            if (roles.Count > 0)
                StaffAccounts.Must(await accounts.AddToRolesAsync(person, roles));
            return (
                (OneTimePassword?)await OneTimeAsync(by, "make", person, $"{name} {string.Join(',', roles)}".TrimEnd()),
                (Refusal?)null
            );
        });

    /// <summary>A new one-time password.</summary>
    public Task<(OneTimePassword? Told, Refusal? Refusal)> ResetAsync(string by, string user) =>
        WithAsync<OneTimePassword>(user, async person => (await OneTimeAsync(by, "reset-password", person, ""), null));

    public async Task<Refusal?> PutRolesAsync(string by, string user, IReadOnlyList<string> roles) =>
        (
            await WithAsync<string>(
                user,
                async person =>
                {
                    var before = await accounts.GetRolesAsync(person);
                    if (before.SequenceEqual(roles))
                        return (null, null);
                    if (before.Contains(nameof(Role.Manager)) && await IsLastManagerAsync(person))
                        return (null, LastManager);
                    StaffAccounts.Must(await accounts.RemoveFromRolesAsync(person, before));
                    StaffAccounts.Must(await accounts.AddToRolesAsync(person, roles));
                    Note(by, "roles", user, string.Join(',', roles));
                    return (null, null);
                }
            )
        ).Refusal;

    public async Task<Refusal?> DisableAsync(string by, string user, bool disable) =>
        (
            await WithAsync<string>(
                user,
                async person =>
                {
                    if (person.IsDisabled == disable)
                        return (null, null);
                    if (
                        disable
                        && await accounts.IsInRoleAsync(person, nameof(Role.Manager))
                        && await IsLastManagerAsync(person)
                    )
                        return (null, LastManager);
                    person.IsDisabled = disable;
                    // which saves, and ends the tickets
                    StaffAccounts.Must(await accounts.UpdateSecurityStampAsync(person));
                    Note(by, disable ? "disable" : "enable", user, "");
                    return (null, null);
                }
            )
        ).Refusal;

    public async Task<Refusal?> UnbindAsync(string by, string user) =>
        (
            await WithAsync<string>(
                user,
                async person =>
                {
                    if (person.BoundKey is null)
                        return (null, null);
                    Note(by, "unbind-key", user, Convert.ToBase64String(person.BoundKey));
                    person.BoundKey = null;
                    StaffAccounts.Must(await accounts.UpdateSecurityStampAsync(person));
                    return (null, null);
                }
            )
        ).Refusal;

    /// <summary>Binds a key that its holder has just proved to hold.</summary>
    public async Task<Refusal?> BindKeyAsync(string user, byte[] key) =>
        (
            await WithAsync<string>(
                user,
                async person =>
                {
                    var spki = Spki.Encode(Suite.P256, key);
                    if (person.BoundKey is { } bound)
                        return (
                            null,
                            bound.AsSpan().SequenceEqual(spki)
                                ? null
                                : Conflict("The account has bound another key.", "ask-a-manager")
                        );
                    if (await context.Set<StaffPerson>().AnyAsync(p => p.BoundKey == spki))
                        return (null, Conflict("Another account has bound this key."));
                    person.BoundKey = spki;
                    StaffAccounts.Must(await accounts.UpdateAsync(person));
                    Note(user, "bind-key", user, Convert.ToBase64String(spki));
                    return (null, null);
                }
            )
        ).Refusal;

    /// <summary>Ends all tickets of an account.</summary>
    public async Task EndTicketsAsync(string user) =>
        await WithAsync<string>(
            user,
            async person =>
            {
                StaffAccounts.Must(await accounts.UpdateSecurityStampAsync(person));
                return (null, null);
            }
        );

    /// <summary>
    /// The way in for whoever holds the server's folder: an enabled manager with a new password, one-time unless it is
    /// given.
    /// </summary>
    public async Task<OneTimePassword> MakeManagerAsync(string user, string? password)
    {
        await MakeAsync("command-line", user, user, [nameof(Role.Manager)]);
        await PutRolesAsync("command-line", user, [nameof(Role.Manager)]);
        await DisableAsync("command-line", user, disable: false);
        var (told, _) = await WithAsync<OneTimePassword>(
            user,
            async person =>
            {
                if (password is null)
                    return (await OneTimeAsync("command-line", "reset-password", person, ""), null);
                await accounts.PutPasswordAsync(person, password, endsAt: null);
                StaffAccounts.Must(await accounts.UpdateAsync(person));
                Note("command-line", "put-password", user, "");
                return (new OneTimePassword(user, null, null), null);
            }
        );
        return told!;
    }

    private Task<(T? Told, Refusal? Refusal)> WithAsync<T>(string user, Func<StaffPerson, Task<(T?, Refusal?)>> act)
        where T : class =>
        context.InTurnAsync(async () =>
            AccountRules.IsUser(user) && await accounts.FindByNameAsync(user) is { } person
                ? await act(person)
                : ((T?)null, (Refusal?)new Refusal(Reason.NotFound, "spec:http", "There is no such user."))
        );

    private async Task<OneTimePassword> OneTimeAsync(string by, string act, StaffPerson person, string detail)
    {
        var (password, endsAt) = (AccountRules.NewPassword(), clock.Now + AccountRules.OneTimeMicros);
        await accounts.PutPasswordAsync(person, password, endsAt);
        StaffAccounts.Must(await accounts.UpdateAsync(person));
        Note(by, act, person.UserName!, detail);
        return new OneTimePassword(person.UserName!, password, endsAt);
    }

    private void Note(string by, string act, string about, string detail) =>
        context.Note(clock.Now, by, act, about, detail);

    private async Task<bool> IsLastManagerAsync(StaffPerson person) =>
        (await accounts.GetUsersInRoleAsync(nameof(Role.Manager))).All(manager =>
            manager.Id == person.Id || manager.IsDisabled
        );

    private static byte[]? KeyOf(byte[]? spki) =>
        spki is not null && Spki.TryDecode(Suite.P256, spki, out var key) ? key : null;

    private static Refusal LastManager { get; } =
        Conflict("No enabled manager would be left.", "name-another-manager-first");

    private static Refusal Conflict(string detail, string nextStep = "") =>
        new(Reason.Conflict, "spec:http", detail, nextStep);
}
