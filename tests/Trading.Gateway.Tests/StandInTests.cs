using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Trading.Gateway.StandIn;

namespace Trading.Gateway.Tests;

/// <summary>The stand-in of a provider, and whoever sends it something else than a call.</summary>
public sealed class StandInTests
{
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";

    public static TheoryData<string, string, string, int> Junk =>
        new()
        {
            { "calls", "", Json, 400 },
            { "calls", "null", Json, 400 },
            { "calls", "[]", Json, 400 },
            { "calls", "{}", Json, 400 },
            { "calls", "{\"id\":null,\"number\":\"1\",\"text\":\"\",\"language\":\"zh\"}", Json, 400 },
            { "calls", "{\"id\":1}", Json, 400 },
            { "calls", "\u0000\u0001", Json, 400 },
            { "calls", "x", "text/plain", 415 },
            { "calls/none/settled", "null", Json, 400 },
            { "calls/none/off", "{}", Json, 400 },
            { "stand-in", "{\"answer\":\"perhaps\"}", Json, 400 },
            { "stand-in", "{\"answer\":7}", Json, 400 },
            { "stand-in/calls/none", "", Json, 400 },
            { "stand-in/press", "{}", Json, 400 },
            { "stand-in/press", "answer=99", Form, 400 },
            { "stand-in/press", "", Form, 400 },
            { "nowhere", "{}", Json, 404 },
        };

    [Theory]
    [MemberData(nameof(Junk))]
    public async Task Junk_is_refused_as_a_problem(string path, string body, string type, int status)
    {
        await using var app = StandInServer.Build("http://127.0.0.1:0", Behaviour.Confirm, TimeSpan.Zero);
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var content = new StringContent(body, Encoding.UTF8, type);
        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), content);
        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.NotEmpty(problem.GetProperty("reason").GetString()!);
        Assert.Empty(app.Services.GetRequiredService<StandInCalls>().List());
    }
}
