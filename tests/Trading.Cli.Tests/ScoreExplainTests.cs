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
        Assert.Contains(english, l => Ends(l, "b", "total and price are equal: the rank is shared [bidding-reg:49]"));
        Assert.Contains(english, l => Ends(l, "e", "behind the first three places [bidding-reg:53]"));
        Assert.Contains(english, l => Ends(l, "f", "above the ceiling [bidding-reg:51]"));
        var chinese = (await shell.Must("score", Tied(), "--lang", "zh")).Split('\n');
        Assert.Contains(chinese, l => Ends(l, "c", "总分、报价均相同，名次并列 [bidding-reg:49]"));
        Assert.Contains(chinese, l => Ends(l, "e", "总分排在前三名之后 [bidding-reg:53]"));
        Assert.Contains(chinese, l => Ends(l, "f", "超过最高限价 [bidding-reg:51]"));
        Assert.Contains("未评分: g: 被否决 (低于成本: 说明未被采信) [bidding-reg:51]", chinese);

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
