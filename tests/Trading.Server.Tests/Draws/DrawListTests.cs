using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Draws;

/// <summary>The list of draws, page by page. Source: docs/spec/draw.md, "HTTP".</summary>
public sealed class DrawListTests : OwnDraw
{
    [Fact]
    public async Task Pages_follow_one_another_to_the_end()
    {
        Assert.Equal(("", null), await PageAsync(Anybody, ""));
        var ids = await PublishManyAsync(5);
        Assert.Equal((Join(ids[4], ids[3], ids[2], ids[1], ids[0]), null), await PageAsync(Anybody, ""));
        Assert.Equal((Join(ids[4], ids[3]), ids[3]), await PageAsync(Anybody, "?most=2"));
        Assert.Equal((Join(ids[2], ids[1]), ids[1]), await PageAsync(Anybody, $"?most=2&before={ids[3]}"));
        Assert.Equal((Join(ids[0]), null), await PageAsync(Anybody, $"?most=2&before={ids[1]}"));
        Assert.Equal(("", null), await PageAsync(Anybody, $"?before={ids[0]}"));
        // What is published meanwhile stands before the first page and moves none.
        await PublishManyAsync(1);
        Assert.Equal((Join(ids[2], ids[1]), ids[1]), await PageAsync(Anybody, $"?most=2&before={ids[3]}"));
    }

    [Fact]
    public async Task The_own_ones_are_those_whose_policies_name_the_callers_key()
    {
        var ids = await PublishManyAsync(2);
        var list = await Host.Get("/api/draws?mine=true").Ok();
        Assert.Equal(ids.Reverse(), IdsOf(list));
        Assert.All(
            list.GetProperty("draws").EnumerateArray(),
            draw => Assert.Equal("[\"Host\"]", draw.GetProperty("mine").GetRawText())
        );
        var supervisor = await PersonAsync(Server.Supervisor);
        Assert.Equal(
            "[\"Supervisor\"]",
            (await supervisor.Get("/api/draws?mine=true").Ok()).GetProperty("draws")[0].GetProperty("mine").GetRawText()
        );
        Assert.Equal(
            "[]",
            (await Host.Get("/api/draws").Ok()).GetProperty("draws")[0].GetProperty("mine").GetRawText()
        );
        Assert.Equal(("", null), await PageAsync(await PersonAsync(Server.Manager), "?mine=true"));
        Assert.Equal((401, "NotSignedIn"), await Anybody.Get("/api/draws?mine=true").Refused());
    }

    [Fact]
    public async Task Those_of_a_session_stand_alone()
    {
        var hall = Hall.Draft(Server);
        await Host.Post("/api/sessions", hall.Publication).Ok();
        await PublishManyAsync(1);
        var own = NewDraw(Server, request => request with { Session = hall.Id, Lot = Hall.Lot });
        await Host.Post("/api/draws", BodyOf(own.Publication())).Ok();
        await PublishManyAsync(1);
        Assert.Equal((own.Request.Draw, null), await PageAsync(Anybody, $"?session={hall.Id}"));
        Assert.Equal(("", null), await PageAsync(Anybody, $"?session={new string('0', 32)}"));
    }

    [Fact]
    public async Task Whatever_lies_outside_is_refused()
    {
        string[] queries = ["most=0", "most=101", "most=x", "session=x", "before=x", $"before={new string('0', 32)}"];
        foreach (var query in queries)
            Assert.Equal((400, "Malformed"), await Anybody.Get($"/api/draws?{query}").Refused());
    }

    private async Task<string[]> PublishManyAsync(int count)
    {
        var ids = new string[count];
        for (var i = 0; i < count; i++)
        {
            var draw = NewDraw(Server);
            await Host.Post("/api/draws", BodyOf(draw.Publication())).Ok();
            ids[i] = draw.Request.Draw;
        }
        return ids;
    }

    private static async Task<(string Ids, string? Next)> PageAsync(Client client, string query)
    {
        var page = await client.Get($"/api/draws{query}").Ok();
        return (Join([.. IdsOf(page)]), page.GetProperty("next").GetString());
    }

    private static IEnumerable<string> IdsOf(System.Text.Json.JsonElement page) =>
        page.GetProperty("draws").EnumerateArray().Select(draw => draw.GetProperty("draw").GetString()!);

    private static string Join(params string[] ids) => string.Join(' ', ids);
}
