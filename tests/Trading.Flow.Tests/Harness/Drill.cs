using System.Diagnostics;

namespace Trading.Flow.Tests;

/// <summary>The program that rehearses, as a process of its own.</summary>
internal static class Drill
{
    /// <summary>Exit code and everything that was printed.</summary>
    public static async Task<(int Exit, string Text)> RunAsync(params string[] words)
    {
        using var run = Process.Start(
            new ProcessStartInfo("dotnet", [Built.LoadTests, .. words])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var error = run.StandardError.ReadToEndAsync();
        var text = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();
        return (run.ExitCode, text + await error);
    }
}
