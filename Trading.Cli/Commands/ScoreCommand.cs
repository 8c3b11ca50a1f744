using System.CommandLine;
using Trading.Scoring;
using Fault = Trading.Scoring.Fault;
using Outcome = Trading.Scoring.Outcome;

namespace Trading.Cli;

/// <summary>
/// <c>trading score</c>: the arithmetic of an evaluation, by two implementations that must agree in every cell.
/// </summary>
public static class ScoreCommand
{
    private const string Specification = "docs/spec/scoring.md";

    /// <summary>The command; <paramref name="second"/> is the second implementation.</summary>
    public static Command Build(Func<ReadOnlyMemory<byte>, Counted> second)
    {
        var file = CommonOptions.RefuseDashes(
            new Argument<string>("TENDER.json") { Description = $"Terms, bids and sheets of one lot: {Specification}" }
        );
        var json = CommonOptions.Json();
        var explain = new Option<bool>("--explain")
        {
            Description = "Print every term with its formula, inputs and rule",
        };
        var svg = new Option<string>("--svg") { Description = "Draw the scores into a file", HelpName = "FILE" };
        var language = new Option<string>("--lang")
        {
            Description = "zh or en",
            HelpName = "LANG",
            DefaultValueFactory = _ => "en",
        };
        language.AcceptOnlyFromAmong("zh", "en");
        var verb = new Verb(
            "score",
            "Scores and ranks the bids of one lot, exactly; two independent implementations must agree in every cell."
        )
        {
            Examples =
            [
                "trading score docs/examples/goods.json",
                "trading score tender.json --explain --lang zh",
                "trading score tender.json --json",
                "trading score tender.json --svg scores.svg",
            ],
            Exits =
            [
                (ExitCode.Done, "scored, and both implementations agree"),
                (
                    ExitCode.Failed,
                    "refused: the error names code, JSON path and rule; or the implementations differ, and the "
                        + "error names the cell"
                ),
                (ExitCode.Usage, "wrong command line, or a file that is not JSON"),
            ],
        }.With(json, explain, svg, language);
        verb.Add(file);
        return verb.Does(
            (request, _) =>
                Task.FromResult(
                    Score(
                        request,
                        request.Get(file)!,
                        second,
                        new Wishes(request.Get(json), request.Get(explain), request.Get(svg), request.Get(language)!)
                    )
                )
        );
    }

    // The specification calls all of these not-json; a person wants to know which file and what to do.
    private static byte[] Read(string path)
    {
        const string what = "a tender file (not-json at $)";
        var bytes = InputFile.Bytes(path, what);
        return InputFile.CodingOf(bytes) is { } coding ? throw InputFile.Coded(path, what, coding) : bytes;
    }

    private static int Score(Request request, string path, Func<ReadOnlyMemory<byte>, Counted> second, Wishes wishes)
    {
        var (bytes, words) = (Read(path), ScoreWords.Of(wishes.Language));
        var result = Scorer.Score(bytes);
        var counted = Counted.Of(result);
        // Before anything is printed: a number that only one of them believes is no number.
        if (Counted.Difference(counted, second(bytes)) is { } cell)
            throw CommandException.Refused(
                $"the two implementations differ at {ScreenText.Clean(cell)}",
                "spec:scoring",
                "do not use either result; report the file and both versions"
            );
        if (result.Fault is { } fault)
            throw Refusal(path, fault, words);
        Print(request, result.Outcome!, counted, wishes, words);
        return ExitCode.Done;
    }

    private static void Print(Request request, Outcome outcome, Counted counted, Wishes wishes, ScoreWords words)
    {
        if (wishes.Svg is { } path)
            File.WriteAllText(InputFile.Target(path, "a picture"), ScoreSvg.Draw(outcome, words));
        if (wishes.IsJson)
            request.Print(wishes.IsExplained ? ScoreJson.Explained(outcome, counted) : counted.Rows);
        else
            foreach (var line in ScoreText.Describe(outcome, words, wishes.IsExplained))
                request.Out.WriteLine(line);
    }

    private static CommandException Refusal(string path, Fault fault, ScoreWords words)
    {
        var detail = fault.Detail.Length > 0 ? $" ({ScreenText.Clean(fault.Detail)})" : "";
        var what =
            $"{InputFile.Shown(path)}: {fault.Word} at {ScreenText.Clean(fault.Path)}: {words.Of(fault.Code)}{detail}";
        return fault.Code is FaultCode.NotJson or FaultCode.TooLarge
            ? CommandException.Usage(what, Specification)
            : CommandException.Refused(what, fault.Rule, Specification);
    }

    private sealed record Wishes(bool IsJson, bool IsExplained, string? Svg, string Language);
}
