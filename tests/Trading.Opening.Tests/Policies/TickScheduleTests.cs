using FsCheck;
using FsCheck.Fluent;

namespace Trading.Opening.Tests;

public class TickScheduleTests
{
    private const long Second = 1_000_000;

    [Fact]
    public void Ticks_are_aligned_to_the_deadline_and_the_drain_is_the_last()
    {
        var schedule = Schedule(World.Close - 130 * Second, (600, 60), (20, 5));
        Assert.Equal(
            [-120, -60, -20, -15, -10, -5, 0],
            Enumerable.Range(0, 7).Select(i => (schedule.TickTime(i) - World.Close) / Second)
        );
        Assert.Equal(7, schedule.DrainIndex);
        Assert.Equal(World.Close + TickSchedule.DrainDelayMicros, schedule.TickTime(7));
    }

    [Fact]
    public void A_tick_at_the_instant_of_the_opening_is_not_one()
    {
        Assert.Equal(World.Close - 5 * Second, Schedule(World.Close - 10 * Second, (600, 5)).TickTime(0));
        Assert.Equal(World.Close - 10 * Second, Schedule(World.Close - 10 * Second - 1, (600, 5)).TickTime(0));
    }

    [Fact]
    public void A_tick_falls_due_at_its_microsecond()
    {
        var schedule = Schedule(World.Close - 100 * Second, (600, 10));
        Assert.Equal(0, schedule.CountUntil(World.Close - 90 * Second - 1));
        Assert.Equal(1, schedule.CountUntil(World.Close - 90 * Second));
        Assert.Equal(10, schedule.CountUntil(World.Close));
        Assert.Equal(10, schedule.CountUntil(World.Close + TickSchedule.DrainDelayMicros - 1));
        Assert.Equal(11, schedule.CountUntil(World.Close + TickSchedule.DrainDelayMicros));
        Assert.Equal(11, schedule.CountUntil(long.MaxValue));
    }

    [Fact]
    public void An_intake_that_opens_at_the_deadline_has_the_drain_alone()
    {
        Assert.Equal(0, Schedule(World.Close, (600, 5)).DrainIndex);
        Assert.Equal(1, Schedule(World.Close - 1, (600, 5)).DrainIndex);
    }

    [Fact]
    public void The_drain_lies_within_the_slack_that_trustees_allow() =>
        Assert.InRange(TickSchedule.DrainDelayMicros, 0, TickSchedule.DrainLimitMicros - 1);

    [Fact]
    public void There_is_no_tick_behind_the_drain()
    {
        var schedule = Schedule(World.Close - 100 * Second, (600, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => schedule.TickTime(schedule.DrainIndex + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => schedule.TickTime(-1));
    }

    [Fact]
    public void Times_and_counts_are_those_of_a_slow_reference() =>
        Prop.ForAll(
                Schedules,
                drawn =>
                {
                    var (policy, openedAt) = drawn;
                    var schedule = new TickSchedule(policy, openedAt);
                    var slow = SlowTimes(policy, openedAt);
                    return slow.Count == schedule.DrainIndex
                        && slow.Select(
                                (time, i) =>
                                    schedule.TickTime(i) == time
                                    && schedule.CountUntil(time) == i + 1
                                    && schedule.CountUntil(time - 1) == i
                            )
                            .All(same => same);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Theory]
    [InlineData(true, 600, 60, 60, 5)]
    [InlineData(false, 600, 60, 600, 5)]
    [InlineData(false, 60, 5, 600, 60)]
    [InlineData(false, 600, 0, 60, 5)]
    [InlineData(false, 7_200, 3_601, 60, 5)]
    [InlineData(false, 600, 60, 4, 5)]
    [InlineData(false, 31_622_401, 60, 60, 5)]
    public void Stretches_are_ordered_and_in_range(
        bool valid,
        uint before,
        uint period,
        uint nextBefore,
        uint nextPeriod
    ) => Assert.Equal(valid, TickSchedule.IsValid([new(before, period), new(nextBefore, nextPeriod)]));

    [Fact]
    public void Seventeen_stretches_are_too_many() =>
        Assert.False(
            TickSchedule.IsValid([.. Enumerable.Range(0, 17).Select(i => new TickPeriod((uint)(100 - i), 1))])
        );

    // The law written slowly: look at every second before the deadline and ask which stretch it lies in.
    private static List<long> SlowTimes(LockPolicy policy, long openedAt)
    {
        var times = new List<long>();
        for (long before = policy.Ticks[0].SecondsBefore; before >= 0; before--)
        {
            var stretch = policy.Ticks.Last(t => t.SecondsBefore >= before);
            var time = policy.CloseAt - before * Second;
            if (before % stretch.PeriodSeconds == 0 && time > openedAt)
                times.Add(time);
        }
        return times;
    }

    private static Arbitrary<(LockPolicy Policy, long OpenedAt)> Schedules =>
        Gen.Choose(1, 900)
            .ListOf()
            .Where(l => l.Count > 0)
            .SelectMany(befores =>
                Gen.Choose(1, 60)
                    .ArrayOf(befores.Count)
                    .SelectMany(periods =>
                        Gen.Choose(-2, 1_000)
                            .SelectMany(opened =>
                                Gen.Choose(-1, 1)
                                    .Select(micros =>
                                    {
                                        var starts = befores.Distinct().OrderDescending().Take(16).ToArray();
                                        TickPeriod[] ticks =
                                        [
                                            .. starts.Select(
                                                (s, i) => new TickPeriod((uint)s, (uint)Math.Min(periods[i], s))
                                            ),
                                        ];
                                        return (
                                            World.AnyPolicy with
                                            {
                                                Ticks = ticks,
                                            },
                                            World.Close - opened * Second + micros
                                        );
                                    })
                            )
                    )
            )
            .ToArbitrary();

    private static TickSchedule Schedule(long openedAt, params (uint Before, uint Period)[] stretches) =>
        new(World.AnyPolicy with { Ticks = [.. stretches.Select(s => new TickPeriod(s.Before, s.Period))] }, openedAt);
}
