using Trading.Crypto;

namespace Trading.Locks.Policies;

/// <summary>
/// When the intake tree grows: instants that depend on the policy and on the opening of the intake alone, so neither
/// load nor a restart shows in the tree's size. Stretches are aligned to the deadline: in a stretch with period p,
/// ticks lie at t_close − k·p. Ticks 0 … <see cref="DrainIndex"/> − 1 lie after the opening of the intake and at or
/// before t_close; the drain is the last. Source: docs/spec/feed.md, "Ticks".
/// </summary>
public sealed class TickSchedule
{
    /// <summary>The limit of entries per lot: as many as the drain, and under version 2 any tick, has slots.</summary>
    public const int MostEntries = SparseSlotTree.Slots;

    /// <summary>
    /// The drain is sealed no earlier than this after t_close, in microseconds: a COMMIT whose last byte arrived at
    /// t_close has this long to make its stamp durable. It is part of the 5 seconds that trustees allow.
    /// </summary>
    public const long DrainDelayMicros = 500_000;

    /// <summary>
    /// The drain should be sealed this long after t_close at the latest, in microseconds; later the lot is held, never
    /// a bid dropped.
    /// </summary>
    public const long DrainLimitMicros = 5_000_000;

    internal const int MostStretches = 16;
    private const uint EarliestSeconds = 366 * 86_400;
    private const uint LongestPeriodSeconds = 3_600;
    private const long Second = HeadTimes.SecondMicros;
    private readonly long closeAt;
    private readonly Stretch[] stretches;

    /// <summary>The schedule of a valid policy for an intake that opened at this instant (UTC microseconds).</summary>
    public TickSchedule(LockPolicy policy, long openedAt)
    {
        ArgumentNullException.ThrowIfNull(policy);
        closeAt = policy.CloseAt;
        stretches = [.. Lay(policy, openedAt)];
        DrainIndex = stretches.Sum(s => s.Count);
    }

    /// <summary>Index of the drain, which is the number of ticks before it.</summary>
    public long DrainIndex { get; }

    /// <summary>
    /// When tick <paramref name="index"/> falls due, UTC microseconds; for the drain t_close plus
    /// <see cref="DrainDelayMicros"/>. Another index is an <see cref="ArgumentOutOfRangeException"/>.
    /// </summary>
    public long TickTime(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, DrainIndex);
        foreach (var stretch in stretches)
        {
            if (index < stretch.Count)
                return stretch.First + index * stretch.Period;
            index -= stretch.Count;
        }
        return closeAt + DrainDelayMicros;
    }

    /// <summary>How many ticks lie at or before the instant (UTC microseconds), the drain included.</summary>
    public long CountUntil(long instant)
    {
        var count = stretches.Sum(s => s.CountUntil(instant));
        return instant >= closeAt + DrainDelayMicros ? count + 1 : count;
    }

    /// <summary>
    /// The first tick that lies at or after the instant (UTC microseconds); the drain when no other does.
    /// </summary>
    public long IndexAt(long instant) => Math.Min(DrainIndex, CountUntil(instant - 1));

    /// <summary>
    /// Whether the stretches may stand in a policy: 1 to 16, each starting nearer to the deadline than the one before,
    /// at most 366 days before it, with periods of 1 to 3,600 seconds no longer than the distance to the deadline.
    /// </summary>
    public static bool IsValid(IReadOnlyList<TickPeriod> ticks)
    {
        ArgumentNullException.ThrowIfNull(ticks);
        if (ticks.Count is 0 or > MostStretches || ticks[0].SecondsBefore > EarliestSeconds)
            return false;
        for (var i = 1; i < ticks.Count; i++)
        {
            if (ticks[i].SecondsBefore >= ticks[i - 1].SecondsBefore)
                return false;
        }
        return ticks.All(t =>
            t.PeriodSeconds is >= 1 and <= LongestPeriodSeconds && t.PeriodSeconds <= t.SecondsBefore
        );
    }

    // A stretch holds the multiples of its period in (next stretch's start, own start], counted back from t_close; the
    // last holds 0 too.
    private static IEnumerable<Stretch> Lay(LockPolicy policy, long openedAt)
    {
        for (var i = 0; i < policy.Ticks.Count; i++)
        {
            var (before, seconds) = policy.Ticks[i];
            var period = seconds * Second;
            var most = Math.Min(before * Second, policy.CloseAt - openedAt - 1) / period;
            if (policy.CloseAt <= openedAt)
                yield break;
            var least = i + 1 < policy.Ticks.Count ? policy.Ticks[i + 1].SecondsBefore * Second / period + 1 : 0;
            if (most >= least)
                yield return new Stretch(policy.CloseAt - most * period, period, most - least + 1);
        }
    }

    private sealed record Stretch(long First, long Period, long Count)
    {
        public long CountUntil(long instant) => instant < First ? 0 : Math.Min(Count, (instant - First) / Period + 1);
    }
}
