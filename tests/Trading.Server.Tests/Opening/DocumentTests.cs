using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Trading.Crypto;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Opening;

/// <summary>
/// Documents of opened bids are decrypted while they are read, by range, for whoever may see all of a session: to
/// nobody before, in the clear nowhere on the disk, and never other bytes than those that were sealed.
/// </summary>
public sealed class DocumentTests : OwnHall
{
    private readonly byte[][] documents =
    [
        [.. "%PDF-1.7\n"u8, .. RandomNumberGenerator.GetBytes(ChunkedPayload.PartBytes + 100_000)],
        RandomNumberGenerator.GetBytes(ChunkedPayload.ChunkBytes), // its last chunk is empty
        [],
    ];
    private Bidder bidder = null!;
    private Bidder.Envelope envelope = null!;
    private Client supervisor = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        bidder = Keep(new Bidder(Hall, "b0"));
        envelope = bidder.Seal(documents: documents);
        await bidder.SubmitAsync(envelope);
        foreach (var i in Enumerable.Range(1, 2))
            await Keep(new Bidder(Hall, $"b{i}")).SubmitAsync();
        supervisor = Keep(await Server.Client(Server.Supervisor).SignInAsync());
    }

    [Fact]
    public async Task Whoever_may_see_all_reads_them_whole_and_by_range()
    {
        await OpenAsync();
        var lines = (await supervisor.Get(Documents).Ok()).EnumerateArray().ToArray();
        Assert.Equal(
            documents.Select((bytes, i) => (i + 1, bytes.Length)),
            lines.Select(line => (line.GetProperty("section").GetInt32(), line.GetProperty("bytes").GetInt32()))
        );
        using var host = await Server.Client(Server.Host).SignInAsync();
        foreach (var (i, bytes) in documents.Index())
            Assert.Equal(bytes, await host.Http.GetByteArrayAsync($"{Documents}/{i + 1}"));

        var pdf = documents[0];
        foreach (
            var (from, count) in new[]
            {
                (0, 1),
                (ChunkedPayload.ChunkBytes - 3, 7),
                (ChunkedPayload.PartChunks * ChunkedPayload.ChunkBytes - 5, 70_000), // over the end of a part
                (pdf.Length - 1, 1),
            }
        )
        {
            var answer = await RangeAsync(1, from, from + count - 1);
            Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
            Assert.Equal(pdf.AsSpan(from, count).ToArray(), await answer.Content.ReadAsByteArrayAsync());
            Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
            Assert.True(answer.Headers.CacheControl!.NoStore);
        }
        Assert.Equal(
            HttpStatusCode.RequestedRangeNotSatisfiable,
            (await RangeAsync(1, pdf.Length, pdf.Length)).StatusCode
        );
        // What is no PDF is never shown as a page of ours.
        var other = await supervisor.Get($"{Documents}/2");
        Assert.Equal("application/octet-stream", other.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", other.Content.Headers.ContentDisposition!.DispositionType);
        AssertNothingInTheClear(pdf.AsSpan(100, 64).ToArray());
    }

    [Fact]
    public async Task Nobody_else_reads_them_and_nobody_before_the_opening()
    {
        Assert.Equal((401, "NotSignedIn"), await Anybody.Get(Documents).Refused());
        Assert.Equal((409, "TooEarly"), await supervisor.Get(Documents).Refused());
        Assert.Equal((409, "TooEarly"), await supervisor.Get($"{Documents}/1").Refused());
        await OpenAsync();
        var other = Keep(await Server.Client(Server.Authority.Issue("another")).SignInAsync());
        foreach (var who in new[] { other, await bidder.ClientAsync() })
        foreach (var what in new[] { Documents, $"{Documents}/1" })
            Assert.Equal((403, "NotAllowed"), await who.Get(what).Refused());
        Assert.Equal((404, "NotFound"), await supervisor.Get($"{Documents}/0").Refused());
        Assert.Equal((404, "NotFound"), await supervisor.Get($"{Documents}/4").Refused());
        Assert.Equal(
            (404, "NotFound"),
            await supervisor.Get(Documents.Replace(bidder.Id, new string('0', 32), StringComparison.Ordinal)).Refused()
        );
    }

    [Fact]
    public async Task A_damaged_document_is_told_as_damaged_and_never_sent_as_another()
    {
        await OpenAsync();
        var second = BlobOf(envelope, section: 1, part: 1);
        var whole = File.ReadAllBytes(second);
        File.WriteAllBytes(second, [.. whole[..50], (byte)(whole[50] ^ 1), .. whole[51..]]);
        var inSecond = ChunkedPayload.PartChunks * ChunkedPayload.ChunkBytes;
        Assert.Equal((409, "Incomplete"), await RangeAsync(1, inSecond, inSecond).Refused());
        Assert.Equal(
            documents[0].AsSpan(0, 9).ToArray(),
            await (await RangeAsync(1, 0, 8)).Content.ReadAsByteArrayAsync()
        );
        // Begun before the damage is met: the answer breaks off, it does not go on with other bytes.
        await Assert.ThrowsAsync<HttpRequestException>(() => supervisor.Http.GetByteArrayAsync($"{Documents}/1"));

        File.WriteAllBytes(second, whole);
        Assert.Equal(documents[0], await supervisor.Http.GetByteArrayAsync($"{Documents}/1"));
        // Its chunks' hashes are known by now; a change is found all the same.
        File.WriteAllBytes(second, [.. whole[..50], (byte)(whole[50] ^ 1), .. whole[51..]]);
        Assert.Equal((409, "Incomplete"), await RangeAsync(1, inSecond, inSecond).Refused());
        File.Delete(ManifestOf(envelope));
        Assert.Equal((409, "Incomplete"), await supervisor.Get($"{Documents}/2").Refused());
    }

    [Fact]
    public async Task They_are_readable_after_a_restart_without_trustees()
    {
        await OpenAsync();
        foreach (var trustee in Server.Trustees)
            await trustee.StopAsync();
        await Server.KillAsync();
        await StartAgainAsync();
        supervisor = Keep(await Server.Client(Server.Supervisor).SignInAsync());
        Assert.Equal(documents[1], await supervisor.Http.GetByteArrayAsync($"{Documents}/2"));
    }

    private string Documents => $"/api/sessions/{Hall.Id}/lots/{Hall.Lot}/bids/{bidder.Id}/documents";

    private async Task OpenAsync()
    {
        Hall.Close();
        await Anybody.UntilAsync(Hall.Id, Hall.Lot, "opened");
    }

    private Task<HttpResponseMessage> RangeAsync(int section, long from, long to)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"{Documents}/{section}");
        request.Headers.Range = new RangeHeaderValue(from, to);
        return supervisor.Http.SendAsync(request);
    }

    private void AssertNothingInTheClear(byte[] wanted)
    {
        var read = 0;
        foreach (var path in Directory.EnumerateFiles(Server.Data, "*", SearchOption.AllDirectories))
        {
            if (Path.GetFileName(path) == "server.lock") // empty, and nobody else's as long as the server lives
                continue;
            using var file = new FileStream(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete
            );
            var bytes = new byte[file.Length];
            file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            read++;
            Assert.True(bytes.AsSpan().IndexOf(wanted) < 0, $"{path} holds a document in the clear");
        }
        Assert.True(read > 5, $"only {read} files were looked at");
    }
}
