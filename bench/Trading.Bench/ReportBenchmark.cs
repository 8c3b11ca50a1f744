using Trading.Documents;
using Trading.Rooms.Reports;
using Trading.Rooms.Rooms;

namespace Trading.Bench;

/// <summary>
/// 300 bids × 60 criteria × 9 members: from the signed sheets to the bytes of the drafted report, on one thread. Sheets
/// are checked and taken, the file is made and counted by both implementations, lines and hash are committed to, the
/// pages with every sheet are laid out and printed. Against the least that any writer of the same file has to
/// do: zlib over the same contents and one SHA-256.
/// </summary>
internal static class ReportBenchmark
{
    private const int Bids = 300,
        Criteria = 60,
        Members = 9;
    private const long At = 1_800_000_000_000_000;

    public static Benchmark Create()
    {
        var scene = new Lazy<RoomScene>(() => new RoomScene(Bids, Criteria, Members));
        var fonts = new Fonts(PrintedStreams.Font("400"), PrintedStreams.Font("700"));
        byte[] Write() => Print(scene.Value, fonts);
        var file = new Lazy<byte[]>(Write);
        var contents = new Lazy<byte[][]>(() => [.. PrintedStreams.Of(file.Value)]);
        return new Benchmark(
            "report, 300 bids × 60 criteria × 9 members",
            Compare.Time,
            30,
            () => PrintedStreams.Bare(contents.Value),
            () => _ = Write(),
            Rounds: 5,
            WarmUps: 1
        )
        {
            Facts = () =>
                new()
                {
                    ["sizeBytes"] = file.Value.Length,
                    ["contentBytes"] = contents.Value.Sum(c => (long)c.Length),
                    ["pages"] = PrintedStreams.Count(file.Value, "/Type/Page/"u8),
                    ["allocatedBytes"] = PrintedStreams.Allocated(() => _ = Write()),
                    ["peakBytes"] = System.Diagnostics.Process.GetCurrentProcess().PeakWorkingSet64,
                },
        };
    }

    private static byte[] Print(RoomScene scene, Fonts fonts)
    {
        var events = scene.Before.ToList();
        var state = scene.Sheets.Aggregate(
            scene.AtSheets,
            (room, sheet) => RoomScene.Do(room, new SubmitSheet(At, sheet), events)
        );
        state = RoomScene.Do(state, new CountScores(At, new byte[32]), events);
        var hash = ReportHash.Of(((Room.Sitting)state).Facts, events)!;
        RoomScene.Do(state, new Declare(At, scene.Draft(hash)), events);
        return RoomReport.Full(events, fonts).Pdf;
    }
}
