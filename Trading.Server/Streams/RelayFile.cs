using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Trading.Server.Streams;

/// <summary>
/// <c>relay.db</c>: what passes between trustees and platform and is no event. Ceremony messages can be destroyed;
/// everything else can be lost at the price of asking trustees again, because wants are derived from what is missing
/// here. Each room keeps its own tables in it. One writer at a time, who never waits for another in the database; a
/// write about a lot moves <see cref="ChangesOf"/>, so that whoever remembers what he read knows when to read again.
/// </summary>
public sealed class RelayFile(SqliteFile file) : IDisposable
{
    private readonly Lock writing = new();
    private readonly ConcurrentDictionary<(string Session, string? Lot), long> changes = new();

    public void Dispose() => file.Release();

    /// <summary>A connection to read by; the caller disposes it.</summary>
    public SqliteConnection Open() => file.Open();

    /// <summary>
    /// A number that grows with every write about the lot (the empty lot is the session's own stream) or, without one,
    /// about anything of the session. To be asked before reading.
    /// </summary>
    public long ChangesOf(string session, string? lot = null) => changes.GetValueOrDefault((session, lot));

    /// <summary>
    /// Writes about a lot. Whatever became of the write: who remembers must look again.
    /// </summary>
    public void Write(string session, string lot, Action<SqliteConnection> write)
    {
        try
        {
            Write(write);
        }
        finally
        {
            changes.AddOrUpdate((session, lot), 1, static (_, before) => before + 1);
            changes.AddOrUpdate((session, null), 1, static (_, before) => before + 1);
        }
    }

    /// <summary>Writes what nobody remembers: no number moves.</summary>
    public void Write(Action<SqliteConnection> write)
    {
        lock (writing)
        {
            using var connection = file.Open();
            write(connection);
        }
    }
}
