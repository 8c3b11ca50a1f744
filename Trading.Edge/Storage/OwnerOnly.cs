namespace Trading.Edge.Storage;

/// <summary>
/// Files and folders that nobody but the server's own user may read, and names that survive a loss of power.
/// </summary>
public static class OwnerOnly
{
    private const UnixFileMode FileMode600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static FileStream Create(string path) =>
        new(
            path,
            new FileStreamOptions
            {
                Mode = FileMode.Create,
                Access = FileAccess.ReadWrite,
                Share = FileShare.Read,
                UnixCreateMode = FileMode600,
                BufferSize = 0,
                Options = FileOptions.Asynchronous,
            }
        );

    public static string Folder(params string[] parts)
    {
        var path = Path.Combine(parts);
        Directory.CreateDirectory(path, FileMode600 | UnixFileMode.UserExecute);
        return path;
    }

    /// <summary>Returns when the names in a folder are on the disk.</summary>
    public static void FlushFolder(string folder)
    {
        // .NET opens no folder as a stream, but a handle is enough for fsync.
        using var handle = Native.OpenFolder(folder);
        Native.Flush(handle, folder);
    }
}
