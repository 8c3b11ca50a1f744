using System.CommandLine;
using Trading.Cli;
using Trading.LoadTests;

var root = new RootCommand(
    "Outsiders that load a platform: HTTP and hub only. Each run verifies what it reads and exits 1 when "
        + "anything is wrong."
)
{
    DrillCommand.Build(),
    DemoExpertsCommand.Build(),
};
return await CommandLine.RunAsync(CommandLine.WithHelp(root), args, Console.Out, Console.Error);
