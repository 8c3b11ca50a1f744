using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trading.Crypto;
using Trading.Server.Locks;
using Trading.Server.Opening;
using Trading.Server.Storage;
using Trading.Server.Streams;
using Trading.Server.Tests.Opening;
using Trading.Server.Tests.World;
using Xunit.Abstractions;

namespace Trading.Server.Tests.Locks;

/// <summary>
/// The relay's fault table: in a whole opening every write to every table of it fails the first time, undone or done,
/// and every second one holds.
/// </summary>
public sealed class RelayFaultTests(ITestOutputHelper output)
{
    private static readonly string[] Tables =
    [
        "mailbox",
        "locked",
        "checkpoints",
        "cosignatures",
        "partials",
        "acknowledgements",
        "reread",
    ];

    [Theory]
    [InlineData("BEFORE", "ABORT")]
    [InlineData("AFTER", "FAIL")] // FAIL ends the statement and keeps what it did
    public async Task An_opening_gets_to_its_end_although_every_write_fails_at_first(string when, string how)
    {
        var faults = new Faults(when, how);
        await using var server = await TestServer.StartAsync(services =>
            services.Replace(
                ServiceDescriptor.Singleton(provider => new RelayFile(
                    faults.On(provider.GetRequiredService<DataFolder>().File("relay.db"))
                ))
            )
        );
        var hall = await Hall.OpenAsync(server, CeremonyFate.Destroy);
        var acknowledged = new List<Acknowledgement>();
        foreach (var name in new[] { "a", "b", "c" })
            acknowledged.Add(await SubmitAsync(new Bidder(hall, name), server.Patience(20)));
        hall.Close();
        using var host = await server.Client(server.Host).SignInAsync();
        Assert.Equal(3, (await host.UntilAsync(hall.Id, Hall.Lot, "opened")).GetProperty("bids").GetArrayLength());
        var archive = await WalkingOpeningTests.ArchiveAsync(host, hall, "full", _ => true);

        // What was told once is what stands in the archive, byte for byte.
        Assert.Equal(
            acknowledged.Select(a => Convert.ToHexString(a.ToBytes())).Order(),
            Assert.Single(archive.Lots).Acknowledgements.Values.Select(Convert.ToHexString).Order()
        );
        await Until.TrueAsync(
            "all envelopes are read again",
            server.Patience(20),
            () => Task.FromResult(server.Get<EntryStore>().Reread(hall.Id, Hall.Lot).Count >= 3)
        );
        Assert.Empty(server.Get<RelayStore>().Messages(hall.Id, Hall.Lot, 1));
        output.WriteLine(string.Join(", ", faults.Struck.OrderBy(f => f.Key).Select(f => $"{f.Key} {f.Value}")));
        Assert.Equal(Tables.Append("mailbox, deleted").Order(), faults.Struck.Keys.Order());
    }

    private static async Task<Acknowledgement> SubmitAsync(Bidder bidder, TimeSpan patience)
    {
        var envelope = bidder.Seal();
        await bidder.UploadAsync(envelope);
        return await Until.SeenAsync(
            "the COMMIT is taken",
            patience,
            async () =>
            {
                var answer = await await bidder.CommitAsync(envelope);
                if (answer.IsSuccessStatusCode)
                    return await Bidder.AcknowledgedAsync(Task.FromResult(answer));
                Assert.Equal((503, "StoreFailed"), await Task.FromResult(answer).Refused()); // which says: repeat
                return null;
            }
        );
    }

    private sealed class Faults(string when, string how)
    {
        private readonly ConcurrentDictionary<string, int> writes = new();

        public ConcurrentDictionary<string, int> Struck { get; } = new();

        public SqliteFile On(string path)
        {
            var file = new FaultyFile(path, this).Prepare();
            using var connection = file.Open();
            foreach (var table in Tables)
                connection.Run(Trigger(table, "INSERT", table));
            connection.Run(Trigger("mailbox", "DELETE", "mailbox, deleted"));
            return file;
        }

        private string Trigger(string table, string verb, string name) =>
            $"CREATE TRIGGER fault_{table}_{verb} {when} {verb} ON {table} WHEN strike('{name}') BEGIN SELECT "
            + $"RAISE({how}, 'injected'); END";

        private bool Strike(string name)
        {
            var count = writes.AddOrUpdate(name, 1, (_, before) => before + 1);
            // Rows of one transaction or statement fail together, so with every second one it would never end.
            if (name is "reread" or "mailbox, deleted" ? count > 2 : count % 2 == 0)
                return false;
            Struck.AddOrUpdate(name, 1, (_, before) => before + 1);
            return true;
        }

        private sealed class FaultyFile(string path, Faults faults) : SqliteFile(path, Schemas.Relay)
        {
            protected override void Prepare(SqliteConnection connection) =>
                connection.CreateFunction<string, bool>("strike", faults.Strike);
        }
    }
}
