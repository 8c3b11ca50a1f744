namespace Trading.Edge.Storage;

/// <summary>
/// The folder that holds everything a process keeps. One process at a time: a second one refuses to start.
/// </summary>
public sealed class DataFolder : IDisposable
{
    private readonly FileStream claim;

    public DataFolder(string path)
    {
        Path = OwnerOnly.Folder(System.IO.Path.GetFullPath(path));
        try
        {
            claim = new FileStream(File("server.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken)
        {
            throw new InvalidOperationException($"{Path} is in use by another server", taken);
        }
    }

    public string Path { get; }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string Folder(string name) => OwnerOnly.Folder(Path, name);

    /// <summary>A secret of 32 random bytes, made on first use.</summary>
    public byte[] Secret(string name)
    {
        var path = File(name);
        if (!System.IO.File.Exists(path))
            Disk.Real.WriteWholeAsync(path, System.Security.Cryptography.RandomNumberGenerator.GetBytes(32))
                .GetAwaiter()
                .GetResult();
        var secret = System.IO.File.ReadAllBytes(path);
        return secret.Length == 32
            ? secret
            : throw new InvalidDataException($"{path} holds {secret.Length} bytes instead of 32");
    }

    public void Dispose() => claim.Dispose();
}
