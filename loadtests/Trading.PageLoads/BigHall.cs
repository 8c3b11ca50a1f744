using Trading.Cli;
using Trading.LoadTests;

namespace Trading.PageLoads;

/// <summary>
/// A session with one big lot and many small ones, from publication until its bids lie sealed: real bidders, real acts.
/// </summary>
internal sealed class BigHall : IDisposable
{
    private const int SealersAtOnce = 6;
    private const int DocumentBytes = 1_024;
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan OpeningPatience = TimeSpan.FromSeconds(60);
    private readonly PersonKey host;
    private readonly ApiClient api;
    private readonly IReadOnlyList<DrillBidder> bidders;
    private readonly PublishedSession published;
    private readonly SessionFollower follower;

    private BigHall(PersonKey host, ApiClient api, PublishedSession published, IReadOnlyList<DrillBidder> bidders)
    {
        (this.host, this.api, this.published, this.bidders) = (host, api, published, bidders);
        follower = new SessionFollower(api, Session);
    }

    public string Session => published.Session;

    /// <summary>The deadline of every lot, UTC microseconds.</summary>
    public long CloseAt => published.Policies[0].CloseAt;

    /// <summary>Publishes, waits for the locks, and lets everybody bid.</summary>
    public static async Task<BigHall> MakeAsync(PagesPlan plan, string folder, CancellationToken cancel)
    {
        var host = PersonKey.Load(Path.Combine(plan.People, "host.key"));
        using var authority = PersonKey.Load(Path.Combine(plan.People, "ca.key"));
        var api = new ApiClient(plan.Server, host);
        var trust = TrustFile.Parse(await api.TrustTextAsync(cancel));
        var lots = Cast.Lots(plan.Lots);
        var published = Draft(plan, lots)
            .Publish(trust, host.Certificate, await api.PublisherAsync(cancel), DateTimeOffset.UtcNow);
        await api.PrepareAsync(published.Session, published.Terms, published.PolicyBytes, cancel);
        var bidders = Cast.Crowd(plan.Bids, lots)
            .AsParallel()
            .AsOrdered()
            .Select(part => DrillBidder.Make(part, authority, plan.Server))
            .ToList();
        var hall = new BigHall(host, api, published, bidders);
        await Cli.Locks.AwaitAsync(hall.follower, LockPatience, cancel);
        await hall.SubmitAllAsync(trust, folder, cancel);
        return hall;
    }

    /// <summary>When the big lot was opened by the platform's clock, UTC microseconds.</summary>
    public async Task<long> UntilOpenedAsync(CancellationToken cancel)
    {
        var patience = OpeningPatience + TimeSpan.FromMicroseconds(Math.Max(0, CloseAt - TimeText.Now()));
        var state = await follower.UntilAsync(AreAllSettled, patience, cancel);
        return state.Published()!.Lots[published.Policies[0].Lot] is Lot.Opened opened
            ? opened.OpenedAt
            : throw new InvalidDataException("The big lot failed.");
    }

    /// <summary>So many bidders of the big lot sign in, evenly over the time.</summary>
    public async Task AttendAsync(int from, int count, int perSecond, CancellationToken cancel)
    {
        var start = TimeProvider.System.GetTimestamp();
        var sent = new List<Task>();
        for (var i = 0; i < count; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / perSecond) - TimeProvider.System.GetElapsedTime(start);
            if (due > TimeSpan.Zero)
                await Task.Delay(due, cancel);
            sent.Add(bidders[from + i].AttendAsync(cancel));
        }
        await Task.WhenAll(sent);
    }

    public void Dispose()
    {
        foreach (var bidder in bidders)
            bidder.Dispose();
        api.Dispose();
        host.Dispose();
    }

    private async Task SubmitAllAsync(TrustFile trust, string folder, CancellationToken cancel)
    {
        var document = Path.Combine(folder, "document");
        await File.WriteAllBytesAsync(document, new byte[DocumentBytes], cancel);
        var targets = new Dictionary<string, VerifiedLock>();
        foreach (var lot in bidders.Select(bidder => bidder.Part.Lot).Distinct())
            targets[lot] = await VerifiedLock.FetchAsync(api, trust, Session, lot, cancel);
        await Parallel.ForEachAsync(
            bidders,
            new ParallelOptions { MaxDegreeOfParallelism = SealersAtOnce, CancellationToken = cancel },
            async (bidder, stop) => await bidder.SubmitAsync(targets[bidder.Part.Lot], document, folder, stop)
        );
        if (TimeText.Now() >= CloseAt)
            throw new TimeoutException("Sealing took until the deadline: give it longer with --opens-in.");
    }

    private static SessionDraft Draft(PagesPlan plan, IReadOnlyList<LotDraft> lots) =>
        new()
        {
            TenderCode = $"PAGES-{DateTimeOffset.UtcNow:yyyyMMdd-HHmmss}",
            Title = "大厅测量",
            Lots = lots,
            Roles = [new RoleDraft(Role.Supervisor, "监督人", Path.Combine(plan.People, "supervisor.der"))],
            OpensInSeconds = plan.OpensInSeconds,
            Drill = true,
            Custody = Custody.Single,
            Ticks = [new TickPeriod((uint)(plan.OpensInSeconds + 60), 1)],
        };

    private static bool AreAllSettled(Session state) =>
        state.Published() is { } running && running.Lots.Values.All(lot => lot is Lot.Opened or Lot.Failed);
}
