namespace Trading.Gateway.Tests;

/// <summary>Bytes as they lie in the files of a folder.</summary>
internal static class Kept
{
    public static bool Holds(string folder, byte[] wanted) =>
        Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith("server.lock", StringComparison.Ordinal))
            .Any(file => Read(file).AsSpan().IndexOf(wanted) >= 0);

    private static byte[] Read(string file)
    {
        using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        open.CopyTo(bytes);
        return bytes.ToArray();
    }
}
