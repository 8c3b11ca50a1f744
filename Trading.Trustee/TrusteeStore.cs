using Microsoft.Data.Sqlite;

namespace Trading.Trustee;

/// <summary>
/// What a trustee keeps: its events, append-only, and its secrets. <see cref="Save"/> is one durable transaction: after
/// it returns everything survives kill -9 and loss of power; when it throws nothing was kept, or all was. Not
/// thread-safe; one process at a time.
/// </summary>
public interface ITrusteeStore : IDisposable
{
    /// <summary>All events in the order in which they were saved.</summary>
    IReadOnlyList<TrusteeEvent> Events();

    /// <summary>The secret of that name, or null.</summary>
    byte[]? Secret(string name);

    /// <summary>Appends events and keeps or destroys secrets, all or nothing.</summary>
    void Save(IReadOnlyList<TrusteeEvent> events, IReadOnlyList<TrusteeSecret> secrets);
}

/// <summary>
/// The store in one SQLite file of the data folder: WAL, synchronous FULL, destroyed secrets overwritten, readable by
/// its owner alone.
/// </summary>
public sealed class TrusteeStore : ITrusteeStore
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS owner (one INTEGER PRIMARY KEY CHECK (one = 1), signing_key BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS events (seq INTEGER PRIMARY KEY, body BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
        CREATE TRIGGER IF NOT EXISTS events_keep BEFORE DELETE ON events
            BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
        CREATE TRIGGER IF NOT EXISTS events_stay BEFORE UPDATE ON events
            BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
        CREATE TRIGGER IF NOT EXISTS owner_stays BEFORE UPDATE ON owner
            BEGIN SELECT RAISE(ABORT, 'a store has one owner'); END;
        """;

    private readonly SqliteConnection connection;

    private TrusteeStore(SqliteConnection connection) => this.connection = connection;

    /// <summary>
    /// Opens or makes the store in that folder for the trustee with this signing key (65 bytes). A store of another
    /// key, or one that another process holds, is a <see cref="TrusteeSetupException"/>: two agents with one key could
    /// say two different things.
    /// </summary>
    public static TrusteeStore Open(string folder, byte[] signingKey)
    {
        PrivateFiles.Folder(folder);
        var path = Path.Combine(folder, "trustee.db");
        PrivateFiles.Touch(path);
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Pooling = false,
                DefaultTimeout = 2,
            }.ToString()
        );
        try
        {
            connection.Open();
            // The lock is taken with the first write below and held until the process ends, however it ends.
            Run(
                connection,
                "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA "
                    + "secure_delete=ON;"
            );
            Run(connection, Schema);
            Own(connection, signingKey, folder);
            return new TrusteeStore(connection);
        }
        catch (SqliteException held) when (held.SqliteErrorCode is 5 or 6)
        {
            connection.Dispose();
            throw new TrusteeSetupException($"Another process uses the trustee's store in {folder}.", held);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<TrusteeEvent> Events()
    {
        using var command = Command(connection, "SELECT body FROM events ORDER BY seq");
        using var reader = command.ExecuteReader();
        var events = new List<TrusteeEvent>();
        while (reader.Read())
            events.Add(TrusteeEventCodec.Decode(reader.GetFieldValue<byte[]>(0)));
        return events;
    }

    /// <inheritdoc/>
    public byte[]? Secret(string name)
    {
        using var command = Command(connection, "SELECT value FROM secrets WHERE name = $name", ("$name", name));
        return command.ExecuteScalar() as byte[];
    }

    /// <inheritdoc/>
    public void Save(IReadOnlyList<TrusteeEvent> events, IReadOnlyList<TrusteeSecret> secrets)
    {
        using (var transaction = connection.BeginTransaction())
        {
            foreach (var happened in events)
                Run(
                    connection,
                    "INSERT INTO events (body) VALUES ($body)",
                    ("$body", TrusteeEventCodec.Encode(happened))
                );
            foreach (var secret in secrets)
                Save(secret);
            transaction.Commit();
        }
        // The log before the database still holds what was destroyed: it is emptied at once.
        if (secrets.Any(s => s.Value is null))
            Run(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    private void Save(TrusteeSecret secret)
    {
        if (secret.Value is null)
            Run(connection, "DELETE FROM secrets WHERE name = $name", ("$name", secret.Name));
        else
            Run(
                connection,
                "INSERT INTO secrets (name, value) VALUES ($name, $value) ON CONFLICT (name) DO UPDATE SET value "
                    + "= $value",
                ("$name", secret.Name),
                ("$value", secret.Value)
            );
    }

    private static void Own(SqliteConnection connection, byte[] signingKey, string folder)
    {
        Run(connection, "INSERT OR IGNORE INTO owner (one, signing_key) VALUES (1, $key)", ("$key", signingKey));
        using var command = Command(connection, "SELECT signing_key FROM owner");
        if (!((byte[])command.ExecuteScalar()!).AsSpan().SequenceEqual(signingKey))
            throw new TrusteeSetupException($"The store in {folder} belongs to another trustee's key.");
    }

    private static void Run(
        SqliteConnection connection,
        string sql,
        params ReadOnlySpan<(string Name, object Value)> values
    )
    {
        using var command = Command(connection, sql, values);
        command.ExecuteNonQuery();
    }

    private static SqliteCommand Command(
        SqliteConnection connection,
        string sql,
        params ReadOnlySpan<(string Name, object Value)> values
    )
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        return command;
    }
}
