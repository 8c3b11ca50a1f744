using Trading.Edge.Accounts;

namespace Trading.Edge.SignIn;

/// <summary>What the command line did for an account.</summary>
/// <param name="Password">The one-time password, shown this once.</param>
/// <param name="EndsAt">UTC microseconds.</param>
public sealed record OneTimePassword(string Password, long EndsAt);

/// <summary>Accounts of a process: made by the command line, changed by their owner.</summary>
public sealed class AccountOffice<T>(AccountManager<T> accounts, Clock clock)
    where T : Account, new()
{
    /// <summary>
    /// The first account, the next one, or the way back in: an enabled account with a one-time password. Sessions that
    /// it had end.
    /// </summary>
    public async Task<OneTimePassword> MakeAsync(string user)
    {
        var password = AccountRules.NewPassword();
        var endsAt = clock.Now + AccountRules.OneTimeMicros;
        if (await accounts.FindByNameAsync(user) is not { } account)
        {
            account = new T
            {
                Id = Guid.NewGuid().ToString("N"),
                UserName = user,
                Name = user,
                CreatedAt = clock.Now,
                LockoutEnabled = true,
            };
            AccountManager<T>.Must(await accounts.CreateAsync(account, password));
        }
        account.IsDisabled = false;
        await accounts.PutPasswordAsync(account, password, endsAt);
        AccountManager<T>.Must(await accounts.UpdateAsync(account));
        return new OneTimePassword(password, endsAt);
    }

    /// <summary>Puts the account's own password, which ends all its sessions.</summary>
    public async Task PutPasswordAsync(T account, string password)
    {
        await accounts.PutPasswordAsync(account, password, endsAt: null);
        AccountManager<T>.Must(await accounts.UpdateAsync(account));
    }
}
