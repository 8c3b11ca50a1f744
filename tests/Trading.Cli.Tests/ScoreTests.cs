using System.CommandLine;
using System.Text.Json;
using Trading.Scoring;

namespace Trading.Cli.Tests;

/// <summary>
/// What a person sees of <c>trading score</c>; the arithmetic itself is tested in Trading.Scoring.Tests.
/// </summary>
public sealed class ScoreTests : IDisposable
{
    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Shell shell = new();

    private static string Goods => Example("goods.json");

    [Fact]
    public async Task A_machine_reads_one_array_with_exact_fractions()
    {
        var rows = JsonDocument.Parse(await shell.Must("score", Example("works.json"), "--json")).RootElement;
        Assert.Equal(
            ["丙市政", "乙路桥", "丁工程", "戊建工", "甲建设集团"],
            rows.EnumerateArray().Select(r => r.GetProperty("bid").GetString())
        );
        Assert.Equal(
            """{"bid":"丙市政","price":"36050/361","technical":"0/1","total":"36050/361","rounded":"99.86","rank":1}""",
            Compact(rows[0])
        );
    }

    [Fact]
    public async Task A_person_reads_a_table_whose_columns_stand_in_line()
    {
        var lines = (await shell.Must("score", Goods, "--lang", "zh")).Split('\n');
        var table = lines.TakeWhile(l => l.Length > 0).ToList();
        Assert.Contains("投标人", table[0], StringComparison.Ordinal);
        Assert.Equal(6, table.Count); // head, rule, four bids
        // The notes of the last column begin in one place too.
        var start = ScreenText.Width(table[0][..table[0].IndexOf("说明", StringComparison.Ordinal)]);
        Assert.All(
            table.Skip(2),
            line => Assert.True(ScreenText.Width(line) == start - 2 || line[^1] == ']', $"{start}: {line}")
        );
        Assert.Contains(
            "同品牌（乙牌）的投标按一家计算，以象山电子为准 [财政部令第 87 号第 31 条]",
            table[^1],
            StringComparison.Ordinal
        );
        Assert.Contains(lines, l => l.StartsWith("中标候选人：象山电子、漓江科技、灵川贸易", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("未评分：阳朔商行：投标无效（未提供理由）", StringComparison.Ordinal));
        Assert.Contains(
            lines,
            l =>
                l.StartsWith("提示：灵川贸易：报价 400,000.00 元，低于平均报价的 50%", StringComparison.Ordinal)
                && l.Contains("[政府采购异常低价审查要求（2026 年）]", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Explain_prints_formula_inputs_value_and_rule()
    {
        var text = await shell.Must("score", Goods, "--explain");
        Assert.Contains(
            "  A = T × (1 − deduction) = CNY 900,000.00 (T CNY 1,000,000.00, deduction 10%) [MoF Order 87, art. 55]",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "  技术方案 (mean) = mean ≈ 90.333333 (评委一 90, 评委二 90, 评委三 91) [MoF Order 87, art. 55]",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("list-over-body", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explained_json_carries_candidates_findings_corrections_and_derivations()
    {
        var all = JsonDocument.Parse(await shell.Must("score", Goods, "--json", "--explain")).RootElement;
        Assert.Equal(
            ["rows", "candidates", "excluded", "findings", "corrections", "derivations"],
            all.EnumerateObject().Select(p => p.Name)
        );
        Assert.Equal("list-over-body", all.GetProperty("corrections")[0].GetProperty("kind").GetString());
        Assert.Equal(
            "total",
            all.GetProperty("derivations")[0]
                .GetProperty("terms")
                .EnumerateArray()
                .Last()
                .GetProperty("term")
                .GetString()
        );
        Assert.Equal(
            JsonValueKind.Null,
            all.GetProperty("rows")
                .EnumerateArray()
                .Single(r => r.GetProperty("bid").GetString() == "桂林设备")
                .GetProperty("rank")
                .ValueKind
        );
    }

    // The server answers with the same writer (Server: `ScoreTests`): whoever has both compares bytes.
    [Theory]
    [InlineData("goods.json")]
    [InlineData("means.json")]
    [InlineData("parts.json")]
    [InlineData("works.json")]
    public async Task A_machine_reads_the_bytes_of_the_one_writer(string example)
    {
        var result = Scorer.Score(File.ReadAllBytes(Example(example)));
        var counted = Counted.Of(result);
        Assert.Equal(ScoreJson.Rows(counted) + "\n", await shell.Must("score", Example(example), "--json"));
        Assert.Equal(
            ScoreJson.WithReasons(counted) + "\n",
            await shell.Must("score", Example(example), "--json", "--reasons")
        );
        Assert.Equal(
            ScoreJson.Explained(result.Outcome!, counted) + "\n",
            await shell.Must("score", Example(example), "--json", "--explain")
        );
    }

    [Fact]
    public async Task The_drawing_is_xml_with_a_bar_for_every_row()
    {
        await shell.Must("score", Goods, "--svg", "./scores.svg");
        var svg = System.Xml.Linq.XDocument.Load(shell.At("scores.svg")).Root!;
        Assert.Equal(("svg", 3 + (2 * 4)), (svg.Name.LocalName, svg.Elements().Count(e => e.Name.LocalName == "rect")));
    }

    [Theory]
    [InlineData("en", "weights-sum at $.criteria: the weights do not sum to 1000 permille (1001)", "rule")]
    [InlineData("zh", "weights-sum（$.criteria）: 权重之和不是 1000‰ (1001)", "依据")]
    public async Task A_refusal_names_code_path_and_rule(string language, string sentence, string rule)
    {
        File.WriteAllText(
            shell.At("t.json"),
            File.ReadAllText(Goods)
                .Replace("\"weightPermille\": 500", "\"weightPermille\": 501", StringComparison.Ordinal)
        );
        var ran = await shell.Run("score", "./t.json", "--lang", language);
        Assert.Equal((ExitCode.Failed, ""), (ran.Code, ran.Output));
        Assert.Contains(sentence, ran.Error, StringComparison.Ordinal);
        Assert.Contains($"{rule}: procurement-87:55", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    public async Task What_is_not_json_is_unreadable(string content)
    {
        File.WriteAllText(shell.At("t.json"), content);
        var ran = await shell.Run("score", "./t.json");
        Assert.Equal(ExitCode.Usage, ran.Code);
        Assert.Contains("not-json at $", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_unreadable() =>
        Assert.Equal(ExitCode.Usage, (await shell.Run("score", "./none.json")).Code);

    [Fact]
    public async Task A_key_of_the_file_cannot_steer_the_terminal()
    {
        File.WriteAllText(shell.At("t.json"), "{\"\\u001b[31mred\\u202e\":1}");
        var ran = await shell.Run("score", "./t.json");
        Assert.Contains("unknown-key at $.\\u001b[31mred\\u202e", ran.Error, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> WrongCells() =>
        new()
        {
            { "rows[0].price of 丙市政: 36050/361 and 1/1", "price" },
            { "rows[0].technical of 丙市政: 0/1 and 1/1", "technical" },
            { "rows[0].total of 丙市政: 36050/361 and 1/1", "total" },
            { "rows[0].rounded of 丙市政: 99.86 and 1.00", "rounded" },
            { "rows[0].rank of 丙市政: 1 and 2", "rank" },
            { "rows[0].bid: 丙市政 and x", "bid" },
            { "rows.length: 5 and 4", "length" },
            { "candidates: 丙市政, 乙路桥, 丁工程 and 丙市政", "candidates" },
            { "reasons.length: 2 and 1", "reasons" },
            { "reasons[0].rule of 甲建设集团: bidding-reg:53 and x", "rule" },
            { "corrections.length: 0 and 1", "correction" },
            { "error.code: none and zero-price", "error" },
        };

    [Theory, MemberData(nameof(WrongCells))]
    public async Task Where_the_second_implementation_differs_the_cell_is_named_and_nothing_is_printed(
        string cell,
        string wrong
    )
    {
        var root = CommandLine.WithHelp(
            new RootCommand
            {
                ScoreCommand.Build(
                    new SecondCount(
                        file => Spoil(Rooms.Counts.SecondCounted.Of(Recount.Recount.Score(file)), wrong),
                        terms => Rooms.Counts.SecondCounted.Of(Recount.Recount.CheckTerms(terms))
                    )
                ),
            }
        );
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(
            root,
            ["score", Example("works.json"), "--svg", shell.At("no.svg")],
            output,
            error
        );
        Assert.Equal((ExitCode.Failed, ""), (code, output.ToString()));
        Assert.Contains("the two implementations differ at " + cell, error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(shell.At("no.svg")));
    }

    [Fact]
    public async Task Implementations_that_refuse_for_different_places_differ_too()
    {
        File.WriteAllText(shell.At("t.json"), "{}");
        var root = CommandLine.WithHelp(new RootCommand { ScoreCommand.Build(new SecondCount(Other, Other)) });
        foreach (var more in new string[][] { [], ["--terms"] })
        {
            using var error = new StringWriter();
            Assert.Equal(
                ExitCode.Failed,
                await CommandLine.RunAsync(root, ["score", shell.At("t.json"), .. more], TextWriter.Null, error)
            );
            Assert.Contains("error.path: $.format and $.pack", error.ToString(), StringComparison.Ordinal);
        }

        static Counted Other(ReadOnlyMemory<byte> file) => new([], [], [], [], "missing-key", "$.pack");
    }

    [Fact]
    public void Every_fault_has_a_sentence_in_both_languages() =>
        Assert.All(
            new[] { ScoreWords.English, ScoreWords.Chinese },
            words => Assert.All(Enum.GetValues<FaultCode>(), code => Assert.NotEmpty(words.Of(code)))
        );

    public void Dispose() => shell.Dispose();

    private static Counted Spoil(Counted right, string what)
    {
        var first = right.Rows[0];
        return what switch
        {
            "price" => With(first with { Price = "1/1" }),
            "technical" => With(first with { Technical = "1/1" }),
            "total" => With(first with { Total = "1/1" }),
            "rounded" => With(first with { Rounded = "1.00" }),
            "rank" => With(first with { Rank = 2 }),
            "bid" => With(first with { Bid = "x" }),
            "length" => right with { Rows = [.. right.Rows.Skip(1)] },
            "candidates" => right with { Candidates = [first.Bid] },
            "reasons" => right with { Reasons = [right.Reasons[0]] },
            "rule" => right with { Reasons = [right.Reasons[0] with { Rule = "x" }, .. right.Reasons.Skip(1)] },
            "correction" => right with { Corrections = [new("x", "sum-over-total", null, "1/1", "2/1", "x")] },
            _ => new Counted([], [], [], [], "zero-price", "$.bids[0].priceFen"),
        };

        Counted With(CountedRow row) => right with { Rows = [row, .. right.Rows.Skip(1)] };
    }

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element, Relaxed);

    private static string Example(string name) => Examples.PathOf(name);
}
