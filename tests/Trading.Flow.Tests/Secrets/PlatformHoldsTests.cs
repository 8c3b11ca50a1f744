using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Trading.Cli;
using Trading.Crypto;
using Xunit.Abstractions;

namespace Trading.Flow.Tests.Secrets;

/// <summary>
/// Before the opening nothing that the platform holds, on disk or in memory, with one trustee's share besides, opens a
/// bid. The same code with two shares opens it, and the same search finds what is really there: else these tests would
/// prove nothing.
/// </summary>
[Collection(Alone.Name)]
public class PlatformHoldsTests(ITestOutputHelper output)
{
    private static readonly Suite Suite = Suite.P256;

    [Fact]
    public async Task With_all_the_platform_holds_and_one_share_no_bid_opens()
    {
        await using var platform = await Platform.StartAsync("holds");
        await platform.TellAsync(
            output,
            async () =>
            {
                var (hall, canary) = await Hall.InTimeAsync(platform, new HallPlan(16), SearchBeforeTheDeadlineAsync);
                using var _ = hall;
                var opened = await hall.OpenedAsync(hall.OnlyLot);
                Assert.Contains(opened.Bids, bid => bid.Content.AsSpan().SequenceEqual(canary.Content));
            }
        );
    }

    private static async Task<Canary> SearchBeforeTheDeadlineAsync(Hall hall)
    {
        await hall.BidsAsync(3);
        var canary = await Canary.SealAsync(hall);
        await canary.Bidder.SubmitAsync(canary.Bid);
        await canary.Bidder.ReceiptAsync();
        var shares = Crew
            .Trustees.Select((name, i) => (Trustee: i + 1, Share: ShareOf(hall.Platform, hall, name)))
            .ToList();
        AssertThatSecretsAreNowhere(hall.Platform, canary, shares);
        AssertThatOneShareOpensNothing(hall.Platform, canary, shares);
        return canary;
    }

    private static void AssertThatSecretsAreNowhere(
        Platform platform,
        Canary canary,
        List<(int Trustee, Scalar Share)> shares
    )
    {
        var keys = Crew
            .Trustees.SelectMany(name =>
                new[] { "static.key", "signing.key" }.Select(file =>
                    (
                        Name: $"{name} {file}",
                        Secret: PrivateScalar(Path.Combine(platform.Crew.TrusteeFolder(name), file))
                    )
                )
            )
            .ToList();
        var secrets = new NeedleSearch([
            .. keys.SelectMany(k => Needle.Of(k.Name, k.Secret)),
            .. shares.SelectMany(s => Needle.Of($"share {s.Trustee}", s.Share.Encode())),
            .. canary.Secrets.SelectMany(s => Needle.Of(s.Name, s.Secret)),
        ]);
        Assert.Empty(Hiding.InMemory(platform["server"].Id, secrets));
        Assert.Empty(Hiding.InFolder(platform.ServerData, secrets));
        Assert.Empty(Hiding.InFolder(platform.Logs, secrets));

        // Positive controls: the search finds a received header in the server's memory and on its disk, a key in its
        // file, and a trustee's own share in that trustee's store.
        var header = new NeedleSearch(Needle.Of("header", canary.Bid.Header));
        Assert.NotEmpty(Hiding.InMemory(platform["server"].Id, header));
        Assert.NotEmpty(Hiding.InFolder(platform.ServerData, header));
        Assert.Contains("t2 static.key (raw)", Hiding.InFolder(platform.Crew.Folder, secrets));
        Assert.Contains("share 2 (raw)", Hiding.InFolder(platform.TrusteeData("t2"), secrets));
    }

    private static void AssertThatOneShareOpensNothing(
        Platform platform,
        Canary canary,
        List<(int Trustee, Scalar Share)> shares
    )
    {
        foreach (var own in shares)
        {
            Assert.Null(Attempt.Open(canary.Bid, canary.Bidder.Lock, own));
            // Whatever the platform holds that could be a scalar, in the place of a second share.
            foreach (var guess in ScalarsOf(platform))
            foreach (var place in shares.Where(s => s.Trustee != own.Trustee))
                Assert.Null(Attempt.Open(canary.Bid, canary.Bidder.Lock, own, (place.Trustee, guess)));
        }
        // Positive control: any two shares, the same code.
        Assert.Equal(canary.Content, Attempt.Open(canary.Bid, canary.Bidder.Lock, shares[0], shares[1]));
        Assert.Equal(canary.Content, Attempt.Open(canary.Bid, canary.Bidder.Lock, shares[2], shares[0]));
    }

    private static IEnumerable<Scalar> ScalarsOf(Platform platform)
    {
        var held = Directory
            .EnumerateFiles(platform.ServerData, "*", SearchOption.AllDirectories)
            .Where(f => new FileInfo(f).Length == Group.ScalarBytes)
            .Select(ReadShared)
            .Append(PrivateScalar(platform.Crew.PlatformKey))
            .ToList();
        Assert.NotEmpty(held);
        return held.Select(bytes => Suite.Group.Reduce([.. new byte[Group.ScalarBytes / 2], .. bytes]));
    }

    // A running trustee holds its store; a copy of its files is what a thief would have.
    private static Scalar ShareOf(Platform platform, Hall hall, string trustee)
    {
        using var copy = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(platform.TrusteeData(trustee), "trustee.db*"))
            File.WriteAllBytes(Path.Combine(copy.Path, Path.GetFileName(file)), ReadShared(file));
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = Path.Combine(copy.Path, "trustee.db"),
                Pooling = false,
            }.ToString()
        );
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT value FROM secrets WHERE name = $name";
        command.Parameters.AddWithValue("$name", TrusteeSecret.Share(hall.Id, hall.OnlyLot));
        var bytes = Assert.IsType<byte[]>(command.ExecuteScalar());
        Assert.True(Suite.Group.TryDecodeScalar(bytes, out var share));
        return share;
    }

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static byte[] PrivateScalar(string keyFile)
    {
        using var key = PersonKey.LoadKey(keyFile);
        return key.ExportParameters(includePrivateParameters: true).D!;
    }

    /// <summary>A bid whose every secret the test knows.</summary>
    private sealed record Canary(
        Bidder Bidder,
        Sealed Bid,
        byte[] Content,
        IReadOnlyList<(string Name, byte[] Secret)> Secrets
    )
    {
        public static async Task<Canary> SealAsync(Hall hall)
        {
            var word = "canary-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            // whoever signs in shows a certificate, so the word is not its name
            var bidder = await hall.BidderAsync("金丝雀公司");
            var form = bidder.Form("777,777.77");
            var content = (form with { Items = [.. form.Items, new FormItem("机密", word)] }).ToBytes();
            var entropy = new RecordedEntropy();
            var bid = bidder.Seal(content, documentBytes: 100_000, entropy);
            return new Canary(
                bidder,
                bid,
                content,
                [("word", Encoding.UTF8.GetBytes(word)), .. KeysOf(bidder, bid, entropy.Rewind())]
            );
        }

        private static IEnumerable<(string, byte[])> KeysOf(Bidder bidder, Sealed bid, RecordedEntropy again)
        {
            var header = bid.Envelope.Signed.Header;
            var (encapsulated, sharedSecret) = Suite.Kem.Encapsulate(bidder.Lock.GroupKey, again);
            Assert.Equal(header.Encapsulated, encapsulated);
            var inputKey = SectionKeys.InputKey(header, sharedSecret, null);
            yield return ("shared secret", sharedSecret);
            yield return ("ik", inputKey);
            for (var i = 0; i < header.Sections.Count; i++)
            {
                var sectionKey = SectionKeys.SectionKey(Suite, inputKey, i);
                yield return ($"section key {i}", sectionKey);
                yield return ($"payload key {i}", SectionKeys.Payload(Suite, sectionKey).Key);
            }
        }
    }
}
