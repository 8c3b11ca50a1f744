namespace Trading.Server.Draws;

/// <summary>
/// The signed papers of external draws, one file each, once nobody is expected any more: they hold names.
/// </summary>
public sealed class DrawPapers(DataFolder data)
{
    /// <summary>Keeps a paper whose hash was compared; the same may come again.</summary>
    public async Task PutAsync(string draw, byte[] bytes)
    {
        var path = PathOf(draw);
        if (!File.Exists(path))
            await Disk.Real.WriteWholeAsync(path, bytes);
    }

    /// <summary>The paper, or null where none was kept.</summary>
    public async Task<byte[]?> ReadAsync(string draw) =>
        Names.IsSession(draw) && File.Exists(PathOf(draw)) ? await File.ReadAllBytesAsync(PathOf(draw)) : null;

    private string PathOf(string draw) => Path.Combine(data.Folder("draws"), $"{draw}.paper");
}
