using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Trading.Cli;

/// <summary>Runs a command tree: help with examples, one form for every error, exit codes as documented.</summary>
public static class CommandLine
{
    /// <summary>Gives every help page its examples and exit codes.</summary>
    public static RootCommand WithHelp(RootCommand root)
    {
        foreach (var help in root.Options.OfType<HelpOption>())
            help.Action = new HelpPage((HelpAction)help.Action!);
        return root;
    }

    /// <param name="root">The tree.</param>
    /// <param name="args">As they were typed.</param>
    /// <param name="output">Takes answers.</param>
    /// <param name="error">Takes notes, questions and errors.</param>
    /// <param name="terminal">Where a person answers questions; null where nobody sits.</param>
    /// <param name="cancel">Ends the command.</param>
    public static async Task<int> RunAsync(
        RootCommand root,
        string[] args,
        TextWriter output,
        TextWriter error,
        TextReader? terminal = null,
        CancellationToken cancel = default
    )
    {
        var parsed = root.Parse(args);
        if (parsed.Action is ParseErrorAction)
            return PrintParseErrors(parsed, error);
        var configuration = new PersonsInvocation
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            Terminal = terminal,
        };
        try
        {
            return await parsed.InvokeAsync(configuration, cancel);
        }
        // A client that waited too long cancels, too: nobody stopped that, and whoever waits is told.
        catch (OperationCanceledException stopped) when (stopped.InnerException is not TimeoutException)
        {
            return ExitCode.Stopped;
        }
        catch (Exception problem) when (Explain(problem) is { } failure)
        {
            Print(parsed, failure, error);
            return failure.ExitCode;
        }
    }

    private static int PrintParseErrors(ParseResult parsed, TextWriter error)
    {
        var name = FullName(parsed.CommandResult);
        var words = ErrorWords.Of(parsed);
        foreach (var problem in words.Problems(parsed))
            error.WriteLine($"{name}: {problem}");
        error.WriteLine($"  {words.Next}: {name} --help");
        return ExitCode.Usage;
    }

    private static string FullName(System.CommandLine.Parsing.CommandResult result) =>
        result.Parent is System.CommandLine.Parsing.CommandResult parent
            ? $"{FullName(parent)} {result.Command.Name}"
            : "trading";

    // Anything that is not listed here is a bug: it keeps its stack trace and ends the process loudly.
    private static CommandException? Explain(Exception problem) =>
        problem switch
        {
            CommandException failure => failure,
            ApiException refusal => CommandException.Refused(refusal.Message, refusal.Rule, refusal.NextStep),
            HttpRequestException unreachable => CommandException.Usage(
                $"The server cannot be reached: {unreachable.Message}",
                "check --server, and that the server runs"
            ),
            OperationCanceledException => CommandException.Usage(
                "The server did not answer in time.",
                "check --server, and that the server runs; then try again"
            ),
            UnauthorizedAccessException => FileWords.English.IsForbidden("", ScreenText.Clean(problem.Message)),
            IOException => FileWords.English.IsBroken("", ScreenText.Clean(problem.Message)),
            InvalidDataException broken => CommandException.Refused(
                broken.Message,
                "spec:feed",
                "keep what was received: the platform sent something that does not hold"
            ),
            _ => null,
        };

    private static void Print(ParseResult parsed, CommandException failure, TextWriter error)
    {
        var words = ErrorWords.Of(parsed);
        error.WriteLine($"trading {parsed.CommandResult.Command.Name}: {failure.Message}");
        if (failure.Rule.Length > 0)
            error.WriteLine($"  {words.Rule}: {failure.Rule}");
        if (failure.NextStep.Length > 0)
            error.WriteLine($"  {words.Next}: {failure.NextStep}");
    }
}
