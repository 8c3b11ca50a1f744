using System.CommandLine;
using System.Text;
using Trading.Crypto;
using Trading.Evaluation.Pool;

namespace Trading.Cli;

/// <summary>
/// <c>trading draw-demo</c>: a whole draw of experts in this process, told step by step, for teaching.
/// </summary>
internal static class DrawDemoCommand
{
    private const int TemplateRows = 40;
    private const int FaultsShown = 40;
    private const int SeatsMost = 50;
    private const int SeedBytes = 32;

    private static readonly Option<string> Pool = new("--pool")
    {
        Description = "The pool's table (CSV, UTF-8): docs/spec/draw.md, \"Pool table\"",
        HelpName = "FILE.csv",
    };
    private static readonly Option<int?> Seats = new("--seats")
    {
        Description = "Members to draw: an odd number from 5",
        HelpName = "N",
    };
    private static readonly Option<string> Seed = new("--seed")
    {
        Description = "2 to 64 hexadecimal digits: the same seed and table give the same draw; without it one is drawn",
        HelpName = "HEX",
    };
    private static readonly Option<bool> Template = new("--pool-template")
    {
        Description = $"Print a table of {TemplateRows} invented experts, and nothing else",
    };
    private static readonly Option<string> Language = ScoreWords.Option();

    public static Command Build() =>
        new Verb(
            "draw-demo",
            "Draws a committee from a table of experts as everybody would see it, step by step, and verifies it. For "
                + "teaching: all roles are in one process."
        )
        {
            ChineseHelp = DrawDemoHelp.Chinese,
            Examples =
            [
                "trading draw-demo --pool-template > experts.csv",
                "trading draw-demo --pool experts.csv --seats 5",
                "trading draw-demo --pool experts.csv --seats 7 --seed c0ffee --lang zh",
            ],
            Exits =
            [
                (ExitCode.Done, "drawn, and every check holds"),
                (
                    ExitCode.Failed,
                    "refused: the table has faults, told by line and column; a gate says no; or the pool is too small"
                ),
                (ExitCode.Usage, "wrong command line, or unreadable file"),
            ],
        }
            .With(Pool, Seats, Seed, Template, Language)
            .Does((request, _) => Task.FromResult(Run(request)));

    private static int Run(Request request)
    {
        var words = request.Get(Language) == "zh" ? DrawWords.Chinese : DrawWords.English;
        if (request.Get(Template))
            return PrintTemplate(request, words);
        if (request.Get(Pool) is not { } path || request.Get(Seats) is not { } seats)
            throw CommandException.Usage(
                words.Say("--pool and --seats belong together.", "--pool 与 --seats 须同时给出。"),
                "trading draw-demo --help"
            );
        if (seats is < 1 or > SeatsMost)
            throw CommandException.Usage(
                words.Say($"--seats is 1 to {SeatsMost}.", $"--seats 为 1 至 {SeatsMost}。"),
                "trading draw-demo --help"
            );
        var seed = SeedOf(request, words);
        var experts = Read(request, path, words);
        request.Out.WriteLine($"{words.Say("seed", "种子")} {Convert.ToHexStringLower(seed)}");
        return new DrawDemo(experts, seats, new SeededEntropy(seed), words, request.Out).Run();
    }

    private static int PrintTemplate(Request request, DrawWords words)
    {
        if (request.Has(Pool) || request.Has(Seats) || request.Has(Seed))
            throw CommandException.Usage(
                words.Say("--pool-template goes with --lang alone.", "--pool-template 只能与 --lang 同用。"),
                "trading draw-demo --help"
            );
        using var table = new MemoryStream();
        ExpertTable.Write(table, InventedExperts.Of(TemplateRows), words.IsChinese);
        request.Out.Write(Encoding.UTF8.GetString(table.ToArray()));
        return ExitCode.Done;
    }

    private static byte[] SeedOf(Request request, DrawWords words)
    {
        if (request.Get(Seed) is not { } text)
        {
            var drawn = new byte[SeedBytes];
            Entropy.System.Fill(drawn);
            return drawn;
        }
        return text.Length is >= 2 and <= 2 * SeedBytes && text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(text)
            : throw CommandException.Usage(
                words.Say(
                    "--seed is 2 to 64 hexadecimal digits, an even number of them.",
                    "--seed 为 2 至 64 位十六进制数，位数为双数。"
                ),
                "trading draw-demo --help"
            );
    }

    // A table with faults is not drawn from: whoever is left out by a typing error would never know.
    private static List<Expert> Read(Request request, string path, DrawWords words)
    {
        using var file = InputFile.Open(path, words.Table, words.Files, mayBeEmpty: true);
        var (experts, faults) = (new List<Expert>(), 0L);
        foreach (var row in ExpertTable.Read(file))
        {
            if (row.Expert is { } expert)
                experts.Add(expert);
            foreach (var fault in row.Faults)
                if (++faults <= FaultsShown)
                    request.Notes.WriteLine(TableFaultWords.Describe(fault, words.IsChinese));
        }
        if (faults == 0)
            return experts;
        if (faults > FaultsShown)
            request.Notes.WriteLine(
                words.Say(
                    $"… and {DrawWords.Number(faults - FaultsShown)} more",
                    $"……另有 {DrawWords.Number(faults - FaultsShown)} 处"
                )
            );
        throw CommandException.Refused(
            words.Say(
                $"{InputFile.Shown(path)} has {DrawWords.Number(faults)} faults.",
                $"{InputFile.Shown(path)} 有 {DrawWords.Number(faults)} 处错误。"
            ),
            "spec:draw",
            words.Say("mend the table and say the command again", "请改正表格，再执行一次命令")
        );
    }
}
