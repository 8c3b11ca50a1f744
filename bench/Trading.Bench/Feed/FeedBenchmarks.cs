using System.Diagnostics;

namespace Trading.Bench;

/// <summary>
/// The live feed against a bare SignalR broadcast: the same number of clients, the same events, server processes of
/// their own, the driver and both servers on this machine. TRADING_BENCH_CLIENTS changes how many (5,000); the goals
/// are meant for 5,000.
/// </summary>
internal static class FeedBenchmarks
{
    private const int EventBytes = 300;
    private const int BurstEvents = 500;
    private const int PacedEvents = 60;
    private const int PerSecond = 20;
    private const int BesideTheDeaf = 100;
    private const int DeafBurstEvents = 2_000;
    private const int SmallBufferBytes = 16 * 1024;
    private static readonly TimeSpan MostStall = TimeSpan.FromSeconds(10);
    private static readonly int Clients = int.TryParse(
        Environment.GetEnvironmentVariable("TRADING_BENCH_CLIENTS"),
        out var count
    )
        ? Math.Clamp(count, 1, 8_000)
        : 5_000;
    private static readonly Lazy<FeedCrowd> Ours = new(() => Gather("ours", Clients));
    private static readonly Lazy<FeedCrowd> Bare = new(() => Gather("bare", Clients));
    private static readonly Lazy<FeedCrowd> OursSmall = new(() => Gather("ours", BesideTheDeaf, SmallBufferBytes));
    private static readonly Lazy<FeedCrowd> BareSmall = new(() => Gather("bare", BesideTheDeaf, SmallBufferBytes));

    /// <summary>All bids of a lot are one commit: until the last client has all of it.</summary>
    public static Benchmark Burst() =>
        new(
            $"feed: burst of {BurstEvents} events to {Clients} clients",
            Compare.Speed,
            2.5,
            () => Wait(Bare.Value.PublishAsync(BurstEvents, EventBytes)),
            () => Wait(Ours.Value.PublishAsync(BurstEvents, EventBytes)),
            Rounds: 5,
            WarmUps: 1
        );

    /// <summary>
    /// One event: from the wish to publish until the last client has it. Ours is durable before anybody sees it.
    /// </summary>
    public static Benchmark Last() =>
        new(
            $"feed: one event, until the last of {Clients} has it",
            Compare.Time,
            1.2,
            () => Wait(Bare.Value.PublishAsync(1, EventBytes)),
            () => Wait(Ours.Value.PublishAsync(1, EventBytes)),
            Rounds: 41
        );

    /// <summary>
    /// Processor time of the server for each delivered message, events one by one; log, tree and salts included.
    /// </summary>
    public static Benchmark Processor() =>
        new(
            $"feed: processor per message, {PerSecond}/s to {Clients} clients",
            Compare.Time,
            1.15,
            () => Spend(Bare.Value),
            () => Spend(Ours.Value),
            "µs",
            Rounds: 5,
            WarmUps: 1
        );

    /// <summary>
    /// One client never reads: how long the others wait for a burst. The broadcast waits for it until it is thrown out,
    /// at most ten seconds here.
    /// </summary>
    public static Benchmark Deaf() =>
        new(
            $"feed: burst to {BesideTheDeaf} beside one that never reads",
            Compare.Speed,
            10,
            () => BesideOneThatNeverReads(BareSmall.Value),
            () => BesideOneThatNeverReads(OursSmall.Value),
            "ms",
            Rounds: 3,
            WarmUps: 0
        );

    private static FeedCrowd Gather(string kind, int count, int sendBufferBytes = 0) =>
        FeedCrowd.GatherAsync(kind, count, sendBufferBytes).GetAwaiter().GetResult();

    private static void Wait(Task task) => task.GetAwaiter().GetResult();

    private static double Spend(FeedCrowd crowd)
    {
        var before = crowd.ProcessorAsync().GetAwaiter().GetResult();
        Wait(crowd.PaceAsync(PacedEvents, PerSecond, EventBytes));
        return (crowd.ProcessorAsync().GetAwaiter().GetResult() - before) / (PacedEvents * (double)crowd.Count);
    }

    private static double BesideOneThatNeverReads(FeedCrowd crowd)
    {
        using var deaf = crowd.AddDeafAsync().GetAwaiter().GetResult();
        var watch = Stopwatch.StartNew();
        var burst = crowd.PublishAsync(DeafBurstEvents, EventBytes);
        if (Task.WhenAny(burst, Task.Delay(MostStall)).GetAwaiter().GetResult() != burst)
            deaf.Dispose();
        Wait(burst);
        return watch.Elapsed.TotalMilliseconds;
    }
}
