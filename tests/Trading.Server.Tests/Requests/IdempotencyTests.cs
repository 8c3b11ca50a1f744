using System.Net;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Trading.Server.Tests.Requests;

/// <summary>
/// <c>Idempotency-Key</c> before an endpoint that nobody thought of when the filter was written: what makes two
/// requests the same is what that endpoint reads.
/// </summary>
public sealed class IdempotencyTests : IAsyncDisposable
{
    private readonly ShiftedClock clock = new();
    private readonly WebApplication app;
    private int done;
    private Refusal? refusal;

    public IdempotencyTests() => app = Make(clock);

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
    public async Task A_key_is_forgotten_after_ten_minutes_and_not_before()
    {
        await StartAsync();
        clock.Freeze(1_000_000_000);
        Assert.Equal((HttpStatusCode.OK, "1"), await PostAsync("k", """{"name":"a","numbers":[1,2]}"""));
        clock.Freeze(1_000_000_000 + 600_000_000);
        Assert.Equal((HttpStatusCode.OK, "1"), await PostAsync("k", """{"name":"a","numbers":[1,2]}"""));
        clock.Freeze(1_000_000_000 + 600_000_001);
        Assert.Equal((HttpStatusCode.OK, "2"), await PostAsync("k", """{"name":"b","numbers":[1,2]}"""));
    }

    [Fact]
    public async Task Above_the_limit_the_oldest_key_is_forgotten_and_no_other()
    {
        var keys = new IdempotencyKeys(clock);
        for (var i = 0; i <= IdempotencyKeys.MostKept; i++)
            await keys.OnceAsync($"{i}", "first", () => Task.FromResult<object?>("first"));
        Task<object?> Ask(int name) => keys.OnceAsync($"{name}", "first", () => Task.FromResult<object?>("again"));
        Assert.Equal(["first", "first", "again"], [await Ask(1), await Ask(IdempotencyKeys.MostKept), await Ask(0)]);
    }

    // 400 as well: what the server refuses it has not done, and the next judge may know more.
    [Theory]
    [InlineData(Reason.LimitReached, HttpStatusCode.TooManyRequests)]
    [InlineData(Reason.TooEarly, HttpStatusCode.Conflict)]
    [InlineData(Reason.OpenObjection, HttpStatusCode.Conflict)]
    [InlineData(Reason.PeriodRunning, HttpStatusCode.Conflict)]
    [InlineData(Reason.Malformed, HttpStatusCode.BadRequest)]
    public async Task A_refusal_is_judged_anew_under_the_same_key(Reason reason, HttpStatusCode status)
    {
        await StartAsync();
        refusal = new Refusal(reason, "spec:http", "Not now.", "wait");
        Assert.Equal(status, (await PostAsync("k", """{"name":"a","numbers":[1,2]}""")).Status);
        refusal = null;
        Assert.Equal((HttpStatusCode.OK, "1"), await PostAsync("k", """{"name":"a","numbers":[1,2]}"""));
        Assert.Equal((HttpStatusCode.OK, "1"), await PostAsync("k", """{"name":"a","numbers":[1,2]}"""));
    }

    [Fact]
    public async Task Nobody_without_a_ticket_can_take_the_key_of_another()
    {
        await StartAsync();
        Assert.Equal(
            (HttpStatusCode.OK, "1"),
            await PostAsync("k", """{"name":"stranger","numbers":[]}""", caller: null)
        );
        Assert.Equal((HttpStatusCode.OK, "2"), await PostAsync("k", """{"name":"a","numbers":[1,2]}""", caller: null));
        Assert.Equal((HttpStatusCode.OK, "2"), await PostAsync("k", """{"name":"a","numbers":[1,2]}""", caller: null));
        Assert.Equal((HttpStatusCode.OK, "3"), await PostAsync("k", """{"name":"a","numbers":[1,2]}""", "somebody"));
    }

    [Fact]
    public void An_endpoint_that_takes_a_key_and_no_body_ends_the_start()
    {
        app.MapGroup("").KeepsAnswers().MapPost("/nothing", () => "done");
        var failure = Assert.Throws<InvalidOperationException>(app.PrepareBodies);
        Assert.Contains("/nothing", failure.Message, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static WebApplication Make(Clock clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(clock).AddSingleton<IdempotencyKeys>().AddStrictRequests();
        return builder.Build();
    }

    private Task StartAsync()
    {
        app.UseRouting();
        app.Use(
            (context, next) =>
            {
                if (context.Request.Headers["Caller"] is [{ } name])
                    context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], "test"));
                return next(context);
            }
        );
        app.UseStrictRequests();
        app.MapGroup("")
            .KeepsAnswers()
            .MapPost(
                "/wishes",
                (Wish wish) =>
                    refusal is not null ? Problems.Of(refusal) : Results.Text($"{Interlocked.Increment(ref done)}")
            );
        app.PrepareBodies();
        return app.StartAsync();
    }

    private async Task<(HttpStatusCode Status, string Text)> PostAsync(
        string key,
        string body,
        string? caller = "a caller"
    )
    {
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/wishes")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
            Headers = { { "Idempotency-Key", key } },
        };
        if (caller is not null)
            request.Headers.Add("Caller", caller);
        using var answer = await http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
