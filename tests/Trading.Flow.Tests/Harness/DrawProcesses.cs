using System.Diagnostics;
using System.Net.Http.Json;
using Trading.LoadTests;

namespace Trading.Flow.Tests;

/// <summary>
/// Pool, gateway, gate and the stand-in for telephones as processes of their own, beside a platform, each with its own
/// folder, as an installation has them.
/// </summary>
internal sealed class DrawProcesses : IDisposable
{
    // Long enough for a story to take a call before it is answered by itself.
    private const string RingMillis = "1500";
    private const string User = "desk";
    private const string Password = "Gate-desk 2026, north door";
    private readonly Platform platform;
    private readonly string folder;
    private readonly Dictionary<string, Child> children = [];
    private readonly Dictionary<string, (string Program, string[] Words)> started = [];

    private DrawProcesses(Platform platform, string folder) => (this.platform, this.folder) = (platform, folder);

    public string PoolFile => Path.Combine(folder, "pool.csv");

    public string DeskPasswordFile => Path.Combine(folder, "desk.password");

    public Uri Telephones { get; } = Loopback();

    public Uri Gate { get; } = Loopback();

    /// <summary>Where experts open the link of a notice.</summary>
    public Uri Page { get; } = Loopback();

    /// <summary>The process of an office: pool, telephones, gateway or gate.</summary>
    public Child this[string name] => children[name];

    public bool Has(string name) => started.ContainsKey(name);

    /// <summary>Where an office keeps its data.</summary>
    public string DataOf(string name) => At(name);

    /// <summary>What an office printed.</summary>
    public string LogOf(string name) => platform.LogOf($"draws-{name}");

    /// <summary>Fills a pool and starts everything.</summary>
    public static async Task<DrawProcesses> StartAsync(Platform platform, byte[] pool)
    {
        var made = new DrawProcesses(platform, Directory.CreateTempSubdirectory("trading-flow-draws-").FullName);
        try
        {
            await made.StartAsync(pool);
            return made;
        }
        catch
        {
            made.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var child in children.Values)
            child.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync(string name)
    {
        await children[name].KillAsync();
        children[name].Dispose();
        children.Remove(name);
    }

    /// <summary>Starts an office again, as it was started before.</summary>
    public void Begin(string name) =>
        children[name] = Child.Start(name, started[name].Program, LogOf(name), started[name].Words);

    /// <summary>The desk at the gate, signed in.</summary>
    public Task<GateDoor> EnterAsync() => GateDoor.EnterAsync(Gate, User, Password, default);

    private async Task StartAsync(byte[] table)
    {
        await File.WriteAllBytesAsync(PoolFile, table);
        await RunAsync(Built.Pool, "--data", At("pool"), "--import", PoolFile);
        var first = (await RunAsync(Built.Gate, "--data", At("gate"), "--make-desk", User)).Trim();
        var pool = Loopback();
        Start("pool", Built.Pool, [.. ServesAs(OfficeKind.Custodian, "pool", "--key"), "--urls", UrlOf(pool)]);
        Start("telephones", Built.Gateway, ["--stand-in", "--ring-millis", RingMillis, "--urls", UrlOf(Telephones)]);
        Start(
            "gateway",
            Built.Gateway,
            [
                .. ServesAs(OfficeKind.Gateway, "gateway", "--keys"),
                "--provider",
                Telephones.AbsoluteUri,
                "--ring-again",
                "1",
                "--page",
                Page.AbsoluteUri,
                "--page-urls",
                UrlOf(Page),
                "--urls",
                UrlOf(Loopback()),
            ]
        );
        Start("gate", Built.Gate, [.. ServesAs(OfficeKind.Gate, "gate", "--keys"), "--urls", UrlOf(Gate)]);
        await ChangePasswordAsync(first);
        await File.WriteAllTextAsync(DeskPasswordFile, Password);
    }

    private IEnumerable<string> ServesAs(OfficeKind kind, string data, string keys) =>
        [
            "--data",
            At(data),
            keys,
            platform.Crew.OfficeFolder(kind),
            "--trust",
            platform.Crew.TrustPath,
            "--platform",
            platform.Url.AbsoluteUri,
        ];

    // A one-time password signs nobody in before its owner has changed it.
    private async Task ChangePasswordAsync(string first)
    {
        using var http = new HttpClient { BaseAddress = Gate };
        await Until.TrueAsync(
            "the gate takes the desk's own password",
            platform.Patience(30),
            async () =>
            {
                try
                {
                    using var answer = await http.PostAsJsonAsync(
                        "api/sign-in/password/change",
                        new
                        {
                            user = User,
                            password = first,
                            newPassword = Password,
                        }
                    );
                    return answer.IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false; // it does not listen yet
                }
            }
        );
    }

    private void Start(string name, string program, string[] words)
    {
        started[name] = (program, words);
        Begin(name);
    }

    private static async Task<string> RunAsync(string program, params string[] words)
    {
        using var run = Process.Start(
            new ProcessStartInfo("dotnet", [program, .. words])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var error = run.StandardError.ReadToEndAsync();
        var text = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();
        return run.ExitCode == 0
            ? text
            : throw new InvalidOperationException($"{program} {words[0]} ended with {run.ExitCode}: {await error}");
    }

    private string At(string name) => Path.Combine(folder, name);

    private static Uri Loopback() => new($"http://127.0.0.1:{Port.Free()}/");

    private static string UrlOf(Uri address) => address.AbsoluteUri.TrimEnd('/');
}
