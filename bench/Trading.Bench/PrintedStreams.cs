using System.IO.Compression;
using System.Security.Cryptography;

namespace Trading.Bench;

/// <summary>
/// What a printed file holds before compression, and the least that any writer of the same file has to do: the
/// platform's own zlib over the very same stream contents, and one SHA-256 over the result.
/// </summary>
internal static class PrintedStreams
{
    public static void Bare(byte[][] contents)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var content in contents)
        {
            using var output = new MemoryStream();
            using (var zlib = new ZLibStream(output, CompressionLevel.Optimal, leaveOpen: true))
                zlib.Write(content);
            hash.AppendData(output.GetBuffer().AsSpan(0, (int)output.Length));
        }
        _ = hash.GetHashAndReset();
    }

    // The file is our own: every stream stands between these words, and zlib knows where it ends.
    public static IEnumerable<byte[]> Of(byte[] file)
    {
        for (var at = 0; ; )
        {
            var next = file.AsSpan(at).IndexOf(">>\nstream\n"u8);
            if (next < 0)
                yield break;
            // The metadata alone can be read as it stands.
            var isPacked =
                file.AsSpan(at, next).LastIndexOf("/FlateDecode"u8) > file.AsSpan(at, next).LastIndexOf("obj\n"u8);
            at += next + ">>\nstream\n"u8.Length;
            if (!isPacked)
                continue;
            using var content = new MemoryStream();
            using (var zlib = new ZLibStream(new MemoryStream(file, at, file.Length - at), CompressionMode.Decompress))
                zlib.CopyTo(content);
            yield return content.ToArray();
        }
    }

    /// <summary>What a piece of work allocates on this thread, bytes; not what it holds.</summary>
    public static long Allocated(Action work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    public static long Count(ReadOnlySpan<byte> file, ReadOnlySpan<byte> word)
    {
        long count = 0;
        for (int next; (next = file.IndexOf(word)) >= 0; count++)
            file = file[(next + word.Length)..];
        return count;
    }

    /// <summary>A font of this program.</summary>
    public static byte[] Font(string weight)
    {
        using var stream = typeof(PrintedStreams).Assembly.GetManifestResourceStream($"NotoSansSC-{weight}.ttf")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
