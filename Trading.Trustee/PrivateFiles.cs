namespace Trading.Trustee;

/// <summary>Files and folders that nobody but their owner may read.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    private const UnixFileMode Mode600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void Folder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, Mode600 | UnixFileMode.UserExecute);
    }

    public static void Touch(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Mode600;
        using var file = new FileStream(path, options);
    }

    /// <summary>Reads a key file; one that others may read is refused, because then it is no secret any more.</summary>
    public static byte[] ReadSecret(string path)
    {
        if (!File.Exists(path))
            throw new TrusteeSetupException($"{path} is missing.");
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
            throw new TrusteeSetupException($"{path} may be read by others: set its mode to 0600.");
        return File.ReadAllBytes(path);
    }
}

/// <summary>A trustee cannot start as it was set up; the message is for its operator and holds no secret.</summary>
public sealed class TrusteeSetupException(string message, Exception? inner = null) : Exception(message, inner);
