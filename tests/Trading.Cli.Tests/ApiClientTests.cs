using System.Net;
using System.Security.Cryptography;

namespace Trading.Cli.Tests;

public sealed class ApiClientTests
{
    [Fact]
    public async Task A_refusal_carries_reason_rule_and_next_step()
    {
        using var counter = new Counter(_ => Counter.Refuse(409, "TooLate"));
        using var api = new ApiClient(counter.Url);
        var refusal = await Assert.ThrowsAsync<ApiException>(() => api.SessionsAsync(default));
        Assert.Equal(
            (HttpStatusCode.Conflict, "TooLate", "bidding-reg:36", "wait", "That cannot be."),
            (refusal.Status, refusal.Reason, refusal.Rule, refusal.NextStep, refusal.Message)
        );
    }

    [Fact]
    public async Task A_page_of_a_proxy_is_an_error_with_its_number_and_no_text_of_the_page()
    {
        using var counter = new Counter(_ => (404, "text/html", "<script>alert(1)</script>"));
        using var api = new ApiClient(counter.Url);
        var refusal = await Assert.ThrowsAsync<ApiException>(() => api.SessionsAsync(default));
        Assert.Equal("The server answered 404.", refusal.Message);
    }

    [Fact]
    public async Task A_server_that_asks_for_patience_is_asked_again()
    {
        var calls = 0;
        using var counter = new Counter(_ => ++calls < 3 ? Counter.Refuse(503, "StoreFailed") : Counter.Ok("[]"));
        using var api = new ApiClient(counter.Url);
        await api.SessionsAsync(default);
        Assert.Equal(3, calls);
    }

    [Fact]
    public async Task A_server_that_starts_again_is_waited_for_and_the_person_is_told_once()
    {
        var counter = new Counter(_ => Counter.Ok("[]"));
        counter.Dispose();
        using var notes = new StringWriter();
        using var api = new ApiClient(counter.Url, patience: TimeSpan.FromSeconds(60), notes: notes);
        var waiting = Task.WhenAll(api.SessionsAsync(default), api.SessionsAsync(default));
        await Task.Delay(TimeSpan.FromSeconds(8)); // longer than six tries ever took
        Assert.False(waiting.IsCompleted);
        using var again = new Counter(_ => Counter.Ok("[]"), counter.Url);
        await waiting.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(2, again.Calls.Count);
        Assert.Contains(
            $"trading: {counter.Url} does not answer",
            Assert.Single(notes.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Patience_ends()
    {
        var counter = new Counter(_ => Counter.Ok("[]"));
        counter.Dispose();
        using var notes = new StringWriter();
        using var api = new ApiClient(counter.Url, patience: TimeSpan.FromSeconds(1), notes: notes);
        await Assert.ThrowsAsync<HttpRequestException>(() =>
            api.SessionsAsync(default).WaitAsync(TimeSpan.FromSeconds(20))
        );
    }

    [Fact]
    public async Task A_rule_that_says_no_is_not_asked_again()
    {
        using var counter = new Counter(_ => Counter.Refuse(409, "TooLate"));
        using var api = new ApiClient(counter.Url);
        await Assert.ThrowsAsync<ApiException>(() => api.CommitAsync(new string('a', 64), default));
        Assert.Single(counter.Calls);
    }

    [Fact]
    public async Task A_client_signs_in_by_itself_and_again_when_its_ticket_ends()
    {
        var tickets = 0;
        using var counter = new Counter(request =>
            request.RawUrl switch
            {
                "/api/sign-in/challenge" => Counter.Ok("""{"challenge":"AAAA","expiresAt":1}"""),
                "/api/sign-in/certificate" => Counter.Ok(
                    $$"""{"ticket":"ticket-{{++tickets}}","expiresAt":1,"name":"x"}"""
                ),
                _ => request.Headers["Authorization"] == "Bearer ticket-2"
                    ? Counter.Ok("""{"upload":"u"}""")
                    : Counter.Refuse(401, "NotSignedIn"),
            }
        );
        using var person = PersonKey.Of(ECDsa.Create(ECCurve.NamedCurves.nistP256), [1]);
        using var api = new ApiClient(counter.Url, person);
        Assert.Equal(
            "u",
            await api.BeginUploadAsync(
                "s",
                "1",
                [1],
                [
                    [
                        [2],
                    ],
                ],
                default
            )
        );
        Assert.Equal(2, tickets);
    }

    [Fact]
    public async Task Without_a_person_no_ticket_is_ever_sent()
    {
        using var counter = new Counter(_ => Counter.Ok("[]"));
        using var api = new ApiClient(counter.Url);
        await api.SessionsAsync(default);
        Assert.Equal(["GET /api/sessions"], counter.Calls);
    }

    [Fact]
    public async Task A_pending_receipt_is_polled_until_it_is_there()
    {
        var calls = 0;
        using var counter = new Counter(_ =>
            ++calls < 3 ? (202, "application/json", """{"state":"pending"}""") : Counter.Ok("""{"receipt":"AQID"}""")
        );
        using var api = new ApiClient(counter.Url);
        Assert.Equal([1, 2, 3], await api.AwaitReceiptAsync(new string('a', 64), TimeSpan.FromSeconds(20), default));
    }

    [Fact]
    public async Task A_command_without_its_server_ends_with_the_usage_code()
    {
        using var shell = new Shell();
        // the other tests say themselves how patient they are
        Environment.SetEnvironmentVariable("TRADING_PATIENCE", "1");
        var ran = await shell.Run("status", "--server", "http://127.0.0.1:9");
        Assert.Equal(ExitCode.Usage, ran.Code);
        Assert.Contains("http://127.0.0.1:9", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not an address")]
    [InlineData("file:///etc/passwd")]
    public async Task An_address_that_is_none_is_a_usage_error(string address)
    {
        using var shell = new Shell();
        Assert.Equal(ExitCode.Usage, (await shell.Run("status", "--server", address)).Code);
    }
}
