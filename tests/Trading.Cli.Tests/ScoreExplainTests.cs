using System.Text.Json;
using Trading.Scoring;

namespace Trading.Cli.Tests;

/// <summary>Derivations, reasons and the check at filing, as a person reads them in either language.</summary>
public sealed class ScoreExplainTests : IDisposable
{
    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Shell shell = new();

    private static string Means => Examples.PathOf("means.json");

    private static string Parts => Examples.PathOf("parts.json");

    [Theory]
    [InlineData("en", "means.json", "丁工程", ScoreExplained.MeansInEnglish)]
    [InlineData("zh", "means.json", "丁工程", ScoreExplained.MeansInChinese)]
    [InlineData("en", "parts.json", "漓江物业", ScoreExplained.PartsInEnglish)]
    [InlineData("zh", "parts.json", "漓江物业", ScoreExplained.PartsInChinese)]
    public async Task Every_step_is_printed_with_its_figures(string language, string file, string bid, string expected)
    {
        var text = await shell.Must("score", Examples.PathOf(file), "--explain", "--lang", language);
        var lines = text.Split('\n').SkipWhile(l => !l.EndsWith(" " + bid, StringComparison.Ordinal)).Skip(1);
        Assert.Equal(
            expected.Split('\n'),
            lines.TakeWhile(l => l.StartsWith("  ", StringComparison.Ordinal)).Select(l => l.Trim())
        );
    }

    [Fact]
    public async Task The_reason_stands_beside_the_bid_and_beside_a_tie_what_is_equal()
    {
        var english = (await shell.Must("score", Tied())).Split('\n');
        Assert.Contains(
            english,
            l => Ends(l, "b", "total and price are equal: the rank is shared [Tendering Regulations, art. 49]")
        );
        Assert.Contains(english, l => Ends(l, "e", "behind the first three places [Tendering Regulations, art. 53]"));
        Assert.Contains(english, l => Ends(l, "f", "above the ceiling [Tendering Regulations, art. 51]"));
        var chinese = (await shell.Must("score", Tied(), "--lang", "zh")).Split('\n');
        Assert.Contains(chinese, l => Ends(l, "c", "总分、报价均相同，名次并列 [《招标投标法实施条例》第 49 条]"));
        Assert.Contains(chinese, l => Ends(l, "e", "总分排在前三名之后 [《招标投标法实施条例》第 53 条]"));
        Assert.Contains(chinese, l => Ends(l, "f", "超过最高限价 [《招标投标法实施条例》第 51 条]"));
        Assert.Contains("未评分：g：被否决（低于成本：说明未被采信） [《招标投标法实施条例》第 51 条]", chinese);

        static bool Ends(string line, string bid, string note) =>
            line.Contains($"  {bid} ", StringComparison.Ordinal)
            && line.EndsWith("  " + note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_reads_reasons_and_corrections_in_the_order_of_the_specification()
    {
        var all = JsonDocument.Parse(await shell.Must("score", Parts, "--json", "--reasons")).RootElement;
        Assert.Equal(["rows", "candidates", "reasons", "corrections"], all.EnumerateObject().Select(p => p.Name));
        Assert.Equal(
            """[{"bid":"灵川管家","reason":"lower-total","ground":null,"text":null,"rule":"procurement-87:61"}]""",
            Compact(all.GetProperty("reasons"))
        );
        Assert.Equal(
            """[{"bid":"漓江物业","kind":"sum-over-total","item":null,"before":"37245000/1","after":"37245679/1","rule":"procurement-87:59"}]""",
            Compact(all.GetProperty("corrections"))
        );
        var means = JsonDocument.Parse(await shell.Must("score", Means, "--json", "--reasons")).RootElement;
        Assert.Contains(
            """{"bid":"壬城建","reason":"rejected","ground":"unqualified","text":"项目经理证书过期","rule":"bidding-reg:51"}""",
            Compact(means.GetProperty("reasons")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Terms_are_checked_before_there_are_bids_and_nothing_is_printed()
    {
        File.WriteAllText(shell.At("terms.json"), Terms());
        Assert.Equal("", await shell.Must("score", "./terms.json", "--terms"));
        File.WriteAllText(
            shell.At("drawn.json"),
            Terms().Replace("\"drawnFrom\"", "\"K\":1,\"drawnFrom\"", StringComparison.Ordinal)
        );
        foreach (
            var (language, sentence, rule) in new[]
            {
                ("en", "not-at-filing at $.parameters.K: nobody can know this when the terms are filed", "rule"),
                ("zh", "not-at-filing（$.parameters.K）: 招标文件备案时尚不应有此项", "依据"),
            }
        )
        {
            var ran = await shell.Run("score", "./drawn.json", "--terms", "--lang", language);
            Assert.Equal((ExitCode.Failed, ""), (ran.Code, ran.Output));
            Assert.Contains(sentence, ran.Error, StringComparison.Ordinal);
            Assert.Contains($"{rule}: bidding-reg:50", ran.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("--terms", "--json")]
    [InlineData("--terms", "--explain")]
    [InlineData("--reasons")]
    [InlineData("--reasons", "--json", "--explain")]
    public async Task Wishes_that_do_not_go_together_are_a_wrong_command_line(params string[] wishes)
    {
        var ran = await shell.Run(["score", Means, .. wishes]);
        Assert.Equal((ExitCode.Usage, ""), (ran.Code, ran.Output));
    }

    [Theory]
    [InlineData("en", "CNY 123,456.79", "40")]
    [InlineData("zh", "123,456.79 元", "40 分")]
    public async Task Points_in_the_table_add_up_and_figures_have_units(string language, string money, string points)
    {
        var lines = (await shell.Must("score", Parts, "--explain", "--lang", language)).Split('\n');
        Assert.Contains(lines, l => l.Contains(money, StringComparison.Ordinal));
        Assert.Contains(
            lines,
            l =>
                l.Contains($" {points} ", StringComparison.Ordinal)
                || l.Contains($" {points}（", StringComparison.Ordinal)
        );
        Assert.DoesNotContain(lines, l => l.Contains("/1 ", StringComparison.Ordinal));
        foreach (var row in Scorer.Score(File.ReadAllBytes(Parts)).Outcome!.Rows)
        {
            var line = lines.First(l => l.Contains($"  {row.BidId} ", StringComparison.Ordinal));
            var cells = line.Split("  ", StringSplitOptions.RemoveEmptyEntries).Select(c => c.Trim()).ToList();
            Assert.Equal(Number(cells[6]), Number(cells[4]) + Number(cells[5]));
        }

        static decimal Number(string cell) => decimal.Parse(cell, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Every_letter_of_a_formula_is_told_once_above_the_steps()
    {
        foreach (var (language, head) in new[] { ("en", "letters: "), ("zh", "符号：") })
        {
            var text = await shell.Must("score", Means, "--explain", "--lang", language);
            var told = text.Split('\n').Single(l => l.StartsWith(head, StringComparison.Ordinal))[head.Length..];
            var letters = told.Split(["; ", "；"], StringSplitOptions.None).Select(l => l[..1]).ToList();
            Assert.Equal(letters.Distinct(), letters);
            Assert.Empty(new[] { "T", "A", "R", "n", "K", "B", "D", "e" }.Except(letters));
        }
    }

    [Fact]
    public void A_law_has_the_name_that_the_pages_give_it()
    {
        foreach (var (language, column) in new[] { ("en", 0), ("zh", 1) })
        {
            var words = File.ReadAllText(Path.Combine(Examples.Root, "Trading.Web", "src", "words", $"{language}.ts"));
            Assert.All(
                RuleNames.All.Values,
                names => Assert.Contains($": '{names[column]}',", words, StringComparison.Ordinal)
            );
        }
    }

    [Fact]
    public void Every_word_of_a_derivation_has_a_chinese_one()
    {
        var terms = Vectors()
            .SelectMany(v => Scorer.Score(v).Outcome?.Rows ?? [])
            .SelectMany(r => r.Explain())
            .ToList();
        Assert.Empty(terms.Where(t => !t.IsId).Select(t => t.Name).Except(TermWords.Names.Keys));
        Assert.Empty(terms.Select(t => t.Formula).Except(TermWords.Formulas.Keys));
        Assert.Empty(
            terms.SelectMany(t => t.Inputs).Where(i => !i.IsId).Select(i => i.Name).Except(TermWords.Inputs.Keys)
        );
        Assert.Equal(Enum.GetValues<FindingCode>(), NoteWords.Findings.Keys.Order());
        Assert.Equal(Enum.GetValues<UnplacedReason>(), NoteWords.Reasons.Keys.Order());
        Assert.Equal(Enum.GetValues<RejectionGround>(), NoteWords.Grounds.Keys.Order());
        // And none is there that no derivation says.
        Assert.Empty(TermWords.Names.Keys.Except(terms.Select(t => t.Name)));
        Assert.Empty(TermWords.Formulas.Keys.Except(terms.Select(t => t.Formula)));
        Assert.Empty(TermWords.Inputs.Keys.Except(terms.SelectMany(t => t.Inputs).Select(i => i.Name)));
    }

    public void Dispose() => shell.Dispose();

    private static IEnumerable<byte[]> Vectors() =>
        Directory
            .EnumerateFiles(
                Path.Combine(Examples.Root, "tests", "vectors", "scoring"),
                "*.json",
                SearchOption.AllDirectories
            )
            .SelectMany(f => JsonDocument.Parse(File.ReadAllText(f)).RootElement.EnumerateArray())
            .Where(v => v.TryGetProperty("tender", out _))
            .Select(v => JsonSerializer.SerializeToUtf8Bytes(v.GetProperty("tender")));

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element, Relaxed);

    private static string Terms() =>
        """
            {"format":"trading-score/1","pack":"construction-national","method":"average-benchmark",
             "criteria":[{"id":"price","kind":"price","weightPermille":1000}],"bids":[],
             "parameters":{"drawnFrom":["9/10",1],"deductAbove":1,"deductBelow":1}}
            """;

    private string Tied()
    {
        var bids = new[] { ("a", 80), ("b", 90), ("c", 90), ("d", 95), ("e", 99), ("f", 101) };
        File.WriteAllText(
            shell.At("tied.json"),
            """
            {"format":"trading-score/1","pack":"construction-national","method":"lowest-evaluated-price","ceilingFen":100,
             "criteria":[{"id":"price","kind":"price","weightPermille":1000}],"bids":[
            """
                + string.Join(',', bids.Select(b => $$"""{"id":"{{b.Item1}}","priceFen":{{b.Item2}}}"""))
                + """
                ,{"id":"g","priceFen":1,"valid":false,"rejection":{"ground":"below-cost","reason":"说明未被采信"}}]}
                """
        );
        return "./tied.json";
    }
}
