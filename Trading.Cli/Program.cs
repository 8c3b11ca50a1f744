using Trading.Cli;

return await CommandLine.RunAsync(
    CommandTree.Root,
    args,
    Console.Out,
    Console.Error,
    Console.IsInputRedirected ? null : Console.In
);
