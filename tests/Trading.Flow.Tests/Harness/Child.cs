using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Trading.Flow.Tests;

/// <summary>
/// One process of the platform. What it prints goes to a file that outlives restarts; it is ended by its own id and no
/// other.
/// </summary>
internal sealed class Child : IDisposable
{
    private static readonly HashSet<Process> Running = [];
    private readonly Process process;
    private readonly StreamWriter log;

    // A test run that is cut short leaves no process behind.
    static Child() => AppDomain.CurrentDomain.ProcessExit += (_, _) => EndAll();

    private Child(string name, Process process, StreamWriter log) =>
        (Name, this.process, this.log) = (name, process, log);

    public string Name { get; }

    public int Id => process.Id;

    public bool IsRunning => !process.HasExited;

    public static Child Start(string name, string program, string logFile, IEnumerable<string> words)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(program);
        foreach (var word in words)
            start.ArgumentList.Add(word);
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_TieredPGO"] = "0"; // eight processes on two cores: less compiling
        start.Environment.Remove("ASPNETCORE_ENVIRONMENT");
        var log = new StreamWriter(
            new FileStream(logFile, FileMode.Append, FileAccess.Write, FileShare.ReadWrite),
            new UTF8Encoding(false)
        )
        {
            AutoFlush = true,
        };
        var child = new Child(name, new Process { StartInfo = start }, log);
        child.process.OutputDataReceived += child.Keep;
        child.process.ErrorDataReceived += child.Keep;
        lock (Running)
        {
            child.process.Start();
            Running.Add(child.process);
        }
        child.process.BeginOutputReadLine();
        child.process.BeginErrorReadLine();
        return child;
    }

    /// <summary>kill -9: the process gets no chance to tidy up.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>
    /// SIGSTOP: not an instruction runs any more; the machine goes on taking in what comes over the line.
    /// </summary>
    public Task StandStillAsync() => SignalAsync("STOP");

    /// <summary>SIGCONT.</summary>
    public Task GoOnAsync() => SignalAsync("CONT");

    private async Task SignalAsync(string name)
    {
        using var kill = Process.Start(
            "kill",
            [$"-{name}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]
        );
        await kill.WaitForExitAsync();
        if (kill.ExitCode != 0)
            throw new InvalidOperationException($"{Name} took no {name}");
    }

    public void Dispose()
    {
        lock (Running)
            Running.Remove(process);
        if (!process.HasExited)
            process.Kill();
        process.WaitForExit();
        process.Dispose();
        lock (log)
            log.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null)
            return;
        lock (log)
        {
            if (log.BaseStream is not null)
                log.WriteLine(line.Data);
        }
    }

    private static void EndAll()
    {
        lock (Running)
        {
            foreach (var process in Running)
                if (!process.HasExited)
                    process.Kill();
        }
    }
}

/// <summary>
/// Free ports of the loopback, below those from which systems draw the ports of outgoing connections: one of these
/// would be taken again before it is used.
/// </summary>
internal static class Port
{
    private const int First = 15_000;
    private const int Last = 32_000;

    // Ports that were handed out stay handed out: two platforms that start together must not draw the same one.
    private static readonly HashSet<int> Given = [];

    public static int Free()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, Last);
            lock (Given)
                if (Given.Add(port) && IsFree(port))
                    return port;
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
