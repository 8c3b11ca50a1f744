using Trading.Cli;

namespace Trading.Flow.Tests;

/// <summary>A bidder who types commands: files on disk, exit codes, printed text.</summary>
internal sealed class CommandDesk : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Hall hall;
    private readonly string name;

    public CommandDesk(Hall hall, string name)
    {
        (this.hall, this.name, Server) = (hall, name, hall.Platform.Url);
        using var person = hall.Platform.Crew.Newcomer(name);
        File.WriteAllBytes(At("own.der"), person.Certificate);
        PrivateFile.WriteNew(At("own.key"), person.Key.ExportPkcs8PrivateKey());
    }

    /// <summary>Where this bidder's commands go; a test may put a bad line in between.</summary>
    public Uri Server { get; init; }

    /// <summary>The bidder's key; its certificate lies beside it.</summary>
    public string KeyPath => At("own.key");

    public string Kit(string bid) => At(bid + ".kit");

    public Task<string> SealAsync(string bid, string price, params string[] more) =>
        RunAsync([
            "seal",
            "--trust",
            hall.Platform.Crew.TrustPath,
            "--session",
            hall.Id,
            "--lot",
            hall.OnlyLot,
            "--bidder-name",
            name,
            "--price",
            price,
            "--words",
            "auto",
            "--out",
            At(bid + ".bid"),
            .. more,
        ]);

    public Task<string> SubmitAsync(string bid) =>
        RunAsync(
            "submit",
            At(bid + ".bid"),
            "--kit",
            Kit(bid),
            "--trust",
            hall.Platform.Crew.TrustPath,
            "--wait",
            "20"
        );

    /// <summary>Runs a command as this bidder; anything but success is a failure of the test.</summary>
    public async Task<string> RunAsync(params string[] words)
    {
        string[] all = [.. words, "--key", At("own.key"), "--server", Server.AbsoluteUri];
        var (exit, text) = await Command.RunAsync(all);
        Assert.True(exit == ExitCode.Done, $"trading {string.Join(' ', all)} ended with {exit}:\n{text}");
        return text;
    }

    /// <summary>Fetches into the kit what the platform owes it, with nothing but the kit and the trust file.</summary>
    public Task<(int Exit, string Text)> CompleteAsync(string bid) =>
        Command.RunAsync(
            "submit",
            "--kit",
            Kit(bid),
            "--trust",
            hall.Platform.Crew.TrustPath,
            "--wait",
            "20",
            "--server",
            Server.AbsoluteUri
        );

    public void Dispose() => folder.Dispose();

    private string At(string file) => Path.Combine(folder.Path, file);
}
