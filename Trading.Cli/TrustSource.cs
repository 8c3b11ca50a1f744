namespace Trading.Cli;

/// <summary>Reads trust files for commands.</summary>
public static class TrustSource
{
    public static TrustFile Read(string path)
    {
        if (TrustFile.TryParse(InputFile.Text(path, "a trust file"), out var trust, out var problem))
            return trust;
        throw new CommandException(
            ExitCode.Usage,
            $"{InputFile.Shown(path)}: {problem}",
            "spec:policy",
            "take the file from the tender notice again, byte for byte; or make it with: trading trust"
        );
    }
}
