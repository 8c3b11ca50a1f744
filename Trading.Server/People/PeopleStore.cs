using System.Security.Cryptography;
using System.Text;
using Trading.Opening;
using Trading.Server.Storage;

namespace Trading.Server.People;

/// <summary><c>people.db</c>: who is manager or supervisor everywhere, and which demo tokens were used. It holds nothing about bidders.</summary>
public sealed class PeopleStore(SqliteFile file) : IDisposable
{
    public void Dispose() => file.Release();

    public void Grant(byte[] key, Role role, string name)
    {
        using var connection = file.Open();
        connection.Run("INSERT OR IGNORE INTO roles (key, role, name) VALUES ($key, $role, $name)", ("$key", key), ("$role", role.ToString()), ("$name", name));
    }

    public bool Has(byte[] key, Role role)
    {
        using var connection = file.Open();
        return connection.Ask("SELECT 1 FROM roles WHERE key = $key AND role = $role", ("$key", key), ("$role", role.ToString())) is not null;
    }

    /// <summary>Marks a token as used; false when it was before. Of two that come together one wins.</summary>
    public bool TryUse(string token, long now)
    {
        using var connection = file.Open();
        return connection.Run(
            "INSERT OR IGNORE INTO used_tokens (hash, used_at) VALUES ($hash, $now)",
            ("$hash", SHA256.HashData(Encoding.UTF8.GetBytes(token))), ("$now", now)) == 1;
    }
}
