using System.Text.Json;
using Trading.Cli;
using Trading.Crypto;
using Trading.Rooms.Papers;
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
    private const long Day = 86_400_000_000;
    private const int Leader = 1;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
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
        start = await StartAsync(session, lot, draw, cancel);
        output.WriteLine($"room {start.Room}: {start.Seats.Count} seats, {start.Bids.Count} bids");
        List<SeatClient> seats =
        [
            .. Enumerable.Range(1, start.Seats.Count).Select(n => new SeatClient(plan.Server, start.Room, n)),
        ];
        try
        {
            await SitAsync(seats, cancel);
            await JudgeAsync(seats, cancel);
            await ScoreAsync(seats, cancel);
            await SignAsync(seats, cancel);
            await SealAsync(cancel);
        }
        finally
        {
            foreach (var seat in seats)
                seat.Dispose();
        }
        await findings.TryAsync("archives of the room", () => CheckArchivesAsync(bidders[0], cancel));
        var ranks = new List<int>();
        foreach (var bidder in bidders)
            await findings.TryAsync(
                $"bidder {bidder.Part.Number}, own rank",
                async () => ranks.Add(await bidder.RankAsync(start.Room, cancel))
            );
        return ranks;
    }

    // Heads are cosigned, and a draw is disclosed, a moment after they are there.
    private async Task<RoomStart> StartAsync(string session, string lot, string draw, CancellationToken cancel)
    {
        var wish = new
        {
            session,
            lot,
            draw,
            pack = "procurement-goods",
            ends = TimeText.Now() + Day,
            items = new[]
            {
                Item("licence", ItemStage.Qualification, "营业执照", "Unqualified"),
                Item("signed", ItemStage.Compliance, "签字盖章", "Unresponsive"),
            },
        };
        var draft = await UntilAsync(
            "a start without faults",
            async () => await api.DraftRoomAsync(wish, cancel),
            answer => answer.GetProperty("faults").GetArrayLength() == 0,
            cancel
        );
        var bytes = draft.GetProperty("start").GetBytesFromBase64();
        if (!RoomStartCodec.TryParse(bytes, out var made))
            throw new InvalidDataException("the platform's start cannot be read");
        var terms = draft.GetProperty("terms").GetBytesFromBase64();
        await api.StartRoomAsync(made.Room, bytes, terms, host.Sign(Tags.RoomStart, bytes), cancel);
        return made;
    }

    // All keys first: the gate looks once a second, and a number that it does not know yet counts as a wrong try.
    private async Task SitAsync(List<SeatClient> seats, CancellationToken cancel)
    {
        var numbers = new Dictionary<int, string>();
        foreach (var seat in seats)
            numbers[seat.Seat] = await api.SeatKeyAsync(start.Room, seat.PublicPoint, cancel);
        await Task.Delay(TimeSpan.FromSeconds(3), cancel);
        using var door = await GateDoor.EnterAsync(plan.Gate, plan.Desk, plan.DeskPassword, cancel);
        foreach (var seat in seats)
            await door.CertifyAsync(start.Draw, start.Seats[seat.Seat - 1].Position, numbers[seat.Seat], cancel);
        await StageAsync("Pledging", cancel);
        await Task.WhenAll(seats.Select(seat => seat.SignInAsync(cancel)));
        output.WriteLine($"sat down {seats.Count} of {start.Seats.Count}");
    }

    private async Task JudgeAsync(List<SeatClient> seats, CancellationToken cancel)
    {
        await Task.WhenAll(seats.Select(seat => seat.ActAsync(RoomActKind.Pledge, cancel)));
        await Task.WhenAll(seats.Select(seat => seat.ActAsync(RoomActKind.Ballot, cancel, Leader)));
        foreach (var bid in start.Bids)
            await HostActAsync(RoomActKind.Qualify, bid.Id, cancel);
        await Task.WhenAll(
            seats.Select(async seat =>
            {
                foreach (var bid in start.Bids)
                    await seat.ReviewAsync(start, bid.Id, cancel);
            })
        );
        await StageAsync("Explaining", cancel);
        await seats[Leader - 1].ActAsync(RoomActKind.Close, cancel);
        await StageAsync("Scoring", cancel);
        output.WriteLine($"reviewed {start.Bids.Count} bids by {seats.Count} members");
    }

    private async Task ScoreAsync(List<SeatClient> seats, CancellationToken cancel)
    {
        foreach (var seat in seats)
        {
            await seat.ScoreAsync(SheetOf(seat.Seat), cancel);
            if (seat.Seat == seats.Count)
                break;
            var papers = await seats[^1].PapersAsync(cancel);
            findings.Require(
                !papers.Contains("SheetSubmitted", StringComparison.Ordinal),
                "a sheet could be read before all were in (procurement-87:62)"
            );
        }
        var desk = await UntilAsync(
            "an agreed count",
            () => api.RoomDeskAsync(start.Room, cancel),
            answer => answer.GetProperty("count").GetString() != "None",
            cancel
        );
        findings.Require(desk.GetProperty("count").GetString() == "Agreed", $"the count is blocked: {desk}");
    }

    private async Task SignAsync(List<SeatClient> seats, CancellationToken cancel)
    {
        var desk = await api.RoomDeskAsync(start.Room, cancel);
        var hash =
            desk.GetProperty("reportHash").GetString() ?? throw new InvalidDataException("there is no report to draft");
        await HostActAsync(RoomActKind.Draft, hash, cancel);
        await Task.WhenAll(seats.Select(seat => seat.ActAsync(RoomActKind.Agree, cancel, subject: hash)));
        var over = await api.RoomAsync(start.Room, cancel);
        findings.Require(over.GetProperty("phase").GetString() == "Concluded", $"the room did not end: {over}");
        output.WriteLine($"signed {seats.Count} of {seats.Count}");
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

    private List<SheetBid> SheetOf(int seat) =>
        [
            .. start.Bids.Select(
                (bid, i) =>
                    new SheetBid(
                        bid.Id,
                        [
                            new SheetScore("quality", 7_000 + 100 * i + 50 * ((seat + i) % 4), ""),
                            new SheetScore("service", 1_000 + 100 * (i % 8), ""),
                        ]
                    )
            ),
        ];

    private Task HostActAsync(RoomActKind kind, string subject, CancellationToken cancel)
    {
        var act = new RoomAct(kind, start.Room, RoomAct.Host, subject, "", 0, 0, 0, 0, "", ActSigner.Nonce()).ToBytes();
        return api.RoomActAsync(start.Room, act, host.Sign(Tags.RoomAct, act), cancel);
    }

    private Task<JsonElement> StageAsync(string stage, CancellationToken cancel) =>
        UntilAsync(
            $"the stage {stage}",
            () => api.RoomAsync(start.Room, cancel),
            answer => answer.GetProperty("stage").GetString() == stage,
            cancel
        );

    private static async Task<JsonElement> UntilAsync(
        string what,
        Func<Task<JsonElement>> ask,
        Func<JsonElement, bool> isSo,
        CancellationToken cancel
    )
    {
        for (var end = DateTimeOffset.UtcNow + Patience; ; await Task.Delay(Pause, cancel))
        {
            var answer = await ask();
            if (isSo(answer))
                return answer;
            if (DateTimeOffset.UtcNow > end)
                throw new TimeoutException($"{what} did not come within {Patience.TotalSeconds:0} s: {answer}");
        }
    }

    private static object Item(string id, ItemStage stage, string title, string ground) =>
        new
        {
            id,
            stage,
            title,
            ground,
            rule = stage == ItemStage.Qualification ? "procurement-87:44" : "procurement-87:63",
        };
}
