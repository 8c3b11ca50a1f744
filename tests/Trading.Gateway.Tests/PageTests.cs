using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Trading.Gateway.Links;
using Trading.Gateway.Notices;
using Trading.Gateway.StandIn;

namespace Trading.Gateway.Tests;

/// <summary>An expert answers on the page: over real HTTP, with a real store, beside a telephone that rings.</summary>
public sealed class PageTests
{
    private const int Position = 7;
    private const int Long = 600_000;

    [Theory]
    [InlineData("Confirm", PositionOutcome.Confirmed, "Confirmed")]
    [InlineData("Decline", PositionOutcome.Declined, "Declined")]
    public async Task What_is_answered_on_the_page_is_signed_and_told(
        string answer,
        PositionOutcome outcome,
        string state
    )
    {
        await using var world = await World.StartAsync(Behaviour.Confirm, Long);
        world.Want(Position);
        var gateway = await world.StartGatewayAsync(hasPage: true);
        var call = await world.CalledAsync();
        using var expert = PageVisitor.Of(world, call);

        var found = await expert.FindAsync();
        Assert.Equal("Open", PageVisitor.StateOf(found));
        var code = world.Draw.Commitment.Secrets[Position].Code;
        var request = world.Draw.Request;
        var shown = new ShownNotice(request.Place, request.RoomAt, request.DrawAt, Position, code);
        Assert.Equal(shown.ToBytes(), expert.Open(PageVisitor.SealedOf(found)!));

        Assert.Equal(state, PageVisitor.StateOf(await expert.AnswerAsync(answer)));
        var told = await world.ToldAsync(outcome);
        Assert.Equal((Position, 0u), (told.Position, told.K));
        var call2 = await world.CalledAsync(c => c.Settled is not null);
        Assert.Contains("网页", call2.Settled, StringComparison.Ordinal);
        Assert.False(world.Calls.TrySteer(call.Id, Behaviour.Decline)); // no key counts any more
        using var http = new HttpClient { BaseAddress = new Uri(gateway.Urls.Single()) };
        var counts = await http.GetFromJsonAsync<JsonElement>("/api/status");
        Assert.Equal(1, counts.GetProperty(state.ToLowerInvariant()).GetInt32());
        Assert.Single(world.Calls.List());
    }

    [Fact]
    public async Task Who_declined_needs_no_page_and_who_confirmed_has_one_to_show()
    {
        await using var world = await World.StartAsync(Behaviour.Confirm, Long);
        object[] tasks = [.. new[] { 3, 4 }.Select(p => DrawWorld.Notify(world.Draw, p, world.Shares(p, 1, 2)))];
        world.Platform.Tasks = () => tasks;
        await world.StartGatewayAsync(hasPage: true);
        await Until.TrueAsync(
            "two calls",
            Pace.Slowest.Patience(20),
            () => Task.FromResult(world.Calls.List().Count == 2)
        );
        using var one = PageVisitor.Of(world, world.Calls.List()[0]);
        using var other = PageVisitor.Of(world, world.Calls.List()[1]);
        Assert.Null(one.Open(PageVisitor.SealedOf(await other.FindAsync())!)); // another's page
        Assert.NotNull(PageVisitor.SealedOf(await one.AnswerAsync("Confirm")));
        Assert.Null(PageVisitor.SealedOf(await other.AnswerAsync("Decline")));
        Assert.NotNull(PageVisitor.SealedOf(await one.FindAsync()));
        Assert.Null(PageVisitor.SealedOf(await other.FindAsync()));
    }

    [Fact]
    public async Task A_key_that_was_pressed_first_stands()
    {
        await using var world = await World.StartAsync(Behaviour.Confirm, Long);
        world.Want(Position);
        await world.StartGatewayAsync(hasPage: true);
        var call = await world.CalledAsync();
        using var expert = PageVisitor.Of(world, call);
        Assert.True(world.Calls.TrySteer(call.Id, Behaviour.Decline));
        await world.ToldAsync(PositionOutcome.Declined);
        Assert.Equal("Declined", PageVisitor.StateOf(await expert.AnswerAsync("Confirm")));
        Assert.DoesNotContain(world.Platform.Heard, h => World.StatementOf(h).Outcome == PositionOutcome.Confirmed);
        Assert.Null(world.Calls.List()[0].Settled); // there is nothing to tell the telephone
    }

    [Fact]
    public async Task Of_many_answers_at_once_and_a_key_one_stands_for_ever()
    {
        await using var world = await World.StartAsync(Behaviour.Confirm, Long);
        world.Want(Position);
        await world.StartGatewayAsync(hasPage: true);
        var call = await world.CalledAsync();
        using var expert = PageVisitor.Of(world, call);
        var answers = Enumerable
            .Range(0, 24)
            .Select(i => Task.Run(() => expert.AnswerAsync(i % 2 == 0 ? "Confirm" : "Decline")))
            .ToList();
        world.Calls.TrySteer(call.Id, Behaviour.Decline);
        var states = (await Task.WhenAll(answers)).Select(PageVisitor.StateOf).Distinct().ToList();
        var state = Assert.Single(states);
        var stands = state == "Confirmed" ? PositionOutcome.Confirmed : PositionOutcome.Declined;
        await world.ToldAsync(stands);
        Assert.All(world.Platform.Heard, h => Assert.Equal(stands, World.StatementOf(h).Outcome));
        Assert.Single(world.Platform.Heard.Select(h => Convert.ToHexString(h.Bytes("signature"))).Distinct());
    }

    [Fact]
    public async Task What_was_answered_before_the_end_of_the_process_is_told_after_it_with_the_same_bytes()
    {
        await using var world = await World.StartAsync(Behaviour.Confirm, Long);
        world.Want(Position);
        world.Platform.Judge = _ => 503;
        await world.StartGatewayAsync(hasPage: true);
        using (var expert = PageVisitor.Of(world, await world.CalledAsync()))
            Assert.Equal("Confirmed", PageVisitor.StateOf(await expert.AnswerAsync("Confirm")));
        await world.ToldAsync(PositionOutcome.Confirmed);
        await world.StopGatewayAsync();
        var before = world.Platform.Heard.Count;
        world.Calls.Behaviour = Behaviour.Down;
        await world.StartGatewayAsync(hasPage: true);
        await Until.TrueAsync(
            "it is said again",
            Pace.Slowest.Patience(20),
            () => Task.FromResult(world.Platform.Heard.Count > before)
        );
        Assert.Single(world.Platform.Heard.Select(h => Convert.ToHexString(h.Bytes("signature"))).Distinct());
        using var again = PageVisitor.Of(world, world.Calls.List()[0]);
        Assert.Equal("Confirmed", PageVisitor.StateOf(await again.AnswerAsync("Decline")));
    }

    [Fact]
    public async Task Who_confirmed_and_is_called_off_is_told_on_the_page_and_by_the_provider()
    {
        await using var world = await World.StartAsync(Behaviour.Confirm, Long);
        world.Want(Position);
        var gateway = await world.StartGatewayAsync(hasPage: true);
        var call = await world.CalledAsync();
        using var expert = PageVisitor.Of(world, call);
        Assert.Equal("Confirmed", PageVisitor.StateOf(await expert.AnswerAsync("Confirm")));
        await world.ToldAsync(PositionOutcome.Confirmed);
        var page = PageVisitor.SealedOf(await expert.FindAsync())!;

        world.Platform.Tasks = () => [DrawWorld.CalledOff(world.Draw, 0, hasEnded: false, Position, 30)];
        await SeenAsync(expert, "CalledOff");
        Assert.Null(PageVisitor.SealedOf(await expert.FindAsync()));
        var told = await world.CalledAsync(c => c.Off is not null);
        Assert.Equal((call.Id, NoticeText.CalledOff(NoticeLanguage.Chinese)), (told.Id, told.Off));
        Assert.DoesNotContain(world.Draw.Request.Place, told.Off!, StringComparison.Ordinal);
        Assert.False(world.Calls.TrySteer(call.Id, Behaviour.Decline));

        foreach (var answer in new[] { "Confirm", "Decline" })
            Assert.Equal("CalledOff", PageVisitor.StateOf(await expert.AnswerAsync(answer)));
        using var http = new HttpClient { BaseAddress = new Uri(gateway.Urls.Single()) };
        var counts = await http.GetFromJsonAsync<JsonElement>("/api/status");
        Assert.Equal(
            (1, 0, 0),
            (
                counts.GetProperty("calledOff").GetInt32(),
                counts.GetProperty("confirmed").GetInt32(),
                counts.GetProperty("untold").GetInt32()
            )
        );
        // It stands after the process, and nothing that was shown is kept.
        await world.StopGatewayAsync();
        world.Platform.Tasks = () => [];
        await world.StartGatewayAsync(hasPage: true);
        using var again = PageVisitor.Of(world, call);
        Assert.Equal("CalledOff", PageVisitor.StateOf(await again.FindAsync()));
        world.Clock.Begin(world.Draw.Request.RoomAt + Draw.Second * 4 * 3_600);
        await SeenAsync(again, "Over");
        await Until.TrueAsync(
            "it is erased from every file",
            Pace.Slowest.Patience(20),
            () => Task.FromResult(!Kept.Holds(world.Data, page))
        );
    }

    [Fact]
    public async Task Who_is_called_off_before_an_answer_confirms_nothing()
    {
        await using var world = await World.StartAsync(Behaviour.Confirm, Long);
        world.Want(Position);
        await world.StartGatewayAsync(hasPage: true);
        using var expert = PageVisitor.Of(world, await world.CalledAsync());
        world.Calls.Behaviour = Behaviour.Down; // the page says so all the same
        world.Platform.Tasks = () => [DrawWorld.CalledOff(world.Draw, 0, hasEnded: true)];
        await SeenAsync(expert, "CalledOff");
        Assert.Equal("CalledOff", PageVisitor.StateOf(await expert.AnswerAsync("Confirm")));
        Assert.Null(world.Calls.List().Single().Off);
        Assert.DoesNotContain(world.Platform.Heard, h => h.Name == "notices");
    }

    [Fact]
    public async Task Another_draw_calls_off_whoever_said_yes_and_nobody_else()
    {
        await using var world = await World.StartAsync(Behaviour.Confirm, Long);
        object[] tasks = [.. new[] { 3, 4 }.Select(p => DrawWorld.Notify(world.Draw, p, world.Shares(p, 1, 2)))];
        world.Platform.Tasks = () => tasks;
        await world.StartGatewayAsync(hasPage: true);
        await Until.TrueAsync(
            "two calls",
            Pace.Slowest.Patience(20),
            () => Task.FromResult(world.Calls.List().Count == 2)
        );
        using var comes = PageVisitor.Of(world, world.Calls.List()[0]);
        using var stays = PageVisitor.Of(world, world.Calls.List()[1]);
        await comes.AnswerAsync("Confirm");
        await stays.AnswerAsync("Decline");
        await world.ToldAsync(PositionOutcome.Declined);
        await world.ToldAsync(PositionOutcome.Confirmed);
        world.Platform.Tasks = () => [DrawWorld.CalledOff(world.Draw, 0, hasEnded: false, 9)];
        Assert.Equal("Confirmed", PageVisitor.StateOf(await comes.FindAsync())); // another position is meant
        world.Platform.Tasks = () => [DrawWorld.CalledOff(world.Draw, 1, hasEnded: false)];
        await SeenAsync(comes, "CalledOff");
        Assert.Equal("Declined", PageVisitor.StateOf(await stays.FindAsync()));
        await world.CalledAsync(c => c.Off is not null);
        Assert.Single(world.Calls.List(), c => c.Off is not null);
    }

    private static Task SeenAsync(PageVisitor expert, string state) =>
        Until.TrueAsync(
            $"the page says {state}",
            Pace.Slowest.Patience(20),
            async () => PageVisitor.StateOf(await expert.FindAsync()) == state
        );

    [Fact]
    public async Task Every_call_of_a_notice_has_the_same_link_and_no_other_notice_has_it()
    {
        await using var world = await World.StartAsync(Behaviour.Silence);
        world.Want(Position);
        await world.StartGatewayAsync(hasPage: true);
        await world.ToldAsync(PositionOutcome.Silent);
        await world.StopGatewayAsync();
        Assert.Equal(3, world.Calls.List().Count);
        var link = Assert.Single(world.Calls.List().Select(c => c.Link).Distinct());
        Assert.Equal(SecretOf(world, Position), Convert.FromHexString(link!.Split('#')[1]));
        Assert.NotEqual(SecretOf(world, Position), SecretOf(world, Position + 1));
        await world.StartGatewayAsync(hasPage: true);
        using var expert = PageVisitor.Of(world, world.Calls.List()[0]);
        var found = await expert.FindAsync();
        Assert.Equal("Silent", PageVisitor.StateOf(found));
        Assert.Null(PageVisitor.SealedOf(found));
        Assert.Equal("Silent", PageVisitor.StateOf(await expert.AnswerAsync("Confirm")));
    }

    [Fact]
    public async Task A_page_lies_there_before_a_provider_takes_its_link_and_is_the_same_after_the_process()
    {
        await using var world = await World.StartAsync(Behaviour.Confirm, Long);
        await using var deaf = await DeafProvider.StartAsync();
        world.OtherProvider = deaf.Address;
        world.Want(Position);
        await world.StartGatewayAsync(hasPage: true);
        var link = await Until.SeenAsync(
            "a call that is asked for",
            Pace.Slowest.Patience(20),
            () => Task.FromResult(deaf.Asked.FirstOrDefault()?.GetProperty("link").GetString())
        );
        using (var early = new PageVisitor(world.PageAddress, Convert.FromHexString(link.Split('#')[1])))
            Assert.Equal("Open", PageVisitor.StateOf(await early.FindAsync()));
        await world.StopGatewayAsync();
        world.OtherProvider = null;
        await world.StartGatewayAsync(hasPage: true);
        var call = await world.CalledAsync();
        Assert.Equal(link, call.Link);
        Assert.All(deaf.Asked, asked => Assert.Equal(link, asked!.Value.GetProperty("link").GetString()));
        using var expert = PageVisitor.Of(world, call);
        Assert.NotNull(expert.Open(PageVisitor.SealedOf(await expert.FindAsync())!));
    }

    [Fact]
    public async Task A_page_is_over_four_hours_after_the_rooms_hour_and_erased()
    {
        await using var world = await World.StartAsync(Behaviour.Confirm, Long);
        world.Want(Position);
        await world.StartGatewayAsync(hasPage: true);
        using var expert = PageVisitor.Of(world, await world.CalledAsync());
        var page = PageVisitor.SealedOf(await expert.FindAsync())!;
        var hash = PageLink.HashOf(expert.Link.ConfirmKey);
        Assert.True(Kept.Holds(world.Data, page) && Kept.Holds(world.Data, hash));
        world.Clock.Begin(world.Draw.Request.RoomAt + Draw.Second * 4 * 3_600 - Draw.Second * 600);
        Assert.Equal("Open", PageVisitor.StateOf(await expert.FindAsync()));
        world.Clock.Begin(world.Draw.Request.RoomAt + Draw.Second * 4 * 3_600);
        var found = await expert.FindAsync();
        Assert.Equal("Over", PageVisitor.StateOf(found));
        Assert.Null(PageVisitor.SealedOf(found));
        Assert.Equal("Over", PageVisitor.StateOf(await expert.AnswerAsync("Confirm")));
        await Until.TrueAsync(
            "it is erased from every file",
            Pace.Slowest.Patience(20),
            () => Task.FromResult(!Kept.Holds(world.Data, page) && !Kept.Holds(world.Data, hash))
        );
        Assert.Equal("Over", PageVisitor.StateOf(await expert.FindAsync()));
        Assert.Equal("Over", PageVisitor.StateOf(await expert.AnswerAsync("Decline")));
        Assert.DoesNotContain(world.Platform.Heard, h => h.Name == "notices");
    }

    [Fact]
    public async Task Who_has_a_wrong_link_or_a_wrong_key_learns_nothing()
    {
        await using var world = await World.StartAsync(Behaviour.Confirm, Long);
        world.Want(Position);
        await world.StartGatewayAsync(hasPage: true);
        using var expert = PageVisitor.Of(world, await world.CalledAsync());
        using var stranger = new PageVisitor(world.PageAddress, new byte[PageLink.SecretBytes]);
        (HttpStatusCode, string)[] answers =
        [
            await stranger.FindAsync(),
            await stranger.FindAsync([]),
            await stranger.AnswerAsync("Confirm"),
            await stranger.AnswerAsync("Confirm", id: expert.Link.Id),
            await expert.AnswerAsync("Decline", key: expert.Link.ConfirmKey),
            await expert.AnswerAsync("Confirm", key: PageLink.HashOf(expert.Link.ConfirmKey)), // what the store holds
            await expert.AnswerAsync("Confirm", key: []),
        ];
        Assert.Equal(HttpStatusCode.NotFound, answers[0].Item1);
        Assert.All(answers, answer => Assert.Equal(answers[0], answer));
        Assert.Equal("Open", PageVisitor.StateOf(await expert.FindAsync()));
        Assert.DoesNotContain(world.Platform.Heard, h => h.Name == "notices");
    }

    [Fact]
    public async Task Nothing_readable_is_kept_logged_or_sent_without_the_secret()
    {
        await using var world = await World.StartAsync(Behaviour.Confirm, Long);
        world.Want(Position);
        await world.StartGatewayAsync(hasPage: true);
        using var expert = PageVisitor.Of(world, await world.CalledAsync());
        var sent = new StringBuilder();
        sent.Append((await expert.FindAsync()).Body).Append((await expert.AnswerAsync("Confirm")).Body);
        sent.Append((await expert.GetAsync("/api/contact", "application/json")).Body);
        await world.ToldAsync(PositionOutcome.Confirmed);
        var text = await world.Log.WithFilesOfAsync(world.Data) + sent;
        var secret = world.Draw.Commitment.Secrets[Position];
        // What is kept is found by the same searches.
        Assert.Contains(World.Contact[..9], text, StringComparison.Ordinal);
        Assert.True(Kept.Holds(world.Data, expert.Link.Id));
        string[] planted =
        [
            secret.Expert.Phone,
            secret.Expert.Name,
            secret.Code,
            $"{secret.Code[..4]} {secret.Code[4..]}",
            world.Draw.Request.Place,
            Convert.ToHexStringLower(expert.Secret),
        ];
        Assert.All(planted, word => Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase));
        byte[][] keys = [expert.Secret, expert.Link.ConfirmKey, expert.Link.DeclineKey];
        Assert.All(keys, key => Assert.False(Kept.Holds(world.Data, key)));
        Assert.All(keys, key => Assert.DoesNotContain(Convert.ToBase64String(key), text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_pages_origin_serves_the_page_and_nothing_else_of_the_gateway()
    {
        await using var world = await World.StartAsync(Behaviour.Confirm, Long);
        await world.StartGatewayAsync(hasPage: true);
        using var anybody = new PageVisitor(world.PageAddress, new byte[PageLink.SecretBytes]);
        foreach (var path in new[] { "/api/status", "/healthz", "/calls" })
            Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync(path, "application/json")).Answer.StatusCode);
        var (answer, body) = await anybody.GetAsync("/n");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("评标专家通知", body, StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Equal("noindex, nofollow", answer.Headers.GetValues("X-Robots-Tag").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.StartsWith(
            "default-src 'none'; script-src 'self'",
            answer.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal
        );
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        var contact = (await anybody.GetAsync("/api/contact", "application/json")).Body;
        Assert.Equal(World.Contact, JsonDocument.Parse(contact).RootElement.GetProperty("contact").GetString());
    }

    [Fact]
    public async Task Whoever_asks_too_often_is_told_to_wait_whatever_was_asked()
    {
        await using var world = await World.StartAsync(Behaviour.Confirm, Long);
        await world.StartGatewayAsync(hasPage: true);
        using var stranger = new PageVisitor(world.PageAddress, new byte[PageLink.SecretBytes]);
        await Until.TrueAsync(
            "a request is one too many",
            Pace.Slowest.Patience(20),
            async () =>
                (await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => stranger.FindAsync()))).Any(answer =>
                    answer.Status == HttpStatusCode.TooManyRequests
                )
        );
    }

    [Fact]
    public async Task Without_a_page_nobody_is_sent_a_link()
    {
        await using var world = await World.StartAsync(Behaviour.Confirm);
        world.Want(Position);
        await world.StartGatewayAsync();
        Assert.Null((await world.CalledAsync()).Link);
        await world.ToldAsync(PositionOutcome.Confirmed);
    }

    // Worked out from the gateway's key and what trustees opened.
    private static byte[] SecretOf(World world, int position)
    {
        var key = new NoticeKey(world.Draw.Request.Draw, world.Draw.Commitment.Root, 0, position);
        var shared = world.Draw.Shared(LockPurpose.Contact, position);
        var link = PageLink.ForNotice(world.Keys.Static, shared, key.ToBytes()).Under(PageVisitor.Site);
        return Convert.FromHexString(link.Split('#')[1]);
    }
}
