using System.Text;
using Microsoft.Data.Sqlite;
using Trading.Crypto;
using Trading.Server.Storage;

namespace Trading.Server.Tests.Storage;

/// <summary>
/// Events of sealed streams are read by who has the secret, as they were appended, and lie encrypted in the file.
/// Source: docs/decisions/0045-papers-lie-sealed-in-the-log.md.
/// </summary>
public sealed class SealedEventLogTests : IDisposable
{
    private static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly byte[] Planted = Encoding.UTF8.GetBytes("{\"type\":\"Paper\",\"of\":\"理由 4711\"}");
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_sealed_stream_is_read_as_it_was_appended_and_lies_encrypted()
    {
        await using (var log = Open(Secret))
        {
            Assert.IsType<Appended>(await log.AppendAsync([Of("sheets.a", 0, 2), Of("room.a", 0, 1)]));
            Assert.IsType<Appended>(await log.AppendAsync([Of("sheets.a", 2, 1)]));
            Assert.IsType<Conflict>(await log.AppendAsync([Of("sheets.a", 2, 1)]));
        }
        await using (var again = Open(Secret))
        {
            var read = await again.ReadAsync("sheets.a", 0, 10);
            Assert.All(read, e => Assert.Equal(Planted, e.Bytes));
            Assert.Equal([0L, 1, 2], read.Select(e => e.Height));
            var together = await again.ReadTogetherAsync(["sheets.a", "room.a"], 0, 10);
            Assert.All(together, e => Assert.Equal(Planted, e.Bytes));
            Assert.Equal(4, together.Count);
            Assert.Equal(new byte[32], Assert.Single(await again.ReadLeavesAsync("sheets.a", 1, 1)));
        }
        // The control: the other stream's event is found in the file, three times the sealed one is not.
        Assert.Equal(
            [1L, 0, 0, 0],
            [.. Stored().Select(bytes => bytes.AsSpan().IndexOf(Planted) >= 0 ? 1L : 0).OrderDescending()]
        );
        Assert.Equal(3, Stored().Where(bytes => bytes[0] == 1).Select(Convert.ToHexString).Distinct().Count());
    }

    [Fact]
    public async Task Another_secret_another_place_or_a_changed_byte_opens_nothing()
    {
        await using (var log = Open(Secret))
            await log.AppendAsync([Of("sheets.a", 0, 2)]);
        await using (var other = Open([.. Secret.Reverse()]))
            await Assert.ThrowsAsync<CorruptEventException>(async () => await other.ReadAsync("sheets.a", 0, 1));
        // Whoever writes the file directly puts the second box where the first lies.
        Write(
            "DROP TRIGGER IF EXISTS events_no_update; UPDATE events SET bytes = (SELECT bytes FROM events WHERE height = 1) WHERE height = 0;"
        );
        await using (var moved = Open(Secret))
        {
            await Assert.ThrowsAsync<CorruptEventException>(async () => await moved.ReadAsync("sheets.a", 0, 1));
            Assert.Equal(Planted, Assert.Single(await moved.ReadAsync("sheets.a", 1, 1)).Bytes);
        }
        Write("UPDATE events SET bytes = x'01';");
        await using var cut = Open(Secret);
        await Assert.ThrowsAsync<CorruptEventException>(async () => await cut.ReadAsync("sheets.a", 0, 1));
    }

    [Fact]
    public async Task What_was_appended_before_there_was_a_secret_is_read_as_it_is()
    {
        await using (var before = new SqliteEventLog(folder["log.db"]))
            await before.AppendAsync([Of("sheets.a", 0, 1)]);
        await using var log = Open(Secret);
        await log.AppendAsync([Of("sheets.a", 1, 1)]);
        Assert.All(await log.ReadAsync("sheets.a", 0, 10), e => Assert.Equal(Planted, e.Bytes));
    }

    private SealedEventLog Open(byte[] secret) =>
        new(new SqliteEventLog(folder["log.db"]), Suite.P256, secret, "sheets.");

    private static StreamAppend Of(string stream, long height, int count) =>
        new(stream, height, [.. Enumerable.Repeat(new NewEvent("Paper", Planted, new byte[32], new byte[32]), count)]);

    private List<byte[]> Stored()
    {
        using var connection = Connect();
        return connection.List("SELECT bytes FROM events", row => row.GetFieldValue<byte[]>(0));
    }

    private void Write(string text)
    {
        using var connection = Connect();
        connection.Run(text);
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={folder["log.db"]};Pooling=False");
        connection.Open();
        return connection;
    }
}
