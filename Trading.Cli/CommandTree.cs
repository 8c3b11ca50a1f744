using System.CommandLine;

namespace Trading.Cli;

/// <summary>Every command of <c>trading</c>, in the order in which an opening meets them.</summary>
public static class CommandTree
{
    public static RootCommand Build()
    {
        var root = new RootCommand("Opening of sealed bids: seal, submit, release, verify. Each command explains itself with --help.");
        foreach (var command in Commands()) root.Add(command);
        return root;
    }

    private static IEnumerable<Command> Commands() =>
    [
        KeygenCommand.Build(),
        TrustCommand.Build(),
    ];
}
