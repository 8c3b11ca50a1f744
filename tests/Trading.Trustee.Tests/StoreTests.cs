using System.Text;
using Microsoft.Data.Sqlite;
using Trading.Crypto;
using Trading.Locks.Tests.Trustee;

namespace Trading.Trustee.Tests;

public sealed class StoreTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("trustee-store-");
    private readonly byte[] key = Rehearsal.Fresh(65);

    private string Data => Path.Combine(folder.FullName, "data");

    [Fact]
    public void Events_and_secrets_come_back_in_order_after_the_process_ended()
    {
        var told = Message(1);
        using (var store = TrusteeStore.Open(Data, key))
        {
            store.Save([new TimeTold(7, told), new TimeAttested(8, "s", "l", 5)], [new TrusteeSecret("a", [1, 2])]);
            store.Save([new TimeTold(9, Message(2))], []);
        }
        using var again = TrusteeStore.Open(Data, key);
        Assert.Equal([7L, 8L, 9L], again.Events().Select(e => e.At));
        Assert.Equal(told.Body, again.Events()[0].Message!.Body);
        Assert.Equal([1, 2], again.Secret("a")!);
        Assert.Null(again.Secret("b"));
    }

    [Fact]
    public void A_save_that_fails_in_its_middle_keeps_nothing()
    {
        using var store = TrusteeStore.Open(Data, key);
        Assert.ThrowsAny<Exception>(() => store.Save([new TimeTold(7, Message(1))], [new TrusteeSecret(null!, [1])]));
        Assert.Empty(store.Events());
    }

    [Fact]
    public void A_destroyed_secret_is_gone_from_every_byte_of_the_folder()
    {
        var secret = Encoding.ASCII.GetBytes("a-secret-that-must-not-stay-here");
        using (var store = TrusteeStore.Open(Data, key))
        {
            store.Save([], [new TrusteeSecret("ceremony/x", secret)]);
            Assert.Contains(Directory.GetFiles(Data), f => Holds(f, secret));
            store.Save([], [new TrusteeSecret("ceremony/x", null)]);
            Assert.DoesNotContain(Directory.GetFiles(Data), f => Holds(f, secret));
        }
        Assert.DoesNotContain(Directory.GetFiles(Data), f => Holds(f, secret));
    }

    [Fact]
    public void A_second_process_on_the_same_folder_is_refused()
    {
        using var store = TrusteeStore.Open(Data, key);
        Assert.Throws<TrusteeSetupException>(() => TrusteeStore.Open(Data, key));
    }

    [Fact]
    public void A_store_of_another_key_is_refused()
    {
        TrusteeStore.Open(Data, key).Dispose();
        Assert.Throws<TrusteeSetupException>(() => TrusteeStore.Open(Data, Rehearsal.Fresh(65)));
    }

    [Fact]
    public void Events_cannot_be_changed_or_deleted_even_with_sql()
    {
        using (var store = TrusteeStore.Open(Data, key))
            store.Save([new TimeTold(7, Message(1))], []);
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Data, "trustee.db")};Pooling=False");
        connection.Open();
        foreach (
            var sql in new[]
            {
                "DELETE FROM events",
                "UPDATE events SET body = x'00'",
                "UPDATE owner SET signing_key = x'00'",
            }
        )
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            Assert.Throws<SqliteException>(() => command.ExecuteNonQuery());
        }
    }

    [Fact]
    public void Every_file_is_its_owners_alone()
    {
        using var store = TrusteeStore.Open(Data, key);
        store.Save([new TimeTold(7, Message(1))], []);
        if (OperatingSystem.IsWindows())
            return;
        const UnixFileMode others =
            UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        foreach (var file in Directory.GetFiles(Data))
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(file) & others);
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Data) & others);
    }

    [Fact]
    public void Bytes_that_no_trustee_wrote_stop_the_start()
    {
        using (var store = TrusteeStore.Open(Data, key))
            store.Save([new TimeTold(7, Message(1))], []);
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(Data, "trustee.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO events (body) VALUES (x'0102')";
            command.ExecuteNonQuery();
        }
        using var damaged = TrusteeStore.Open(Data, key);
        Assert.Equal([1, 2], Assert.Throws<CorruptTrusteeEventException>(() => damaged.Events()).Bytes);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static TrusteeMessage Message(byte nonce)
    {
        var body = new byte[32];
        body[0] = nonce;
        return new(
            TrusteeMessageKind.Attestation,
            Rehearsal.Session,
            "1",
            TrusteeBodies.Attestation(body, 5),
            new byte[64]
        );
    }

    private static bool Holds(string file, byte[] secret)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes.AsSpan().IndexOf(secret) >= 0;
    }
}
