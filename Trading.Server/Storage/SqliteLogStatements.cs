using Microsoft.Data.Sqlite;

namespace Trading.Server.Storage;

/// <summary>The writer's statements, prepared once. Used by the writer's thread alone.</summary>
internal sealed class SqliteLogStatements : IDisposable
{
    private readonly SqliteCommand begin,
        commit,
        rollBack,
        addStream,
        addEvent;
    private readonly SqliteParameter name,
        stream,
        height,
        type,
        bytes,
        leaf,
        salt;

    public SqliteLogStatements(SqliteConnection connection)
    {
        begin = Prepare(connection, "BEGIN IMMEDIATE");
        commit = Prepare(connection, "COMMIT");
        rollBack = Prepare(connection, "ROLLBACK");
        addStream = Prepare(connection, "INSERT INTO streams (name) VALUES ($name) RETURNING id", "$name");
        addEvent = Prepare(
            connection,
            "INSERT INTO events (stream, height, type, bytes, leaf, salt) VALUES ($stream, $height, $type, "
                + "$bytes, $leaf, $salt)",
            "$stream",
            "$height",
            "$type",
            "$bytes",
            "$leaf",
            "$salt"
        );
        name = addStream.Parameters[0];
        var slots = addEvent.Parameters;
        (stream, height, type, bytes, leaf, salt) = (slots[0], slots[1], slots[2], slots[3], slots[4], slots[5]);
    }

    public void Begin() => begin.ExecuteNonQuery();

    public void Commit() => commit.ExecuteNonQuery();

    public void RollBack()
    {
        try
        {
            rollBack.ExecuteNonQuery();
        }
        catch (SqliteException) { } // SQLite rolls back by itself after some failures, and says so here
    }

    public long AddStream(string stream)
    {
        name.Value = stream;
        return (long)addStream.ExecuteScalar()!;
    }

    public void AddEvent(long streamId, long at, NewEvent item)
    {
        stream.Value = streamId;
        height.Value = at;
        type.Value = item.Type;
        bytes.Value = item.Bytes;
        leaf.Value = item.Leaf;
        salt.Value = (object?)item.Salt ?? DBNull.Value;
        addEvent.ExecuteNonQuery();
    }

    /// <summary>Position of the event that was added last.</summary>
    public long LastPosition => SQLitePCL.raw.sqlite3_last_insert_rowid(addEvent.Connection!.Handle);

    public void Dispose()
    {
        foreach (var command in new[] { begin, commit, rollBack, addStream, addEvent })
            command.Dispose();
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql, params string[] names)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var slot in names)
            command.Parameters.Add(new SqliteParameter { ParameterName = slot, Value = DBNull.Value });
        command.Prepare();
        return command;
    }
}
