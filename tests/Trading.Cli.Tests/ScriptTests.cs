using System.Diagnostics;
using System.Net;
using System.Runtime.Versioning;
using System.Text;

namespace Trading.Cli.Tests;

/// <summary>
/// <c>run.sh</c> and <c>trading</c> themselves, with a <c>dotnet</c> that builds and runs nothing and writes down what
/// it was asked: what they say, which files they name, and that one leaves nothing to build to the other.
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed class ScriptTests : IDisposable
{
    private const StringComparison Exactly = StringComparison.Ordinal;
    private const string Session = "0123456789abcdef0123456789abcdef";
    private const string Draw = "fedcba9876543210fedcba9876543210";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly string folder = Directory.CreateTempSubdirectory("trading-scripts-").FullName;

    private static readonly string[] People = ["bidder", "host", "agent", "witness", "notary", "supervisor", "manager"];

    private string Home => Path.Combine(folder, "home");

    private string Data => Path.Combine(folder, "elsewhere");

    // Lines of "dotnet" calls.
    private string[] Calls => File.ReadAllLines(Path.Combine(folder, "calls"));

    public ScriptTests()
    {
        string[] projects =
        [
            .. Directory.EnumerateDirectories(Examples.Root, "Trading.*"),
            .. Directory.EnumerateDirectories(Path.Combine(Examples.Root, "loadtests")),
        ];
        string[] files =
        [
            .. Directory.EnumerateFiles(Examples.Root, "Directory.*"),
            .. projects.SelectMany(project => Directory.EnumerateFiles(project, "*.csproj")),
        ];
        foreach (var script in new[] { "demo.sh", "demo-draw.sh", "progress.sh", "published.sh" })
            Copy($"build/{script}");
        foreach (var script in new[] { "run.sh", "trading" })
            Copy(script);
        foreach (var file in files)
            Copy(Path.GetRelativePath(Examples.Root, file));
        File.WriteAllText(Path.Combine(folder, "calls"), "");
        foreach (var (name, text) in new[] { ("dotnet", Dotnet), ("node", "#!/bin/sh\n"), ("npm", "#!/bin/sh\n") })
        {
            var path = Path.Combine(folder, "bin", name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32("755", 8));
        }
    }

    [Fact]
    public async Task A_first_run_says_what_it_builds_and_leaves_nothing_to_build_to_the_command_line()
    {
        var said = await RunAsync();
        Assert.Contains("for the first time", said, StringComparison.Ordinal);
        Assert.Contains("minutes", said, StringComparison.Ordinal);
        Assert.Matches("Trading.Server built, [0-9]+ s", said);
        Assert.Matches("still building, [0-9]+ s", said);
        var builds = Calls.Count(call => call.StartsWith("build ", StringComparison.Ordinal));
        foreach (var command in new[] { "status", "drill" })
            Assert.Equal(0, (await StartAsync("trading", [command])).Code);
        Assert.Equal(builds, Calls.Count(call => call.StartsWith("build ", StringComparison.Ordinal)));

        // A source that is newer is built, and said.
        File.SetLastWriteTimeUtc(Path.Combine(Home, "Trading.Cli/Trading.Cli.csproj"), DateTime.UtcNow.AddMinutes(1));
        var again = await StartAsync("trading", ["status"]);
        Assert.Contains("trading:   Trading.Cli built", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beside_each_link_stand_key_certificate_and_trust_file_where_the_data_is()
    {
        var lines = (await RunAsync()).Split('\n').Select(line => line.Trim()).ToArray();
        foreach (var person in People)
        {
            var at = Array.FindIndex(lines, line => line.StartsWith($"{person} ", StringComparison.Ordinal));
            Assert.True(at > 0, person);
            Assert.Contains("/sign-in?to=", lines[at], StringComparison.Ordinal);
            Assert.Equal($"key          {Data}/demo/{person}.key", lines[at + 1]);
            Assert.Equal($"certificate  {Data}/demo/{person}.der", lines[at + 2]);
            Assert.Equal($"trust file   {Data}/demo/trust.txt", lines[at + 3]);
            foreach (var file in lines[(at + 1)..(at + 4)])
                Assert.True(File.Exists(file[13..]), file);
        }
    }

    [Fact]
    public async Task The_demo_host_hosts_the_demo_openings_and_nothing_else()
    {
        Assert.Contains("--own-host", await RunAsync(), StringComparison.Ordinal);
        Assert.Contains($"--session {Session}", HostCall(), StringComparison.Ordinal);

        // The opening of the run before is still its own; that of this run is the person's.
        File.WriteAllText(Path.Combine(folder, "session"), new string('b', 32));
        File.WriteAllText(Path.Combine(folder, "calls"), "");
        Assert.Contains("You host it", await RunAsync("--own-host"), StringComparison.Ordinal);
        Assert.EndsWith($"--session {Session}", HostCall(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_hosts_from_the_first_run_on_has_no_demo_host_beside()
    {
        Assert.Contains("You host it", await RunAsync("--own-host"), StringComparison.Ordinal);
        Assert.DoesNotContain(Calls, call => call.Contains(" demo-host ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_demo_goes_on_with_a_draw_and_each_office_has_a_process_of_its_own()
    {
        var said = await RunAsync();
        Assert.Contains($"/draws/{Draw}", said, StringComparison.Ordinal);
        foreach (var office in new[] { "custodian", "gateway", "gate" })
            Assert.Single(
                Calls,
                call => IsServed(call) && $"{call} ".Contains($"/offices/{office} ", StringComparison.Ordinal)
            );
        Assert.DoesNotContain("--own-gate", ExpertsCall(), StringComparison.Ordinal);
        Assert.DoesNotContain(Calls, call => call.Contains("Demo-", StringComparison.Ordinal)); // a password

        File.WriteAllText(Path.Combine(folder, "calls"), "");
        Assert.Contains("You admit the experts", await RunAsync("--own-gate"), StringComparison.Ordinal);
        Assert.Contains("--own-gate", ExpertsCall(), StringComparison.Ordinal);
        Assert.DoesNotContain(Calls, call => call.Contains(" --import ", StringComparison.Ordinal)); // filled before
    }

    [Fact]
    public async Task The_demo_goes_on_in_a_room_whose_pages_are_named_before_it_begins()
    {
        var said = await RunAsync();
        var room = ExpertsCall().Split(" --room ")[1].Split(' ')[0];
        Assert.Equal(32, room.Length);
        foreach (var page in new[] { "", "/clerk", "/supervise", "/own" })
            Assert.Contains($"/rooms/{room}{page} ", said, StringComparison.Ordinal);
        Assert.Contains("--own-seats 0", ExpertsCall(), StringComparison.Ordinal);
        Assert.DoesNotContain($"/rooms/{room}/seat", said, StringComparison.Ordinal);

        File.WriteAllText(Path.Combine(folder, "calls"), "");
        said = await RunAsync("--own-seats", "2");
        Assert.Contains("--own-seats 2", ExpertsCall(), StringComparison.Ordinal);
        Assert.Contains("2 of five seats are yours", said, StringComparison.Ordinal);
        Assert.Contains("/seat\n", said, StringComparison.Ordinal);

        // Whoever hosts starts the room, too: nobody knows its id yet.
        File.WriteAllText(Path.Combine(folder, "calls"), "");
        Assert.Contains("/rooms/start ", await RunAsync("--own-host"), StringComparison.Ordinal);
        Assert.DoesNotContain(" --room ", ExpertsCall(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--no-evaluation")]
    [InlineData("--no-demo", "--no-evaluation")]
    public async Task Without_evaluation_there_is_no_draw_and_none_of_its_processes(params string[] words)
    {
        var said = await RunAsync(words);
        Assert.DoesNotContain("/draws/", said, StringComparison.Ordinal);
        Assert.DoesNotContain("/rooms/", said, StringComparison.Ordinal);
        Assert.DoesNotContain(Calls, call => call.Contains("prepare-draw", StringComparison.Ordinal));
        Assert.DoesNotContain(Calls, IsServed);
    }

    [Fact]
    public async Task A_folder_from_before_there_were_draws_goes_on_without_one_and_says_why()
    {
        await RunAsync("--no-evaluation");
        Directory.Delete(Path.Combine(Data, "offices"), recursive: true);
        var said = await RunAsync();
        Assert.Contains("no draw this time", said, StringComparison.Ordinal);
        Assert.DoesNotContain("/draws/", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demo_opening_that_cannot_be_prepared_ends_nothing_and_how_to_try_it_again_is_said()
    {
        On("prepare", "echo 'trading prepare: broken' >&2; exit 1");
        var said = await RunAsync();
        Assert.Contains("the demo opening could not be prepared; everything else goes on", said, Exactly);
        Assert.Contains("--opens-in 600", said, Exactly);
        Assert.DoesNotContain("/hall/", said, Exactly);
        Assert.DoesNotContain("/draws/", said, Exactly);
        Assert.Contains("/trustees/t3", string.Join('\n', Calls), Exactly);
    }

    [Fact]
    public async Task A_demo_draw_that_cannot_be_prepared_leaves_the_demo_opening_as_it_is()
    {
        On("prepare-draw", "exit 1");
        var said = await RunAsync();
        Assert.Contains("goes on without draw and evaluation", said, Exactly);
        Assert.Contains($"/hall/{Session}", said, Exactly);
        Assert.DoesNotContain("/rooms/", said, Exactly);
        Assert.DoesNotContain(Calls, call => call.Contains(" demo-experts ", Exactly));
    }

    [Fact]
    public async Task Locks_that_take_longer_than_the_start_waits_are_waited_for_by_the_bidders()
    {
        On("prepare", $"sleep 3; echo 'trading prepare: still locking, session {Session}: lot 1 has 0' >&2; exit 3");
        On("prepare-draw", $"echo 'trading prepare-draw: still locking, draw {Draw}, after 40 s.' >&2; exit 3");
        On("submit", "touch \"$FAKE/bid\"");
        var said = await RunAsync(until: () => File.Exists(Path.Combine(folder, "bid")));
        Assert.Matches("waiting for 3 trustees' locks of the demo opening, [1-9] s", said);
        Assert.Contains($"/hall/{Session}", said, Exactly);
        Assert.Contains($"/draws/{Draw}", said, Exactly);
        var calls = Calls.ToList();
        var locked = calls.FindIndex(call => call.Contains($" lock --server ", Exactly));
        Assert.InRange(locked, 0, calls.FindIndex(call => call.Contains(" seal --trust ", Exactly)));
        Assert.Contains($"--session {Session} ", calls[locked], Exactly);
    }

    [Theory]
    [InlineData("lock", "exit 1")]
    [InlineData("submit", "echo 'trading submit: too late' >&2; exit 1")]
    public async Task A_demo_opening_that_came_too_late_for_the_machine_is_told_as_that(string verb, string answer)
    {
        On(verb, answer);
        On("status", "echo '  lot 1: failed (流标): FewSubmitted'");
        On("demo-experts", "trap 'kill $!; touch \"$FAKE/gone\"; exit' TERM; sleep 300 & wait");
        var said = await RunAsync(until: () => File.Exists(Path.Combine(folder, "gone")));
        Assert.Contains("the demo opening came too late on this machine", said, Exactly);
        Assert.Contains("there will be no demo evaluation", said, Exactly);
        Assert.Contains("--opens-in 600", said, Exactly);
        Assert.DoesNotContain("To bring it back", said, Exactly);
        Assert.DoesNotContain(Calls, call => call.Contains(" attend ", Exactly));
    }

    // Bids that were being made when run.sh ended write for another moment.
    public void Dispose()
    {
        for (var tries = 0; Directory.Exists(folder); tries++)
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException) when (tries < 100)
            {
                Thread.Sleep(100);
            }
    }

    private static bool IsServed(string call) =>
        call.Contains("trading-pool.dll --trust", StringComparison.Ordinal)
        || call.Contains("trading-gate.dll --trust", StringComparison.Ordinal)
        || call.Contains("trading-gateway.dll --trust", StringComparison.Ordinal);

    private string ExpertsCall() =>
        Assert.Single(Calls, call => call.Contains(" demo-experts --server ", StringComparison.Ordinal));

    private string HostCall() => Assert.Single(Calls, call => call.Contains(" demo-host ", StringComparison.Ordinal));

    private void Copy(string name)
    {
        var target = Path.Combine(Home, name);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(Path.Combine(Examples.Root, name), target);
    }

    // What "dotnet" does instead when the command line is asked for this.
    private void On(string verb, string answer) => File.WriteAllText(Path.Combine(folder, $"on-{verb}"), answer);

    private Task<string> RunAsync(params string[] more) => RunAsync(() => true, more);

    // Until everything is up and what is waited for is there; then it is ended as by Ctrl-C in a service.
    private async Task<string> RunAsync(Func<bool> until, params string[] more)
    {
        using var process = Start("run.sh", ["--port", FreePort(), "--data", Data, .. more]);
        var (said, isUp) = (new StringBuilder(), false);
        using var patience = new CancellationTokenSource(Patience);
        while (!isUp && await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            said.Append(line).Append('\n');
            isUp = line.StartsWith("Ctrl-C ends", StringComparison.Ordinal);
        }
        var error = process.StandardError.ReadToEndAsync(patience.Token);
        while (isUp && !until())
            await Task.Delay(50, patience.Token);
        if (isUp)
            Process.Start("kill", ["-TERM", $"{process.Id}"]).Dispose();
        said.Append(await process.StandardOutput.ReadToEndAsync(patience.Token)).Append(await error);
        await process.WaitForExitAsync(patience.Token);
        Assert.True(isUp, $"{said}");
        Assert.Equal(128 + 15, process.ExitCode); // nothing but the signal ended it
        return said.ToString();
    }

    private async Task<(int Code, string Error)> StartAsync(string script, string[] words)
    {
        using var process = Start(script, words);
        using var patience = new CancellationTokenSource(Patience);
        var error = await process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, error);
    }

    private Process Start(string script, string[] words)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Home, script), .. words])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["PATH"] = $"{Path.Combine(folder, "bin")}:{Environment.GetEnvironmentVariable("PATH")}",
                ["FAKE"] = folder,
                ["TRADING_PROGRESS_SECONDS"] = "1",
            },
        };
        return Process.Start(start)!;
    }

    private static string FreePort()
    {
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return $"{((IPEndPoint)probe.LocalEndpoint).Port}";
    }

    // A build takes longer than the pause after which one that is silent is spoken of.
    private const string Dotnet = """
        #!/usr/bin/env bash
        printf '%s\n' "$*" >>"$FAKE/calls"
        made() { mkdir -p "$(dirname "$1")" && : >"$1"; }
        out() { while [ "$1" != --out ]; do shift; done; printf '%s' "$2"; }
        case "$1" in
            --version) echo 10.0.100; exit ;;
            build)
                bin="$FAKE/home/artifacts/bin"
                [ "$(basename "$2")" = run.slnf ] || { made "$bin/Trading.Cli/release/trading.dll"; echo "  Trading.Cli -> $bin"; exit; }
                printf '  Trading.Server -> %s\n' "$bin"
                sleep 3
                made "$bin/Trading.Server/release/Trading.Server.dll"
                for name in Cli/trading Pool/trading-pool Gate/trading-gate Gateway/trading-gateway LoadTests/trading-loadtests; do
                    made "$bin/Trading.${name%/*}/release/${name#*/}.dll"
                done
                printf '  Trading.LoadTests -> %s\n' "$bin"
                exit ;;
        esac
        [ ! -f "$FAKE/on-$2" ] || { . "$FAKE/on-$2"; exit; }
        case "$(basename "$1") $2" in
            'Trading.Server.dll --make-publisher') exit ;;
            *' draw-demo' | *' --data') case "$*" in *--urls*) exec sleep 300 ;; esac ;;
            'Trading.Server.dll '* | *' trustee' | *' demo-host' | *' demo-experts' | *' --stand-in' | *' --trust') exec sleep 300 ;;
            *' keygen')
                name=$(out "$@")
                case "$*" in *--trustee* | *--custodian* | *--gate*) made "$name/trustee.trust" ;; esac
                made "$name.key"; made "$name.der"; made "$name.trust" ;;
            *' trust') made "$(out "$@")"; echo trust >"$(out "$@")" ;;
            *' prepare-draw') printf '  "draw": "fedcba9876543210fedcba9876543210"\n' ;;
            *' prepare') printf '  "session": "%s"\n' "$(cat "$FAKE/session" 2>/dev/null || echo 0123456789abcdef0123456789abcdef)" ;;
        esac
        """;
}
