using System.Net;
using System.Text;
using System.Text.Json;
using Trading.Scoring;
using Trading.Server.Scores;
using Trading.Server.Tests.World;
using Limits = Trading.Server.Requests.Limits;

namespace Trading.Server.Tests.Scores;

/// <summary>
/// A file is scored for anybody: the bytes that the command prints (Cli: `ScoreTests`), words beside them, what one
/// price does, and nothing that costs more than it may.
/// </summary>
public sealed class ScoreTests : IAsyncLifetime
{
    private static readonly string Root = FindRoot();
    private TestServer server = null!;
    private Client client = null!;

    public async Task InitializeAsync()
    {
        server = await TestServer.StartAsync();
        client = server.Client();
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Every_example_and_vector_gives_the_bytes_of_the_one_writer()
    {
        var files = Directory.GetFiles(At("docs/examples"), "*.json").Select(File.ReadAllText).ToList();
        files.AddRange(Vectors().Take(20));
        Assert.Equal(24, files.Count);
        foreach (var file in files)
        {
            var answer = await CountAsync(file);
            var result = Scorer.Score(Encoding.UTF8.GetBytes(file));
            if (result.Fault is { } fault)
            {
                var told = answer.GetProperty("fault");
                Assert.Equal(
                    (fault.Word, fault.Path, fault.Rule, fault.Detail, FaultWords.All[fault.Code][0]),
                    (
                        Text(told, "code"),
                        Text(told, "path"),
                        Text(told, "rule"),
                        Text(told, "detail"),
                        Text(told, "words")
                    )
                );
                Assert.Equal(JsonValueKind.Null, answer.GetProperty("rows").ValueKind);
                continue;
            }
            var counted = Counted.Of(result);
            Assert.Equal(ScoreJson.Rows(counted), answer.GetProperty("rows").GetRawText());
            Assert.Equal(ScoreJson.WithReasons(counted), answer.GetProperty("reasons").GetRawText());
            Assert.Equal(ScoreJson.Explained(result.Outcome!, counted), answer.GetProperty("explained").GetRawText());
        }
    }

    [Fact]
    public async Task Words_and_rounded_figures_stand_beside_the_exact_ones_in_the_language_that_was_asked_for()
    {
        var shown = (await CountAsync(Example("goods.json"), "Zh")).GetProperty("shown");
        var bids = shown.GetProperty("bids").EnumerateArray().ToList();
        Assert.Equal(["技术方案", "售后服务"], shown.GetProperty("items").EnumerateArray().Select(i => i.GetString()));
        Assert.Equal("投标无效（未提供理由）", Text(bids[4].GetProperty("reason"), "words"));
        Assert.Equal("40/3", Text(bids[1].GetProperty("pricePoints"), "exact"));
        Assert.Equal([true, false, true, true, false], bids.Select(b => b.GetProperty("canVary").GetBoolean()));
        var mean = shown
            .GetProperty("derivations")
            .EnumerateArray()
            .SelectMany(bid => bid.EnumerateArray())
            .First(term => Text(term, "yield") == " ≈ 90.333333 分");
        Assert.Equal(("技术方案（平均分）", "评委平均分"), (Text(mean, "name"), Text(mean, "formula")));
        Assert.Equal(
            ["评委一 90 分", "评委二 90 分", "评委三 91 分"],
            mean.GetProperty("inputs").EnumerateArray().Select(i => i.GetString())
        );
        Assert.Contains(
            "报价 400,000.00 元，低于平均报价的 50%（437,500.00 元），须书面说明",
            shown.GetProperty("findings").EnumerateArray().Select(f => Text(f, "words"))
        );
        Assert.Contains(
            ("B", "评标基准价"),
            shown.GetProperty("letters").EnumerateArray().Select(l => (Text(l, "letter"), Text(l, "meaning")))
        );
    }

    [Fact]
    public async Task Terms_whose_K_is_drawn_later_are_checked_as_at_filing_until_there_are_bids()
    {
        const string terms = """
            {"format":"trading-score/1","pack":"construction-national","method":"average-benchmark",
            "criteria":[{"id":"price","kind":"price","weightPermille":1000}],"bids":[],
            "parameters":{"drawnFrom":["9/10","19/20"],"deductAbove":1,"deductBelow":1}}
            """;
        Assert.Null(Scorer.CheckFiling(Encoding.UTF8.GetBytes(terms)));
        var sound = await CountAsync(terms);
        Assert.Equal(JsonValueKind.Null, sound.GetProperty("fault").ValueKind);
        Assert.Equal(JsonValueKind.Null, sound.GetProperty("rows").ValueKind);
        Assert.Equal(
            ["0.9", "0.95"],
            sound.GetProperty("filing").GetProperty("drawnFrom").EnumerateArray().Select(k => Text(k, "decimal"))
        );
        var unsound = await CountAsync(terms.Replace("1000}", "999}", StringComparison.Ordinal));
        Assert.Equal("weights-sum", Text(unsound.GetProperty("fault"), "code"));
        Assert.Equal(JsonValueKind.Null, unsound.GetProperty("filing").ValueKind);
        var begun = await CountAsync(
            terms.Replace("\"bids\":[]", "\"bids\":[{\"id\":\"a\",\"priceFen\":1}]", StringComparison.Ordinal)
        );
        Assert.Equal("$.parameters.K", Text(begun.GetProperty("fault"), "path"));
    }

    [Fact]
    public async Task Another_price_gives_the_result_of_the_file_with_that_price_and_says_where_the_winner_changes()
    {
        const string file = """
            {"format":"trading-score/1","pack":"construction-national","method":"lowest-evaluated-price",
            "criteria":[{"id":"price","kind":"price","weightPermille":1000}],
            "bids":[{"id":"a","priceFen":80001},{"id":"b","priceFen":100007},{"id":"c","priceFen":110003}]}
            """;
        var answer = await CountAsync(file, "En", new { bid = 1, price = 70_000 });
        var other = await CountAsync(file.Replace("100007", "70000", StringComparison.Ordinal));
        Assert.Equal(other.GetProperty("rows").GetRawText(), answer.GetProperty("rows").GetRawText());

        var varied = (await CountAsync(file, "En", new { bid = 1 })).GetProperty("varied");
        var prices = varied
            .GetProperty("points")
            .EnumerateArray()
            .Select(p => p.GetProperty("price").GetInt64())
            .ToList();
        Assert.Equal(prices.Order().Distinct(), prices);
        Assert.Empty(new long[] { 40_000, 80_001, 100_007, 110_003, 165_004 }.Except(prices));
        var changes = varied.GetProperty("changes").EnumerateArray().ToList();
        Assert.Equal(
            [("b", 80_000L, 80_001L, "a,b"), ("a,b", 80_001, 80_002, "a")],
            changes.Select(c =>
                (
                    Ids(c, "before"),
                    c.GetProperty("lastAt").GetInt64(),
                    c.GetProperty("firstAt").GetInt64(),
                    Ids(c, "after")
                )
            )
        );
    }

    [Theory]
    [InlineData(-1, "out-of-range")]
    [InlineData(100_000_000_000_001, "out-of-range")]
    [InlineData(0, "zero-price")]
    public async Task A_price_that_the_file_could_not_hold_is_the_fault_of_that_file(long price, string code)
    {
        var file = Bids(3);
        var told = (await CountAsync(file, "En", new { bid = 1, price })).GetProperty("fault");
        var other = Scorer.Score(
            Encoding.UTF8.GetBytes(file.Replace("\"priceFen\":1002", $"\"priceFen\":{price}", StringComparison.Ordinal))
        );
        Assert.Equal(
            (code, other.Fault!.Path, other.Fault.Rule),
            (Text(told, "code"), Text(told, "path"), Text(told, "rule"))
        );
    }

    [Fact]
    public async Task Above_a_limit_the_answer_names_it_and_nothing_is_counted()
    {
        var refusals = new[]
        {
            (File: new string(' ', ScoreLimits.MostBytes + 1), Says: "bytes of the file: 1048577, at most 1048576"),
            (File: Bids(201), Says: "bids: 201, at most 200"),
            (File: Costly(), Says: "length of the exact figures: "),
            (File: MeanSteps(200, 3), Says: "bids × steps of the mean: 600, at most 400"),
        };
        foreach (var (file, says) in refusals)
        {
            using var answer = await client.Post("/api/score", new { tender = file, language = "En" });
            var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
            Assert.Equal("LimitReached", Text(problem, "reason"));
            Assert.StartsWith(says, Text(problem, "detail"), StringComparison.Ordinal);
        }
        Assert.Equal(200, (await CountAsync(Bids(200))).GetProperty("shown").GetProperty("bids").GetArrayLength());
    }

    [Fact]
    public async Task Unit_prices_of_others_count_when_one_price_is_looked_at()
    {
        var items = string.Join(
            ',',
            Enumerable
                .Range(1, 1_000)
                .Select(i => $$"""{"id":"{{i}}","unitFen":3,"quantityMillionths":7,"totalFen":1}""")
        );
        var file = Bids(3)
            .Replace(
                """
                "priceFen":1003}
                """,
                $$$"""
                "priceFen":1003,"quotation":{"confirmed":false,"items":[{{{items}}}]}}
                """,
                StringComparison.Ordinal
            );
        var varied = (await CountAsync(file, "En", new { bid = 0, price = (long?)null })).GetProperty("varied");
        Assert.Equal(0, varied.GetProperty("points").GetArrayLength());
    }

    [Fact]
    public async Task A_body_above_the_limit_is_not_read()
    {
        using var answer = await client.Post(
            "/api/score",
            new { tender = new string(' ', Limits.ScoreBytes), language = "En" }
        );
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task An_address_holds_one_place_and_whoever_waits_behind_it_is_served_afterwards()
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        using var slow = new SlowBody("""{"tender":"{}","language":"En"}""");
        var held = http.PostAsync("/api/score", slow);
        await slow.Begun;
        List<Task<HttpResponseMessage>> others = [];
        // Until the slow one has its place, others are served, one after the other: many at once would take the places
        // that it is to have. Then so many wait, and the next one is refused.
        while (await SentAsync(TimeSpan.FromSeconds(3))) { }
        while (!others.Any(IsRefused))
            await SentAsync(TimeSpan.FromMilliseconds(100));
        Assert.False(held.IsCompleted);
        slow.Go();
        Assert.Equal(HttpStatusCode.OK, (await held).StatusCode);
        var answers = await Task.WhenAll(others);
        // On a busy machine a refusal takes its time: more than one is sent meanwhile, and they overtake each other.
        var served = answers.Count(a => a.StatusCode == HttpStatusCode.OK);
        Assert.InRange(served, 4, answers.Length - 1);
        var refused = answers.Where(a => a.StatusCode != HttpStatusCode.OK);
        Assert.All(
            refused,
            a =>
                Assert.Equal(
                    (HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(1)),
                    (a.StatusCode, a.Headers.RetryAfter?.Delta)
                )
        );

        async Task<bool> SentAsync(TimeSpan most)
        {
            Assert.True(others.Count < 1_000, "A slow body holds no place.");
            others.Add(client.Post("/api/score", new { tender = "{}", language = "En" }));
            return await Task.WhenAny(others[^1], Task.Delay(most)) == others[^1];
        }

        static bool IsRefused(Task<HttpResponseMessage> answer) =>
            answer.IsCompletedSuccessfully && answer.Result.StatusCode == HttpStatusCode.TooManyRequests;
    }

    [Fact]
    public async Task Of_terms_every_fault_is_told_at_once_in_both_languages()
    {
        const string terms = """
            {"format":"trading-score/1","pack":"procurement-goods","method":"lowest-price-benchmark",
            "memberMean":"without-extremes","preferences":{"smallPermille":90},
            "criteria":[{"id":"p","kind":"price","weightPermille":200},
            {"id":"t","kind":"subjective","weightPermille":700,"maxHundredths":1000,"stepHundredths":300}],"bids":[]}
            """;
        var faults = (await TermsAsync(terms)).ToList();
        Assert.Equal(
            [
                ("not-in-pack", "$.memberMean", "procurement-87:55", ""),
                ("not-in-pack", "$.preferences.smallPermille", "procurement-87:55", ""),
                ("step-not-dividing", "$.criteria[1].stepHundredths", "procurement-87:55", ""),
                ("weights-sum", "$.criteria", "procurement-87:55", "900"),
                ("price-weight", "$.criteria[0].weightPermille", "procurement-87:55", "200: 300..1000"),
            ],
            faults.Select(f => (Text(f, "code"), Text(f, "path"), Text(f, "rule"), Text(f, "detail")))
        );
        var words = faults[3].GetProperty("words");
        Assert.Equal(
            ("权重之和不是 1000‰", FaultWords.All[FaultCode.WeightsSum][0]),
            (Text(words, "zh"), Text(words, "en"))
        );
        Assert.Equal(["not-json $"], (await TermsAsync("{")).Select(f => $"{Text(f, "code")} {Text(f, "path")}"));
        Assert.Empty(await TermsAsync(Example("terms/works.json")));
        using var excess = await client.Post(
            "/api/score/terms",
            new { terms = new string(' ', ScoreLimits.MostBytes + 1) }
        );
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, excess.StatusCode);
    }

    [Fact]
    public async Task Nothing_of_a_file_is_logged_or_stored()
    {
        const string mark = "nobody-shall-find-this";
        await CountAsync(Example("works.json").Replace("甲建设集团", mark, StringComparison.Ordinal));
        Assert.DoesNotContain(server.Logs.Lines, line => line.Text.Contains(mark, StringComparison.Ordinal));
        var files = Directory.GetFiles(server.Data, "*", SearchOption.AllDirectories);
        foreach (var stored in files.Where(file => !file.EndsWith("server.lock", StringComparison.Ordinal)))
        {
            await using var file = new FileStream(stored, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(file, Encoding.Latin1);
            Assert.DoesNotContain(mark, await reader.ReadToEndAsync(), StringComparison.Ordinal);
        }
    }

    private async Task<IEnumerable<JsonElement>> TermsAsync(string terms)
    {
        using var answer = await client.Post("/api/score/terms", new { terms });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var told = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        return told.GetProperty("faults").EnumerateArray();
    }

    private async Task<JsonElement> CountAsync(string file, string language = "En", object? vary = null)
    {
        while (true)
        {
            using var answer = await client.Post(
                "/api/score",
                new
                {
                    tender = file,
                    language,
                    vary,
                }
            );
            if (answer.StatusCode != HttpStatusCode.TooManyRequests)
            {
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
                return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            }
            await Task.Delay(200);
        }
    }

    private static IEnumerable<string> Vectors() =>
        from file in Directory.GetFiles(At("tests/vectors/scoring"), "*.json").Order(StringComparer.Ordinal)
        from vector in JsonDocument.Parse(File.ReadAllText(file)).RootElement.EnumerateArray().Take(3)
        where vector.TryGetProperty("tender", out _)
        select vector.GetProperty("tender").GetRawText();

    private static string Bids(int count) =>
        $$"""
        {"format":"trading-score/1","pack":"construction-national","method":"lowest-evaluated-price",
        "criteria":[{"id":"price","kind":"price","weightPermille":1000}],
        "bids":[{{string.Join(
            ',',
            Enumerable.Range(1, count).Select(i => $$"""{"id":"{{i}}","priceFen":{{1_000 + i}}}""")
        )}}]}
        """;

    // Nineteen costs of fifty years, each at an interest of its own: their denominators have no factor in common.
    private static string Costly()
    {
        var parts = Enumerable
            .Range(1, 19)
            .Select(i =>
                $$"""{"id":"y{{i}}","kind":"yearly","factor":"1/1","years":50,"interestMillionths":{{30_000 + i}}}"""
            )
            .Prepend("""{"id":"once","kind":"amount","factor":"1/1"}""");
        var offers = string.Join(
            ',',
            Enumerable
                .Range(1, 19)
                .Select(i => $$"""{"part":"y{{i}}","fen":1000}""")
                .Prepend("""{"part":"once","fen":100000}""")
        );
        var bids = Enumerable.Range(1, 50).Select(i => $$"""{"id":"{{i}}","parts":[{{offers}}]}""");
        return $$"""
            {"format":"trading-score/1","pack":"procurement-goods","method":"lowest-price-benchmark",
            "priceParts":[{{string.Join(',', parts)}}],
            "criteria":[{"id":"price","kind":"price","weightPermille":1000}],
            "bids":[{{string.Join(',', bids)}}]}
            """;
    }

    private static string MeanSteps(int bids, int steps) =>
        Bids(bids)
            .Replace("lowest-evaluated-price", "average-benchmark", StringComparison.Ordinal)
            .Replace(
                """
                "criteria":
                """.Trim(),
                $$"""
                "parameters":{"K":"1/1","deductAbove":"1/1","deductBelow":"1/2","meanFrom":[{{string.Join(
                    ',',
                    Enumerable.Repeat("""{"of":"mean","low":"1/2","high":"3/2"}""", steps)
                )}}]},"criteria":
                """.Trim(),
                StringComparison.Ordinal
            );

    private static string Ids(JsonElement of, string name) =>
        string.Join(',', of.GetProperty(name).EnumerateArray().Select(id => id.GetString()));

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();

    private static string Example(string name) => File.ReadAllText(At($"docs/examples/{name}"));

    private static string At(string path) => Path.Combine(Root, path);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Trading.slnx")))
            folder = folder.Parent!;
        return folder.FullName;
    }

    // A body whose last bytes come when they are told to.
    private sealed class SlowBody : HttpContent
    {
        private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly byte[] bytes;

        public SlowBody(string json)
        {
            bytes = Encoding.UTF8.GetBytes(json);
            Headers.ContentType = new("application/json");
        }

        public Task Begun => begun.Task;

        public void Go() => go.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(bytes.AsMemory(0, 1));
            await stream.FlushAsync();
            begun.SetResult();
            await go.Task;
            await stream.WriteAsync(bytes.AsMemory(1));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes.Length;
            return true;
        }
    }
}
