using Microsoft.Data.Sqlite;
using Trading.Server.Storage;

namespace Trading.Server.Tests.Storage;

public sealed class SqliteEventLogTests : EventLogContract, IDisposable
{
    private readonly TemporaryFolder folder = new();

    protected override IEventLog Open() => new SqliteEventLog(folder["log.db"]);

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("UPDATE events SET type = 'Other'")]
    [InlineData("DELETE FROM events")]
    [InlineData("UPDATE streams SET name = 'other'")]
    [InlineData("DELETE FROM streams")]
    public async Task Not_even_SQL_changes_what_was_written(string sql)
    {
        await using (var log = Open())
            await log.AppendAsync([new StreamAppend("s", 0, [new NewEvent("T", [1], new byte[32], null)])]);
        using var connection = new SqliteConnection($"Data Source={folder["log.db"]};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.Contains(
            "append-only",
            Assert.Throws<SqliteException>(() => command.ExecuteNonQuery()).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_file_is_readable_by_its_owner_alone_and_flushed_at_every_commit()
    {
        await using var log = Open();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder["log.db"]));
        using var connection = new SqliteFile(folder["log.db"], Schemas.Log).Open();
        Assert.Equal("wal", connection.Ask("PRAGMA journal_mode"));
        Assert.Equal(2L, connection.Ask("PRAGMA synchronous"));
    }

    [Fact]
    public async Task A_changed_migration_stops_the_start()
    {
        await using (var log = Open()) { }
        using (var connection = new SqliteFile(folder["log.db"], Schemas.Log).Open())
            connection.Run("UPDATE migrations SET checksum = 'other'");
        Assert.Contains(
            "0001_streams.sql",
            Assert.Throws<InvalidDataException>(() => new SqliteFile(folder["log.db"], Schemas.Log).Prepare()).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_failing_disk_fails_the_whole_group_and_the_next_one_starts_from_what_is_there()
    {
        await using var log = Open();
        await log.AppendAsync([One("s", 0)]);
        Run("CREATE TRIGGER broken BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'disk'); END");
        await Assert.ThrowsAsync<LogFailedException>(async () => await log.AppendAsync([One("s", 1)]));
        Run("DROP TRIGGER broken");
        Assert.IsType<Appended>(await log.AppendAsync([One("s", 1)]));
        Assert.Equal(2, await log.HeadAsync("s"));
    }

    [Fact]
    public async Task A_disk_that_fails_at_the_second_insert_of_a_group_takes_back_what_the_first_one_grew()
    {
        await using var log = Open();
        await log.AppendAsync([One("s", 0)]);
        Run("CREATE TRIGGER broken BEFORE INSERT ON events WHEN NEW.type = 'X' BEGIN SELECT RAISE(ABORT, 'disk'); END");
        await Assert.ThrowsAsync<LogFailedException>(async () =>
            await log.AppendAsync([One("s", 1), One("new", 0), One("t", 0, "X")])
        );
        Run("DROP TRIGGER broken");
        Assert.Equal(new Conflict("s", 2, 1), await log.AppendAsync([One("s", 2)]));
        Assert.IsType<Appended>(await log.AppendAsync([One("s", 1), One("new", 0), One("t", 0, "X")]));
        foreach (var (stream, head) in new[] { ("s", 2L), ("new", 1L), ("t", 1L) })
            Assert.Equal(head, await log.HeadAsync(stream));
    }

    private static StreamAppend One(string stream, long expected, string type = "T") =>
        new(stream, expected, [new NewEvent(type, [1], new byte[32], null)]);

    private void Run(string sql)
    {
        using var connection = new SqliteFile(folder["log.db"], Schemas.Log).Open();
        connection.Run(sql);
    }
}
