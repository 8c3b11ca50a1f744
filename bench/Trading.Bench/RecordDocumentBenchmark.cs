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
        var fonts = new Fonts(PrintedStreams.Font("400"), PrintedStreams.Font("700"));
        byte[] Write() => RecordDocument.Draft(session, Bidders, RecordStage.Root, fonts).Pdf;
        var file = new Lazy<byte[]>(Write);
        var contents = new Lazy<byte[][]>(() => [.. PrintedStreams.Of(file.Value)]);
        return new Benchmark(
            "record of 1,000 bidders",
            Compare.Time,
            20,
            () => PrintedStreams.Bare(contents.Value),
            () => _ = Write(),
            Rounds: 7
        )
        {
            Facts = () =>
                new()
                {
                    ["sizeBytes"] = file.Value.Length,
                    ["contentBytes"] = contents.Value.Sum(c => (long)c.Length),
                    ["pages"] = PrintedStreams.Count(file.Value, "/Type/Page/"u8),
                    ["allocatedBytes"] = PrintedStreams.Allocated(() => _ = Write()),
                },
        };
    }
}
