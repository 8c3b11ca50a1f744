namespace Trading.Cli.Tests;

/// <summary>Files of the repository that a person would name.</summary>
internal static class Examples
{
    public static string Root { get; } = FindRoot();

    /// <summary>A tender file of docs/examples.</summary>
    public static string PathOf(string name) => Path.Combine(Root, "docs", "examples", name);

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Trading.slnx")))
            folder =
                Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException("Trading.slnx was not found above the tests");
        return folder;
    }
}
