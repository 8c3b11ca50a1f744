using Trading.Opening;

namespace Trading.Cli;

/// <summary>Reads trust files for commands.</summary>
public static class TrustSource
{
    public static TrustFile Read(string path)
    {
        if (TrustFile.TryParse(File.ReadAllText(path), out var trust, out var problem)) return trust;
        throw CommandException.Usage($"{path}: {problem}", "make it with: trading trust");
    }
}
