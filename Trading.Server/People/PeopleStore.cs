using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Trading.Crypto;
using Trading.Server.Storage;

namespace Trading.Server.People;

/// <summary><c>people.db</c>, as every connection to it is opened.</summary>
public sealed class PeopleFile(string path) : SqliteFile(path, Schemas.People);

/// <summary>
/// <c>people.db</c> as requests read it: who is manager or supervisor everywhere, which accounts and tickets stand,
/// which demo tokens were used. It holds nothing about bidders. Accounts are written by Identity
/// (<see cref="PeopleContext"/>).
/// </summary>
public sealed class PeopleStore(PeopleFile file) : IDisposable
{
    private const string Account = """
        SELECT id, user, name, spki,
            (SELECT group_concat(n.name) FROM staff_roles r JOIN staff_role_names n ON n.id = r.role_id
             WHERE r.staff_id = staff.id)
        FROM staff WHERE is_disabled = 0 AND
        """;

    public void Dispose() => file.Release();

    public void Grant(byte[] key, Role role, string name)
    {
        using var connection = file.Open();
        connection.Run(
            "INSERT OR IGNORE INTO roles (key, role, name) VALUES ($key, $role, $name)",
            ("$key", key),
            ("$role", role.ToString()),
            ("$name", name)
        );
    }

    /// <summary>
    /// Whether the caller holds a global role: by its account, by the account that its key is bound to, or by its key
    /// itself.
    /// </summary>
    public bool Has(Caller caller, Role role) => RolesOf(caller).Contains(role.ToString());

    /// <summary>All global roles of a caller.</summary>
    public IReadOnlyList<string> RolesOf(Caller caller)
    {
        if (caller.IsTrustee)
            return [];
        var account = caller.Staff ?? FindByKey(caller.Key);
        using var connection = file.Open();
        var byKey = connection.List(
            "SELECT role FROM roles WHERE key = $key",
            row => row.GetString(0),
            ("$key", caller.Key)
        );
        return [.. byKey.Concat(account?.Roles ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>The name of whoever holds a global role or an account with this key; null for everybody else.</summary>
    public string? NameOf(byte[] key)
    {
        if (FindByKey(key) is { } account)
            return account.Name;
        using var connection = file.Open();
        return (string?)connection.Ask("SELECT name FROM roles WHERE key = $key", ("$key", key));
    }

    /// <summary>The account behind a ticket, or null when it is disabled or its tickets were ended.</summary>
    public StaffView? Find(string id, string stamp)
    {
        using var connection = file.Open();
        return
            connection.List($"{Account} id = $id AND security_stamp = $stamp", ViewOf, ("$id", id), ("$stamp", stamp))
                is [var found]
            ? found
            : null;
    }

    /// <summary>The enabled account that a key is bound to.</summary>
    public StaffView? FindByKey(byte[] key)
    {
        if (key.Length == 0)
            return null;
        using var connection = file.Open();
        return
            connection.List($"{Account} spki = $spki", ViewOf, ("$spki", Spki.Encode(Suite.P256, key))) is [var found]
            ? found
            : null;
    }

    /// <summary>
    /// The right to publish that a caller holds: by its account, by the account that its key is bound to, or by its key
    /// itself; null without one. Whoever holds two, one of each kind, publishes as the account.
    /// </summary>
    public Publisher? PublisherOf(Caller caller)
    {
        if (caller.IsTrustee || caller.IsOfRoom)
            return null;
        var key = caller.Key.Length == 0 ? null : caller.Key;
        var account = caller.Staff ?? FindByKey(caller.Key);
        using var connection = file.Open();
        var name =
            (
                account is null
                    ? null
                    : connection.Ask(
                        "SELECT name FROM publishers WHERE staff_id = $id AND taken_at IS NULL",
                        ("$id", account.Id)
                    )
            )
            ?? (
                key is null
                    ? null
                    : connection.Ask(
                        "SELECT name FROM publishers WHERE spki = $spki AND taken_at IS NULL",
                        ("$spki", Spki.Encode(Suite.P256, key))
                    )
            );
        return name is string held ? new Publisher(held, key) : null;
    }

    /// <summary>Ends a ticket over restarts; what would have ended by itself meanwhile is forgotten.</summary>
    public void EndTicket(byte[] id, long endsAt, long now)
    {
        using var connection = file.Open();
        connection.Run("DELETE FROM ended_tickets WHERE ends_at < $now", ("$now", now));
        connection.Run(
            "INSERT OR IGNORE INTO ended_tickets (id, ends_at) VALUES ($id, $endsAt)",
            ("$id", id),
            ("$endsAt", endsAt)
        );
    }

    public bool IsEnded(byte[] id)
    {
        using var connection = file.Open();
        return connection.Ask("SELECT 1 FROM ended_tickets WHERE id = $id", ("$id", id)) is not null;
    }

    /// <summary>Marks a token as used; false when it was before. Of two that come together one wins.</summary>
    public bool TryUse(string token, long now)
    {
        using var connection = file.Open();
        return connection.Run(
                "INSERT OR IGNORE INTO used_tokens (hash, used_at) VALUES ($hash, $now)",
                ("$hash", SHA256.HashData(Encoding.UTF8.GetBytes(token))),
                ("$now", now)
            ) == 1;
    }

    private static StaffView ViewOf(SqliteDataReader row) =>
        new(
            row.GetString(0),
            row.GetString(1),
            row.GetString(2),
            row.IsDBNull(4) ? [] : row.GetString(4).Split(','),
            row.IsDBNull(3) ? null : row.GetFieldValue<byte[]>(3)
        );
}
