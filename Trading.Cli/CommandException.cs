namespace Trading.Cli;

/// <summary>
/// An end that the user must read: what is wrong, which rule says so, what to do next. Ends the command with its exit
/// code.
/// </summary>
public sealed class CommandException(int exitCode, string what, string rule = "", string nextStep = "")
    : Exception(what)
{
    public int ExitCode { get; } = exitCode;

    public string Rule { get; } = rule;

    public string NextStep { get; } = nextStep;

    /// <summary>A check failed or a rule says no.</summary>
    public static CommandException Refused(string what, string rule = "", string nextStep = "") =>
        new(Cli.ExitCode.Failed, what, rule, nextStep);

    /// <summary>The command line or a file that it names cannot be used.</summary>
    public static CommandException Usage(string what, string nextStep = "") =>
        new(Cli.ExitCode.Usage, what, "", nextStep);
}
