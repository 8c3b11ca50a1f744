namespace Trading.Cli;

/// <summary>A question that has to be answered with yes before something is done that nobody can undo.</summary>
/// <param name="Terminal">Where a person answers, or null where nobody sits.</param>
/// <param name="Notes">Where the question is put.</param>
public sealed record Confirmation(TextReader? Terminal, TextWriter Notes)
{
    /// <summary>Returns when the answer is yes, or was given with the option; throws otherwise.</summary>
    public void Ask(string question, string option, bool isGiven)
    {
        if (isGiven)
            return;
        if (Terminal is null)
            throw CommandException.Usage(
                $"{question} Nobody can be asked here, so nothing was done.",
                $"say {option} when it is right"
            );
        Notes.Write($"{question} [y/N] ");
        Notes.Flush();
        if (Terminal.ReadLine()?.Trim() is "y" or "Y" or "yes" or "是")
            return;
        throw CommandException.Usage("Not confirmed: nothing was done.", "correct it and say the command again");
    }
}

/// <summary>An invocation that knows whether a person sits at it.</summary>
internal sealed class PersonsInvocation : System.CommandLine.InvocationConfiguration
{
    public TextReader? Terminal { get; init; }
}
