using Trading.Opening;
using Trading.Server.Opening;

namespace Trading.Server.Time;

/// <summary>
/// When this process was seen alive. Whoever looks beats: a thread of its own through the pool that serves requests
/// (<see cref="HeartbeatThread"/>), every COMMIT that is read, and the drain before it shuts the door. Two beats that
/// are too far apart on the monotonic clock are a standstill; the wall clock alone, when it is set, is none. Source:
/// docs/spec/feed.md, "Standstill".
/// </summary>
public sealed class Heartbeat
{
    /// <summary>Standstills that are remembered; in the seconds that matter no more can happen.</summary>
    public const int Most = 64;
    private readonly Lock gate = new();
    private readonly List<Standstill> standstills;
    private readonly Clock clock;
    private (long Steady, long Now) last;

    /// <summary>
    /// A process that begins; <paramref name="before"/> is what the one before it left behind, or null.
    /// </summary>
    public Heartbeat(Clock clock, LifeSigns? before = null)
    {
        this.clock = clock;
        last = clock.Look();
        standstills = [.. before?.Standstills ?? []];
        if (before is not null && before.AliveAt < last.Now)
            Add(new Standstill(before.AliveAt, last.Now, Restarted: true));
    }

    /// <summary>Sees the process alive now; the instant, UTC microseconds.</summary>
    public long Beat()
    {
        lock (gate)
        {
            var now = clock.Look();
            // A clock that was set back meanwhile shows no stretch, and then no deadline passed in it either.
            if (now.Steady - last.Steady >= Standstill.NoticedMicros && now.Now > last.Now)
                Add(new Standstill(last.Now, now.Now, Restarted: false));
            last = now;
            return now.Now;
        }
    }

    /// <summary>
    /// The standstill that touches the deadline of a lot under this policy; null where there is none as of now.
    /// </summary>
    public Standstill? Over(LockPolicy policy)
    {
        Beat();
        if (!Standstill.IsKnownTo(policy))
            return null;
        lock (gate)
            return Standstill.Over(standstills, policy.CloseAt);
    }

    /// <summary>
    /// The arrival of a COMMIT that was read at an instant (UTC microseconds), for a lot under this policy.
    /// </summary>
    public long ArrivalOf(long read, LockPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return read <= policy.CloseAt ? read : Over(policy)?.ArrivalOf(read, policy.CloseAt) ?? read;
    }

    /// <summary>What a next process has to know, should this one end now.</summary>
    public LifeSigns Signs()
    {
        lock (gate)
            return new LifeSigns(last.Now, [.. standstills]);
    }

    private void Add(Standstill next)
    {
        standstills.Add(next);
        if (standstills.Count > Most)
            standstills.RemoveAt(0);
    }
}

/// <summary>What a process leaves behind for the next one.</summary>
/// <param name="AliveAt">When it was last seen alive, UTC microseconds.</param>
/// <param name="Standstills">Its newest standstills, the latest last.</param>
public sealed record LifeSigns(long AliveAt, IReadOnlyList<Standstill> Standstills);
