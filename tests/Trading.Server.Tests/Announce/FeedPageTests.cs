using System.IO.Compression;
using System.Net;
using System.Text.Json;

namespace Trading.Server.Tests.Announce;

public sealed class FeedPageTests
{
    [Fact]
    public async Task Pages_are_aligned_and_only_full_ones_may_be_kept()
    {
        await using var server = await FeedServer.StartAsync();
        using var client = new HttpClient { BaseAddress = server.Address };
        await server.AppendAsync("s", 0, [.. Enumerable.Range(0, 600).Select(i => $"{i}")]);

        var (first, firstCache) = await PageAsync(client, "s", -1);
        Assert.Equal(Enumerable.Range(0, 256), first);
        Assert.Equal("public, max-age=31536000, immutable", firstCache);
        var (middle, middleCache) = await PageAsync(client, "s", 300);
        Assert.Equal(Enumerable.Range(301, 211), middle);
        Assert.Equal("public, max-age=31536000, immutable", middleCache);
        var (last, lastCache) = await PageAsync(client, "s", 511);
        Assert.Equal(Enumerable.Range(512, 88), last);
        Assert.Equal("no-store", lastCache);
        var (empty, emptyCache) = await PageAsync(client, "s", 599);
        Assert.Empty(empty);
        Assert.Equal("no-store", emptyCache);
    }

    [Fact]
    public async Task A_page_tells_stream_head_and_salts()
    {
        await using var server = await FeedServer.StartAsync();
        using var client = new HttpClient { BaseAddress = server.Address };
        await server.AppendAsync("s", 0, "a", "b");
        var page = JsonDocument.Parse(await client.GetStringAsync("/api/feed/s")).RootElement;
        Assert.Equal("s", page.GetProperty("stream").GetString());
        Assert.Equal(2, page.GetProperty("head").GetInt64());
        Assert.Equal(new byte[32], page.GetProperty("events")[0].GetProperty("salt").GetBytesFromBase64());
    }

    [Theory]
    [InlineData("gzip, deflate, br", true)]
    [InlineData("GZIP;q=0.5", true)]
    [InlineData("gzip;q=0", false)]
    [InlineData("br", false)]
    [InlineData(null, false)]
    public async Task A_page_is_packed_for_whoever_takes_it_and_says_the_same(string? accepted, bool isPacked)
    {
        await using var server = await FeedServer.StartAsync();
        using var client = new HttpClient { BaseAddress = server.Address };
        await server.AppendAsync("s", 0, [.. Enumerable.Range(0, 300).Select(i => $"{i}")]);
        var plain = await client.GetByteArrayAsync("/api/feed/s");
        for (var time = 0; time < 2; time++) // made once, then kept
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/feed/s");
            if (accepted is not null)
                request.Headers.Add("Accept-Encoding", accepted);
            using var answer = await client.SendAsync(request);
            Assert.Equal(isPacked ? "gzip" : "", string.Join(",", answer.Content.Headers.ContentEncoding));
            Assert.Equal("Accept-Encoding", answer.Headers.Vary.Single());
            var body = await answer.Content.ReadAsByteArrayAsync();
            Assert.Equal(plain, isPacked ? Unpack(body) : body);
        }
        await server.AppendAsync("s", 300, "300"); // the same page under another head is another page
        using var later = new HttpRequestMessage(HttpMethod.Get, "/api/feed/s?after=255");
        later.Headers.Add("Accept-Encoding", "gzip");
        using var last = await client.SendAsync(later);
        var tail = await last.Content.ReadAsByteArrayAsync();
        var page = JsonDocument.Parse(last.Content.Headers.ContentEncoding.Count > 0 ? Unpack(tail) : tail);
        Assert.Equal(301, page.RootElement.GetProperty("head").GetInt64());
        Assert.Equal(45, page.RootElement.GetProperty("events").GetArrayLength());
    }

    private static byte[] Unpack(byte[] packed)
    {
        using var plain = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress))
            gzip.CopyTo(plain);
        return plain.ToArray();
    }

    [Fact]
    public async Task A_page_asked_for_after_an_answer_holds_what_was_answered()
    {
        await using var server = await FeedServer.StartAsync();
        using var client = new HttpClient { BaseAddress = server.Address };
        await server.AppendAsync("s", 0, "0");
        await PageAsync(client, "s", -1);
        for (var height = 1; height < 40; height++)
        {
            await server.AppendAsync("s", height, $"{height}"); // durable: whoever waited for it has its answer now
            var (events, _) = await PageAsync(client, "s", height - 1);
            Assert.Equal([height], events);
        }
    }

    [Theory]
    [InlineData("/api/feed/unknown", HttpStatusCode.NotFound, "NotFound")]
    [InlineData("/api/feed/closed.intake", HttpStatusCode.NotFound, "NotFound")]
    [InlineData("/api/feed/s?after=-2", HttpStatusCode.BadRequest, "Malformed")]
    public async Task What_may_not_be_read_is_a_problem_with_a_reason(string path, HttpStatusCode status, string reason)
    {
        await using var server = await FeedServer.StartAsync();
        using var client = new HttpClient { BaseAddress = server.Address };
        await server.AppendAsync("s", 0, "a");
        await server.AppendAsync("closed.intake", 0, "a");
        var answer = await client.GetAsync(path);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            reason,
            JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("reason").GetString()
        );
    }

    private static async Task<(IEnumerable<int> Events, string? Cache)> PageAsync(
        HttpClient client,
        string stream,
        long after
    )
    {
        var answer = await client.GetAsync($"/api/feed/{stream}?after={after}");
        var page = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        var events = page.GetProperty("events").EnumerateArray().ToArray();
        Assert.All(
            events,
            e =>
                Assert.Equal(
                    e.GetProperty("h").GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture),
                    e.GetProperty("e").GetString()
                )
        );
        return (
            events.Select(e => (int)e.GetProperty("h").GetInt64()),
            answer.Headers.TryGetValues("Cache-Control", out var cache) ? string.Join(",", cache) : null
        );
    }
}
