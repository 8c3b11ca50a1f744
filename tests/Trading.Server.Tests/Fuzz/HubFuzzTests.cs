using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Trading.Server.Tests.Announce;

namespace Trading.Server.Tests.Fuzz;

/// <summary>
/// What a stranger may say to the hub: every number and every kind of value in every place, each answered within a
/// second or two.
/// </summary>
public sealed class HubFuzzTests
{
    private static readonly TimeSpan Most = Pace.Slowest.Patience(2);

    // As they stand in JSON, so that no type of ours tidies them.
    private static readonly string[] Values =
    [
        "-9223372036854775809",
        "-9223372036854775808",
        "-2147483649",
        "-2147483648",
        "-2",
        "9007199254740992",
        "9223372036854775806",
        "9223372036854775807",
        "9223372036854775808",
        "18446744073709551615",
        "1e3",
        "1.5",
        "1e400",
        new string('9', 300),
        "null",
        "true",
        "\"\"",
        "\"0\"",
        "\"1\"",
        "\"\\u0661\"",
        "[]",
        "[0]",
        "{}",
        "{\"stream\":\"a\"}",
        "\"a\\u0000\"",
        "\"" + new string('s', 3_000) + "\"",
    ];

    [Fact]
    public async Task A_join_behind_the_last_height_ends_with_a_word()
    {
        await using var server = await FeedServer.StartAsync();
        await server.AppendAsync("s", 0, "\"a\"", "\"b\"");
        await using var attendee = await Attendee.ConnectAsync(server.Address);
        foreach (var after in new[] { long.MaxValue, long.MaxValue - 1, 1L << 53, long.MinValue, -2 })
            Assert.Contains(
                "Malformed",
                (await Assert.ThrowsAsync<HubException>(() => attendee.JoinAsync("s", after).WaitAsync(Most))).Message,
                StringComparison.Ordinal
            );
        await Task.Delay(300); // what should not come would be here
        Assert.False(attendee.HasMore);
        await attendee.JoinAsync("s", -1).WaitAsync(Most);
        Assert.Equal(2, (await attendee.UntilAsync(1)).Sum(frame => frame.Events.Count));
    }

    [Fact]
    public async Task The_last_height_that_may_be_named_waits_for_events_that_never_come()
    {
        await using var server = await FeedServer.StartAsync();
        await server.AppendAsync("s", 0, "\"a\"");
        await using var attendee = await Attendee.ConnectAsync(server.Address);
        await attendee.JoinAsync("s", (1L << 53) - 1).WaitAsync(Most);
        await server.AppendAsync("s", 1, "\"b\"");
        await Task.Delay(300);
        Assert.False(attendee.HasMore);
        using var http = new HttpClient { BaseAddress = server.Address };
        var page = JsonDocument.Parse(await http.GetStringAsync("/api/feed/s?after=9007199254740991")).RootElement;
        Assert.Equal((2, 0), (page.GetProperty("head").GetInt64(), page.GetProperty("events").GetArrayLength()));
    }

    [Fact]
    public async Task Every_value_in_every_place_is_answered_soon_and_by_a_word_of_ours()
    {
        await using var server = await FeedServer.StartAsync();
        await server.AppendAsync("s", 0, "\"a\"");
        var said = 0;
        await using var hub = Attendee.Hub(server.Address);
        await hub.StartAsync();
        foreach (var value in Values)
        {
            var given = Raw(value);
            Assert.Contains(await WordAsync(hub, "Join", given, Raw("-1")), new[] { "Malformed", "NotAllowed" });
            Assert.Equal("Malformed", await WordAsync(hub, "Join", Raw("\"s\""), given));
            Assert.Contains(await WordAsync(hub, "Leave", given), new[] { "Malformed", "" });
            said += 3;
        }
        foreach (var height in new[] { "0", "1", "2147483647", "2147483648", "4294967296", "9007199254740991" })
            Assert.Equal("", await WordAsync(hub, "Join", Raw("\"s\""), Raw(height)));
        foreach (var none in new[] { "Join", "Leave", "join", "Nothing", " " })
            Assert.NotEqual("", await WordAsync(hub, none));
        Assert.NotEqual("", await WordAsync(hub, "Join", Raw("\"s\""), Raw("0"), Raw("0")));
        Assert.Equal(3 * Values.Length, said);
        Assert.Equal("", await WordAsync(hub, "Join", Raw("\"s\""), Raw("-1"))); // and the connection still serves
    }

    // The word of a refusal; empty where there was none. The framework's own refusals hold no text of an exception.
    private static async Task<string> WordAsync(HubConnection hub, string method, params object?[] arguments)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            await hub.InvokeCoreAsync(method, arguments).WaitAsync(Most);
            return "";
        }
        catch (HubException refused)
        {
            foreach (
                var leak in new[] { "System.", "Trading.", "   at ", "JsonException", "InvalidOperation", "Overflow" }
            )
                Assert.DoesNotContain(leak, refused.Message, StringComparison.Ordinal);
            return refused.Message.Split("HubException: ")[^1];
        }
        finally
        {
            Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, Most);
        }
    }

    private static JsonElement Raw(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
