using System.IO.Compression;
using System.Security.Cryptography;
using Trading.Documents;
using Trading.Opening.Tests.Records;

namespace Trading.Bench;

/// <summary>
/// The opening record of 1,000 bidders, from the folded session to the bytes of the file: layout, subsets of both
/// fonts, compression, on one thread. Against the least that any writer of the same file has to do: the platform's own
/// zlib over the very same stream contents, and one SHA-256 over the result.
/// </summary>
internal static class RecordDocumentBenchmark
{
    private const int Bidders = 1_000;

    public static Benchmark Create()
    {
        var session = RecordSamples.Crowd(Bidders) with { Record = RecordVersion.Newest };
        var fonts = new Fonts(Font("400"), Font("700"));
        byte[] Write() => RecordDocument.Draft(session, Bidders, RecordStage.Root, fonts).Pdf;
        var file = new Lazy<byte[]>(Write);
        var contents = new Lazy<byte[][]>(() => [.. Streams(file.Value)]);
        return new Benchmark(
            "record of 1,000 bidders",
            Compare.Time,
            20,
            () => Bare(contents.Value),
            () => _ = Write(),
            Rounds: 7
        )
        {
            Facts = () =>
                new()
                {
                    ["sizeBytes"] = file.Value.Length,
                    ["contentBytes"] = contents.Value.Sum(c => (long)c.Length),
                    ["pages"] = Count(file.Value, "/Type/Page/"u8),
                    ["allocatedBytes"] = Allocated(Write),
                },
        };
    }

    private static void Bare(byte[][] contents)
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
    private static IEnumerable<byte[]> Streams(byte[] file)
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

    private static long Allocated(Func<byte[]> write)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = write();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static long Count(ReadOnlySpan<byte> file, ReadOnlySpan<byte> word)
    {
        long count = 0;
        for (int next; (next = file.IndexOf(word)) >= 0; count++)
            file = file[(next + word.Length)..];
        return count;
    }

    private static byte[] Font(string weight)
    {
        using var stream = typeof(RecordDocumentBenchmark).Assembly.GetManifestResourceStream(
            $"NotoSansSC-{weight}.ttf"
        )!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
