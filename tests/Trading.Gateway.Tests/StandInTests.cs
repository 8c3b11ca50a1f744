using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Trading.Gateway.Providers;
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

    [Fact]
    public async Task A_stand_in_that_is_started_again_goes_on_where_it_was()
    {
        var folder = Directory.CreateTempSubdirectory("trading-telephones-").FullName;
        try
        {
            await using (var first = await StartedAsync(folder, Behaviour.Silence))
            {
                var calls = first.Services.GetRequiredService<StandInCalls>();
                foreach (var id in new[] { "a", "b", "c", "d" })
                    Assert.True(calls.TryPlace(CallOf(id)));
                Assert.True(calls.TrySteer("a", Behaviour.Repeat));
                Assert.True(calls.TrySteer("a", Behaviour.Decline));
                Assert.True(calls.TrySettle("b", "您已在网页上答复"));
                Assert.True(calls.TryCallOff("c", "不必前往"));
            }
            var path = Path.Combine(folder, "calls.jsonl");
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            await File.AppendAllTextAsync(path, "{\"request\":{\"id\":\"torn"); // the process was killed while it wrote
            await using (var second = await StartedAsync(folder, Behaviour.Confirm))
            {
                var calls = second.Services.GetRequiredService<StandInCalls>();
                var list = calls.List();
                Assert.Equal(["a", "b", "c", "d"], list.Select(call => call.Id));
                Assert.Equal((CallAnswer?)CallAnswer.Decline, list[0].Answer);
                Assert.Equal(2, list[0].Readings);
                Assert.Equal("您已在网页上答复", list[1].Settled);
                Assert.Equal("不必前往", list[2].Off);
                Assert.All(list, call => Assert.Equal("http://127.0.0.1:1/n#" + call.Id, call.Link));
                // The same call again is the same; another one under its id is refused; and it rings on.
                Assert.True(calls.TryPlace(CallOf("d")));
                Assert.False(calls.TryPlace(CallOf("d") with { Text = "another" }));
                Assert.True(calls.TrySteer("d", Behaviour.Decline));
            }
            await using var third = await StartedAsync(folder, Behaviour.Confirm);
            Assert.Equal(
                (CallAnswer?)CallAnswer.Decline,
                third.Services.GetRequiredService<StandInCalls>().Find("d")!.Answer
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_page_says_in_words_when_each_call_was_and_how_it_went()
    {
        await using var app = await StartedAsync(null, Behaviour.Silence);
        var calls = app.Services.GetRequiredService<StandInCalls>();
        foreach (var id in new[] { "a", "b", "c", "d", "e" })
            Assert.True(calls.TryPlace(CallOf(id) with { Number = "1380000000" + id }));
        Assert.True(calls.TrySteer("a", Behaviour.Silence));
        Assert.True(calls.TrySettle("a", "您已在网页上答复：能到。"));
        Assert.True(calls.TrySteer("b", Behaviour.Confirm));
        Assert.True(calls.TrySteer("c", Behaviour.Silence));
        Assert.True(calls.TrySteer("d", Behaviour.Repeat));
        foreach (var id in new[] { "f", "g" })
            Assert.True(calls.TryPlace(CallOf(id) with { Number = "13900000000" })); // rung twice, answered by page
        Assert.True(calls.TrySteer("f", Behaviour.Silence));
        Assert.True(calls.TrySettle("g", "您已在网页上答复：能到。"));
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        var page = await http.GetStringAsync(new Uri("/", UriKind.Relative));
        string[] cards = [.. page.Split("<article>")[1..].Reverse()];
        Assert.Equal(7, cards.Length);
        string[] words =
        [
            "已在网页上答复",
            "按 1：能到",
            "无人接听",
            "播放 2 遍",
            "正在响铃",
            "无人接听；另有答复",
            "已在网页上答复",
        ];
        foreach (var (card, word) in cards.Zip(words))
        {
            Assert.Contains(word, card, StringComparison.Ordinal);
            Assert.Matches(@"[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}", card);
        }
        Assert.DoesNotContain("无人接听", cards[0], StringComparison.Ordinal);
        Assert.DoesNotContain("另有答复", cards[2], StringComparison.Ordinal);
        Assert.DoesNotMatch("NoAnswer|Ringing|Answered|Failed", page);
    }

    private static CallRequest CallOf(string id) =>
        new(id, "13800000000", "您的报到号码是 0001 1234 5678", "zh-CN", "http://127.0.0.1:1/n#" + id);

    private static async Task<WebApplication> StartedAsync(string? folder, Behaviour behaviour)
    {
        var app = StandInServer.Build("http://127.0.0.1:0", behaviour, TimeSpan.FromMinutes(10), folder);
        await app.StartAsync();
        return app;
    }
}
