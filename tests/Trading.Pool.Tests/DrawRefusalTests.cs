using Trading.Evaluation.Requests;
using Trading.Locks.Policies;
using Trading.Pool.Draws;
using Trading.Pool.Tests.World;

namespace Trading.Pool.Tests;

/// <summary>What a custodian prepares nothing for, whoever asks.</summary>
public sealed class DrawRefusalTests : DrawStage
{
    [Fact]
    public async Task Whatever_is_not_as_it_was_published_is_refused_by_name_and_nothing_is_said()
    {
        await using var server = await StartAsync(40);
        var expected = new Dictionary<string, DrawCause>();
        void Refused(DrawCause cause, AskedDraw draw, Func<CommitTaskSaid, CommitTaskSaid>? change = null)
        {
            expected[draw.Id] = cause;
            Platform.Tasks[draw.Id] = change is null ? draw.Task() : change(draw.Task());
        }

        var roles = People.Trustees.Roles;
        var other = DrawPeople.NewPoint();
        Refused(DrawCause.Gates, Asked(request => request with { Rules = "nobody-knows" }));
        Refused(DrawCause.Gates, Asked(request => request with { Groups = [request.Groups[1]] }));
        Refused(DrawCause.TooLate, Asked(request => request with { DrawAt = 1, RoomAt = 3_600_000_001 }));
        Refused(DrawCause.OtherCustodian, Asked(roles: roles with { Custodian = People.Gate.SigningKey }));
        Refused(DrawCause.Untrusted, Asked(roles: roles with { Gateway = other }));
        Refused(DrawCause.Untrusted, Asked(roles: roles with { Gate = other }));
        Refused(DrawCause.Untrusted, new AskedDraw(People, trustees: People.NewTrustees()));
        Refused(DrawCause.HostSignature, Asked(roles: roles with { Host = other }));
        Refused(DrawCause.HostSignature, Asked(), task => task with { Salt = Asked().Box });
        Refused(DrawCause.Salt, WithOtherSalt());
        Refused(DrawCause.Policies, Asked(), task => task with { Policies = Asked().Policies });
        Refused(DrawCause.Policies, Asked(), task => task with { Policies = [.. task.Policies.Reverse()] });
        Refused(DrawCause.Locks, Asked(), task => task with { Certificates = Asked().Task().Certificates });
        Refused(DrawCause.Unreadable, Asked(), task => task with { Request = Asked().Task().Request });
        Refused(DrawCause.Unreadable, Asked(), task => task with { Request = [1, 2, 3] });
        Refused(DrawCause.Unreadable, Asked(), task => task with { Policies = task.Policies[..2] });
        await Platform.LookedAsync();
        await Platform.LookedAsync();
        Assert.Empty(Platform.Said);
        using var wang = await server.SignedInAsync("li");
        var shown = (await wang.GetAsync("/api/draws").Ok()).GetProperty("draws").EnumerateArray().ToList();
        Assert.Equal(
            expected.Select(pair => $"{pair.Key} {pair.Value}").Order(StringComparer.Ordinal),
            shown.Select(d => $"{d.Text("draw")} {d.Text("cause")}").Order(StringComparer.Ordinal)
        );
        Assert.All(shown, draw => Assert.Equal("Refused", draw.Text("state")));
        Assert.DoesNotContain((await wang.GetAsync("/api/acts").Ok()).EnumerateArray(), a => a.Text("act") == "draw");
    }

    [Fact]
    public async Task A_platform_that_corrects_itself_is_served()
    {
        await using var server = await StartAsync(40);
        var draw = Asked();
        Platform.Tasks[draw.Id] = draw.Task() with { Signature = new byte[64] };
        await Platform.LookedAsync();
        Assert.Equal("HostSignature", (await ShownAsync(server, draw)).Text("cause"));
        Ask(draw);
        await CommittedAsync(draw);
        Assert.Equal("Committed", (await ShownAsync(server, draw)).Text("state"));
    }

    [Fact]
    public async Task Another_request_under_the_id_of_one_that_stands_is_not_prepared()
    {
        await using var server = await StartAsync(40);
        var draw = Ask(Asked());
        var first = await CommittedAsync(draw);
        var other = Asked(request => request with { Draw = draw.Id, ReserveDepth = 0 });
        Ask(other);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await Platform.LookedAsync();
        Assert.Single(Platform.Said);
        Assert.Contains(server.Log, line => line.Contains("OtherRequest", StringComparison.Ordinal));
        Assert.Equal(first.Positions.Count, (await ShownAsync(server, draw)).Number("eligible"));
    }

    [Fact]
    public async Task A_pool_is_not_asked_without_end()
    {
        await using var server = await StartAsync(0);
        var draws = Enumerable.Range(0, DrawOffice.DrawsAnHour + 1).Select(_ => Asked()).ToList();
        foreach (var draw in draws.SkipLast(1))
            Ask(draw);
        await Until.TrueAsync(
            "all but one are told",
            Pace.Slowest.Patience(60),
            () => Task.FromResult(Platform.Said.Count == DrawOffice.DrawsAnHour)
        );
        Ask(draws[^1]);
        await Platform.LookedAsync();
        Assert.Equal("TooMany", (await ShownAsync(server, draws[^1])).Text("cause"));
        Assert.Equal(DrawOffice.DrawsAnHour, Platform.Said.Count);
    }

    private AskedDraw Asked(Func<DrawRequest, DrawRequest>? change = null, PolicyRoles? roles = null) =>
        new(People, change, roles: roles);

    // A box that opens, and holds the salt of another request.
    private AskedDraw WithOtherSalt()
    {
        var draw = Asked();
        draw.Box = BoxOf(draw, Asked().PersonSalt);
        return draw;
    }
}
