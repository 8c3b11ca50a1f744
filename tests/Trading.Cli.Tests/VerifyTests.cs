using System.Text.Json;

namespace Trading.Cli.Tests;

/// <summary>
/// What verify says when there is nothing good to verify; whole archives are verified in the flow tests.
/// </summary>
public sealed class VerifyTests : IAsyncLifetime
{
    private Hall hall = null!;

    private Shell Shell => hall.Shell;

    public async Task InitializeAsync() => hall = await Hall.Open();

    public Task DisposeAsync()
    {
        hall.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("")]
    [InlineData("not an archive")]
    public async Task A_file_that_is_no_archive_fails_the_first_check(string content)
    {
        File.WriteAllText(Shell.At("x.archive"), content);
        var ran = await Shell.Run("verify", "./x.archive", "--trust", "./trust.txt");
        Assert.Equal(ExitCode.Failed, ran.Code);
        Assert.StartsWith("V01 FAIL", ran.Output, StringComparison.Ordinal);
        Assert.Contains("verdict: FAIL: V01", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_reads_the_same_verdict()
    {
        File.WriteAllText(Shell.At("x.archive"), "not an archive");
        var ran = await Shell.Run("verify", "./x.archive", "--trust", "./trust.txt", "--json");
        var verdict = JsonDocument.Parse(ran.Output).RootElement;
        Assert.Equal((ExitCode.Failed, 1), (ran.Code, verdict.GetProperty("exitCode").GetInt32()));
        Assert.Equal("FAIL", verdict.GetProperty("checks")[0].GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task An_archive_that_is_not_there_is_a_usage_error() =>
        Assert.Equal(ExitCode.Usage, (await Shell.Run("verify", "./none.archive")).Code);

    [Fact]
    public async Task A_trust_file_that_is_none_is_a_usage_error()
    {
        File.WriteAllText(Shell.At("x.archive"), "x");
        File.WriteAllText(Shell.At("bad.txt"), "trust me");
        Assert.Equal(ExitCode.Usage, (await Shell.Run("verify", "./x.archive", "--trust", "./bad.txt")).Code);
    }

    [Fact]
    public async Task A_kit_without_any_proof_is_a_usage_error_that_says_so()
    {
        hall.MakeLock();
        await Shell.Must(
            "seal",
            "--trust",
            "./trust.txt",
            "--lock",
            "./lot.lock",
            "--key",
            "./bidder.key",
            "--bidder-name",
            "甲",
            "--price",
            "1",
            "--out",
            "./my.bid"
        );
        File.WriteAllText(Shell.At("x.archive"), "x");
        var ran = await Shell.Run("verify", "./x.archive", "--receipt", "./my.kit");
        Assert.Equal(ExitCode.Usage, ran.Code);
        Assert.Contains("neither an acknowledgement nor a receipt", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_archive_must_be_named() =>
        Assert.Equal(ExitCode.Usage, (await Shell.Run("verify", "--trust", "./trust.txt")).Code);
}
