using Microsoft.Data.Sqlite;
using Trading.Server.Streams;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Opening;

/// <summary>
/// What the disk damaged is told once, held up alone, and gone on with as soon as it is back.
/// </summary>
public sealed class DamagedFileTests : OwnHall
{
    [Fact]
    public async Task A_stamped_commit_whose_manifest_is_damaged_holds_the_drain_until_the_file_is_back()
    {
        var (envelope, file, whole) = await StampedAsync();
        File.WriteAllBytes(file, whole[..(whole.Length / 2)]);
        await StartAgainAsync();
        Hall.Close();
        await LoggedAsync("cannot be read");
        await Task.Delay(1_500); // some more steps: each would have said it again
        Assert.Single(Lines("cannot be read"));
        Assert.Empty(Lines("a step failed"));
        Assert.DoesNotContain(await Hall.EventsAsync(Hall.Intake), e => e is TickSealed { Drain: true });

        File.WriteAllBytes(file, whole);
        var entry = Assert.Single((await Hall.DrainedAsync()).SelectMany(tick => tick.Entries));
        Assert.Equal(envelope.Sealed.Signed.Bytes, entry.Statement);
        Assert.Equal(Hall.CloseAt - 1_000_000, entry.Arrival);
    }

    [Fact]
    public async Task Whoever_declares_the_same_upload_again_puts_a_damaged_manifest_back()
    {
        using var bidder = new Bidder(Hall, "b");
        var envelope = bidder.Seal();
        await bidder.UploadAsync(envelope);
        var file = ManifestOf(envelope);
        var whole = File.ReadAllBytes(file);
        foreach (var bad in new[] { whole[..^1], [], null })
        {
            if (bad is null)
                File.Delete(file);
            else
                File.WriteAllBytes(file, bad);
            await bidder.DeclareAsync(envelope);
            Assert.Equal(whole, File.ReadAllBytes(file));
        }
        await Bidder.AcknowledgedAsync(await bidder.CommitAsync(envelope));
    }

    [Fact]
    public async Task A_relay_that_fails_at_first_gets_the_frozen_head_all_the_same()
    {
        foreach (var i in Enumerable.Range(0, 3))
            await Keep(new Bidder(Hall, $"b{i}")).SubmitAsync();
        Hall.Close();
        await Anybody.UntilAsync(Hall.Id, Hall.Lot, "opened");
        foreach (var trustee in Server.Trustees)
            await trustee.StopAsync();
        await Server.KillAsync();
        Change("DELETE FROM cosignatures");
        Change("CREATE TRIGGER broken BEFORE INSERT ON cosignatures BEGIN SELECT RAISE(ABORT, 'broken'); END");
        await StartAgainAsync();
        await LoggedAsync("could not be restored");
        await Task.Delay(1_500);
        Assert.Single(Lines("could not be restored"));
        Assert.Empty(Lines("a step failed"));
        Assert.Empty(await CosignersAsync());

        Change("DROP TRIGGER broken");
        await LoggedAsync("is restored in the relay");
        Assert.InRange((await CosignersAsync()).Count, 2, 3);
    }

    private async Task<IReadOnlyList<string>> CosignersAsync()
    {
        var session = (await Server.Get<Desks>().Session(Hall.Id).ReadAsync()).Published()!;
        var size = ((Lot.Closed)session.Lots[Hall.Lot]).Freeze.TreeSize;
        var heads = Server.Get<HeadStore>();
        return [.. Server.Trustees.Select(t => t.Name).Where(name => heads.HasCosignature(Hall.Intake, size, name))];
    }

    // The kill comes between the stamp and all further work.
    private async Task<(Bidder.Envelope Envelope, string File, byte[] Whole)> StampedAsync()
    {
        var bidder = Keep(new Bidder(Hall, "b"));
        var envelope = bidder.Seal();
        await bidder.UploadAsync(envelope);
        Server.Log!.Hold = appends =>
            appends.Any(a => a.Events.Any(e => e.Type is nameof(EntryAccepted) or nameof(TickSealed)))
                ? new TaskCompletionSource().Task
                : Task.CompletedTask;
        Server.Clock.Freeze(Hall.CloseAt - 1_000_000);
        _ = bidder.CommitAsync(envelope);
        await Until.TrueAsync(
            "the arrival is stamped",
            Server.Patience(10),
            async () => (await Hall.EventsAsync(Hall.Received)).Any(e => e is CommitStamped)
        );
        await Server.KillAsync();
        var file = ManifestOf(envelope);
        return (envelope, file, File.ReadAllBytes(file));
    }

    private void Change(string sql)
    {
        using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(Server.Data, "relay.db")};Pooling=False"
        );
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private Task LoggedAsync(string part) =>
        Until.TrueAsync(part, Server.Patience(20), () => Task.FromResult(Lines(part).Count > 0));

    private List<string> Lines(string part) =>
        [.. Server.Logs.Lines.Select(l => l.Text).Where(l => l.Contains(part, StringComparison.Ordinal))];
}
