using System.CommandLine;
using System.Diagnostics.CodeAnalysis;

namespace Trading.Cli;

/// <summary>A command with what its help page adds to the options: examples and exit codes.</summary>
[SuppressMessage(
    "Design",
    "CA1010",
    Justification = "The library lets collection initialisers add options; nobody enumerates a command."
)]
public sealed class Verb(string name, string description) : Command(name, description)
{
    /// <summary>Command lines as a person would type them.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>The whole help page in Chinese, for a command that speaks it (<c>--lang zh</c>); else null.</summary>
    public string? ChineseHelp { get; init; }

    /// <summary>Exit codes with their meaning here.</summary>
    public IReadOnlyList<(int Code, string Meaning)> Exits { get; init; } =
    [
        (ExitCode.Done, "done"),
        (ExitCode.Failed, "refused by a rule, or a check failed"),
        (ExitCode.Usage, "wrong command line, unreadable file, or server out of reach"),
    ];

    /// <summary>Adds the options in the order in which the help shows them.</summary>
    public Verb With(params ReadOnlySpan<Option> options)
    {
        foreach (var option in options)
            Add(option);
        return this;
    }

    /// <summary>What the command does; the number is its exit code.</summary>
    public Verb Does(Func<Request, CancellationToken, Task<int>> work)
    {
        SetAction((parsed, cancel) => work(new Request(parsed), cancel));
        return this;
    }

    /// <summary>What the command does, where it ends well or throws.</summary>
    public Verb Does(Func<Request, CancellationToken, Task> work) =>
        Does(
            async (request, cancel) =>
            {
                await work(request, cancel);
                return ExitCode.Done;
            }
        );
}
