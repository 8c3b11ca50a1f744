namespace Trading.Cli.Tests;

public sealed class SessionDraftTests : IAsyncLifetime
{
    private Hall hall = null!;

    public async Task InitializeAsync() => hall = await Hall.Open();

    public Task DisposeAsync()
    {
        hall.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public void A_draft_becomes_terms_and_one_valid_policy_per_lot()
    {
        var draft = hall.Draft with
        {
            Lots = [new("1", "施工", PriceKind.Amount, "9,000,000"), new("2", "监理", PriceKind.Rate, "98.5%")],
        };
        var published = draft.Publish(hall.Trust, Host, hall.Publisher, DateTimeOffset.UtcNow);
        Assert.Equal([900_000_000L, 985_000L], published.Terms.Lots.Select(l => l.Ceiling));
        Assert.All(
            published.PolicyBytes,
            bytes => Assert.True(LockPolicyCodec.TryParse(bytes, out _, out var problem), problem.ToString())
        );
        Assert.All(published.Policies, p => Assert.Equal(Terms.Hash(Crypto.Suite.P256, published.Terms), p.TermsHash));
        Assert.All(published.Policies, p => Assert.Equal((2, 3), (p.Threshold, p.Trustees.Count)));
        Assert.True(hall.Trust.Covers(published.Policies[0]));
    }

    [Fact]
    public void A_lot_says_how_many_decimals_its_unit_prices_have()
    {
        File.WriteAllText(
            hall.Shell.At("units.json"),
            """{"tenderCode":"A","title":"T","lots":[{"lot":"1","title":"电","priceKind":"UnitPrices","unitPriceDecimals":4}],"roles":[{"role":"Supervisor","name":"监督人","certificate":"SUPERVISOR"}],"custody":"Single","periodSeconds":90,"opensInSeconds":5}"""
        );
        File.WriteAllText(
            hall.Shell.At("units.json"),
            File.ReadAllText(hall.Shell.At("units.json"))
                .Replace("SUPERVISOR", hall.Shell.At("supervisor.der"), StringComparison.Ordinal)
        );
        var published = SessionDraft
            .Read(hall.Shell.At("units.json"))
            .Publish(hall.Trust, Host, hall.Publisher, DateTimeOffset.UtcNow);
        Assert.Equal([4], published.Terms.Lots.Select(l => l.UnitPriceDecimals));
        Assert.Equal(90, published.Terms.PeriodSeconds);
    }

    [Theory]
    [InlineData("construction-national", 600)]
    [InlineData("procurement-goods", 900)]
    public void The_newest_pack_is_published_under_with_its_usual_period(string pack, int seconds)
    {
        var terms = (hall.Draft with { RulePack = pack })
            .Publish(hall.Trust, Host, hall.Publisher, DateTimeOffset.UtcNow)
            .Terms;
        Assert.Equal((RulePacks.Newest(pack), seconds), (terms.RulePack, terms.PeriodSeconds));
    }

    [Fact]
    public async Task Custody_is_chosen_and_never_assumed()
    {
        string[] words =
        [
            "--opens-in",
            "9",
            "--lot",
            "1=Amount",
            "--supervisor",
            $"监督人={hall.Shell.At("supervisor.der")}",
        ];
        await IsRefused("Nobody said who holds the trustees' machines. Independent: each trustee has", words, "Single");
        await IsRefused("", [.. words, "--custody", "Shared"]);
    }

    [Theory]
    [InlineData("59", "has 60 to 86400 seconds")]
    [InlineData("86401", "has 60 to 86400 seconds")]
    [InlineData("ten", "")]
    public async Task A_period_out_of_the_packs_bounds_is_refused(string seconds, string why) =>
        await IsRefused(
            why,
            [
                "--opens-in",
                "9",
                "--lot",
                "1=Amount",
                "--supervisor",
                $"监督人={hall.Shell.At("supervisor.der")}",
                "--custody",
                "Single",
                "--period",
                seconds,
            ]
        );

    [Fact]
    public void The_deadline_leaves_time_for_the_ceremony()
    {
        var now = DateTimeOffset.UtcNow;
        var closeAt = (hall.Draft with { OpensInSeconds = 10 })
            .Publish(hall.Trust, Host, hall.Publisher, now)
            .Policies[0]
            .CloseAt;
        Assert.Equal(now.ToUnixTimeMilliseconds() * 1_000 + 14_000_000, closeAt);
    }

    [Fact]
    public void Two_publications_of_one_draft_are_two_sessions() =>
        Assert.NotEqual(hall.Publish().Session, hall.Publish().Session);

    [Theory]
    [InlineData("""{"tenderCode":"A","title":"T","lots":[],"opensInSeconds":5}""")]
    [InlineData("""{"tenderCode":"A","title":"T","lots":[{"lot":"一","title":"L"}],"opensInSeconds":5}""")]
    [InlineData(
        """{"tenderCode":"A","title":"T","lots":[{"lot":"1","title":"L","ceiling":"9.999"}],"opensInSeconds":5}"""
    )]
    [InlineData("""{"tenderCode":"A","title":"T","lots":[{"lot":"1","title":"L"}]}""")]
    [InlineData(
        """{"tenderCode":"A","title":"T","lots":[{"lot":"1","title":"L"}],"opensInSeconds":5,"rulePack":"none"}"""
    )]
    [InlineData(
        """{"tenderCode":"A","title":"T","lots":[{"lot":"1","title":"L"}],"opensInSeconds":5,"recordSizeBytes":5000}"""
    )]
    [InlineData("""{"tenderCode":"A","title":"T","lots":[{"lot":"1","title":"L"}],"opensInSeconds":5,"unknown":1}""")]
    [InlineData(
        """{"tenderCode":"A","title":"T","lots":[{"lot":"1","title":"L"}],"opensInSeconds":5}""",
        "names no supervisor"
    )]
    [InlineData(
        """{"tenderCode":"A","title":"T","lots":[{"lot":"1","title":"L"}],"closeAt":"2027-01-15T09:30:00"}""",
        "has no offset"
    )]
    [InlineData(
        """{"tenderCode":"A","title":"T","lots":[{"lot":"1","title":"L"}],"closeAt":"2027-01-15"}""",
        "is no instant"
    )]
    [InlineData(
        """{"tenderCode":"A","title":"T","lots":[{"lot":"1","title":"L"}],"closeAt":"2027-02-30T09:30:00+08:00"}""",
        "is on no calendar"
    )]
    [InlineData("not json")]
    public async Task A_draft_that_cannot_be_published_is_a_usage_error_before_any_call(string json, string why = "")
    {
        File.WriteAllText(hall.Shell.At("session.json"), json);
        using var counter = new Counter(_ => Counter.Refuse(500, "Unexpected"));
        var ran = await hall.Shell.Run(
            "prepare",
            "--file",
            "./session.json",
            "--trust",
            "./trust.txt",
            "--key",
            "./host.key",
            "--server",
            counter.Url.AbsoluteUri
        );
        Assert.Equal(ExitCode.Usage, ran.Code);
        Assert.Contains(why, ran.Error, StringComparison.Ordinal);
        Assert.Empty(counter.Calls);
    }

    [Theory]
    [InlineData("", "--lot", "1")]
    [InlineData("", "--lot", "1=Barter")]
    [InlineData("", "--lot", "1=Amount:viel")]
    [InlineData("", "--lot", "1=Amount:12,34")]
    [InlineData("", "--lot", "1=Rate:98.5")]
    [InlineData("", "--lot", "1=UnitPrices::7")]
    [InlineData("", "--lot", "1=UnitPrices::x")]
    [InlineData("", "--lot", "1=Amount:100:4")]
    [InlineData("", "--lot", "1=Amount", "--file", "./session.json")]
    [InlineData(
        "names no supervisor: nobody could free a lot whose freeze no trustee saw in time",
        "--lot",
        "1=Amount"
    )]
    [InlineData("", "--lot", "1=Amount", "--supervisor", "supervisor.der")]
    [InlineData("", "--lot", "1=Amount", "--supervisor", "x=nowhere.der")]
    public async Task Options_that_make_no_session_are_a_usage_error_before_any_call(
        string why,
        params string[] words
    ) => await IsRefused(why, ["--opens-in", "9", .. words]);

    [Theory]
    [InlineData("2027-01-15T09:30:00", "has no offset, so nobody knows which instant it is")]
    [InlineData("2027-01-15T09:30", "write 2027-01-15T09:30+08:00 for Beijing time")]
    [InlineData("2027-01-15", "is no instant")]
    [InlineData("2027-02-30T09:30:00+08:00", "is on no calendar")]
    public async Task A_deadline_that_is_no_instant_is_a_usage_error_that_says_how_to_write_it(string at, string why) =>
        await IsRefused(
            $"\"{at}\" {(why.StartsWith("write", StringComparison.Ordinal) ? "has no offset" : why)}",
            ["--lot", "1=Amount", "--supervisor", $"监督人={hall.Shell.At("supervisor.der")}", "--close-at", at],
            why
        );

    private async Task IsRefused(string why, string[] words, string next = "")
    {
        File.WriteAllText(hall.Shell.At("session.json"), "{}");
        using var counter = new Counter(_ => Counter.Refuse(500, "Unexpected"));
        var ran = await hall.Shell.Run([
            "prepare",
            "--tender-code",
            "A",
            "--title",
            "T",
            "--trust",
            "./trust.txt",
            "--key",
            "./host.key",
            "--server",
            counter.Url.AbsoluteUri,
            .. words,
        ]);
        Assert.Equal(ExitCode.Usage, ran.Code);
        Assert.Contains(why, ran.Error, StringComparison.Ordinal);
        Assert.Contains(next, ran.Error, StringComparison.Ordinal);
        Assert.Empty(counter.Calls);
    }

    private byte[] Host => File.ReadAllBytes(hall.Shell.At("host.der"));
}
