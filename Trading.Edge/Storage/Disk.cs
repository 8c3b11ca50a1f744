namespace Trading.Edge.Storage;

/// <summary>
/// Writing files so that a name never stands for half of one. Each step that can fail, or be the last one that a
/// process does, is a method of its own: the fault table breaks every one of them.
/// </summary>
public class Disk
{
    public static Disk Real { get; } = new();

    /// <summary>Opens a new file that its owner alone may read.</summary>
    public virtual FileStream Create(string path) => OwnerOnly.Create(path);

    public virtual ValueTask WriteAsync(FileStream file, ReadOnlyMemory<byte> bytes, CancellationToken stop) =>
        file.WriteAsync(bytes, stop);

    /// <summary>Returns when the file's bytes are on the disk.</summary>
    public virtual void Flush(FileStream file) => file.Flush(flushToDisk: true);

    /// <summary>Gives a finished, flushed file its final name.</summary>
    public virtual void Rename(string temporary, string path) => File.Move(temporary, path, overwrite: true);

    /// <summary>Returns when the names in a folder are on the disk: a name is data of the folder.</summary>
    public virtual void FlushFolder(string folder) => OwnerOnly.FlushFolder(folder);

    /// <summary>Removes a file, if it is there.</summary>
    public virtual void Delete(string path) => File.Delete(path);

    /// <summary>Writes a whole file: after a crash it is there with these bytes, or not at all.</summary>
    public async Task WriteWholeAsync(string path, ReadOnlyMemory<byte> bytes)
    {
        var temporary = TemporaryOf(path);
        try
        {
            await using (var file = Create(temporary))
            {
                await WriteAsync(file, bytes, CancellationToken.None);
                Flush(file);
            }
            Publish(temporary, path);
        }
        finally
        {
            Delete(temporary);
        }
    }

    /// <summary>The name and then the folder; only after this a file may be counted on.</summary>
    public void Publish(string temporary, string path)
    {
        Rename(temporary, path);
        FlushFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>A name beside the final one, of which start-up removes what a crash left.</summary>
    public static string TemporaryOf(string path) => $"{path}.{Guid.NewGuid():N}.tmp";
}
