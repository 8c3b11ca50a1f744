using System.Diagnostics;

namespace Trading.Pool.Tests.World;

/// <summary>The pool's program as a process of its own, which can be ended by force.</summary>
internal sealed class RunningPool : IDisposable
{
    private readonly Process process;

    private RunningPool(Process process) => this.process = process;

    public static async Task<RunningPool> StartAsync(string data, DrawPeople people, DrawPlatform platform)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] words =
        [
            typeof(Program).Assembly.Location,
            "pool",
            "--data",
            data,
            "--urls",
            "http://127.0.0.1:0",
            "--platform",
            platform.Address.ToString(),
            "--trust",
            people.TrustPath,
            "--key",
            people.Folder,
        ];
        foreach (var word in words)
            start.ArgumentList.Add(word);
        var pool = new RunningPool(Process.Start(start)!);
        while (await pool.process.StandardOutput.ReadLineAsync() is { } line)
            if (line.Contains("Now listening on: ", StringComparison.Ordinal))
                return pool;
        throw new InvalidOperationException(await pool.process.StandardError.ReadToEndAsync());
    }

    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}
