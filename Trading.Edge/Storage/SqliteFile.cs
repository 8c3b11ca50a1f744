using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Trading.Edge.Storage;

/// <summary>The numbered SQL of one database, in the program that it belongs to.</summary>
/// <param name="Home">The assembly that holds it as resources.</param>
/// <param name="Name">Its folder under <c>db/sqlite</c>.</param>
public sealed record Schema(Assembly Home, string Name);

/// <summary>One SQLite database file: how every connection of the house is opened.</summary>
/// <param name="path">The file; made when absent, readable by its owner alone.</param>
/// <param name="schema">Its numbered SQL.</param>
/// <param name="mayLoseNewest">Whether a loss of power may take back the newest commits, whole and in order: for what
/// can be asked for again. The end of the process never does.</param>
public class SqliteFile(string path, Schema schema, bool mayLoseNewest = false)
{
    private readonly string connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Pooling = true,
    }.ToString();
    private readonly string settings =
        $"PRAGMA journal_mode=WAL; PRAGMA synchronous={(mayLoseNewest ? "NORMAL" : "FULL")}; PRAGMA "
        + "foreign_keys=ON; PRAGMA secure_delete=ON; PRAGMA busy_timeout=10000;";
    private readonly ConditionalWeakTable<object, object> set = [];
    private volatile bool released;

    /// <summary>Makes the file where it is absent and applies the migrations that are new.</summary>
    public SqliteFile Prepare()
    {
        if (!File.Exists(path))
            using (OwnerOnly.Create(path)) { }
        using var connection = Open();
        Migrator.Apply(connection, schema);
        return this;
    }

    /// <summary>
    /// A connection with the durability that the stores promise: WAL and, unless the newest may be lost, every commit
    /// on the disk before it is answered.
    /// </summary>
    public SqliteConnection Open()
    {
        ObjectDisposedException.ThrowIf(released, this);
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        // The pool gives the same handle again and again; it keeps its settings.
        if (set.TryAdd(connection.Handle!, this))
            connection.Run(settings);
        Prepare(connection);
        return connection;
    }

    /// <summary>What else a connection needs before it is used; nothing, but in a test that breaks writes.</summary>
    protected virtual void Prepare(SqliteConnection connection) { }

    /// <summary>
    /// Closes the pooled connections, so that the file can be moved or deleted. Nobody opens it here any more: work
    /// that ends late would leave one.
    /// </summary>
    public void Release()
    {
        released = true;
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
    }
}

/// <summary>Short words for what is said to a database.</summary>
public static class SqliteWords
{
    public static int Run(
        this SqliteConnection connection,
        string sql,
        params ReadOnlySpan<(string Name, object? Value)> values
    )
    {
        using var command = connection.Command(sql, values);
        return command.ExecuteNonQuery();
    }

    public static object? Ask(
        this SqliteConnection connection,
        string sql,
        params ReadOnlySpan<(string Name, object? Value)> values
    )
    {
        using var command = connection.Command(sql, values);
        return command.ExecuteScalar() is var answer && answer is DBNull ? null : answer;
    }

    public static List<T> List<T>(
        this SqliteConnection connection,
        string sql,
        Func<SqliteDataReader, T> read,
        params ReadOnlySpan<(string Name, object? Value)> values
    )
    {
        using var command = connection.Command(sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    private static SqliteCommand Command(
        this SqliteConnection connection,
        string sql,
        ReadOnlySpan<(string Name, object? Value)> values
    )
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }
}
