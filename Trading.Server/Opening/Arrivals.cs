using Trading.Opening;
using Trading.Server.Time;

namespace Trading.Server.Opening;

/// <summary>
/// COMMITs between their last byte and their durable stamp. The clock is read under the same lock that the drain asks
/// under, so a COMMIT whose time lies at or before the deadline is either seen here, or stamped already: the drain
/// cannot slip between the two.
/// </summary>
public sealed class Arrivals(Heartbeat heart)
{
    private readonly Lock gate = new();
    private readonly Heartbeat heart = heart;
    private readonly HashSet<Arrival> open = [];

    public Arrival Enter()
    {
        lock (gate)
        {
            var arrival = new Arrival(this, heart.Beat());
            open.Add(arrival);
            return arrival;
        }
    }

    /// <summary>Whether no COMMIT that arrived at or before the deadline of this policy is without its stamp.</summary>
    public bool AreStamped(LockPolicy policy)
    {
        lock (gate)
            return open.All(arrival => arrival.For(policy) > policy.CloseAt);
    }

    public sealed class Arrival(Arrivals all, long readAt) : IDisposable
    {
        /// <summary>When it was read, UTC microseconds.</summary>
        public long ReadAt { get; } = readAt;

        /// <summary>
        /// When it arrived for a lot under this policy, UTC microseconds: when it was read, or the last sign of life
        /// before a standstill over the deadline.
        /// </summary>
        public long For(LockPolicy policy) => all.heart.ArrivalOf(ReadAt, policy);

        public void Dispose()
        {
            lock (all.gate)
                all.open.Remove(this);
        }
    }
}
