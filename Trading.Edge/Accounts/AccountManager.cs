using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Trading.Edge.Accounts;

/// <summary>
/// Identity's accounts with our clock: lock-out runs on the same time as everything else here, and a test shifts it.
/// </summary>
public sealed class AccountManager<T>(
    IUserStore<T> store,
    IOptions<IdentityOptions> options,
    IPasswordHasher<T> hasher,
    IEnumerable<IUserValidator<T>> users,
    IEnumerable<IPasswordValidator<T>> passwords,
    ILookupNormalizer normalizer,
    IdentityErrorDescriber errors,
    IServiceProvider services,
    ILogger<AccountManager<T>> logger,
    Clock clock
) : UserManager<T>(store, options, hasher, users, passwords, normalizer, errors, services, logger)
    where T : Account
{
    public override Task<bool> IsLockedOutAsync(T user) => Task.FromResult(user.LockoutEnd is { } end && end > Now);

    public override async Task<IdentityResult> AccessFailedAsync(T user)
    {
        user.AccessFailedCount++;
        if (user.AccessFailedCount >= Options.Lockout.MaxFailedAccessAttempts)
        {
            (user.AccessFailedCount, user.LockoutEnd) = (0, Now + Options.Lockout.DefaultLockoutTimeSpan);
            logger.LogWarning("The account {User} is locked: too many wrong passwords", user.UserName);
        }
        return await UpdateAsync(user);
    }

    /// <summary>Puts a password, which ends every ticket of the account; the account is not saved yet.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="password">12 to 256 characters.</param>
    /// <param name="endsAt">UTC microseconds at which a one-time password ends, or null for one that stands.</param>
    public async Task PutPasswordAsync(T user, string password, long? endsAt)
    {
        Must(await UpdatePasswordHash(user, password, validatePassword: true));
        (user.MustChange, user.PasswordEndsAt) = (endsAt is not null, endsAt ?? 0);
        (user.AccessFailedCount, user.LockoutEnd) = (0, null);
    }

    /// <summary>Two changes of one account at once: the later one is said again by whoever asked for it.</summary>
    public static void Must(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new DbUpdateException(
                $"The account was not changed: {string.Join(", ", result.Errors.Select(error => error.Code))}"
            );
    }

    private DateTimeOffset Now => DateTimeOffset.UnixEpoch.AddTicks(clock.Now * TimeSpan.TicksPerMicrosecond);
}
