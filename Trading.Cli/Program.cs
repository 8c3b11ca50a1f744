using Trading.Cli;

return await CommandLine.RunAsync(CommandTree.Build(), args, Console.Out, Console.Error);
