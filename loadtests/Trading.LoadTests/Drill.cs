using System.Security.Cryptography;
using Trading.Cli;

namespace Trading.LoadTests;

/// <summary>
/// A whole opening by an outsider. Steps follow one another as in the hall; whatever does not hold is collected as a
/// sentence, so one run tells everything that is wrong, and any sentence makes the exit code 1.
/// </summary>
internal sealed class Drill(DrillPlan plan, TextWriter output) : IDisposable
{
    private const int SealersAtOnce = 6;
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LockPatiencePerLot = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan OpeningPatience = TimeSpan.FromSeconds(60);
    private readonly PersonKey host = PersonKey.Load(Path.Combine(plan.People, "host.key"));
    private readonly PersonKey authority = PersonKey.Load(Path.Combine(plan.People, "ca.key"));
    private readonly string folder = Directory.CreateTempSubdirectory("trading-drill-").FullName;
    private readonly Timeline timeline = new();
    private readonly Findings findings = new(output);
    private Outcomes? outcomes;

    public async Task<int> RunAsync(CancellationToken cancel)
    {
        using var api = new ApiClient(plan.Server, host);
        var trust = await TrustAsync(api, cancel);
        var published = Draft()
            .Publish(trust, host.Certificate, await api.PublisherAsync(cancel), DateTimeOffset.UtcNow);
        var closeAt = published.Policies[0].CloseAt;
        await api.PrepareAsync(published.Session, published.Terms, published.PolicyBytes, cancel);
        output.WriteLine(
            $"session {published.Session}: {plan.Lots} lot(s), {plan.Bidders} bidders, "
                + $"{SizeText.Print(plan.SizeBytes)} each, drill, custody single"
        );
        await AwaitLocksAsync(
            new SessionFollower(api, published.Session),
            LockPatience + (plan.Lots - 1) * LockPatiencePerLot,
            cancel
        );
        var hall = await JoinAsync(published.Session, cancel);
        var bidders = MakeBidders();
        try
        {
            var targets = await TargetsAsync(api, trust, published.Session, bidders, cancel);
            await SubmitAllAsync(bidders, targets, cancel);
            await CheckClosedAsync(api, published, cancel);
            await WatchAsync(hall, closeAt, cancel);
            var pages = new SessionFollower(api, published.Session);
            var opened = await ReadAsync(pages, published, bidders, cancel);
            new BidCheck(findings).Check(opened, bidders);
            await new FeedCheck(api, findings).CheckAsync(pages, hall, published, cancel);
            await findings.TryAsync("record", () => new Conclusion(api, host, output).EndAsync(pages, cancel));
            await new ArchiveCheck(api, findings, output).CheckAsync(
                published.Session,
                trust,
                bidders,
                plan.Archive ?? Path.Combine(folder, "drill.archive"),
                cancel
            );
            return Finish(opened, pages, hall, bidders, closeAt);
        }
        finally
        {
            foreach (var attendee in hall)
                await attendee.DisposeAsync();
            foreach (var bidder in bidders)
                bidder.Dispose();
        }
    }

    // A rehearsal whose locks come late rehearses nothing: it ends, where a host would go on waiting.
    private static async Task AwaitLocksAsync(SessionFollower follower, TimeSpan patience, CancellationToken cancel)
    {
        try
        {
            await Cli.Locks.AwaitAsync(follower, patience, cancel);
        }
        catch (CommandException pending) when (pending.ExitCode == ExitCode.Pending)
        {
            throw new CommandException(
                ExitCode.Usage,
                pending.Message,
                pending.Rule,
                "all trustees must run and know this platform: see their logs"
            );
        }
    }

    public void Dispose()
    {
        host.Dispose();
        authority.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private SessionDraft Draft() =>
        new()
        {
            TenderCode = $"DRILL-{DateTimeOffset.UtcNow:yyyyMMdd-HHmmss}",
            Title = "开标演练",
            Lots = Cast.Lots(plan.Lots),
            Roles = [new RoleDraft(Role.Supervisor, "监督人", Path.Combine(plan.People, "supervisor.der"))],
            OpensInSeconds = plan.OpensInSeconds,
            Drill = true,
            PeriodSeconds = 2,
            Custody = Custody.Single,
            Ticks = [new TickPeriod((uint)(plan.OpensInSeconds + 60), 1)],
        };

    private async Task<TrustFile> TrustAsync(ApiClient api, CancellationToken cancel)
    {
        if (plan.TrustFile is not null && plan.TrustOut is null)
            return TrustSource.Read(plan.TrustFile);
        var text = await api.TrustTextAsync(cancel);
        if (plan.TrustOut is not null)
        {
            File.WriteAllText(plan.TrustOut, text);
            output.WriteLine(
                $"trust file obtained from the platform, written to {plan.TrustOut}: it proves that the platform "
                    + "agrees with itself, not who it is"
            );
        }
        if (plan.TrustFile is not null)
            return TrustSource.Read(plan.TrustFile);
        if (plan.TrustOut is null)
            output.WriteLine(
                "trust file obtained from the platform: it proves that the platform agrees with itself, not who it is"
            );
        return TrustFile.Parse(text);
    }

    private async Task<List<Attendee>> JoinAsync(string session, CancellationToken cancel)
    {
        var hall = new List<Attendee>();
        for (var i = 0; i < plan.Attendees; i++)
            hall.Add(await Attendee.JoinAsync(plan.Server, session, cancel));
        return hall;
    }

    private List<DrillBidder> MakeBidders() =>
        [
            .. Cast.Bidders(plan.Bidders, Cast.Lots(plan.Lots))
                .AsParallel()
                .AsOrdered()
                .Select(part => DrillBidder.Make(part, authority, plan.Server)),
        ];

    private static async Task<Dictionary<string, VerifiedLock>> TargetsAsync(
        ApiClient api,
        TrustFile trust,
        string session,
        List<DrillBidder> bidders,
        CancellationToken cancel
    )
    {
        var targets = new Dictionary<string, VerifiedLock>();
        foreach (var lot in bidders.Select(bidder => bidder.Part.Lot).Distinct())
            targets[lot] = await VerifiedLock.FetchAsync(api, trust, session, lot, cancel);
        return targets;
    }

    // Sealing and uploading are bounded; waiting for witnesses costs nothing and is not.
    private async Task SubmitAllAsync(
        List<DrillBidder> bidders,
        Dictionary<string, VerifiedLock> targets,
        CancellationToken cancel
    )
    {
        var document = Path.Combine(folder, "document");
        WriteDocument(document);
        using var places = new SemaphoreSlim(SealersAtOnce);
        await Task.WhenAll(
            bidders.Select(async bidder =>
            {
                var target = targets[bidder.Part.Lot];
                await places.WaitAsync(cancel);
                try
                {
                    await findings.TryAsync(
                        $"bidder {bidder.Part.Number}, submission",
                        () => bidder.SubmitAsync(target, document, folder, cancel)
                    );
                }
                finally
                {
                    places.Release();
                }
                if (bidder.Kit?.Acknowledgement is not null)
                    await findings.TryAsync(
                        $"bidder {bidder.Part.Number}, receipt",
                        () => bidder.ReceiveAsync(target, cancel)
                    );
            })
        );
        output.WriteLine(
            $"submitted {bidders.Count(b => b.AcknowledgedAt > 0)} of {bidders.Count}, received "
                + $"{bidders.Count(b => b.ReceivedAt > 0)} of {bidders.Count}"
        );
    }

    private void WriteDocument(string path)
    {
        using var file = File.Create(path);
        var block = new byte[1 << 16];
        for (var left = plan.SizeBytes; left > 0; left -= block.Length)
        {
            RandomNumberGenerator.Fill(block);
            file.Write(block, 0, (int)Math.Min(left, block.Length));
        }
    }

    private async Task CheckClosedAsync(ApiClient api, PublishedSession published, CancellationToken cancel)
    {
        foreach (var policy in published.Policies)
        {
            try
            {
                await api.FeedAsync(Names.IntakeStream(published.Session, policy.Lot), -1, cancel);
                if (TimeText.Now() >= policy.CloseAt)
                    return; // submitting took until the deadline: too late to try
                findings.Wrong($"the intake of lot {policy.Lot} could be read before the deadline (bidding-law:22)");
            }
            catch (ApiException refusal) when ((int)refusal.Status is 403 or 404) { }
        }
    }

    private async Task WatchAsync(List<Attendee> hall, long closeAt, CancellationToken cancel)
    {
        output.WriteLine($"waiting for the deadline, {TimeText.Print(closeAt)}");
        var patience =
            TimeSpan.FromTicks(Math.Max(0, closeAt - TimeText.Now()) * TimeSpan.TicksPerMicrosecond) + OpeningPatience;
        await Task.WhenAll(
            hall.Select(
                (attendee, i) => findings.TryAsync($"attendee {i}", () => attendee.UntilSettledAsync(patience, cancel))
            )
        );
    }

    // Everything again by pages, from the first event on: what the hub told must be what stands in the log.
    private async Task<Session.Running?> ReadAsync(
        SessionFollower pages,
        PublishedSession published,
        List<DrillBidder> bidders,
        CancellationToken cancel
    )
    {
        var events = await pages.PullAsync(cancel);
        foreach (var (at, what) in Happenings.Notable(events, plan.Lots))
            timeline.Note(at, what);
        var state = pages.State.Published();
        outcomes = new Outcomes(published, events);
        Outcomes.Check(state, [.. bidders.Select(bidder => bidder.Part.Lot)], findings);
        return state;
    }

    private int Finish(
        Session.Running? state,
        SessionFollower pages,
        List<Attendee> hall,
        List<DrillBidder> bidders,
        long closeAt
    )
    {
        NoteReceipts(bidders);
        if (hall.Where(a => a.SettledAt > 0).Select(a => a.SettledAt).Order().ToList() is { Count: > 0 } seen)
        {
            timeline.Note(seen[0], "first attendee saw the last lot open");
            timeline.Note(seen[^1], $"last of {hall.Count} attendees saw it");
        }
        timeline.Print(closeAt, output);
        outcomes?.Print(output);
        output.WriteLine($"feed: {pages.Fold.Height} events, {hall.Count} attendees, {hall.Sum(a => a.Frames)} frames");
        var opened =
            state?.Lots.Values.OfType<Lot.Opened>().Sum(lot => lot.Bids.Count(bid => bid.Form is not null)) ?? 0;
        findings.Print();
        output.WriteLine($"opened {opened} of {plan.Bidders}");
        return findings.Any || opened != plan.Bidders ? ExitCode.Failed : ExitCode.Done;
    }

    private void NoteReceipts(List<DrillBidder> bidders)
    {
        var received = bidders.Where(b => b.ReceivedAt > 0).Select(b => b.ReceivedAt).Order().ToList();
        if (received.Count == 0)
            return;
        timeline.Note(bidders.Where(b => b.AcknowledgedAt > 0).Min(b => b.AcknowledgedAt), "first commit acknowledged");
        timeline.Note(bidders.Max(b => b.AcknowledgedAt), "last commit acknowledged");
        timeline.Note(received[0], "first receipt");
        timeline.Note(received[^1], "last receipt");
    }
}
