using System.Diagnostics;

namespace Trading.Gate.Tests;

/// <summary>The program as it is started: its words, its exits, its end by force.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("trading-gate-command-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(2)]
    [InlineData(2, "--data", "x")]
    [InlineData(2, "--stand-in", "--answer", "perhaps")]
    [InlineData(2, "--data", "x", "--make-desk", "y", "--port", "1")]
    [InlineData(0, "--help")]
    public async Task Words_that_make_no_sense_are_answered_with_the_usage(int exit, params string[] words)
    {
        var (code, output, error) = await RunAsync(["gate", .. words]);
        Assert.Equal(exit, code);
        Assert.StartsWith("Usage: trading gate", output + error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gate_that_is_killed_before_it_is_heard_says_the_same_again_and_then_the_name()
    {
        await using var world = await World.StartAsync();
        var (exit, output, _) = await RunAsync("gate", "--data", folder, "--make-desk", "east");
        Assert.Equal(0, exit);
        Assert.Matches("^([a-z2-9]{5}-){3}[a-z2-9]{5}$", output.Trim());
        var position = world.Seated[0];
        world.IsAway = outcome => outcome == PositionOutcome.Arrived;
        using (var first = Start(WordsOf(world)))
        {
            try
            {
                using var desk = new DeskClient(await AddressAsync(first), world);
                await desk.SignInAsync("east", output.Trim(), Gate.Password);
                await Until.TrueAsync(
                    "the door is open",
                    Pace.Slowest.Patience(30),
                    async () => (await desk.PresentAsync(position)).Outcome == "PlatformAway"
                );
            }
            finally
            {
                first.Kill();
                await first.WaitForExitAsync();
            }
        }
        world.IsAway = _ => false;
        using var second = Start(WordsOf(world));
        try
        {
            var seat = await world.Platform.HearAsync("seats", _ => true);
            Assert.Equal(world.Secret(position).Expert.Name, seat.Body.GetProperty("name").GetString());
            var arrivals = world
                .Platform.Heard.Where(h => h.Name == "arrivals")
                .Where(h => World.StatementOf(h).Outcome == PositionOutcome.Arrived)
                .Select(h => Convert.ToHexString(h.Bytes("signature")))
                .ToList();
            Assert.True(arrivals.Count > 1);
            Assert.Single(arrivals.Distinct());
        }
        finally
        {
            second.Kill();
            await second.WaitForExitAsync();
        }
    }

    private string[] WordsOf(World world) =>
        [
            "gate",
            "--data",
            folder,
            "--keys",
            world.Keys.Folder,
            "--trust",
            world.Keys.Trust,
            "--platform",
            world.Platform.Address.ToString(),
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

    private static async Task<Uri> AddressAsync(Process gate)
    {
        const string Mark = "Now listening on: ";
        while (await gate.StandardOutput.ReadLineAsync() is { } line)
            if (line.IndexOf(Mark, StringComparison.Ordinal) is var at and >= 0)
                return new Uri(line[(at + Mark.Length)..].Trim());
        throw new InvalidOperationException(await gate.StandardError.ReadToEndAsync());
    }
}
