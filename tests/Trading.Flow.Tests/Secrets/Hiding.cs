using System.Globalization;

namespace Trading.Flow.Tests.Secrets;

/// <summary>Where a secret could hide: the files of a folder, the memory of a process.</summary>
internal static class Hiding
{
    private const int PieceBytes = 8 << 20;

    public static IReadOnlyCollection<string> InFolder(string folder, NeedleSearch search)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            using var file = new FileStream(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete
            );
            Search(file, 0, file.Length, search, found);
        }
        return found;
    }

    /// <summary>Every readable page of a process of this user, code and all (Linux).</summary>
    public static IReadOnlyCollection<string> InMemory(int process, NeedleSearch search)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        using var memory = new FileStream(
            $"/proc/{process}/mem",
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite,
            bufferSize: 0
        );
        var readBytes = 0L;
        foreach (var (start, end) in Regions(process))
            readBytes += Search(memory, start, end, search, found);
        Assert.True(readBytes > 16 << 20, $"only {readBytes} bytes of process {process} could be read");
        return found;
    }

    private static IEnumerable<(long Start, long End)> Regions(int process)
    {
        foreach (var line in File.ReadLines($"/proc/{process}/maps"))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words[1][0] != 'r' || line.Contains("[v", StringComparison.Ordinal))
                continue; // not readable, or the kernel's
            var range = words[0].Split('-');
            if (!long.TryParse(range[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var start))
                continue;
            yield return (start, long.Parse(range[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        }
    }

    // Pieces overlap by the longest needle, so none is cut in two.
    private static long Search(FileStream hay, long start, long end, NeedleSearch search, ISet<string> found)
    {
        var piece = new byte[(int)Math.Min(PieceBytes, end - start)];
        var read = 0L;
        for (var at = start; at < end; at += Math.Max(piece.Length - search.LongestBytes, 1))
        {
            int count;
            try
            {
                count = RandomAccess.Read(
                    hay.SafeFileHandle,
                    piece.AsSpan(0, (int)Math.Min(piece.Length, end - at)),
                    at
                );
            }
            catch (IOException)
            {
                break;
            } // a page that is mapped and cannot be read holds nothing
            if (count == 0)
                break;
            search.Search(piece.AsSpan(0, count), found);
            read += count;
            if (at + count >= end)
                break;
        }
        return read;
    }
}
