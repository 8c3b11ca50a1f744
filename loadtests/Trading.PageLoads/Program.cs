using System.CommandLine;
using Trading.Cli;
using Trading.PageLoads;

var root = new RootCommand("The pages of a platform under load, in a real browser. Exits 1 where a goal is missed.")
{
    PagesCommand.Build(),
};
return await CommandLine.RunAsync(CommandLine.WithHelp(root), args, Console.Out, Console.Error);
