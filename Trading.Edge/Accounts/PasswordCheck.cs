namespace Trading.Edge.Accounts;

/// <summary>Whether somebody is who an account belongs to. Whatever is wrong has one answer: nobody.</summary>
public sealed class PasswordCheck<T>(AccountManager<T> accounts, PasswordGate<T> gate, Clock clock)
    where T : Account, new()
{
    /// <summary>
    /// The account, or null. The hash is worked out before anything is asked of the account: a locked, disabled or
    /// unknown one costs the same.
    /// </summary>
    public async Task<T?> FindAsync(string user, string password)
    {
        var person = AccountRules.IsUser(user) ? await accounts.FindByNameAsync(user) : null;
        var isRight = gate.Verify(person, password);
        if (person is null || person.IsDisabled || await accounts.IsLockedOutAsync(person))
            return null;
        if (isRight && (!person.MustChange || person.PasswordEndsAt >= clock.Now))
        {
            AccountManager<T>.Must(await accounts.ResetAccessFailedCountAsync(person));
            return person;
        }
        AccountManager<T>.Must(await accounts.AccessFailedAsync(person));
        return null;
    }
}
