using System.CommandLine;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Trading.Scoring;

namespace Trading.Cli.Tests;

/// <summary>
/// <c>trading score --lang zh</c> prints Chinese whatever goes wrong: codes, paths, rules, file names and ids excepted.
/// </summary>
public sealed class ScoreChineseTests : IDisposable
{
    private static readonly string[] Kept =
    [
        "trading score",
        "docs/spec/scoring.md",
        "spec:limits",
        "TENDER.json",
        "not-json",
        "--help",
    ];
    private static readonly Regex Words = new("[A-Za-z]{2,}");
    private static readonly string[] Names = ["JSON", "UTF", "MiB", "BOM", "GBK", "TENDER", "FILE"];

    // The last one is a matter of publishing: `ScoringTermsTests`.
    private static readonly FaultCode[] NoVectors =
    [
        FaultCode.TooLarge,
        FaultCode.NotJson,
        FaultCode.DuplicateKey,
        FaultCode.NotOfLot,
    ];
    private readonly Shell shell = new();

    private static string Goods => Examples.PathOf("goods.json");

    [Fact]
    public async Task Every_fault_of_a_file_is_told_in_chinese()
    {
        var told = new HashSet<FaultCode>();
        foreach (var (tender, isFiling) in Vectors())
        {
            var fault = isFiling ? Scorer.CheckFiling(tender) : Scorer.Score(tender).Fault;
            if (fault is null)
                continue;
            told.Add(fault.Code);
            File.WriteAllBytes(shell.At("t.json"), tender);
            string[] wishes = isFiling ? ["--terms"] : [];
            var ran = await shell.Run(["score", "./t.json", "--lang", "zh", .. wishes]);
            Assert.NotEqual(ExitCode.Done, ran.Code);
            IsChinese(ran.Error, fault.Word, ScreenText.Clean(fault.Path), ScreenText.Clean(fault.Detail), fault.Rule);
        }
        Assert.Empty(Enum.GetValues<FaultCode>().Except(told).Except(NoVectors));
    }

    [Fact]
    public async Task A_file_that_no_vector_can_hold_is_told_in_chinese()
    {
        using (var file = File.Create(shell.At("large.json")))
            file.SetLength((64 << 20) + 1);
        IsChinese((await shell.Run("score", "./large.json", "--lang", "zh")).Error, "too-large", "$");
        foreach (var (text, code) in new[] { ("{", "not-json"), ("{\"a\":1,\"a\":2}", "duplicate-key") })
        {
            File.WriteAllText(shell.At("t.json"), text);
            var ran = await shell.Run("score", "./t.json", "--lang", "zh");
            Assert.Contains(code, ran.Error, StringComparison.Ordinal);
            IsChinese(ran.Error, code, "spec:scoring");
        }
    }

    [Fact]
    public async Task Files_of_every_wrong_kind_are_told_in_chinese()
    {
        var utf8 = "{}"u8.ToArray();
        Directory.CreateDirectory(shell.At("folder"));
        File.WriteAllBytes(shell.At("empty.json"), []);
        File.WriteAllBytes(shell.At("bom.json"), [.. Encoding.UTF8.Preamble, .. utf8]);
        File.WriteAllBytes(shell.At("wide.json"), [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("{}")]);
        File.WriteAllBytes(shell.At("gbk.json"), [0xd6, 0xd0]);
        string[] bad =
        [
            "./folder",
            "./empty.json",
            "./bom.json",
            "./wide.json",
            "./gbk.json",
            "./none.json",
            "",
            "a\u0001",
        ];
        foreach (var file in bad.Append(new string('x', 256)))
            await FailsInChinese([file]);
        await FailsInChinese([Goods, "--svg", "./folder"]);
        await FailsInChinese([Goods, "--svg", "./none/scores.svg"]);
        await FailsInChinese([Goods, "--svg", "/dev/full"]);
    }

    // Those that only a system's whim brings about, too.
    [Fact]
    public void Everything_that_is_said_of_files_has_both_languages()
    {
        foreach (var method in typeof(FileWords).GetMethods(BindingFlags.Public | BindingFlags.Instance))
        {
            if (method.ReturnType != typeof(CommandException))
                continue;
            foreach (var last in LastOf(method.GetParameters()[^1].ParameterType))
            {
                object[] given = [.. method.GetParameters().SkipLast(1).Select(_ => "。"), last];
                var (chinese, english) = (Say(FileWords.Chinese), Say(FileWords.English));
                Assert.Equal(chinese.ExitCode, english.ExitCode);
                foreach (var text in new[] { chinese.Message, chinese.NextStep })
                    IsChinese(text);
                Assert.Matches(Words, english.NextStep);

                CommandException Say(FileWords words) => (CommandException)method.Invoke(words, given)!;
            }
        }

        static IEnumerable<object> LastOf(Type type) => type.IsEnum ? Enum.GetValues(type).Cast<object>() : ["。"];
    }

    public static TheoryData<string[]> WrongLines() =>
        [
            [],
            ["--no-such-option"],
            ["x.json", "y.json"],
            ["x.json", "--svg"],
            ["x.json", "--json=maybe"],
            ["x.json", "--lang", "zh"],
            ["x.json", "--svg", "a", "--svg", "b"],
            ["x.json", "--terms", "--json"],
            ["x.json", "--terms", "--svg", "a.svg"],
            ["x.json", "--reasons"],
            ["x.json", "--reasons", "--json", "--explain"],
        ];

    [Theory, MemberData(nameof(WrongLines))]
    public async Task A_wrong_command_line_is_told_in_chinese(string[] line)
    {
        var ran = await shell.Run(["score", "--lang", "zh", .. line]);
        Assert.Equal((ExitCode.Usage, ""), (ran.Code, ran.Output));
        Assert.Contains("  下一步: trading score --help", ran.Error, StringComparison.Ordinal);
        string[] options = ["--json", "--explain", "--reasons", "--terms", "--svg", "--lang"];
        IsChinese(ran.Error, [.. line, .. options, "maybe"]);
    }

    [Fact]
    public async Task Counts_that_differ_are_told_in_chinese()
    {
        var wrong = new Counted([], [], [], [], "zero-price", "$.bids[0].priceFen");
        var root = CommandLine.WithHelp(
            new RootCommand { ScoreCommand.Build(new SecondCount(_ => wrong, _ => wrong)) }
        );
        using var error = new StringWriter();
        await CommandLine.RunAsync(root, ["score", Goods, "--lang", "zh"], TextWriter.Null, error);
        IsChinese(error.ToString(), "error.code", "zero-price", "spec:scoring");
        Assert.Equal(
            "rows[0].price（甲）: 1/1 与 2/1",
            new CellDifference("rows[0].price", "甲", "1/1", "2/1").Print(true)
        );
    }

    [Fact]
    public async Task The_help_is_chinese_and_names_every_option()
    {
        var page = (await shell.Run("score", "--lang", "zh", "--help")).Output;
        var command = CommandTree.Root.Subcommands.Single(c => c.Name == "score");
        Assert.All(command.Options, option => Assert.Contains(option.Name, page, StringComparison.Ordinal));
        Assert.All(
            ((Verb)command).Exits,
            exit => Assert.Contains($"\n  {exit.Code}  ", page, StringComparison.Ordinal)
        );
        Assert.DoesNotContain("Usage", page, StringComparison.Ordinal);
        Assert.Contains("Usage", (await shell.Run("score", "--help")).Output, StringComparison.Ordinal);
    }

    public void Dispose() => shell.Dispose();

    private async Task FailsInChinese(string[] line)
    {
        var ran = await shell.Run(["score", "--lang", "zh", .. line]);
        Assert.Equal((ExitCode.Usage, ""), (ran.Code, ran.Output));
        IsChinese(ran.Error, [.. line.Select(word => ScreenText.Clean(word).TrimStart('.')), shell.Folder, "none"]);
    }

    private static void IsChinese(string text, params IEnumerable<string> besides)
    {
        var rest = text;
        foreach (var word in Kept.Concat(besides).Where(w => w.Length > 0).OrderByDescending(w => w.Length))
            rest = rest.Replace(word, "", StringComparison.Ordinal);
        rest = Regex.Replace(rest, @"\S*/t\.json|\S*/large\.json", "");
        Assert.True(!Words.Matches(rest).Any(m => !Names.Contains(m.Value)), $"English is left in: {text}\n{rest}");
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", text);
    }

    private static IEnumerable<(byte[] Tender, bool IsFiling)> Vectors()
    {
        var folder = Path.Combine(Examples.Root, "tests", "vectors", "scoring");
        foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories))
        foreach (var vector in JsonDocument.Parse(File.ReadAllText(file)).RootElement.EnumerateArray())
            if (vector.TryGetProperty("tender", out var tender))
                yield return (
                    JsonSerializer.SerializeToUtf8Bytes(tender),
                    Path.GetFileName(Path.GetDirectoryName(file)) == "filing"
                );
    }
}
