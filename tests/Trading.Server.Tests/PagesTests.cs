using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests;

public sealed class PagesTests(PagesTests.Site site) : IClassFixture<PagesTests.Site>
{
    private readonly HttpClient http = site.Http;

    [Theory]
    [InlineData("/")]
    [InlineData("/hall/0123456789abcdef0123456789abcdef")]
    [InlineData("/screen/x?lang=en")]
    [InlineData("/bid/x/1")]
    [InlineData("/host")]
    [InlineData("/sign-in")]
    [InlineData("/mine")]
    [InlineData("/check")]
    [InlineData("/notice/0123456789abcdef0123456789abcdef")]
    [InlineData("/help/bidder")]
    public async Task A_path_of_the_pages_is_answered_with_the_index_under_a_strict_policy(string path)
    {
        using var answer = await http.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("<!doctype html>page", await answer.Content.ReadAsStringAsync());
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.True(answer.Headers.CacheControl!.NoCache);
        var policy = string.Join(" ", answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
    }

    [Fact]
    public async Task A_segment_that_has_a_page_of_its_own_is_answered_with_it_under_the_same_policy()
    {
        using var answer = await http.GetAsync("/score/x");
        Assert.Equal("<!doctype html>page that asks early", await answer.Content.ReadAsStringAsync());
        Assert.True(answer.Headers.CacheControl!.NoCache);
        using var other = await http.GetAsync("/mine");
        Assert.Equal(
            other.Headers.GetValues("Content-Security-Policy"),
            answer.Headers.GetValues("Content-Security-Policy")
        );
    }

    [Theory]
    [InlineData("/score.html")]
    [InlineData("/api/nothing")]
    [InlineData("/nothing")]
    [InlineData("/index.html")]
    [InlineData("/assets/app-0000.js")]
    [InlineData("/assets/secret.pem")]
    [InlineData("/assets/../index.html")]
    [InlineData("/assets/%2e%2e/index.html")]
    [InlineData("/assets/..%2findex.html")]
    [InlineData("/halls")]
    public async Task Any_other_path_stays_a_problem(string path)
    {
        var (status, reason) = await http.GetAsync(path).Refused();
        Assert.Equal((404, "NotFound"), (status, reason));
    }

    [Theory]
    [InlineData("/nothing", "text/html,application/xhtml+xml,*/*;q=0.8", true)]
    [InlineData("/halls/1", "text/html", true)]
    [InlineData("/apiary", "text/html", true)]
    [InlineData("/nothing", "application/json", false)]
    [InlineData("/nothing", "*/*", false)]
    [InlineData("/api", "text/html", false)]
    [InlineData("/api/nothing", "text/html", false)]
    [InlineData("/assets/nothing.js", "text/html", false)]
    public async Task An_unknown_address_is_a_page_for_a_persons_browser_alone(string path, string accept, bool isPage)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var answer = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(isPage ? "text/html" : "application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(isPage, await answer.Content.ReadAsStringAsync() == "<!doctype html>page");
        Assert.Equal(isPage, answer.Headers.Contains("Content-Security-Policy"));
    }

    [Fact]
    public async Task Nothing_is_written_to_an_unknown_address()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/nothing");
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        Assert.Equal((404, "NotFound"), await http.SendAsync(request).Refused());
    }

    [Theory]
    [InlineData("br, gzip", "br", "brotli")]
    [InlineData("gzip, deflate", "gzip", "gzip")]
    [InlineData("br;q=0, gzip;q=0.5", "gzip", "gzip")]
    [InlineData("identity", "", "plain")]
    [InlineData("", "", "plain")]
    public async Task A_file_comes_in_a_coding_that_the_client_takes(string accepted, string coding, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/assets/app-1a2b.js");
        if (accepted.Length > 0)
            request.Headers.Add("Accept-Encoding", accepted);
        using var answer = await http.SendAsync(request);
        Assert.Equal(body, await answer.Content.ReadAsStringAsync());
        Assert.Equal(coding, string.Join(",", answer.Content.Headers.ContentEncoding));
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("Accept-Encoding", answer.Headers.Vary.Single());
    }

    [Fact]
    public async Task A_name_with_a_hash_may_be_kept_for_ever_and_the_index_is_asked_for_again()
    {
        using var asset = await http.GetAsync("/assets/app-1a2b.js");
        Assert.Equal("public, max-age=31536000, immutable", asset.Headers.CacheControl!.ToString());
        using var index = await http.GetAsync("/");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/");
        again.Headers.IfNoneMatch.Add(new EntityTagHeaderValue(index.Headers.ETag!.Tag));
        using var unchanged = await http.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Fact]
    public async Task Pages_are_read_and_never_written_to()
    {
        using var head = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/"));
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        using var post = await http.PostAsync("/", null);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, post.StatusCode);
    }

    [Fact]
    public async Task A_server_that_was_built_without_pages_has_its_api()
    {
        using var folder = new TemporaryFolder();
        await using var bare = await TestServer.StartAsync(services =>
            services.Replace(ServiceDescriptor.Singleton(new Pages(folder["absent"])))
        );
        using var client = new HttpClient { BaseAddress = bare.Address };
        Assert.Equal((404, "NotFound"), await client.GetAsync("/").Refused());
        using var time = await client.GetAsync("/api/time");
        Assert.Equal(HttpStatusCode.OK, time.StatusCode);
    }

    /// <summary>A server with a few pages, shared by all tests: they only read.</summary>
    public sealed class Site : IAsyncLifetime, IDisposable
    {
        private readonly TemporaryFolder folder = new();
        private TestServer server = null!;

        public HttpClient Http { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Write("index.html", "<!doctype html>page");
            Write("score.html", "<!doctype html>page that asks early");
            Write("favicon.svg", "<svg/>");
            Write("assets/app-1a2b.js", "plain");
            Write("assets/app-1a2b.js.br", "brotli");
            Write("assets/app-1a2b.js.gz", "gzip");
            Write("assets/secret.pem", "not a page");
            server = await TestServer.StartAsync(services =>
                services.Replace(ServiceDescriptor.Singleton(new Pages(folder.Path)))
            );
            Http = new HttpClient { BaseAddress = server.Address };
        }

        public async Task DisposeAsync()
        {
            Http.Dispose();
            await server.DisposeAsync();
        }

        public void Dispose() => folder.Dispose();

        private void Write(string name, string text)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder[name])!);
            File.WriteAllText(folder[name], text);
        }
    }
}
