namespace Trading.Flow.Tests;

/// <summary>The programs as they were built beside these tests, in the same configuration.</summary>
internal static class Built
{
    public static string Server => Find("Trading.Server", "Trading.Server.dll");

    public static string Pool => Find("Trading.Pool", "trading-pool.dll");

    public static string Gateway => Find("Trading.Gateway", "trading-gateway.dll");

    public static string Gate => Find("Trading.Gate", "trading-gate.dll");

    public static string LoadTests => Find("Trading.LoadTests", "trading-loadtests.dll");

    public static string Trading => Find("Trading.Cli", "trading.dll");

    private static string Find(string project, string file)
    {
        // artifacts/bin/Trading.Flow.Tests/debug
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var path = Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, file);
        return File.Exists(path)
            ? path
            : throw new FileNotFoundException(
                $"{path} is missing: build Trading.slnx in the configuration of these tests first"
            );
    }
}
