using System.Text;
using Trading.Crypto;
using Trading.Evaluation.Commitments;
using Trading.Locks.Policies;
using Trading.Pool.Draws;
using Trading.Pool.Experts;
using Trading.Pool.Tests.World;

namespace Trading.Pool.Tests;

/// <summary>What is left when the custodian's process ends by force, and what lies on its disk.</summary>
public sealed class DrawCrashTests : DrawStage
{
    [Fact]
    public async Task A_commitment_that_nobody_heard_to_its_end_is_said_again_byte_for_byte()
    {
        await FillAsync();
        Platform.HoldsAnswers = true;
        var draw = Ask(new AskedDraw(People));
        byte[] first;
        using (var pool = await RunningPool.StartAsync(Data, People, Platform))
        {
            first = await Platform.HeardAsync(draw.Id, "commitment");
            await pool.KillAsync();
        }
        Platform.HoldsAnswers = false;
        using (var pool = await RunningPool.StartAsync(Data, People, Platform))
        {
            Assert.Equal(first, await Platform.HeardAsync(draw.Id, "commitment", 2));
            await pool.KillAsync();
        }
        HeardCommitment.Of(first, draw, People.Custodian.SigningKey);
    }

    [Fact]
    public async Task A_process_that_is_killed_at_any_point_commits_once()
    {
        await FillAsync();
        var draw = Ask(new AskedDraw(People));
        // Later and later in its work: before the task, within the filter and the sealing, after the store.
        foreach (var milliseconds in new[] { 0, 60, 120, 200, 300, 450, 700, 1000 })
        {
            using var pool = await RunningPool.StartAsync(Data, People, Platform);
            var seen = Volatile.Read(ref Platform.Looks);
            await Until.TrueAsync(
                "a look",
                Pace.Slowest.Patience(30),
                () => Task.FromResult(Volatile.Read(ref Platform.Looks) > seen)
            );
            await Task.Delay(milliseconds);
            await pool.KillAsync();
        }
        await using var server = await PoolServer.StartAsync(Data, People.Options(Platform));
        await Platform.HeardAsync(draw.Id, "commitment");
        await Platform.LookedAsync();
        Assert.Single(Platform.Said.Select(said => Convert.ToHexString(said.Body)).Distinct());
        using var connection = server.Get<PoolFile>().Open();
        Assert.Equal(1L, connection.Ask("SELECT COUNT(*) FROM draws"));
        Assert.Equal(1L, connection.Ask("SELECT COUNT(*) FROM draw_statements"));
        Assert.Equal(1L, connection.Ask("SELECT COUNT(*) FROM acts WHERE act = 'draw'"));
    }

    [Fact]
    public async Task A_platform_that_refuses_or_fails_hears_the_same_again()
    {
        await using var server = await StartAsync(40);
        Platform.Status = 503;
        var draw = Ask(new AskedDraw(People));
        var first = await Platform.HeardAsync(draw.Id, "commitment");
        Platform.Status = 409;
        Assert.Equal(first, await Platform.HeardAsync(draw.Id, "commitment", 2));
        await Platform.LookedAsync();
        Assert.Equal(2, Platform.Said.Count);
        server.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(first, await Platform.HeardAsync(draw.Id, "commitment", 3));
    }

    [Theory]
    [InlineData("UPDATE draws SET at = 1")]
    [InlineData("DELETE FROM draws")]
    [InlineData("UPDATE draw_statements SET at = 1")]
    [InlineData("DELETE FROM draw_statements")]
    public async Task Not_even_SQL_changes_what_was_prepared_or_signed(string sql)
    {
        await using var server = await StartAsync(40);
        var draw = Ask(new AskedDraw(People));
        await CommittedAsync(draw);
        using var connection = server.Get<PoolFile>().Open();
        var no = Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() => connection.Run(sql));
        Assert.Contains("append-only", no.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Codes_salts_and_contacts_of_a_draw_are_in_no_file_and_no_line_of_the_log()
    {
        var draw = new AskedDraw(People);
        IReadOnlyList<byte[]> planted;
        IEnumerable<string> lines;
        await using (var server = await StartAsync(40))
        {
            Ask(draw);
            await CommittedAsync(draw);
            server.Clock.Advance(TimeSpan.FromMinutes(61));
            string[] units = [InventedExperts.UnitCode(0)];
            Platform.Tasks["conflicts"] = new ConflictsTaskSaid(draw.Id, "conflicts", units);
            await Platform.HeardAsync(draw.Id, "conflicts");
            var rows = server.Get<DrawStore>().Secrets(draw.Id, Suite.P256).Rows;
            Assert.Equal(Expected(draw, 40).Rows.Count, rows.Count);
            planted =
            [
                draw.PersonSalt,
                .. rows.SelectMany(row =>
                    new[]
                    {
                        Encoding.ASCII.GetBytes(row.Code),
                        Encoding.ASCII.GetBytes(row.Expert.Id),
                        Encoding.ASCII.GetBytes(row.Expert.Phone),
                        row.Salt,
                        row.Rest,
                    }
                ),
            ];
            lines = server.Log;
            Assert.Empty(Found(planted));
        }
        Assert.Empty(Found(planted));
        foreach (var secret in planted)
        foreach (var spelled in Spellings(secret))
            Assert.DoesNotContain(lines, l => l.Contains(Encoding.UTF8.GetString(spelled), StringComparison.Ordinal));
        // The control: what is public of the draw is found by the same search, in the store and in the log.
        Assert.NotEmpty(Found([Encoding.UTF8.GetBytes(draw.Request.Place)]));
        Assert.NotEmpty(Found([draw.Locks.Draw.LockId]));
        Assert.Contains(lines, line => line.Contains(draw.Id, StringComparison.Ordinal));
    }

    [Fact]
    public void Secret_rows_come_back_as_they_were_and_open_for_their_draw_alone()
    {
        var draw = new AskedDraw(People);
        var pool = Expected(draw, 40);
        using var vault = new DrawVault(new byte[32]);
        var kept = vault.Seal(draw.Id, SecretRows.ToBytes(pool));
        var back = SecretRows.Read(Suite.P256, vault.Open(draw.Id, kept));
        Assert.Equal(SecretRows.ToBytes(pool), SecretRows.ToBytes(back));
        Assert.Equal(pool.ReductionRows().Select(Hex), back.ReductionRows().Select(Hex));
        Assert.Equal(pool.Excluded, back.Excluded);
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => vault.Open("other", kept));
        kept[40] ^= 1;
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => vault.Open(draw.Id, kept));
    }

    private async Task FillAsync()
    {
        await using var server = await StartAsync(40);
    }

    private List<string> Found(IReadOnlyList<byte[]> secrets)
    {
        var files = Directory
            .EnumerateFiles(Data, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "server.lock")
            .ToDictionary(file => file, Read);
        return
        [
            .. secrets
                .SelectMany(Spellings)
                .SelectMany(spelled => files.Where(file => file.Value.AsSpan().IndexOf(spelled) >= 0))
                .Select(file => file.Key),
        ];
    }

    // As it is, and as JSON or a log would have it.
    private static IEnumerable<byte[]> Spellings(byte[] secret) =>
        [
            secret,
            Encoding.ASCII.GetBytes(Convert.ToBase64String(secret)),
            Encoding.ASCII.GetBytes(Convert.ToHexString(secret)),
            Encoding.ASCII.GetBytes(Convert.ToHexStringLower(secret)),
        ];

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static string Hex(ReductionRow row) => Convert.ToHexString(row.ToBytes());
}
