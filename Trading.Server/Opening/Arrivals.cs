namespace Trading.Server.Opening;

/// <summary>
/// COMMITs between their last byte and their durable stamp. The clock is read under the same lock that the drain asks under, so a COMMIT
/// whose time lies at or before the deadline is either seen here, or stamped already: the drain cannot slip between the two.
/// </summary>
public sealed class Arrivals(Clock clock)
{
    private readonly Lock gate = new();
    private readonly HashSet<Arrival> open = [];

    public Arrival Enter()
    {
        lock (gate)
        {
            var arrival = new Arrival(this, clock.Now);
            open.Add(arrival);
            return arrival;
        }
    }

    /// <summary>Whether no COMMIT that arrived at or before the instant is without its stamp.</summary>
    public bool AreStampedUntil(long instant)
    {
        lock (gate) return open.All(arrival => arrival.At > instant);
    }

    public sealed class Arrival(Arrivals all, long at) : IDisposable
    {
        /// <summary>UTC microseconds.</summary>
        public long At { get; } = at;

        public void Dispose()
        {
            lock (all.gate) all.open.Remove(this);
        }
    }
}
