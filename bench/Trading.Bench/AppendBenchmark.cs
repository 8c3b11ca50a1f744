using Microsoft.Data.Sqlite;
using Trading.Crypto;
using Trading.Server.Storage;

namespace Trading.Bench;

/// <summary>
/// 300-byte events with their leaf hashes into the event log, SQLite with synchronous=FULL on the same disk: 1,000
/// waiting producers and group commit against one transaction per event on the same schema.
/// </summary>
internal static class AppendBenchmark
{
    private const int Producers = 1_000;

    // Twenty rounds a producer: with fewer, starting and ending a thousand tasks is most of what is measured, and
    // nobody waits.
    private const int Events = 20_000;
    private const int EventBytes = 300;
    private static readonly Suite Suite = Suite.P256;
    private static readonly string[] Slots = ["$height", "$type", "$bytes", "$leaf", "$salt"];

    public static Benchmark Create()
    {
        // Beside the results, so that both logs lie on the disk that the project lies on.
        var folder = Directory
            .CreateDirectory(Path.Combine(AppContext.BaseDirectory, $"append-{Guid.NewGuid():N}"))
            .FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var (group, single) = (
            new GroupCommit(new SqliteEventLog(Path.Combine(folder, "group.db"))),
            new SingleTransactions(Path.Combine(folder, "single.db"))
        );
        return new Benchmark(
            "append with 1,000 waiting producers",
            Compare.Speed,
            20,
            single.Run,
            () => group.RunAsync().GetAwaiter().GetResult(),
            Rounds: 5
        );
    }

    private static NewEvent Make(long height)
    {
        var bytes = new byte[EventBytes];
        Random.Shared.NextBytes(bytes);
        var salt = StreamLeaf.Salt(Suite, new byte[StreamLeaf.SaltBytes], height);
        return new NewEvent(
            "Bench",
            bytes,
            TreeHash.Leaf(Suite, StreamLeaf.Of(Suite, salt, height, "Bench", bytes)),
            salt
        );
    }

    private sealed class GroupCommit(SqliteEventLog log)
    {
        private readonly Lock gate = new();
        private long next;

        public async Task RunAsync()
        {
            await Task.WhenAll(Enumerable.Range(0, Producers).Select(_ => Task.Run(ProduceAsync)));
            if (await log.HeadAsync("s") != next)
                throw new InvalidOperationException("events are missing");
        }

        private async Task ProduceAsync()
        {
            for (var i = 0; i < Events / Producers; i++)
            {
                ValueTask<AppendOutcome> answer;
                // The height is part of the salted leaf, so it is drawn and sent in one order.
                lock (gate)
                    answer = log.AppendAsync([new StreamAppend("s", next, [Make(next++)])]);
                if (await answer is not Appended)
                    throw new InvalidOperationException("an append was refused");
            }
        }
    }

    private sealed class SingleTransactions
    {
        private readonly SqliteCommand insert;
        private readonly SqliteParameter[] slots;
        private long next;

        public SingleTransactions(string file)
        {
            var connection = new SqliteFile(file, Schemas.Log).Prepare().Open();
            using var stream = connection.CreateCommand();
            stream.CommandText = "INSERT INTO streams (name) VALUES ('s')";
            stream.ExecuteNonQuery();
            insert = connection.CreateCommand();
            insert.CommandText =
                "INSERT INTO events (stream, height, type, bytes, leaf, salt) VALUES (1, $height, $type, $bytes, "
                + "$leaf, $salt)";
            slots = [.. Slots.Select(name => insert.Parameters.AddWithValue(name, DBNull.Value))];
        }

        public void Run()
        {
            for (var i = 0; i < Events; i++, next++)
            {
                var item = Make(next);
                (slots[0].Value, slots[1].Value, slots[2].Value, slots[3].Value, slots[4].Value) = (
                    next,
                    item.Type,
                    item.Bytes,
                    item.Leaf,
                    item.Salt
                );
                insert.ExecuteNonQuery();
            }
        }
    }
}
