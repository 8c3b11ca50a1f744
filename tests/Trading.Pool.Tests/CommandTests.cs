using System.Diagnostics;
using Trading.Pool.Tests.World;

namespace Trading.Pool.Tests;

/// <summary>The program as it is started: its words, its exits, its end by force.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("trading-pool-command-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_first_manager_is_made_by_whoever_holds_the_folder()
    {
        var (exit, output, error) = await RunAsync("pool", "--data", folder, "--make-manager", "wang");
        Assert.Equal((0, ""), (exit, error));
        var oneTime = output.Trim();
        Assert.Matches("^([a-z2-9]{5}-){3}[a-z2-9]{5}$", oneTime);
        await using var server = await PoolServer.StartAsync(folder);
        using var client = new Client(server);
        await client.SignInAsync("wang", oneTime, PoolServer.Password);
        (exit, output, error) = await RunAsync("pool", "--data", folder, "--make-manager", "li");
        Assert.Equal((1, ""), (exit, output));
        Assert.Contains("stop it first", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(2, "--data")]
    [InlineData(2, "--data", "")]
    [InlineData(2, "--data", "x", "--data", "y")]
    [InlineData(2, "--data", "x", "--port", "70000")]
    [InlineData(2, "--data", "x", "--port", "1", "--urls", "http://127.0.0.1:1")]
    [InlineData(2, "--data", "x", "--other", "y")]
    [InlineData(2, "--data", "x", "--platform", "http://127.0.0.1:1")]
    [InlineData(2, "--data", "x", "--trust", "t", "--key", "k")]
    [InlineData(2, "--data", "x", "--platform", "http://10.0.0.1", "--trust", "t", "--key", "k")]
    [InlineData(0, "--help")]
    public async Task Words_that_make_no_sense_are_answered_with_the_usage(int exit, params string[] words)
    {
        var (code, output, error) = await RunAsync(["pool", .. words]);
        Assert.Equal(exit, code);
        Assert.StartsWith("Usage: trading pool", output + error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_none_is_refused()
    {
        var (exit, _, error) = await RunAsync("pool", "--data", folder, "--make-manager", "Wang Li");
        Assert.Equal(1, exit);
        Assert.Contains("1 to 64", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_that_is_killed_while_it_is_written_leaves_nothing_half()
    {
        var (_, output, _) = await RunAsync("pool", "--data", folder, "--make-manager", "wang");
        using (var pool = Start("pool", "--data", folder, "--urls", "http://127.0.0.1:0"))
        {
            try
            {
                var address = await AddressAsync(pool);
                using var wang = new Client(address);
                await wang.SignInAsync("wang", output.Trim(), PoolServer.Password);
                await wang.SendTableAsync(Somebody.Table(1, 60_000)).Ok();
                var seen = await wang.ImportAsync("Checked");
                var write = new { reason = "首批入库", goodOnly = false };
                await wang.PostAsync($"/api/imports/{seen.Text("id")}/write", write).Ok();
                await Until.TrueAsync(
                    "some rows are written",
                    Pace.Slowest.Patience(20),
                    async () =>
                        (await wang.GetAsync("/api/imports/newest").Ok()).GetProperty("import").Number("percent")
                            is > 0
                                and < 100
                );
            }
            finally
            {
                pool.Kill();
                await pool.WaitForExitAsync();
            }
        }
        await using var server = await PoolServer.StartAsync(folder);
        using var again = new Client(server);
        await again.SignInAsync("wang", PoolServer.Password);
        Assert.Equal(0, (await again.SearchAsync(new { })).Number("total"));
        Assert.DoesNotContain(
            (await again.GetAsync("/api/acts").Ok()).EnumerateArray(),
            act => act.Text("act") == "import"
        );
    }

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

    private static async Task<Uri> AddressAsync(Process pool)
    {
        const string Mark = "Now listening on: ";
        while (await pool.StandardOutput.ReadLineAsync() is { } line)
            if (line.IndexOf(Mark, StringComparison.Ordinal) is var at and >= 0)
                return new Uri(line[(at + Mark.Length)..].Trim());
        throw new InvalidOperationException(await pool.StandardError.ReadToEndAsync());
    }
}
