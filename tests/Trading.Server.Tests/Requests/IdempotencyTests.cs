using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Trading.Server.Requests;
using Trading.Server.Time;

namespace Trading.Server.Tests.Requests;

/// <summary>
/// <c>Idempotency-Key</c> before an endpoint that nobody thought of when the filter was written: what makes two
/// requests the same is what that endpoint reads.
/// </summary>
public sealed class IdempotencyTests : IAsyncDisposable
{
    private readonly WebApplication app = Make();
    private int done;

    public sealed record Wish(string Name, IReadOnlyList<long> Numbers, bool Loud = false);

    [Fact]
    public async Task The_same_request_gets_the_first_answer_and_is_done_once()
    {
        await StartAsync();
        Assert.Equal((HttpStatusCode.OK, "1"), await PostAsync("k", """{"name":"a","numbers":[1,2]}"""));
        Assert.Equal((HttpStatusCode.OK, "1"), await PostAsync("k", """{"name":"a","numbers":[1,2]}"""));
        Assert.Equal(1, done);
    }

    [Theory]
    [InlineData("""{"name":"b","numbers":[1,2]}""")]
    [InlineData("""{"name":"a","numbers":[2,1]}""")]
    [InlineData("""{"name":"a","numbers":[1,2],"loud":true}""")]
    public async Task Another_request_under_a_used_key_is_a_conflict(string other)
    {
        await StartAsync();
        Assert.Equal((HttpStatusCode.OK, "1"), await PostAsync("k", """{"name":"a","numbers":[1,2]}"""));
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync("k", other)).Status);
        Assert.Equal((HttpStatusCode.OK, "2"), await PostAsync("another", other));
    }

    [Fact]
    public async Task Another_spelling_of_the_same_is_the_same()
    {
        await StartAsync();
        Assert.Equal((HttpStatusCode.OK, "1"), await PostAsync("k", """{"name":"a","numbers":[1,2]}"""));
        var spelled = """{ "numbers" : [1, 2], "loud" : false, "name" : "\u0061" }""";
        Assert.Equal((HttpStatusCode.OK, "1"), await PostAsync("k", spelled));
    }

    [Fact]
    public void An_endpoint_that_takes_a_key_and_no_body_ends_the_start()
    {
        app.MapGroup("").KeepsAnswers().MapPost("/nothing", () => "done");
        var failure = Assert.Throws<InvalidOperationException>(app.PrepareBodies);
        Assert.Contains("/nothing", failure.Message, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static WebApplication Make()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<Clock>().AddSingleton<IdempotencyKeys>().AddStrictRequests();
        return builder.Build();
    }

    private Task StartAsync()
    {
        app.UseRouting();
        app.UseStrictRequests();
        app.MapGroup("").KeepsAnswers().MapPost("/wishes", (Wish wish) => $"{Interlocked.Increment(ref done)}");
        app.PrepareBodies();
        return app.StartAsync();
    }

    private async Task<(HttpStatusCode Status, string Text)> PostAsync(string key, string body)
    {
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/wishes")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
            Headers = { { "Idempotency-Key", key } },
        };
        using var answer = await http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
