using Trading.Scoring;

namespace Trading.Cli.Tests;

/// <summary>Scoring terms at <c>prepare</c>: checked by two implementations before anything is sent.</summary>
public sealed class ScoringTermsTests : IAsyncLifetime
{
    private const string Sound =
        """{"format":"trading-score/1","pack":"construction-national","method":"lowest-price-benchmark","ceilingFen":900000000,"criteria":[{"id":"报价","kind":"price","weightPermille":600},{"id":"方案","kind":"subjective","weightPermille":400,"maxHundredths":10000,"stepHundredths":50}],"bids":[]}""";

    private Hall hall = null!;

    public async Task InitializeAsync() => hall = await Hall.Open();

    public Task DisposeAsync()
    {
        hall.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData(
        "en",
        "lot 1: price-weight at $.criteria[0].weightPermille: the weight of the price breaks the rule pack's limit"
    )]
    [InlineData("zh", "标段 1: price-weight（$.criteria[0].weightPermille）: 价格权重超出规则包的限制")]
    public async Task A_limit_of_the_law_is_named_with_its_place_and_nothing_is_asked_of_the_platform(
        string language,
        string what
    )
    {
        Write(
            "t.json",
            Sound
                .Replace("construction-national", "construction-wuhai", StringComparison.Ordinal)
                .Replace("\"ceilingFen\":900000000,", "", StringComparison.Ordinal)
        );
        using var counter = new Counter(_ => Counter.Refuse(500, "Failed"));
        var ran = await PrepareAsync(counter, "1=Amount", "--scoring", "1=./t.json", "--lang", language);
        Assert.Equal(ExitCode.Failed, ran.Code);
        Assert.Contains(what, ran.Error, StringComparison.Ordinal);
        Assert.Contains(language == "zh" ? "依据" : "rule: ", ran.Error, StringComparison.Ordinal);
        Assert.Contains("bidding-reg:49", ran.Error, StringComparison.Ordinal);
        Assert.Empty(counter.Calls);
    }

    [Theory]
    [InlineData("en", "1=Rate:98%", "not-of-lot at $.priceKind: the lot was published with something else (Rate)")]
    [InlineData("en", "1=Amount:9,000,000.01", "not-of-lot at $.ceilingFen: the lot was published with something")]
    [InlineData("zh", "1=Amount:9,000,000.01", "not-of-lot（$.ceilingFen）: 与标段公布的内容不一致")]
    public async Task What_the_lot_says_otherwise_is_named(string language, string lot, string what)
    {
        Write("t.json", Sound);
        using var counter = new Counter(_ => Counter.Refuse(500, "Failed"));
        var ran = await PrepareAsync(counter, lot, "--scoring", "1=./t.json", "--lang", language);
        Assert.Equal(ExitCode.Failed, ran.Code);
        Assert.Contains(what, ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2=./t.json", "there is no --lot 2")]
    [InlineData("1", "a lot and a file are expected")]
    [InlineData("1=", "a lot and a file are expected")]
    [InlineData("1=./none.json", "does not exist")]
    [InlineData("1=./long.json", "a file of scoring terms has at most 16")]
    [InlineData("1=./gbk.json", "is not UTF-8; it may be GBK")]
    public async Task A_wrong_option_or_file_is_a_wrong_command_line(string scoring, string what)
    {
        Write("t.json", Sound);
        Write("long.json", Sound + new string(' ', 16 << 10));
        File.WriteAllBytes(hall.Shell.At("gbk.json"), [0xb1, 0xea]);
        using var counter = new Counter(_ => Counter.Refuse(500, "Failed"));
        var ran = await PrepareAsync(counter, "1=Amount:9,000,000", "--scoring", scoring);
        Assert.Equal(ExitCode.Usage, ran.Code);
        Assert.Contains(what, ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Lots_with_the_same_text_share_it_and_the_terms_hold_it_as_it_was_written()
    {
        Write("t.json", Sound + "\r\n");
        Write("same.json", Sound + "\r\n");
        Write("other.json", Sound);
        LotDraft Lot(string id, string file) =>
            new(id, "施工", PriceKind.Amount, "9,000,000", Scoring: file.Length > 0 ? hall.Shell.At(file) : "");
        var draft = hall.Draft with
        {
            Lots = [Lot("1", "t.json"), Lot("2", ""), Lot("3", "other.json"), Lot("4", "same.json")],
        };
        var terms = draft
            .Publish(hall.Trust, File.ReadAllBytes(hall.Shell.At("host.der")), hall.Publisher, DateTimeOffset.UtcNow)
            .Terms;
        Assert.Equal([1, 0, 2, 1], terms.Lots.Select(l => l.Scoring));
        Assert.Equal([Sound + "\r\n", Sound], terms.Scoring);
        Assert.Equal(["scored by lowest-price-benchmark: 报价 60%, 方案 40%"], PublicationText.ScoringOf(terms, "4"));
        Assert.Empty(PublicationText.ScoringOf(terms, "2"));
        LotScoring.Both.Demand(terms, ScoreWords.English);
        Assert.Null(LotScoring.Both.Judge(terms, terms.Lots[0], Sound));
    }

    [Fact]
    public void A_session_file_names_the_file_of_a_lot()
    {
        Write("session.json", """{"tenderCode":"A","title":"T","lots":[{"lot":"1","title":"L","scoring":"t.json"}]}""");
        Assert.Equal("t.json", SessionDraft.Read(hall.Shell.At("session.json")).Lots[0].Scoring);
    }

    [Fact]
    public void Implementations_that_differ_publish_nothing_and_the_lot_is_named()
    {
        var terms = Terms(Sound);
        var differing = new LotScoring((_, _) => new([], [], [], [], "weights-sum", "$.criteria"));
        var refused = Assert.Throws<CommandException>(() => differing.Demand(terms, ScoreWords.English));
        Assert.Contains(
            "lot 1: the two implementations differ at error.code: none and weights-sum",
            refused.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("differ at error.code", differing.Judge(terms, terms.Lots[0], Sound), StringComparison.Ordinal);
    }

    [Fact]
    public void All_lots_are_told_at_once()
    {
        var terms = Terms("{}", "[1]");
        var refused = Assert.Throws<CommandException>(() => LotScoring.Both.Demand(terms, ScoreWords.English));
        Assert.Equal(
            [
                "lot 1: missing-key at $.format: a required key is missing",
                "lot 2: wrong-type at $: another type of value is expected",
            ],
            refused.Message.Split('\n')
        );
    }

    [Fact]
    public void The_published_example_is_sound_for_its_lot()
    {
        var text = File.ReadAllText(Examples.PathOf("terms/works.json"));
        Assert.Null(
            Scorer.CheckFiling(
                System.Text.Encoding.UTF8.GetBytes(text),
                new FiledLot("construction-national", "Amount", 9_800_000_000)
            )
        );
    }

    private SessionTerms Terms(params string[] scoring)
    {
        var terms = hall.Publish().Terms;
        return terms with
        {
            Lots = [.. scoring.Select((_, i) => terms.Lots[0] with { Lot = $"{i + 1}", Scoring = i + 1 })],
            Scoring = scoring,
        };
    }

    private void Write(string name, string text) => File.WriteAllText(hall.Shell.At(name), text);

    private Task<Ran> PrepareAsync(Counter counter, string lot, params string[] more) =>
        hall.Shell.Run([
            "prepare",
            "--tender-code",
            "A",
            "--title",
            "T",
            "--lot",
            lot,
            "--supervisor",
            $"监督人={hall.Shell.At("supervisor.der")}",
            "--custody",
            "Single",
            "--opens-in",
            "600",
            "--yes",
            "--trust",
            "./trust.txt",
            "--key",
            "./host.key",
            "--server",
            counter.Url.AbsoluteUri,
            .. more.Select(word => word.Replace("./", hall.Shell.Folder + "/", StringComparison.Ordinal)),
        ]);
}
