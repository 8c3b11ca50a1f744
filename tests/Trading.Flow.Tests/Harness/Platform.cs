using System.Diagnostics;
using Trading.Cli;
using Xunit.Abstractions;

namespace Trading.Flow.Tests;

/// <summary>
/// A whole platform of real processes: the server, three trustees and, where asked for, the demo host, on loopback
/// ports of its own and under a folder of its own. Server and trustees keep their data in different folders, as they do
/// on different machines.
/// </summary>
internal sealed class Platform : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan UsualStart = TimeSpan.FromSeconds(2);
    private readonly Dictionary<string, Child> children = [];
    private readonly string folder;
    private readonly bool keepsFolder = Environment.GetEnvironmentVariable("TRADING_FLOW_KEEP") is not null;

    private Platform(string name, string folder, Crew crew, int port)
    {
        (Name, this.folder, Crew, Url) = (name, folder, crew, new Uri($"http://127.0.0.1:{port}"));
        TrusteeUrl = _ => Url;
    }

    public string Name { get; }

    public Crew Crew { get; }

    public Uri Url { get; }

    /// <summary>Where a trustee dials; a test may put itself in between.</summary>
    public Func<string, Uri> TrusteeUrl { get; init; }

    public string ServerData => Path.Combine(folder, "server");

    public string Logs => Path.Combine(folder, "logs");

    public string TrusteeData(string name) => Path.Combine(folder, "trustee-data", name);

    public string LogOf(string name) => Path.Combine(Logs, name + ".log");

    /// <summary>
    /// How much slower than usual this machine is just now, from how long the server's start took: 1 to 4. Stories
    /// leave their people so much more time.
    /// </summary>
    public Pace Pace { get; private set; } = Pace.Usual;

    /// <summary>
    /// How long to wait for something that takes so many seconds at most on an idle machine. What comes sooner is seen
    /// sooner.
    /// </summary>
    public TimeSpan Patience(double seconds) => Pace.Patience(seconds);

    public Child this[string name] => children[name];

    public IEnumerable<Child> Children => children.Values;

    /// <summary>Starts everything and waits until the server answers.</summary>
    public static Task<Platform> StartAsync(string name, bool demoHost = false) => StartAsync(name, null, demoHost);

    /// <summary>
    /// Starts a platform whose trustees may dial somewhere else, and with keys of its own unless a crew is given.
    /// </summary>
    public static async Task<Platform> StartAsync(
        string name,
        Crew? crew,
        bool demoHost = false,
        Func<Uri, string, Uri>? trusteeUrl = null
    )
    {
        var folder = Directory.CreateTempSubdirectory($"trading-flow-{name}-").FullName;
        crew ??= await Crew.MakeAsync(Path.Combine(folder, "crew"));
        var port = Port.Free();
        var url = new Uri($"http://127.0.0.1:{port}");
        var platform = new Platform(name, folder, crew, port)
        {
            TrusteeUrl = trustee => trusteeUrl?.Invoke(url, trustee) ?? url,
        };
        platform.Furnish();
        try
        {
            await platform.LetHostPublishAsync();
            var began = Stopwatch.GetTimestamp();
            await platform.StartServerAsync();
            platform.Pace = Pace.Of(Stopwatch.GetElapsedTime(began), UsualStart);
            foreach (var trustee in Crew.Trustees)
                platform.StartTrustee(trustee);
            if (demoHost)
                platform.StartDemoHost();
            return platform;
        }
        catch
        {
            await platform.DisposeAsync();
            throw;
        }
    }

    public ApiClient Client(PersonKey? person = null) => new(Url, person);

    public async Task StartServerAsync()
    {
        BeginServer();
        using var anybody = Client();
        await Until.TrueAsync(
            $"{Name}: the server answers /healthz",
            StartPatience,
            async () =>
            {
                if (!children["server"].IsRunning)
                    throw new InvalidOperationException($"{Name}: the server ended at once\n{Tail("server")}");
                return await anybody.IsHealthyAsync(default);
            }
        );
    }

    /// <summary>Starts the server and does not wait for it.</summary>
    public void BeginServer() =>
        Start(
            "server",
            Built.Server,
            "--data",
            ServerData,
            "--urls",
            Url.AbsoluteUri.TrimEnd('/'),
            "--trust",
            Crew.TrustPath,
            "--platform-key",
            Crew.PlatformKey,
            "--demo"
        );

    public void StartTrustee(string name) =>
        Start(
            name,
            Built.Trading,
            "trustee",
            "--keys",
            Crew.TrusteeFolder(name),
            "--trust",
            Crew.TrustPath,
            "--server",
            TrusteeUrl(name).AbsoluteUri,
            "--data",
            TrusteeData(name)
        );

    public void StartDemoHost() =>
        Start(
            "demo-host",
            Built.Trading,
            "demo-host",
            "--server",
            Url.AbsoluteUri,
            "--key",
            Crew.KeyPath("host"),
            "--conclude-after",
            "5"
        );

    /// <summary>kill -9.</summary>
    public async Task KillAsync(string name)
    {
        await children[name].KillAsync();
        children[name].Dispose();
        children.Remove(name);
    }

    /// <summary>Runs a story; when it fails, the ends of all logs are printed beside the failure.</summary>
    public async Task TellAsync(ITestOutputHelper output, Func<Task> story)
    {
        try
        {
            await story();
        }
        catch
        {
            output.WriteLine($"platform {Name} at {Url}, data in {folder}");
            foreach (var log in Directory.EnumerateFiles(Logs).Order(StringComparer.Ordinal))
                output.WriteLine(Tail(Path.GetFileNameWithoutExtension(log)));
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        foreach (var child in children.Values)
            child.Dispose();
        children.Clear();
        if (!keepsFolder)
            Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    // What run.sh lays down: certificates for the demo's manager and supervisor beside the log; private keys stay with
    // their owners.
    private void Furnish()
    {
        foreach (var path in new[] { ServerData, Path.Combine(ServerData, "demo"), Logs })
            Directory.CreateDirectory(path);
        foreach (var trustee in Crew.Trustees)
            Directory.CreateDirectory(TrusteeData(trustee));
        foreach (var role in new[] { "manager", "supervisor" })
            File.Copy(Crew.CertificatePath(role), Path.Combine(ServerData, "demo", role + ".der"));
    }

    // As run.sh does, before the server has the folder.
    private async Task LetHostPublishAsync()
    {
        string[] words =
        [
            Built.Server,
            "--make-publisher",
            "演示交易中心",
            "--certificate",
            Crew.CertificatePath("host"),
            "--data",
            ServerData,
        ];
        using var made = Process.Start(new ProcessStartInfo("dotnet", words) { RedirectStandardError = true })!;
        var error = await made.StandardError.ReadToEndAsync();
        await made.WaitForExitAsync();
        if (made.ExitCode != 0)
            throw new InvalidOperationException($"{Name}: the host may not publish: {error}");
    }

    private void Start(string name, string program, params string[] words) =>
        children[name] = Child.Start(name, program, LogOf(name), words);

    private string Tail(string name)
    {
        using var file = new StreamReader(
            new FileStream(LogOf(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite)
        );
        return $"--- end of {name}.log\n{string.Join('\n', file.ReadToEnd().Split('\n').TakeLast(30))}";
    }
}
