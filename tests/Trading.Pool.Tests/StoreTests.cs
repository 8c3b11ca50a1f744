using System.Text;
using Microsoft.Data.Sqlite;
using Trading.Pool.Contacts;
using Trading.Pool.Experts;
using Trading.Pool.Tests.World;

namespace Trading.Pool.Tests;

/// <summary>What lies on the disk: who can read it, and who can change it.</summary>
public sealed class StoreTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("trading-pool-store-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("UPDATE events SET reason = 'other'")]
    [InlineData("DELETE FROM events")]
    [InlineData("UPDATE acts SET by = 'other'")]
    [InlineData("DELETE FROM acts")]
    [InlineData("DELETE FROM experts")]
    [InlineData("DELETE FROM absences")]
    [InlineData("UPDATE assessments SET score = 1")]
    [InlineData("DELETE FROM assessments")]
    public async Task Not_even_SQL_deletes_an_expert_or_changes_what_was_noted(string sql)
    {
        await using var server = await FilledAsync();
        using var connection = server.Get<PoolFile>().Open();
        Assert.Matches("never deleted|append-only", Assert.Throws<SqliteException>(() => connection.Run(sql)).Message);
    }

    [Fact]
    public async Task Identity_numbers_and_phones_are_in_no_file_and_no_line_of_the_log()
    {
        var (one, two) = (Somebody.Number(1), Somebody.Number(2));
        string[] planted = [one.Id, one.Phone, two.Id, two.Phone, "450305196001010037", "13900000001"];
        IEnumerable<string> lines;
        await using (var server = await FilledAsync())
        {
            using var wang = await server.SignedInAsync("li");
            await wang.ChangeAsync(one with { Phone = "13900000001" }, 4).Ok();
            await wang.SearchAsync(new { id = one.Id });
            // Faults and conflicts are answered and noted without what was typed.
            await wang.ChangeAsync(one with { Id = "450305196001010037" }, 5).Problem();
            await wang.ChangeAsync(one with { Id = two.Id }, 5).Problem();
            await wang.SendTableAsync(Somebody.Table(1, 3)).Ok();
            await wang.ImportAsync("Checked");
            await wang.GetAsync($"/api/experts/{one.Number}/nothing");
            lines = server.Log;
            foreach (var contact in planted)
                Assert.Empty(FilesWith(contact));
        }
        foreach (var contact in planted)
        {
            Assert.Empty(FilesWith(contact));
            Assert.DoesNotContain(lines, line => line.Contains(contact, StringComparison.Ordinal));
        }
        // The control: a name and a number of the pool are found by the same search.
        Assert.NotEmpty(FilesWith(one.Name));
        Assert.NotEmpty(FilesWith(one.Number));
    }

    [Fact]
    public async Task Files_are_their_owners_own()
    {
        await using var server = await FilledAsync();
        foreach (var file in new[] { "pool.db", "managers.db", "contacts.key" })
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(Path.Combine(folder, file))
            );
    }

    [Fact]
    public async Task A_key_that_others_may_read_or_that_is_gone_ends_the_start()
    {
        await using (await FilledAsync()) { }
        var key = Path.Combine(folder, ContactKey.FileName);
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Assert.Contains(
            "may be read by others",
            (await Assert.ThrowsAsync<PoolSetupException>(() => PoolServer.StartAsync(folder))).Message,
            StringComparison.Ordinal
        );
        File.Delete(key);
        Assert.Contains(
            "is missing",
            (await Assert.ThrowsAsync<PoolSetupException>(() => PoolServer.StartAsync(folder))).Message,
            StringComparison.Ordinal
        );
        Assert.False(File.Exists(key));
    }

    [Fact]
    public async Task Everything_is_there_after_a_restart()
    {
        await using (await FilledAsync()) { }
        await using var server = await PoolServer.StartAsync(folder);
        using var wang = await server.SignedInAsync();
        Assert.Equal(2, (await wang.SearchAsync(new { })).Number("total"));
        var contacts = await wang.PostAsync("/api/experts/E-000001/contacts", new { }).Ok();
        Assert.Equal(Somebody.Number(1).Phone, contacts.Text("phone"));
    }

    [Fact]
    public void Contacts_of_one_expert_are_those_of_no_other()
    {
        using var vault = new ContactVault(new byte[32]);
        var (one, two) = (Somebody.Number(1), Somebody.Number(2));
        var contacts = new PersonContacts(one.Id, one.Phone);
        var kept = vault.Seal(one.Number, contacts);
        Assert.Equal(contacts, vault.Open(one.Number, kept));
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => vault.Open(two.Number, kept));
        Assert.NotEqual(kept, vault.Seal(one.Number, contacts));
        kept[20] ^= 1;
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => vault.Open(one.Number, kept));
    }

    [Fact]
    public void Hashes_hang_on_the_key_and_on_what_is_hashed()
    {
        using var vault = new ContactVault(new byte[32]);
        using var another = new ContactVault([.. Enumerable.Repeat((byte)1, 32)]);
        Assert.Equal(vault.HashOfId("1"), vault.HashOfId("1"));
        Assert.NotEqual(vault.HashOfId("1"), vault.HashOfId("2"));
        Assert.NotEqual(vault.HashOfId("1"), vault.HashOfPhone("1"));
        Assert.NotEqual(vault.HashOfId("1"), another.HashOfId("1"));
    }

    // Two experts, one with an absence and an assessment.
    private async Task<PoolServer> FilledAsync()
    {
        var server = await PoolServer.StartAsync(folder);
        using var wang = await server.SignedInAsync();
        var one = Somebody.Number(1);
        await wang.AddAsync(one);
        await wang.AddAsync(Somebody.Number(2));
        await wang.ChangeAsync(one with { Region = "450300" }, 1).Ok();
        await wang.PostAsync(
                $"/api/experts/{one.Number}/absences",
                new
                {
                    version = 2,
                    from = "2026-12-01",
                    until = "2026-12-02",
                    reason = "出差",
                }
            )
            .Ok();
        await wang.PostAsync(
                $"/api/experts/{one.Number}/assessments",
                new
                {
                    version = 3,
                    day = "2026-11-01",
                    score = 90,
                    note = "认真负责",
                    reason = "年度考核",
                }
            )
            .Ok();
        return server;
    }

    private List<string> FilesWith(string text)
    {
        byte[][] spellings = [Encoding.UTF8.GetBytes(text), Encoding.Unicode.GetBytes(text), Packed(text)];
        return
        [
            .. Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(file => Path.GetFileName(file) != "server.lock")
                .Where(file => spellings.Any(spelled => Read(file).AsSpan().IndexOf(spelled) >= 0)),
        ];
    }

    private static byte[] Packed(string text) =>
        Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)));

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
