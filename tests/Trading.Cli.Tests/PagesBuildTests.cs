using System.Diagnostics;
using System.Runtime.Versioning;

namespace Trading.Cli.Tests;

/// <summary>
/// <c>build/Web.targets</c> with a <c>node</c> that builds nothing and ends as it is told: what a build says of pages
/// that were not built, and that a crash is tried once more.
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed class PagesBuildTests : IDisposable
{
    private const string Node = """
        #!/bin/sh
        echo called >>"$FAKE/calls"
        exit $(sed -n "$(wc -l <"$FAKE/calls")p" "$FAKE/codes")
        """;
    private readonly string folder = Directory.CreateTempSubdirectory("trading-pages-").FullName;

    [Theory]
    [InlineData("0", 1, true, "")]
    [InlineData("139 0", 2, true, "crashed with exit code 139; it is tried once more")]
    [InlineData("139 134", 2, false, "ended with exit code 134, and what it said stands above")]
    [InlineData("1", 1, false, "ended with exit code 1, and what it said stands above")]
    [InlineData("127", 1, false, "They need Node.js 20.19 or newer")]
    [InlineData("3", 1, false, "They need Node.js 20.19 or newer")]
    public async Task Pages_that_were_not_built_are_told_by_what_happened(
        string codes,
        int calls,
        bool isBuilt,
        string told
    )
    {
        var (code, said) = await BuildAsync(codes.Split(' '));
        Assert.Equal(calls, (await File.ReadAllLinesAsync(Path.Combine(folder, "calls"))).Length);
        Assert.Equal(isBuilt, code == 0);
        Assert.Contains(told, said, StringComparison.Ordinal);
        Assert.Equal(codes is "127" or "3", said.Contains("20.19", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<(int Code, string Said)> BuildAsync(string[] codes)
    {
        foreach (var name in new[] { "build", "Trading.Web", "bin" })
            Directory.CreateDirectory(Path.Combine(folder, name));
        File.Copy(Path.Combine(Examples.Root, "build/Web.targets"), Path.Combine(folder, "build/Web.targets"));
        var project = Path.Combine(folder, "pages.proj");
        await File.WriteAllTextAsync(project, """<Project><Import Project="build/Web.targets" /></Project>""");
        await File.WriteAllLinesAsync(Path.Combine(folder, "codes"), codes);
        var node = Path.Combine(folder, "bin/node");
        await File.WriteAllTextAsync(node, Node);
        File.SetUnixFileMode(node, (UnixFileMode)Convert.ToInt32("755", 8));
        var start = new ProcessStartInfo("dotnet", ["msbuild", project, "-t:BuildWeb", "-nologo", "-nr:false"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            Environment =
            {
                ["PATH"] = $"{Path.Combine(folder, "bin")}:{Environment.GetEnvironmentVariable("PATH")}",
                ["FAKE"] = folder,
                ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
                ["MSBUILDTERMINALLOGGER"] = "off",
            },
        };
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said);
    }
}
