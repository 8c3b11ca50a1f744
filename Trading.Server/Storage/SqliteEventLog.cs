using Microsoft.Data.Sqlite;

namespace Trading.Server.Storage;

/// <summary>
/// <see cref="IEventLog"/> in one SQLite file: one thread writes (<see cref="SqliteLogWriter"/>), any number read
/// beside it (WAL). The file belongs to one process; <see cref="DataFolder"/> sees to that.
/// </summary>
public sealed class SqliteEventLog : IEventLog
{
    private const string Columns =
        "s.name, e.height, e.position, e.type, e.bytes, e.leaf, e.salt FROM events e JOIN streams s ON s.id = e.stream";
    private readonly SqliteFile file;
    private readonly SqliteLogWriter writer;
    private readonly Lock gate = new();
    private Action<IReadOnlyDictionary<string, long>>[] listeners = [];

    public SqliteEventLog(string path)
    {
        file = new SqliteFile(path, Schemas.Log).Prepare();
        writer = new SqliteLogWriter(file, Announce);
    }

    public ValueTask<AppendOutcome> AppendAsync(IReadOnlyList<StreamAppend> appends) => writer.Send(appends);

    public ValueTask<long> HeadAsync(string stream)
    {
        using var connection = file.Open();
        return new(SqliteLogWriter.HeadOf(connection, stream));
    }

    public ValueTask<IReadOnlyList<StoredEvent>> ReadAsync(string stream, long from, int most)
    {
        using var connection = file.Open();
        return new(
            connection.List(
                $"SELECT {Columns} WHERE s.name = $stream AND e.height >= $from ORDER BY e.height LIMIT $most",
                ReadEvent,
                ("$stream", stream),
                ("$from", from),
                ("$most", most)
            )
        );
    }

    public ValueTask<IReadOnlyList<StoredEvent>> ReadTogetherAsync(IReadOnlyList<string> streams, long behind, int most)
    {
        using var connection = file.Open();
        var names = string.Join(",", Enumerable.Range(0, streams.Count).Select(i => $"$s{i}"));
        (string, object?)[] values =
        [
            ("$behind", behind),
            ("$most", most),
            .. streams.Select((stream, i) => ($"$s{i}", (object?)stream)),
        ];
        return new(
            connection.List(
                $"SELECT {Columns} WHERE s.name IN ({names}) AND e.position > $behind ORDER BY e.position LIMIT $most",
                ReadEvent,
                values
            )
        );
    }

    public ValueTask<IReadOnlyList<byte[]>> ReadLeavesAsync(string stream, long from, int most)
    {
        using var connection = file.Open();
        return new(
            connection.List(
                "SELECT leaf FROM events WHERE stream = (SELECT id FROM streams WHERE name = $stream) AND height "
                    + ">= $from ORDER BY height LIMIT $most",
                row => row.GetFieldValue<byte[]>(0),
                ("$stream", stream),
                ("$from", from),
                ("$most", most)
            )
        );
    }

    public ValueTask<IReadOnlyList<string>> StreamsAsync(string prefix)
    {
        using var connection = file.Open();
        return new(
            connection.List(
                "SELECT name FROM streams WHERE substr(name, 1, length($prefix)) = $prefix ORDER BY id",
                row => row.GetString(0),
                ("$prefix", prefix)
            )
        );
    }

    public IDisposable Subscribe(Action<IReadOnlyDictionary<string, long>> grew)
    {
        lock (gate)
            listeners = [.. listeners, grew];
        return new Subscription(() =>
        {
            lock (gate)
                listeners = [.. listeners.Where(listener => listener != grew)];
        });
    }

    public async ValueTask DisposeAsync()
    {
        await writer.DisposeAsync();
        file.Release();
    }

    private void Announce(IReadOnlyDictionary<string, long> heads)
    {
        foreach (var listener in listeners)
            listener(heads);
    }

    private static StoredEvent ReadEvent(SqliteDataReader row) =>
        new(
            row.GetString(0),
            row.GetInt64(1),
            row.GetInt64(2),
            row.GetString(3),
            row.GetFieldValue<byte[]>(4),
            row.GetFieldValue<byte[]>(5),
            row.IsDBNull(6) ? null : row.GetFieldValue<byte[]>(6)
        );

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
