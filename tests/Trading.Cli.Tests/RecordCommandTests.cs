namespace Trading.Cli.Tests;

/// <summary>
/// What record says when there is none to print; whole archives are printed in the tests of the core and of the server.
/// </summary>
public sealed class RecordCommandTests : IDisposable
{
    private readonly Shell shell = new();

    [Fact]
    public async Task A_file_that_is_no_archive_has_no_record_and_nothing_is_written()
    {
        File.WriteAllText(shell.At("x.archive"), "not an archive");
        var ran = await shell.Run("record", "./x.archive", "-o", "./x.pdf");
        Assert.Equal(ExitCode.Failed, ran.Code);
        Assert.Contains("There is no record in this file", ran.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(shell.At("x.pdf")));
    }

    [Fact]
    public async Task An_archive_that_is_not_there_and_a_missing_name_are_usage_errors()
    {
        Assert.Equal(ExitCode.Usage, (await shell.Run("record", "./none.archive", "-o", "./x.pdf")).Code);
        Assert.Equal(ExitCode.Usage, (await shell.Run("record", "./none.archive")).Code);
    }

    public void Dispose() => shell.Dispose();
}
