using System.Text;
using System.Text.RegularExpressions;
using Trading.Evaluation.Audits;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Pool;

namespace Trading.Cli.Tests;

/// <summary><c>trading draw-demo</c>: what it prints, what it refuses, and in which language.</summary>
public sealed class DrawDemoTests : IDisposable
{
    private readonly Shell shell = new();

    private async Task<string> Table(string name = "pool.csv", params string[] more)
    {
        var text = await shell.Must(["draw-demo", "--pool-template", .. more]);
        File.WriteAllText(shell.At(name), text);
        return text;
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task The_template_is_a_table_that_the_reader_accepts(string language)
    {
        var text = await Table("pool.csv", "--lang", language);
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var read = ExpertTable.ReadAll(file);
        Assert.Empty(read.Faults);
        Assert.Equal(40, read.Experts.Count);
        Assert.Contains(language == "zh" ? "专家编号" : "number", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(7)]
    public async Task A_draw_is_told_to_its_end_and_verifies(int seats)
    {
        await Table();
        var lines = (await shell.Must("draw-demo", "--pool", "./pool.csv", "--seats", $"{seats}", "--seed", "c0ffee"))
            .TrimEnd()
            .Split('\n');
        Assert.Equal($"seated {seats} of {seats}, verified", lines[^1]);
        Assert.Equal(10, lines.Count(line => Regex.IsMatch(line, "^[0-9]+\\. ")));
        Assert.Equal(DrawAudit.Checks.Count, lines.Count(line => line.TrimStart().StartsWith('V')));
        Assert.DoesNotContain(lines, line => line.Contains("does not hold", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_draw_and_another_another()
    {
        await Table();
        string[] words = ["draw-demo", "--pool", "./pool.csv", "--seats", "5"];
        var first = await shell.Must([.. words, "--seed", "00"]);
        Assert.Equal(first, await shell.Must([.. words, "--seed", "00"]));
        Assert.NotEqual(first, await shell.Must([.. words, "--seed", "01"]));
        var chinese = await shell.Must([.. words, "--seed", "00", "--lang", "zh"]);
        Assert.Equal(Digits(first), Digits(chinese));
        var free = await shell.Must(words);
        var seed = Regex.Match(free, "^seed ([0-9a-f]{64})").Groups[1].Value;
        Assert.Equal(free, await shell.Must([.. words, "--seed", seed]));
    }

    // Roots, values, labels and hashes: the draw without its words.
    private static IEnumerable<string> Digits(string told) => Regex.Matches(told, "[0-9a-f]{16,}").Select(m => m.Value);

    [Fact]
    public async Task A_pool_that_is_too_large_to_seal_is_reduced_first()
    {
        using (var table = File.Create(shell.At("large.csv")))
            ExpertTable.Write(table, InventedExperts.Of(2600), isChinese: true);
        var told = await shell.Must("draw-demo", "--pool", "./large.csv", "--seats", "9", "--seed", "14");
        Assert.Matches("a draw of its own keeps [0-9],[0-9]{3} of 2,[0-9]{3} hashes under the root", told);
        Assert.Contains("V66 the reduction kept exactly these rows: holds", told, StringComparison.Ordinal);
        Assert.EndsWith("seated 9 of 9, verified\n", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_and_identity_numbers_stand_nowhere_before_the_door()
    {
        await Table();
        var told = await shell.Must("draw-demo", "--pool", "./pool.csv", "--seats", "5", "--seed", "00");
        var before = told[..told.IndexOf("\n9. ", StringComparison.Ordinal)];
        foreach (var expert in InventedExperts.Of(40))
        {
            Assert.DoesNotContain(expert.Id, told, StringComparison.Ordinal);
            Assert.DoesNotContain(expert.Name, before, StringComparison.Ordinal);
            Assert.DoesNotContain(expert.Number, before, StringComparison.Ordinal);
        }
        // The control: somebody's name is there afterwards, and one phone where the gateway looks.
        Assert.Contains(InventedExperts.Of(40), e => told.Contains(e.Name, StringComparison.Ordinal));
        Assert.Single(InventedExperts.Of(40), e => before.Contains(e.Phone, StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_chinese_no_english_word_is_left()
    {
        await Table();
        var told = await shell.Must("draw-demo", "--pool", "./pool.csv", "--seats", "5", "--lang", "zh");
        var plain = Regex.Replace(told, "[0-9a-f]{8,}|V[0-9]{2}|E-[0-9]{6}|[AB][0-9]{2}", "");
        Assert.DoesNotMatch("[A-Za-z]{2,}", plain);
        Assert.EndsWith("核验通过\n", told, StringComparison.Ordinal);
        Assert.DoesNotContain(": ", plain, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_in_another_coding_is_told_in_one_sentence_and_the_day_of_the_demonstration_is_explained()
    {
        var text = await Table("pool.csv", "--lang", "zh");
        Assert.Contains(
            "不看时钟",
            await shell.Must("draw-demo", "--pool", "./pool.csv", "--seats", "5", "--lang", "zh"),
            StringComparison.Ordinal
        );
        // As a spreadsheet of a Chinese machine saves it; these letters are no UTF-8 in GBK.
        byte[] other =
        [
            .. text.SelectMany(c => c < 128 ? new[] { (byte)c } : [(byte)(0xB0 + c % 32), (byte)(0xA1 + c % 64)]),
        ];
        File.WriteAllBytes(shell.At("gbk.csv"), other);
        var told = await shell.Run("draw-demo", "--pool", "./gbk.csv", "--seats", "5");
        Assert.NotEqual(0, told.Code);
        Assert.Single(told.Error.Split('\n'), line => line.Contains("not UTF-8", StringComparison.Ordinal));
        Assert.DoesNotContain("column is missing", told.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_are_told_by_line_and_column_and_the_rest_is_counted()
    {
        var text = await Table();
        var lines = text.Split("\r\n");
        lines[2] = lines[2].Replace("199", "099", StringComparison.Ordinal);
        File.WriteAllText(
            shell.At("bad.csv"),
            string.Join("\r\n", lines) + string.Concat(Enumerable.Repeat("x\r\n", 60))
        );
        var ran = await shell.Run("draw-demo", "--pool", "./bad.csv", "--seats", "5");
        Assert.Equal(ExitCode.Failed, ran.Code);
        Assert.Empty(ran.Output);
        var told = ran.Error.Split('\n');
        Assert.Equal("line 3, column D (phone): a mobile number has 11 digits from 13 to 19", told[0]);
        Assert.Equal("line 42, column B: the row has more or fewer cells than the header", told[1]);
        Assert.Equal("… and 21 more", told[40]);
        Assert.EndsWith("has 61 faults.", told[41], StringComparison.Ordinal);

        var chinese = await shell.Run("draw-demo", "--pool", "./bad.csv", "--seats", "5", "--lang", "zh");
        Assert.StartsWith("第 3 行 D 列（手机号）：须为 11 位手机号\n", chinese.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3", "procurement-87:47", "at least 5 members, not 3")]
    [InlineData("6", "procurement-87:47", "odd number of members, not 6")]
    [InlineData("49", "spec:draw", "What keeps most out: speciality or title.")]
    public async Task A_gate_or_a_pool_that_is_too_small_says_no(string seats, string rule, string said)
    {
        await Table();
        var ran = await shell.Run("draw-demo", "--pool", "./pool.csv", "--seats", seats);
        Assert.Equal(ExitCode.Failed, ran.Code);
        Assert.Contains(rule, ran.Error, StringComparison.Ordinal);
        Assert.Contains(said, ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pool_of_nobody_is_refused()
    {
        File.WriteAllText(
            shell.At("none.csv"),
            string.Join(',', TableWords.Fields.Select(f => TableWords.Of(f, false)))
        );
        var ran = await shell.Run("draw-demo", "--pool", "./none.csv", "--seats", "5");
        Assert.Equal(ExitCode.Failed, ran.Code);
        Assert.Contains("0 are left", ran.Error, StringComparison.Ordinal);
        File.WriteAllText(shell.At("empty.csv"), "");
        Assert.Contains(
            "the file is empty",
            (await shell.Run("draw-demo", "--pool", "./empty.csv", "--seats", "5")).Error,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("--seats", "5")]
    [InlineData("--pool", "./pool.csv")]
    [InlineData("--pool", "./pool.csv", "--seats", "0")]
    [InlineData("--pool", "./pool.csv", "--seats", "51")]
    [InlineData("--pool", "./pool.csv", "--seats", "5", "--seed", "0")]
    [InlineData("--pool", "./pool.csv", "--seats", "5", "--seed", "xx")]
    [InlineData("--pool", "./absent.csv", "--seats", "5")]
    [InlineData("--pool-template", "--seats", "5")]
    public async Task A_wrong_command_line_is_told_in_both_languages(params string[] words)
    {
        await Table();
        foreach (var language in new[] { "en", "zh" })
        {
            var ran = await shell.Run(["draw-demo", .. words, "--lang", language]);
            Assert.Equal(ExitCode.Usage, ran.Code);
            Assert.Equal(language == "zh", Regex.IsMatch(ran.Error, "\\p{IsCJKUnifiedIdeographs}"));
        }
    }

    [Fact]
    public async Task Help_in_chinese_names_every_option()
    {
        var help = await shell.Must("draw-demo", "--lang", "zh", "--help");
        foreach (var option in new[] { "--pool ", "--seats", "--seed", "--pool-template", "--lang" })
            Assert.Contains(option, help, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_code_has_words_in_both_languages()
    {
        foreach (var code in Enum.GetValues<TableFaultCode>())
            Assert.NotEqual(
                TableFaultWords.Of(code, 7, isChinese: true),
                TableFaultWords.Of(code, 7, isChinese: false)
            );
        foreach (var constraint in Enum.GetValues<Constraint>())
            Assert.NotEqual(DrawWords.English.Of(constraint), DrawWords.Chinese.Of(constraint));
        Assert.Equal(DrawAudit.Checks.Select(c => c.Number), DrawWords.Titles.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            Enum.GetValues<Constraint>().Length,
            Enum.GetValues<Constraint>().Select(DrawWords.English.Of).Distinct().Count()
        );
    }

    public void Dispose() => shell.Dispose();
}
