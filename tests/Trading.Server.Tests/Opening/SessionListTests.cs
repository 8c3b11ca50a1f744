using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Opening;

/// <summary>The list of sessions as it is asked for: by words, days and states, page by page, and one's own.</summary>
public sealed class SessionListTests : OwnServer
{
    private readonly List<Hall> halls = [];
    private Client host = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        host = Keep(await Server.Client(Server.Host).SignInAsync());
        foreach (var (code, hours) in new[] { ("GL-2026-001", 3), ("GL-2026-002", 30), ("ＮＮ－2026-003", 1) })
        {
            var hall = Hall.Draft(Server, code: code, hoursAhead: hours);
            await host.Post("/api/sessions", hall.Publication).Ok();
            halls.Add(hall);
        }
    }

    [Theory]
    [InlineData("", "0 1 2")]
    [InlineData("?most=100", "1 0 2")]
    [InlineData("?most=2", "1 0")]
    [InlineData("?most=2&skip=2", "2")]
    [InlineData("?most=1&skip=3", "")]
    [InlineData("?text=gl-2026", "0 1")]
    [InlineData("?text=nn%20-2026", "2")]
    [InlineData("?text=%E9%81%93%E8%B7%AF", "0 1 2")] // 道路, of the title
    [InlineData("?text=%E7%AC%AC%E4%B8%80%E6%A0%87%E6%AE%B5", "0 1 2")] // 第一标段, of the lot
    [InlineData("?text=HOST", "0 1 2")]
    [InlineData("?text=supervisor", "")]
    [InlineData("?state=running&text=001", "0")]
    [InlineData("?state=failed", "")]
    [InlineData("?unknown=1&mine=false", "0 1 2")]
    public async Task A_list_holds_what_was_asked_for_in_its_order(string query, string expected)
    {
        Assert.Equal(expected, await ListAsync(query));
    }

    [Fact]
    public async Task Days_are_those_of_a_deadline_and_end_before_their_end()
    {
        Assert.Equal("0", await ListAsync($"?from={halls[0].CloseAt}&until={halls[0].CloseAt + 1}"));
        Assert.Equal("2", await ListAsync($"?until={halls[0].CloseAt}"));
        Assert.Equal("0 1", await ListAsync($"?from={halls[0].CloseAt}"));
        Assert.Equal("", await ListAsync($"?from={halls[0].CloseAt}&until={halls[0].CloseAt}"));
    }

    [Fact]
    public async Task The_own_sessions_are_those_whose_terms_name_the_callers_key()
    {
        var lines = (await host.Get("/api/sessions?mine=true").Ok()).EnumerateArray().ToArray();
        Assert.Equal(3, lines.Length);
        Assert.All(lines, line => Assert.Equal("[\"Host\"]", line.GetProperty("mine").GetRawText()));
        Assert.All(
            (await host.Get("/api/sessions").Ok()).EnumerateArray(),
            line => Assert.Equal("[]", line.GetProperty("mine").GetRawText())
        );
        using var bidder = await Server.Client(Server.Authority.Issue("bidder")).SignInAsync();
        Assert.Equal(0, (await bidder.Get("/api/sessions?mine=true").Ok()).GetArrayLength());
        using var stranger = Server.Client();
        Assert.Equal((401, "NotSignedIn"), await stranger.Get("/api/sessions?mine=true").Refused());
    }

    [Theory]
    [InlineData("most=0")]
    [InlineData("most=101")]
    [InlineData("most=01")]
    [InlineData("skip=-1")]
    [InlineData("skip=1000001")]
    [InlineData("state=open")]
    [InlineData("state=Running")]
    [InlineData("state=")]
    [InlineData("from=-1")]
    [InlineData("from=2&until=1")]
    [InlineData("until=9007199254740992")]
    [InlineData("mine=1")]
    [InlineData("text=a&text=b")]
    public async Task Whatever_lies_outside_its_limits_is_refused(string query)
    {
        Assert.Equal((400, "Malformed"), await host.Get($"/api/sessions?{query}").Refused());
    }

    [Fact]
    public async Task A_text_has_a_hundred_letters_at_most()
    {
        await host.Get($"/api/sessions?text={new string('a', 100)}").Ok();
        Assert.Equal((400, "Malformed"), await host.Get($"/api/sessions?text={new string('a', 101)}").Refused());
    }

    // The sessions by their place in the order of publication.
    private async Task<string> ListAsync(string query) =>
        string.Join(
            ' ',
            (await host.Get($"/api/sessions{query}").Ok())
                .EnumerateArray()
                .Select(line => halls.FindIndex(hall => hall.Id == line.GetProperty("session").GetString()))
        );
}
