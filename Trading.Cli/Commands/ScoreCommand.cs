using System.CommandLine;
using System.Globalization;
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
    public static Command Build(SecondCount second)
    {
        var file = CommonOptions.RefuseDashes(
            new Argument<string>("TENDER.json") { Description = $"Terms, bids and sheets of one lot: {Specification}" }
        );
        var json = CommonOptions.Json();
        var explain = new Option<bool>("--explain")
        {
            Description = "Print every term with its formula, inputs and rule",
        };
        var reasons = new Option<bool>("--reasons")
        {
            Description = "With --json: print why each bid is no candidate, and the corrections of prices",
        };
        var terms = new Option<bool>("--terms")
        {
            Description = "Check terms before there are bids, and print nothing but their fault",
        };
        var svg = new Option<string>("--svg") { Description = "Draw the scores into a file", HelpName = "FILE" };
        var language = ScoreWords.Option();
        var verb = new Verb(
            "score",
            "Scores and ranks the bids of one lot, exactly; two independent implementations must agree in every cell."
        )
        {
            ChineseHelp = ScoreHelp.Chinese,
            Examples =
            [
                "trading score docs/examples/goods.json",
                "trading score tender.json --explain --lang zh",
                "trading score tender.json --json",
                "trading score tender.json --json --reasons",
                "trading score terms.json --terms --lang zh",
                "trading score tender.json --svg scores.svg",
            ],
            Exits =
            [
                (ExitCode.Done, "scored, or the terms are sound, and both implementations agree"),
                (
                    ExitCode.Failed,
                    "refused: the error names code, JSON path and rule; or the implementations differ, and the "
                        + "error names the cell"
                ),
                (ExitCode.Usage, "wrong command line, or a file that is not JSON"),
            ],
        }.With(json, explain, reasons, terms, svg, language);
        verb.Add(file);
        return verb.Does(
            (request, _) =>
            {
                var wishes = new Wishes(
                    request.Get(json),
                    request.Get(explain),
                    request.Get(reasons),
                    request.Get(terms),
                    request.Get(svg),
                    ScoreWords.Of(request.Get(language)!)
                );
                return Task.FromResult(Run(request, request.Get(file)!, second, wishes));
            }
        );
    }

    // The specification calls all of these not-json; a person wants to know which file and what to do.
    private static byte[] Read(string path, ScoreWords words)
    {
        var bytes = Guard(path, words, () => InputFile.Bytes(path, words.TenderFile, words.Files));
        return InputFile.CodingOf(bytes) is { } coding
            ? throw words.Files.IsCoded(InputFile.Shown(path), words.TenderFile, coding)
            : bytes;
    }

    // The system's own sentences are English; whoever asked for Chinese gets ours.
    private static T Guard<T>(string path, ScoreWords words, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (UnauthorizedAccessException forbidden)
        {
            throw words.Files.IsForbidden(InputFile.Shown(path), ScreenText.Clean(forbidden.Message));
        }
        catch (IOException broken)
        {
            throw words.Files.IsBroken(InputFile.Shown(path), ScreenText.Clean(broken.Message));
        }
    }

    private static int Run(Request request, string path, SecondCount second, Wishes wishes)
    {
        if (wishes.Conflict is { } conflict)
            throw CommandException.Usage(conflict, "trading score --help");
        var bytes = Read(path, wishes.Words);
        if (wishes.IsTerms)
        {
            var fault = Scorer.CheckFiling(bytes);
            Agree(Counted.Of(fault), second.CheckTerms(bytes), wishes.Words);
            return fault is null ? ExitCode.Done : throw Refusal(path, fault, wishes.Words);
        }
        var result = Scorer.Score(bytes);
        var counted = Counted.Of(result);
        Agree(counted, second.Score(bytes), wishes.Words);
        if (result.Fault is { } first)
            throw Refusal(path, first, wishes.Words);
        Print(request, result.Outcome!, counted, wishes);
        return ExitCode.Done;
    }

    // Before anything is printed: a number that only one of them believes is no number.
    private static void Agree(Counted first, Counted second, ScoreWords words)
    {
        if (CellDifference.Of(first, second) is { } cell)
            throw CountsDiffer.Refuse("", cell, words);
    }

    private static void Print(Request request, Outcome outcome, Counted counted, Wishes wishes)
    {
        if (wishes.Svg is { } path)
            Draw(path, outcome, wishes.Words);
        if (!wishes.IsJson)
            foreach (var line in ScoreText.Describe(outcome, wishes.Words, wishes.IsExplained))
                request.Out.WriteLine(line);
        else if (wishes.HasReasons)
            request.Out.WriteLine(ScoreJson.WithReasons(counted));
        else
            request.Out.WriteLine(wishes.IsExplained ? ScoreJson.Explained(outcome, counted) : ScoreJson.Rows(counted));
    }

    private static void Draw(string path, Outcome outcome, ScoreWords words)
    {
        var target = InputFile.Target(path, words.Picture, words.Files);
        Guard(
            target,
            words,
            () =>
            {
                File.WriteAllText(target, ScoreSvg.Draw(outcome, words));
                return target;
            }
        );
    }

    private static CommandException Refusal(string path, Fault fault, ScoreWords words)
    {
        var what = $"{InputFile.Shown(path)}: {words.Describe(fault)}";
        return fault.Code is FaultCode.NotJson or FaultCode.TooLarge
            ? CommandException.Usage(what, words.ReadNext)
            : CommandException.Refused(what, fault.Rule, words.ReadNext);
    }

    private sealed record Wishes(
        bool IsJson,
        bool IsExplained,
        bool HasReasons,
        bool IsTerms,
        string? Svg,
        ScoreWords Words
    )
    {
        /// <summary>Wishes that cannot be fulfilled together; null where there are none.</summary>
        public string? Conflict =>
            IsTerms && (IsJson || IsExplained || HasReasons || Svg is not null) ? Words.TermsAlone
            : HasReasons && !IsJson ? Words.ReasonsWantJson
            : HasReasons && IsExplained ? Words.ReasonsOrExplain
            : null;
    }
}

/// <summary>The second implementation, as the command asks it.</summary>
/// <param name="Score">Counts a tender file.</param>
/// <param name="CheckTerms">Checks terms before there are bids.</param>
public sealed record SecondCount(
    Func<ReadOnlyMemory<byte>, Counted> Score,
    Func<ReadOnlyMemory<byte>, Counted> CheckTerms
);
