namespace Trading.Cli.Tests;

/// <summary>Commands as a person types them, in a folder of their own that vanishes afterwards.</summary>
public sealed class Shell : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("trading-cli-").FullName;

    public string At(string name) => Path.Combine(Folder, name);

    /// <summary>A word that begins with "./" stands for a file of the folder.</summary>
    public async Task<Ran> Run(params string[] words)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(
            CommandTree.Root,
            [.. words.Select(w => w.StartsWith("./", StringComparison.Ordinal) ? At(w[2..]) : w)],
            output,
            error
        );
        return new Ran(code, output.ToString(), error.ToString());
    }

    /// <summary>Runs what must succeed for the test to mean anything.</summary>
    public async Task<string> Must(params string[] words)
    {
        var ran = await Run(words);
        Assert.True(ran.Code == 0, $"trading {string.Join(' ', words)} ended with {ran.Code}: {ran.Error}");
        return ran.Output;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

public sealed record Ran(int Code, string Output, string Error);
