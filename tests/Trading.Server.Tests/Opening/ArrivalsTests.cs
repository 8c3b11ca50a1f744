using Trading.Server.Opening;
using Trading.Server.Time;

namespace Trading.Server.Tests.Opening;

/// <summary>Which COMMITs hold the drain, to the microsecond.</summary>
public sealed class ArrivalsTests
{
    private const long Close = 1_800_000_000_000_000;

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void A_commit_that_arrived_at_the_deadline_holds_the_drain_and_a_later_one_does_not(long after, bool holds)
    {
        var clock = new ShiftedClock();
        clock.Freeze(Close + after);
        var arrivals = new Arrivals(new Heartbeat(clock));
        var policy = HeartbeatTests.Policy(Close);
        using (arrivals.Enter())
            Assert.Equal(holds, !arrivals.AreStamped(policy));
        Assert.True(arrivals.AreStamped(policy));
    }
}
