using Microsoft.Data.Sqlite;

namespace Trading.Server.Rooms;

/// <summary>
/// <c>rooms.db</c>: what is said in rooms and is no event: ciphertexts of drafts, and who read which document. One
/// writer at a time, who never waits for another in the database.
/// </summary>
public sealed class RoomFile(SqliteFile file) : IDisposable
{
    private readonly Lock writing = new();

    public void Dispose() => file.Release();

    /// <summary>A connection to read by; the caller disposes it.</summary>
    public SqliteConnection Open() => file.Open();

    /// <summary>Writes in a transaction of its own.</summary>
    public T Write<T>(Func<SqliteConnection, T> write)
    {
        lock (writing)
        {
            using var connection = file.Open();
            using var transaction = connection.BeginTransaction(deferred: false);
            var answer = write(connection);
            transaction.Commit();
            return answer;
        }
    }
}
