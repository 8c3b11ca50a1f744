using Trading.Pool.Experts;

namespace Trading.Pool.Managers;

/// <summary>Accounts of managers as the command line makes them: it is an act of the pool.</summary>
public sealed class ManagerOffice(AccountOffice<Manager> accounts, PoolActs acts)
{
    private const string CommandLine = "command-line";

    /// <inheritdoc cref="AccountOffice{T}.MakeAsync"/>
    public async Task<OneTimePassword> MakeAsync(string user)
    {
        var told = await accounts.MakeAsync(user);
        await acts.NoteAsync(CommandLine, "manager", CommandLine, ("user", user));
        return told;
    }
}
