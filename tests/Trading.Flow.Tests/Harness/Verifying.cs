using Trading.Cli;

namespace Trading.Flow.Tests;

/// <summary><c>trading verify</c>, by an outsider with a trust file.</summary>
internal static class Verifying
{
    /// <summary>The archive passes, and every receipt is in it.</summary>
    public static async Task PassesAsync(Hall hall, string archive, params IEnumerable<string> receipts)
    {
        var (exit, text) = await RunAsync(hall, archive, receipts);
        Assert.True(exit == ExitCode.Done, $"verify ended with {exit}:\n{text}");
    }

    /// <summary>Some byte near the middle, flipped: exit code 1, and a check that is named.</summary>
    public static async Task FailsWithAFlippedByteAsync(Hall hall, string archive)
    {
        var bytes = await File.ReadAllBytesAsync(archive);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(archive + ".flipped", bytes);
        var (exit, text) = await RunAsync(hall, archive + ".flipped", []);
        Assert.True(exit == ExitCode.Failed, $"verify ended with {exit}:\n{text}");
    }

    private static Task<(int Exit, string Text)> RunAsync(Hall hall, string archive, IEnumerable<string> receipts) =>
        Command.RunAsync([
            "verify",
            archive,
            "--trust",
            hall.Platform.Crew.TrustPath,
            .. receipts.SelectMany(r => new[] { "--receipt", r }),
        ]);
}
