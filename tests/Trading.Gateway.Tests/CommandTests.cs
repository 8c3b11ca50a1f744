using System.Diagnostics;
using Trading.Gateway.StandIn;

namespace Trading.Gateway.Tests;

/// <summary>The program as it is started: its words, its exits, its end by force.</summary>
public sealed class CommandTests
{
    private const int Position = 11;
    private const string A = "http://127.0.0.1:9/";

    [Theory]
    [InlineData(2)]
    [InlineData(2, "--data", "x")]
    [InlineData(2, "--stand-in", "--answer", "perhaps")]
    [InlineData(2, "--stand-in", "--ring-millis", "-1")]
    [InlineData(2, "--stand-in", "--keys", "x")]
    [InlineData(2, "--stand-in", "--data", "")]
    [InlineData(2, "--stand-in", "--page", "https://experts.example.org/")]
    [InlineData(2, "--stand-in", "--port", "1", "--urls", "http://127.0.0.1:1")]
    [InlineData(2, "--data", "x", "--keys", "x", "--trust", "x", "--platform", A, "--provider", A, "--ring-again", "0")]
    [InlineData(0, "--help")]
    public async Task Words_that_make_no_sense_are_answered_with_the_usage(int exit, params string[] words)
    {
        var (code, output, error) = await RunAsync(["gateway", .. words]);
        Assert.Equal(exit, code);
        Assert.StartsWith("Usage: trading gateway", output + error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_the_trust_file_does_not_name_ends_the_start()
    {
        await using var world = await World.StartAsync(Behaviour.Confirm);
        using var other = new OfficeKeys(OfficeKind.Gateway);
        var (code, _, error) = await RunAsync(WordsOf(world, other.Trust));
        Assert.Equal(1, code);
        Assert.Contains("names no gateway", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gateway_that_is_killed_while_it_rings_rings_no_second_time()
    {
        await using var world = await World.StartAsync(Behaviour.Confirm, ringMillis: 600_000);
        world.Want(Position);
        StandInCall call;
        using (var first = Start(WordsOf(world)))
        {
            call = await world.CalledAsync();
            first.Kill();
            await first.WaitForExitAsync();
        }
        using var second = Start(WordsOf(world));
        try
        {
            Assert.True(world.Calls.TrySteer(call.Id, Behaviour.Decline));
            await world.ToldAsync(PositionOutcome.Declined);
            Assert.Equal(call.Id, Assert.Single(world.Calls.List()).Id);
        }
        finally
        {
            second.Kill();
            await second.WaitForExitAsync();
        }
    }

    [Fact]
    public async Task A_gateway_that_is_killed_before_it_is_heard_says_the_same_again()
    {
        await using var world = await World.StartAsync(Behaviour.Confirm);
        world.Platform.Judge = _ => 503;
        world.Want(Position);
        using (var first = Start(WordsOf(world)))
        {
            await world.ToldAsync(PositionOutcome.Confirmed);
            first.Kill();
            await first.WaitForExitAsync();
        }
        world.Calls.Behaviour = Behaviour.Down; // nobody needs to be asked any more
        var before = world.Platform.Heard.Count;
        world.Platform.Judge = _ => 200;
        world.Platform.Tasks = () => [DrawWorld.Notify(world.Draw, Position, [])];
        using var second = Start(WordsOf(world));
        try
        {
            await Until.TrueAsync(
                "it is said again",
                Pace.Slowest.Patience(20),
                () => Task.FromResult(world.Platform.Heard.Count > before)
            );
            Assert.Single(world.Platform.Heard.Select(h => Convert.ToHexString(h.Bytes("signature"))).Distinct());
            Assert.Single(world.Calls.List());
        }
        finally
        {
            second.Kill();
            await second.WaitForExitAsync();
        }
    }

    private static string[] WordsOf(World world, string? trust = null) =>
        [
            "gateway",
            "--data",
            world.Data,
            "--keys",
            world.Keys.Folder,
            "--trust",
            trust ?? world.Keys.Trust,
            "--platform",
            world.Platform.Address.ToString(),
            "--provider",
            world.ProviderAddress.ToString(),
            "--urls",
            "http://127.0.0.1:0",
        ];

    private static Process Start(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(typeof(Program).Assembly.Location);
        foreach (var word in words)
            start.ArgumentList.Add(word);
        return Process.Start(start)!;
    }

    private static async Task<(int Exit, string Output, string Error)> RunAsync(params string[] words)
    {
        using var process = Start(words);
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }
}
