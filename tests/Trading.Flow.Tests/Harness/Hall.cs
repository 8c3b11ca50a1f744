using System.Text;
using Trading.Cli;

namespace Trading.Flow.Tests;

/// <summary>
/// What a host writes down for a story. The intake lasts at least <paramref name="Seconds"/> after the locks, longer on
/// a slow machine.
/// </summary>
internal sealed record HallPlan(int Seconds = 8, params LotDraft[] Lots)
{
    public static readonly LotDraft OneLot = new("lot-1", "一标段：主体工程", PriceKind.Amount, "900,000.00");

    /// <summary>Fixed where two platforms must agree; otherwise drawn.</summary>
    public string? Session { get; init; }

    /// <summary>
    /// Fixed where two platforms must agree; otherwise the ceremony's allowance and the seconds from now.
    /// </summary>
    public long? CloseAt { get; init; }

    public string RulePack { get; init; } = RulePacks.ConstructionNational.Id;

    public IReadOnlyList<TickPeriod> Ticks { get; init; } = [new(3_600, 1)];

    /// <summary>For objections and confirmations.</summary>
    public int PeriodSeconds { get; init; } = 1;
}

/// <summary>
/// A published session as people in and around the hall see it: everything here comes from the public feed.
/// </summary>
internal sealed class Hall : IDisposable
{
    private const int MostFactor = 4;
    private readonly ApiClient anybody;
    private readonly List<SessionEvent> events = [];
    private readonly SemaphoreSlim reading = new(1, 1);

    private Hall(Platform platform, PublishedSession published)
    {
        (Platform, Id, Terms, Policies) = (platform, published.Session, published.Terms, published.Policies);
        anybody = platform.Client();
    }

    public Platform Platform { get; }

    public string Id { get; }

    public SessionTerms Terms { get; }

    public IReadOnlyList<LockPolicy> Policies { get; }

    public long CloseAt => Policies[0].CloseAt;

    public string OnlyLot => Policies.Single().Lot;

    /// <summary>The host publishes; nobody waits for the locks yet.</summary>
    public static async Task<Hall> PublishAsync(Platform platform, HallPlan plan)
    {
        using var host = platform.Crew.Person("host");
        using var client = platform.Client(host);
        var published = Draft(platform, plan)
            .Publish(
                platform.Crew.Trust,
                host.Certificate,
                await client.PublisherAsync(default),
                DateTimeOffset.UtcNow
            );
        published = published with
        {
            Policies = [.. published.Policies.Select(p => Adjust(p, plan, published.Session))],
            Session = plan.Session ?? published.Session,
        };
        await client.PrepareAsync(published.Session, published.Terms, published.PolicyBytes, default);
        return new Hall(platform, published);
    }

    /// <summary>A session that somebody else published, found by its id.</summary>
    public static async Task<Hall> FindAsync(Platform platform, string session)
    {
        using var anybody = platform.Client();
        var first = (await anybody.FeedAsync(Names.SessionStream(session), -1, default)).Events[0];
        var prepared = (SessionPrepared)EventCodec.DecodeSession(Encoding.UTF8.GetBytes(first.E));
        return new Hall(
            platform,
            new PublishedSession(session, prepared.Terms, [.. prepared.Policies.Select(ReadPolicy)])
        );
    }

    /// <summary>The host publishes and all lots have their locks: bids are received.</summary>
    public static async Task<Hall> PrepareAsync(Platform platform, HallPlan plan)
    {
        var hall = await PublishAsync(platform, plan);
        await hall.LocksAsync();
        return hall;
    }

    /// <summary>
    /// Publishes and lets people do what has to be done before the deadline. When the machine was too slow for that,
    /// nothing was shown: the same is done again in a session with twice the time.
    /// </summary>
    public static Task<(Hall Hall, T Result)> InTimeAsync<T>(
        Platform platform,
        HallPlan plan,
        Func<Hall, Task<T>> beforeTheDeadline
    ) => InTimeAsync(platform, plan, PrepareAsync, beforeTheDeadline);

    /// <summary>The same, where the preparation is a story of its own.</summary>
    public static async Task<(Hall Hall, T Result)> InTimeAsync<T>(
        Platform platform,
        HallPlan plan,
        Func<Platform, HallPlan, Task<Hall>> prepare,
        Func<Hall, Task<T>> beforeTheDeadline
    )
    {
        for (var factor = 1; ; factor *= 2)
        {
            var hall = await prepare(platform, plan with { Seconds = plan.Seconds * factor });
            try
            {
                var result = await beforeTheDeadline(hall);
                if (Clock.Now < hall.CloseAt)
                    return (hall, result);
            }
            catch (Exception failure)
                when (failure is not OperationCanceledException && Clock.Now >= hall.CloseAt && factor < MostFactor) { }
            hall.Dispose();
            if (factor >= MostFactor)
                throw new TimeoutException(
                    $"what comes before the deadline did not fit into {plan.Seconds * factor} s"
                );
        }
    }

    public Task LocksAsync() =>
        SeenAsync("every lot has its lock", 25, s => s.Lots.Values.All(l => l is not Lot.Ceremony));

    /// <summary>The lot's lock, checked against the trust file as a bidder's client does.</summary>
    public Task<VerifiedLock> LockAsync(string lot) =>
        VerifiedLock.FetchAsync(anybody, Platform.Crew.Trust, Id, lot, default);

    /// <summary>All events of the public stream so far, in order.</summary>
    public async Task<IReadOnlyList<SessionEvent>> EventsAsync()
    {
        await reading.WaitAsync();
        try
        {
            for (var more = true; more; )
            {
                var page = await anybody.FeedAsync(Names.SessionStream(Id), events.Count - 1, default);
                foreach (var item in page.Events)
                {
                    Assert.Equal(events.Count, item.H); // dense: no height is ever missing
                    events.Add(EventCodec.DecodeSession(Encoding.UTF8.GetBytes(item.E)));
                }
                more = page.Events.Count > 0 && events.Count < page.Head;
            }
            return [.. events];
        }
        finally
        {
            reading.Release();
        }
    }

    public async Task<Session.Running> StateAsync() =>
        Decider.Fold(await EventsAsync()).Published()
        ?? throw new InvalidOperationException($"session {Id} is not published");

    /// <summary>Waits until the public stream holds such an event.</summary>
    public Task HappenedAsync(string what, double seconds, Func<SessionEvent, bool> so) =>
        Until.TrueAsync(what, Platform.Patience(seconds), async () => (await EventsAsync()).Any(so));

    /// <summary>Waits until the public stream says so.</summary>
    public Task<Session.Running> SeenAsync(string what, double seconds, Func<Session.Running, bool> so) =>
        Until.SeenAsync(
            what,
            Platform.Patience(seconds),
            async () => await StateAsync() is var state && so(state) ? state : null
        );

    /// <summary>
    /// Waits for a phase of a lot; the deadline, the drain and the release all lie within the patience.
    /// </summary>
    public async Task<T> PhaseAsync<T>(string lot, int seconds = 30)
        where T : Lot
    {
        await Clock.ReachesAsync(CloseAt);
        var state = await SeenAsync($"lot {lot} is {typeof(T).Name}", seconds, s => s.Lots[lot] is T);
        return (T)state.Lots[lot];
    }

    public Task<Lot.Opened> OpenedAsync(string lot, int seconds = 30) => PhaseAsync<Lot.Opened>(lot, seconds);

    /// <summary>Waits for the end of the published period: behind it the host may conclude.</summary>
    public async Task PeriodAsync()
    {
        if (ObjectionPeriod.EndOf(await StateAsync()) is { } end)
            await Clock.ReachesAsync(end);
    }

    public Task<Bidder> BidderAsync(string name, string? lot = null) => Bidder.ComeAsync(this, lot ?? OnlyLot, name);

    /// <summary>Several bidders with a plain bid each, all received.</summary>
    public async Task<Bidder[]> BidsAsync(int count, string? lot = null, string name = "投标人")
    {
        var bidders = await Task.WhenAll(Enumerable.Range(1, count).Select(n => BidderAsync($"{name}{n}", lot)));
        await Task.WhenAll(bidders.Select((bidder, n) => bidder.BidAsync($"{800_000 + n}.50")));
        return bidders;
    }

    /// <summary>
    /// The archive as that person may have it, as a file. It waits until the trustees have cosigned a head over the
    /// newest milestone (an opening, a failure, the conclusion, the sealed record).
    /// </summary>
    public async Task<string> ArchiveAsync(string kind, PersonKey? person = null)
    {
        var path = Path.Combine(Path.GetDirectoryName(Platform.Logs)!, $"{Id}.{kind}.{Guid.NewGuid():n}.archive");
        var milestone = (await EventsAsync())
            .Select((e, height) => e is LotOpened or LotFailed or SessionConcluded or RecordSealed ? height + 1 : 0)
            .Max();
        await Until.TrueAsync(
            "an archive covers the newest milestone",
            Platform.Patience(20),
            async () =>
            {
                var file = await TryArchiveAsync(kind, person);
                await File.WriteAllBytesAsync(path, file);
                return file.Length > 0
                    && ArchiveCodec.TryRead(file, out var archive, out _)
                    && archive!.Leaves.Count >= milestone;
            }
        );
        return path;
    }

    /// <summary>Asks once; an empty array where the platform says that it is too early.</summary>
    public async Task<byte[]> TryArchiveAsync(string kind, PersonKey? person = null)
    {
        using var client = Platform.Client(person);
        using var file = new MemoryStream();
        try
        {
            await client.DownloadArchiveAsync(Id, kind, file, default);
        }
        catch (ApiException refusal) when (refusal.Reason == nameof(Reason.TooEarly))
        {
            return [];
        }
        return file.ToArray();
    }

    public void Dispose()
    {
        anybody.Dispose();
        reading.Dispose();
    }

    private static SessionDraft Draft(Platform platform, HallPlan plan) =>
        new()
        {
            TenderCode = "CG-2026-001",
            Title = "城市更新工程 施工招标",
            RulePack = plan.RulePack,
            Lots = plan.Lots is [] ? [HallPlan.OneLot] : plan.Lots,
            Roles =
            [
                new(Role.Supervisor, "演示监督", platform.Crew.CertificatePath("supervisor")),
                new(Role.Agent, "演示代理", platform.Crew.CertificatePath("agent")),
            ],
            OpensInSeconds = (int)Math.Ceiling(plan.Seconds * platform.Pace.Factor),
            Custody = Custody.Single,
            Ticks = plan.Ticks,
            RecordSizeBytes = 16_384,
            Drill = true,
            PeriodSeconds = plan.PeriodSeconds,
        };

    private static LockPolicy ReadPolicy(byte[] bytes) =>
        LockPolicyCodec.TryParse(bytes, out var policy, out var problem)
            ? policy
            : throw new InvalidDataException(problem.ToString());

    private static LockPolicy Adjust(LockPolicy policy, HallPlan plan, string drawn) =>
        policy with
        {
            Session = plan.Session ?? drawn,
            CloseAt = plan.CloseAt ?? policy.CloseAt,
            OpenAt = plan.CloseAt ?? policy.OpenAt,
        };
}
