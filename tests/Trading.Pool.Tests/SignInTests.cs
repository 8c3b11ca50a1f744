using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Trading.Pool.Tests.World;

namespace Trading.Pool.Tests;

public sealed partial class SignInTests : IAsyncLifetime
{
    private PoolServer server = null!;
    private Client anybody = null!;

    public async Task InitializeAsync()
    {
        server = await PoolServer.StartAsync();
        anybody = server.Client();
    }

    public async Task DisposeAsync()
    {
        anybody.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_one_time_password_is_changed_and_then_signs_in()
    {
        var (oneTime, _) = await server.MakeManagerAsync("wang");
        Assert.Equal((403, "MustChangePassword"), await SignIn("wang", oneTime).Refused());
        await anybody.SignInAsync("wang", oneTime, PoolServer.Password);
        Assert.Equal("wang", (await anybody.GetAsync("/api/me").Ok()).Text("user"));
        Assert.Equal((403, "BadSignature"), await SignIn("wang", oneTime).Refused());
        await SignIn("wang", PoolServer.Password).Ok();
    }

    [Fact]
    public async Task A_one_time_password_ends_after_three_days()
    {
        var (oneTime, _) = await server.MakeManagerAsync("wang");
        server.Clock.Advance(TimeSpan.FromHours(73));
        Assert.Equal((403, "BadSignature"), await SignIn("wang", oneTime).Refused());
    }

    [Fact]
    public async Task Whatever_is_wrong_has_one_answer_and_five_of_it_lock_the_account()
    {
        using var wang = await server.SignedInAsync();
        for (var i = 0; i < 5; i++)
            Assert.Equal((403, "BadSignature"), await SignIn("wang", "not the right one").Refused());
        Assert.Equal((403, "BadSignature"), await SignIn("nobody", PoolServer.Password).Refused());
        Assert.Equal((403, "BadSignature"), await SignIn("wang", PoolServer.Password).Refused());
        server.Clock.Advance(TimeSpan.FromMinutes(16));
        await SignIn("wang", PoolServer.Password).Ok();
    }

    [Fact]
    public async Task Neither_half_of_a_session_is_one()
    {
        using var wang = await server.SignedInAsync();
        using var cookieAlone = new Client(server);
        cookieAlone.Cookies.Add(wang.Cookies.GetCookies(server.Address));
        Assert.Equal((401, "NotSignedIn"), await cookieAlone.GetAsync("/api/me").Refused());
        cookieAlone.Ticket = "another";
        Assert.Equal((401, "NotSignedIn"), await cookieAlone.GetAsync("/api/me").Refused());

        anybody.Ticket = wang.Ticket;
        Assert.Equal((401, "NotSignedIn"), await anybody.GetAsync("/api/me").Refused());
        cookieAlone.Ticket = wang.Ticket;
        await cookieAlone.GetAsync("/api/me").Ok();
    }

    [Fact]
    public async Task The_cookie_is_for_this_site_and_no_script()
    {
        var (oneTime, _) = await server.MakeManagerAsync("wang");
        using var answer = await anybody.PostAsync(
            "/api/sign-in/password/change",
            new
            {
                user = "wang",
                password = oneTime,
                newPassword = PoolServer.Password,
            }
        );
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("; httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("; samesite=strict", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("domain", cookie, StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "http://127.0.0.1:5080")]
    [InlineData("Origin", "null")]
    public async Task A_page_of_somewhere_else_asks_in_vain(string header, string value)
    {
        using var wang = await server.SignedInAsync();
        wang.Http.DefaultRequestHeaders.Add(header, value);
        Assert.Equal((403, "NotAllowed"), await wang.PostAsync("/api/experts/search", new { }).Refused());
        Assert.Equal((403, "NotAllowed"), await wang.PostAsync("/api/sign-out", new { }).Refused());
    }

    [Fact]
    public async Task Our_own_page_is_heard()
    {
        using var wang = await server.SignedInAsync();
        wang.Http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        wang.Http.DefaultRequestHeaders.Add("Origin", server.Address.GetLeftPart(UriPartial.Authority));
        await wang.SearchAsync(new { });
    }

    [Fact]
    public async Task Signing_out_a_new_password_and_disabling_end_every_session()
    {
        using var wang = await server.SignedInAsync();
        using var again = new Client(server);
        await again.SignInAsync("wang", PoolServer.Password);
        await wang.PostAsync("/api/sign-out", new { }).Ok();
        Assert.Equal((401, "NotSignedIn"), await again.GetAsync("/api/me").Refused());
        Assert.Equal((401, "NotSignedIn"), await wang.GetAsync("/api/me").Refused());

        await again.SignInAsync("wang", PoolServer.Password);
        await server.WithAccountAsync("wang", manager => manager.IsDisabled = true);
        Assert.Equal((401, "NotSignedIn"), await again.GetAsync("/api/me").Refused());
        Assert.Equal((403, "BadSignature"), await SignIn("wang", PoolServer.Password).Refused());
    }

    [Theory]
    [InlineData("short")]
    [InlineData(PoolServer.Password)]
    public async Task A_new_password_is_long_and_new(string password)
    {
        using var wang = await server.SignedInAsync();
        var change = new
        {
            user = "wang",
            password = PoolServer.Password,
            newPassword = password,
        };
        Assert.Equal((400, "Malformed"), await wang.PostAsync("/api/sign-in/password/change", change).Refused());
    }

    [Fact]
    public async Task Nothing_is_told_to_somebody_who_did_not_sign_in()
    {
        string[] calls =
        [
            "GET /api/me",
            "POST /api/experts/search",
            "POST /api/experts",
            "GET /api/experts/E-1",
            "PUT /api/experts/E-1",
            "POST /api/experts/E-1/contacts",
            "GET /api/experts/E-1/events",
            "POST /api/experts/E-1/absences",
            "POST /api/experts/E-1/absences/1/withdraw",
            "POST /api/experts/E-1/assessments",
            "GET /api/acts",
            "GET /api/draws",
            "GET /api/specialities",
            "PUT /api/specialities/A08",
            "POST /api/exports",
            "POST /api/imports",
            "GET /api/imports/newest",
            "GET /api/imports/1/faults",
            "POST /api/imports/1/write",
            "POST /api/imports/1/cancel",
        ];
        foreach (var call in calls.Select(call => call.Split(' ')))
        {
            using var request = new HttpRequestMessage(new HttpMethod(call[0]), call[1]);
            if (call[0] != "GET")
                request.Content = JsonContent.Create(new { });
            Assert.Equal((401, "NotSignedIn"), await anybody.Http.SendAsync(request).Refused());
        }
        // Whoever adds a call decides here who may say it.
        var known = server.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(PathOf).Distinct();
        Assert.Equal(
            ["/api/sign-in/password", "/api/sign-in/password/change", "/api/sign-out"],
            known
                .Where(path => path.StartsWith("/api/", StringComparison.Ordinal))
                .Except(calls.Select(call => Pattern().Replace(call.Split(' ')[1], "{}")))
                .Order()
        );
    }

    [Fact]
    public async Task A_guesser_is_told_to_wait()
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => SignIn("nobody", "not the right one").Refused())
        );
        Assert.Contains((429, "LimitReached"), answers);
        Assert.All(answers, answer => Assert.Contains(answer.Status, new[] { 403, 429 }));
    }

    private static string PathOf(RouteEndpoint endpoint) =>
        Hole().Replace($"/{endpoint.RoutePattern.RawText!.Trim('/')}", "{}");

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Hole();

    // The values that stand in the addresses above.
    [GeneratedRegex("E-1|A08|(?<=/)1(?=/)")]
    private static partial Regex Pattern();

    private Task<HttpResponseMessage> SignIn(string user, string password) =>
        anybody.PostAsync("/api/sign-in/password", new { user, password });
}
