using System.Text.Json;
using Trading.Server.Opening;
using Trading.Server.Streams;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Opening;

/// <summary>
/// Who may publish, under which tender number, how much at a time, and that every session can be freed.
/// </summary>
public sealed class PublicationTests : OwnServer
{
    private Client host = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        host = Keep(await Server.Client(Server.Host).SignInAsync());
    }

    [Fact]
    public async Task A_bidders_certificate_publishes_nothing_even_where_the_terms_name_it_as_host()
    {
        var person = Server.Authority.Issue("bidder");
        using var bidder = await Server.Client(person).SignInAsync();
        var refusal = await ProblemAsync(await bidder.Post("/api/sessions", Hall.Draft(Server, person).Publication));
        Assert.Equal((403, "NotAllowed", "ask-a-manager"), refusal);
        Assert.Equal(0, (await bidder.Get("/api/sessions").Ok()).GetArrayLength());
    }

    [Fact]
    public async Task A_session_that_nobody_could_free_after_a_late_freeze_is_not_published()
    {
        var draft = Hall.Draft(Server);
        var alone = draft.With(draft.Terms with { Roles = [draft.Terms.Roles[0]] });
        Assert.Equal(
            (400, "Malformed", "name-a-supervisor"),
            await ProblemAsync(await host.Post("/api/sessions", alone.Publication))
        );
    }

    [Fact]
    public async Task Terms_name_the_publisher_as_the_manager_entered_it_and_the_key_that_signed_in()
    {
        var draft = Hall.Draft(Server);
        foreach (
            var other in new Publisher[]
            {
                new("Host", Server.Host.Key.PublicPoint),
                new("host", Server.Manager.Key.PublicPoint),
                new("host", null),
            }
        )
            Assert.Equal((403, "NotAllowed"), await host.Post("/api/sessions", Claim(draft, other)).Refused());
        Assert.Equal((400, "Malformed"), await host.Post("/api/sessions", Claim(draft, new(null!, null))).Refused());
        Assert.Equal(
            (400, "Malformed"),
            await host.Post("/api/sessions", draft.With(draft.Terms with { Publisher = null }).Publication).Refused()
        );
        await host.Post("/api/sessions", draft.Publication).Ok();
        var line = Assert.Single((await host.Get("/api/sessions").Ok()).EnumerateArray());
        Assert.Equal("host", line.GetProperty("publisher").GetProperty("name").GetString());
        Assert.Equal(
            Server.Host.Key.PublicPoint,
            (await host.SessionAsync(draft.Id)).GetProperty("publisher").GetProperty("key").GetBytesFromBase64()
        );
    }

    [Fact]
    public async Task Without_a_period_for_objections_and_confirmations_nothing_is_published()
    {
        var draft = Hall.Draft(Server);
        var old = draft.Terms with { RulePack = RulePacks.ConstructionNational, PeriodSeconds = 0 };
        Assert.Equal(
            (400, "Malformed", "correct-and-prepare-again"),
            await ProblemAsync(await host.Post("/api/sessions", draft.With(old).Publication))
        );
        foreach (var seconds in new[] { 0, -1, 86_401 })
            Assert.Equal(
                (400, "Malformed"),
                await host.Post("/api/sessions", draft.With(draft.Terms with { PeriodSeconds = seconds }).Publication)
                    .Refused()
            );
        await host.Post("/api/sessions", draft.Publication).Ok();
    }

    [Theory]
    [InlineData("TC-2025-001")]
    [InlineData("ＴＣ－２０２５－００１")]
    [InlineData(" tc‐2025–001\u200b")]
    public async Task A_number_of_another_publisher_or_one_that_looks_the_same_is_refused(string code)
    {
        await host.Post("/api/sessions", Hall.Draft(Server).Publication).Ok();
        var second = Server.Authority.Issue("second");
        Server.LetPublish(second);
        using var client = await Server.Client(second).SignInAsync();
        Assert.Equal(
            (409, "Conflict", "use-another-tender-number"),
            await ProblemAsync(await client.Post("/api/sessions", Hall.Draft(Server, second, code).Publication))
        );
        await client.Post("/api/sessions", Hall.Draft(Server, second, "TC-2025-002").Publication).Ok();
    }

    [Fact]
    public async Task A_session_of_before_belongs_to_its_hosts_number()
    {
        // A session as an older platform published it: version 1, no publisher.
        var old = Hall.Draft(Server);
        old = old.With(
            old.Terms with
            {
                Publisher = null,
                RulePack = RulePacks.ConstructionNational,
                PeriodSeconds = 0,
            }
        );
        var sent = await Server
            .Get<Desks>()
            .Session(old.Id)
            .SendAsync(new Prepare(Server.Clock.Now, old.Id, old.Terms, [LockPolicyCodec.ToBytes(old.Policy)]));
        Assert.Null(sent.Refusal);
        var second = Server.Authority.Issue("second");
        Server.LetPublish(second);
        using var client = await Server.Client(second).SignInAsync();
        Assert.Equal(
            (409, "Conflict"),
            await client.Post("/api/sessions", Hall.Draft(Server, second).Publication).Refused()
        );
        var again = Hall.Draft(Server);
        await host.Post("/api/sessions", again.Publication).Ok();
        Assert.Equal($"2 2 {old.Id}", MarkOf(await host.Get($"/api/sessions/{again.Id}/tender").Ok()));
    }

    [Fact]
    public async Task A_number_published_again_is_marked_wherever_the_session_is_shown()
    {
        var halls = new[]
        {
            Hall.Draft(Server),
            Hall.Draft(Server, code: "ｔｃ-2025-001"),
            Hall.Draft(Server, code: "TC-2025-009"),
            Hall.Draft(Server),
        };
        foreach (var hall in halls)
            await host.Post("/api/sessions", hall.Publication).Ok();
        var list = (await host.Get("/api/sessions").Ok())
            .EnumerateArray()
            .Select(line => MarkOf(line.GetProperty("tender")));
        Assert.Equal(["3 1  " + halls[3].Id, $"3 2 {halls[0].Id} {halls[3].Id}", "1 1", $"3 3 {halls[1].Id}"], list);
        Assert.Equal(
            $"3 2 {halls[0].Id} {halls[3].Id}",
            MarkOf((await host.Get($"/api/sessions/{halls[1].Id}").Ok()).GetProperty("tender"))
        );
        Assert.Equal(
            "running",
            (await host.Get($"/api/sessions/{halls[1].Id}/tender").Ok())
                .GetProperty("earlier")
                .GetProperty("state")
                .GetString()
        );
        Assert.Equal((404, "NotFound"), await host.Get($"/api/sessions/{new string('a', 32)}/tender").Refused());

        // From the log alone: a restart says the same.
        await Server.KillAsync();
        await Server.StartAgainAsync();
        using var later = Server.Client();
        Assert.Equal($"3 3 {halls[1].Id}", MarkOf(await later.Get($"/api/sessions/{halls[3].Id}/tender").Ok()));
    }

    [Fact]
    public async Task The_lock_says_who_published_and_that_the_number_is_not_new()
    {
        await host.Post("/api/sessions", Hall.Draft(Server).Publication).Ok();
        var hall = await Hall.OpenAsync(Server);
        var answer = await host.Get($"/api/sessions/{hall.Id}/lots/{Hall.Lot}/lock").Ok();
        var terms = answer.GetProperty("terms").Deserialize<SessionTerms>(Client.Json)!;
        Assert.Equal(hall.Policy.TermsHash, Terms.Hash(Crypto.Suite.P256, terms));
        Assert.Equal("host", terms.Publisher!.Name);
        Assert.StartsWith("2 2", MarkOf(answer.GetProperty("tender")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_publisher_has_so_many_lots_wait_for_their_locks_and_an_hour_later_they_do_not_count()
    {
        // No trustee runs: every ceremony waits.
        var draft = Hall.Draft(Server);
        for (var i = 0; i < PublicationDesk.MostWaitingLots; i++)
            await host.Post("/api/sessions", Hall.Draft(Server, hoursAhead: 48).Publication).Ok();
        Assert.Equal(
            (429, "LimitReached", "wait-for-lock"),
            await ProblemAsync(await host.Post("/api/sessions", draft.Publication))
        );
        var second = Server.Authority.Issue("second");
        Server.LetPublish(second);
        using (var client = await Server.Client(second).SignInAsync())
            await client.Post("/api/sessions", Hall.Draft(Server, second, "TC-2").Publication).Ok();

        Server.Clock.Advance(TimeSpan.FromMicroseconds(PublicationDesk.CountedMicros + 1));
        await host.Post("/api/sessions", Hall.Draft(Server).Publication).Ok();
    }

    [Fact]
    public async Task A_wrong_year_is_told_and_not_published()
    {
        const int TwoYears = 2 * 366 * 24;
        Assert.Equal(
            (400, "Malformed", "correct-and-prepare-again"),
            await ProblemAsync(
                await host.Post("/api/sessions", Hall.Draft(Server, hoursAhead: TwoYears + 2).Publication)
            )
        );
        await host.Post("/api/sessions", Hall.Draft(Server, hoursAhead: TwoYears - 2).Publication).Ok();
    }

    private static object Claim(Hall hall, Publisher other) =>
        new
        {
            session = hall.Id,
            terms = hall.Terms with
            {
                Publisher = other,
            },
            policies = new[] { LockPolicyCodec.ToBytes(hall.Policy) },
        };

    private static string MarkOf(JsonElement mark) =>
        (
            $"{mark.GetProperty("times")} {mark.GetProperty("number")} "
            + $"{IdOf(mark.GetProperty("earlier"))} "
            + $"{IdOf(mark.GetProperty("later"))}"
        ).TrimEnd();

    private static string IdOf(JsonElement other) =>
        other.ValueKind == JsonValueKind.Null ? "" : other.GetProperty("session").GetString()!;

    private static async Task<(int Status, string Reason, string NextStep)> ProblemAsync(HttpResponseMessage answer)
    {
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        return (
            (int)answer.StatusCode,
            problem.GetProperty("title").GetString()!,
            problem.TryGetProperty("nextStep", out var next) ? next.GetString()! : ""
        );
    }
}
