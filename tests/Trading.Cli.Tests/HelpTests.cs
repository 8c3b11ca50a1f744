namespace Trading.Cli.Tests;

public sealed class HelpTests : IDisposable
{
    private readonly Shell shell = new();

    public static TheoryData<string> Commands() => [.. CommandTree.Root.Subcommands.Select(c => c.Name)];

    [Theory, MemberData(nameof(Commands))]
    public async Task Every_command_explains_itself_with_examples_and_exit_codes(string command)
    {
        var ran = await shell.Run(command, "--help");
        Assert.Equal(ExitCode.Done, ran.Code);
        Assert.Contains("Examples:", ran.Output, StringComparison.Ordinal);
        Assert.Contains($"trading {command} ", ran.Output, StringComparison.Ordinal);
        Assert.Contains("Exit codes:", ran.Output, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Commands))]
    public async Task An_unknown_option_is_a_usage_error_that_names_the_help(string command)
    {
        var ran = await shell.Run(command, "--no-such-option");
        Assert.Equal(ExitCode.Usage, ran.Code);
        Assert.Contains($"trading {command} --help", ran.Error, StringComparison.Ordinal);
        Assert.Empty(ran.Output);
    }

    [Fact]
    public async Task An_unknown_command_is_a_usage_error() =>
        Assert.Equal(ExitCode.Usage, (await shell.Run("frobnicate")).Code);

    [Fact]
    public async Task No_command_at_all_is_a_usage_error() => Assert.Equal(ExitCode.Usage, (await shell.Run()).Code);

    public void Dispose() => shell.Dispose();
}
