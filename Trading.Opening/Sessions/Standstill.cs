namespace Trading.Opening.Sessions;

/// <summary>
/// A stretch in which the platform's process was not seen alive, and what it means for a deadline that lies in it. A
/// COMMIT may have lain in the machine all that time without being read, so what is read behind it bears the instant
/// before it. Source: docs/spec/feed.md, "Standstill".
/// </summary>
/// <param name="From">Last instant at which the process was seen alive, UTC microseconds.</param>
/// <param name="Until">First instant at which it was seen alive again, UTC microseconds; later than <paramref
/// name="From"/>.</param>
/// <param name="Restarted">Whether another process came after it: connections ended with the old one, so nothing waited
/// to be read.</param>
public sealed record Standstill(long From, long Until, bool Restarted)
{
    /// <summary>A process that is not seen alive for so long stood still, microseconds.</summary>
    public const long NoticedMicros = 250_000;

    /// <summary>
    /// What is read sooner than this after a standstill may have waited in the machine, microseconds.
    /// </summary>
    public const long WaitingMicros = 500_000;

    /// <summary>A stretch of this length is more than a busy machine, microseconds.</summary>
    public const long LongMicros = 1_000_000;

    /// <summary>The first instant at which nothing is read any more that may have waited, UTC microseconds.</summary>
    public long SettledAt => Restarted ? Until : Until + WaitingMicros;

    /// <summary>Whether sessions under this policy know standstills; those of version 1 do not.</summary>
    public static bool IsKnownTo(LockPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.Version >= 2;
    }

    /// <summary>
    /// The instant before which a held lot is not frozen, UTC microseconds: whatever a trustee's clock may differ, it
    /// sees that freeze as late.
    /// </summary>
    public static long HeldUntil(LockPolicy policy) => TrusteeRules.TimelyUntil(policy) + TrusteeRules.ToleranceMicros;

    /// <summary>
    /// Whether a COMMIT that came in time could be read after this deadline (UTC microseconds) because of it.
    /// </summary>
    public bool Touches(long closeAt) => From <= closeAt && closeAt < SettledAt;

    /// <summary>
    /// Whether it ended soon enough after the deadline to be made up for: no entry comes later than trustees allow the
    /// drain.
    /// </summary>
    public bool IsMadeUpFor(long closeAt) => SettledAt - TickSchedule.DrainLimitMicros <= closeAt;

    /// <summary>
    /// The arrival of a COMMIT that was read at an instant, for a lot with this deadline: the reading, or the last sign
    /// of life before.
    /// </summary>
    public long ArrivalOf(long read, long closeAt) =>
        !Restarted && Touches(closeAt) && IsMadeUpFor(closeAt) && read > closeAt && read < SettledAt ? From : read;

    /// <summary>
    /// The standstill over a deadline (UTC microseconds) among all that were noticed, in their order: the first that
    /// touches it, with those that continue it; null where none touches it.
    /// </summary>
    public static Standstill? Over(IEnumerable<Standstill> noticed, long closeAt)
    {
        ArgumentNullException.ThrowIfNull(noticed);
        Standstill? over = null;
        foreach (var next in noticed)
        {
            if (over is null)
                over = next.Touches(closeAt) ? next : null;
            else if (over.IsContinuedBy(next, closeAt))
                over = next with { From = over.From };
        }
        return over;
    }

    /// <summary>Whether the two have an instant in common.</summary>
    public bool Overlaps(Standstill other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return From < other.Until && other.From < Until;
    }

    // What begins before the last one is read up is one with it. But a machine that is merely busy holds no lot: short
    // stretches do not lead beyond what can be made up for.
    private bool IsContinuedBy(Standstill next, long closeAt) =>
        next.From <= Until + WaitingMicros && (next.IsMadeUpFor(closeAt) || next.Until - next.From >= LongMicros);
}
