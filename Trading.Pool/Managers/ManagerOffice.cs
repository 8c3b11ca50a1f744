using Trading.Pool.Experts;

namespace Trading.Pool.Managers;

/// <summary>What the command line did for a manager.</summary>
/// <param name="Password">The one-time password, shown this once.</param>
/// <param name="EndsAt">UTC microseconds.</param>
public sealed record OneTimePassword(string Password, long EndsAt);

/// <summary>Accounts of managers: made by the command line, changed by their owner.</summary>
public sealed class ManagerOffice(AccountManager<Manager> accounts, PoolActs acts, Clock clock)
{
    private const string CommandLine = "command-line";

    /// <summary>
    /// The first manager, the next one, or the way back in: an enabled account with a one-time password. Sessions that
    /// it had end.
    /// </summary>
    public async Task<OneTimePassword> MakeAsync(string user)
    {
        var password = AccountRules.NewPassword();
        var endsAt = clock.Now + AccountRules.OneTimeMicros;
        if (await accounts.FindByNameAsync(user) is not { } manager)
        {
            manager = new Manager
            {
                Id = Guid.NewGuid().ToString("N"),
                UserName = user,
                Name = user,
                CreatedAt = clock.Now,
                LockoutEnabled = true,
            };
            AccountManager<Manager>.Must(await accounts.CreateAsync(manager, password));
        }
        manager.IsDisabled = false;
        await accounts.PutPasswordAsync(manager, password, endsAt);
        AccountManager<Manager>.Must(await accounts.UpdateAsync(manager));
        await acts.NoteAsync(CommandLine, "manager", CommandLine, ("user", user));
        return new OneTimePassword(password, endsAt);
    }

    /// <summary>Puts the manager's own password, which ends all its sessions.</summary>
    public async Task PutPasswordAsync(Manager manager, string password)
    {
        await accounts.PutPasswordAsync(manager, password, endsAt: null);
        AccountManager<Manager>.Must(await accounts.UpdateAsync(manager));
    }
}
