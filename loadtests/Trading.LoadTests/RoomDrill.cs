using Trading.Cli;
using Trading.Rooms.Packs;
using Trading.Rooms.Starts;
using Trading.Streams.Audits;

namespace Trading.LoadTests;

/// <summary>
/// A whole room by an outsider who plays host and committee: the platform makes the start, the gate certifies the keys
/// of the seats, every member judges, scores and signs, and every bidder asks for its rank.
/// </summary>
internal sealed class RoomDrill(
    DrawPlan plan,
    TrustFile trust,
    ApiClient api,
    PersonKey host,
    Findings findings,
    TextWriter output
)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private RoomStart start = null!;
    private byte[] signed = [];

    /// <summary>Plays the room of that lot; the ranks that bidders were told.</summary>
    public async Task<IReadOnlyList<int>> RunAsync(
        string session,
        string lot,
        string draw,
        IReadOnlyList<DrillBidder> bidders,
        CancellationToken cancel
    )
    {
        var clerk = new Clerk(api, host, TimeSpan.Zero)
        {
            OnBlock = block => findings.Wrong($"the count is blocked: {block}"),
        };
        var room = await clerk.StartAsync(session, lot, draw, RoomPacks.ProcurementGoods, null, Patience, cancel);
        start = room.Start;
        output.WriteLine($"room {start.Room}: {start.Seats.Count} seats, {start.Bids.Count} bids");
        using (
            var committee = new Committee(api, plan.Server, room, Enumerable.Range(1, room.Seats), TimeSpan.Zero)
            {
                OnSheet = seat => CheckBlindAsync(seat, cancel),
            }
        )
        {
            await committee.SitAsync(
                stop => GateDoor.EnterAsync(plan.Gate, plan.Desk, plan.DeskPassword, stop),
                cancel
            );
            output.WriteLine($"sat down {start.Seats.Count} of {start.Seats.Count}");
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            ends.CancelAfter(Patience * 3);
            await Task.WhenAll(committee.PlayAsync(ends.Token), clerk.PlayAsync(start.Room, ends.Token));
        }
        var over = await api.RoomAsync(start.Room, cancel);
        findings.Require(over.GetProperty("phase").GetString() == "Concluded", $"the room did not end: {over}");
        output.WriteLine($"evaluated by {start.Seats.Count} members");
        await SealAsync(cancel);
        await findings.TryAsync("archives of the room", () => CheckArchivesAsync(bidders[0], cancel));
        var ranks = new List<int>();
        foreach (var bidder in bidders)
            await findings.TryAsync(
                $"bidder {bidder.Part.Number}, own rank",
                async () => ranks.Add(await bidder.RankAsync(start.Room, cancel))
            );
        return ranks;
    }

    // Papers are read before it is asked how many sheets came: what is blind then was blind when they were read.
    private async Task CheckBlindAsync(SeatClient seat, CancellationToken cancel)
    {
        var papers = await seat.PapersAsync(cancel);
        var room = await api.RoomAsync(start.Room, cancel);
        findings.Require(
            room.GetProperty("papers").GetInt32() == start.Seats.Count
                || !papers.Contains("SheetSubmitted", StringComparison.Ordinal),
            "a sheet could be read before all were in (procurement-87:62)"
        );
    }

    // As the host does it: the file is read, and this file is signed.
    private async Task SealAsync(CancellationToken cancel)
    {
        signed = await ReportSigner.SealAsync(
            api,
            start.Room,
            await api.RoomReportAsync(start.Room, cancel),
            host,
            cancel
        );
        var given = await api.RoomReportAsync(start.Room, cancel);
        findings.Require(given.AsSpan().SequenceEqual(signed), "the platform gives another report than was signed");
        output.WriteLine($"report signed by the host: {SizeText.Print(signed.Length)}");
    }

    // Each of the three with the archives of opening and draw beside it, as whoever holds them checks it.
    private async Task CheckArchivesAsync(DrillBidder bidder, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("trading-drill-archives-").FullName;
        try
        {
            using var key = PersonKey.Load(Path.Combine(plan.People, "supervisor.key"));
            using var supervisor = new ApiClient(plan.Server, key);
            string At(string name) => Path.Combine(folder, $"{name}.archive");
            Task SaveAsync(string name, Func<Stream, Task> download) =>
                ArchiveDownload.SaveAsync(download, At(name), Patience, cancel);
            await SaveAsync("opening", file => api.DownloadArchiveAsync(start.Session, "public", file, cancel));
            await SaveAsync("draw", file => api.DownloadDrawArchiveAsync(start.Draw, "public", file, cancel));
            await SaveAsync("public", file => api.DownloadRoomArchiveAsync(start.Room, "public", file, cancel));
            await SaveAsync("bidder", file => bidder.SaveArchiveAsync(start.Room, file, cancel));
            await SaveAsync("full", file => supervisor.DownloadRoomArchiveAsync(start.Room, "full", file, cancel));
            var report = Path.Combine(folder, "report.pdf");
            await File.WriteAllBytesAsync(report, signed, cancel);
            foreach (var kind in new[] { "public", "bidder", "full" })
                Check(kind, At(kind), At("opening"), At("draw"), kind == "full" ? report : null);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void Check(string kind, string path, string opening, string draw, string? pdf)
    {
        var bytes = File.ReadAllBytes(path);
        var report = new RoomVerifier(trust).Check(path, bytes, opening, draw, pdf);
        foreach (var check in report.Checks.Where(c => c.Outcome == CheckOutcome.Fail))
            findings.Wrong($"archive of the room ({kind}), {check.Number} {check.Title}: {check.Detail}");
        findings.Require(report.ExitCode == ExitCode.Done, $"the archive of the room ({kind}) is not anchored");
        output.WriteLine(
            $"archive of the room ({kind}): {SizeText.Print(bytes.Length)}, "
                + $"{report.Checks.Count(c => c.Outcome == CheckOutcome.Pass)} checks passed"
        );
    }
}
