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
        catch (OperationCanceledException)
        {
            return ExitCode.Stopped;
        }
        catch (Exception problem) when (Explain(problem) is { } failure)
        {
            Print(parsed.CommandResult.Command.Name, failure, error);
            return failure.ExitCode;
        }
    }

    private static int PrintParseErrors(ParseResult parsed, TextWriter error)
    {
        var name = FullName(parsed.CommandResult);
        foreach (var problem in parsed.Errors)
            error.WriteLine($"{name}: {problem.Message}");
        error.WriteLine($"  next: {name} --help");
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
            UnauthorizedAccessException => CommandException.Usage(
                ScreenText.Clean(problem.Message),
                "ask for the right to read or write there, or name another place"
            ),
            IOException => CommandException.Usage(
                ScreenText.Clean(problem.Message),
                "check the name, the folder and the room on the disk"
            ),
            InvalidDataException broken => CommandException.Refused(
                broken.Message,
                "spec:feed",
                "keep what was received: the platform sent something that does not hold"
            ),
            _ => null,
        };

    private static void Print(string command, CommandException failure, TextWriter error)
    {
        error.WriteLine($"trading {command}: {failure.Message}");
        if (failure.Rule.Length > 0)
            error.WriteLine($"  rule: {failure.Rule}");
        if (failure.NextStep.Length > 0)
            error.WriteLine($"  next: {failure.NextStep}");
    }
}
