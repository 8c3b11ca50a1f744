using Trading.Opening;
using Trading.Server.Opening;
using Trading.Server.Time;

namespace Trading.Server.Tests.Time;

/// <summary>What is a standstill and what is none, on a clock that the test moves.</summary>
public sealed class HeartbeatTests
{
    private const long Start = 1_800_000_000_000_000;
    private const long Second = 1_000_000;
    private const long Close = Start + 10 * Second;
    private readonly ShiftedClock clock = new();

    public HeartbeatTests() => clock.Freeze(Start);

    [Fact]
    public void A_stretch_without_a_beat_is_a_standstill_from_the_last_sign_of_life_to_the_first()
    {
        var heart = new Heartbeat(clock);
        clock.Freeze(Close);
        heart.Beat();
        clock.StandStill(Close + 3 * Second);
        Assert.Equal(Close + 3 * Second, heart.Beat());
        Assert.Equal(new Standstill(Close, Close + 3 * Second, false), heart.Over(Policy(Close)));
        Assert.Null(heart.Over(Policy(Close - 1)));
    }

    [Fact]
    public void Beats_that_come_soon_enough_are_none()
    {
        var heart = new Heartbeat(clock);
        for (var at = Start; at < Close + Second; at += Standstill.NoticedMicros - 1)
        {
            clock.StandStill(at);
            heart.Beat();
        }
        Assert.Empty(heart.Signs().Standstills);
        clock.StandStill(clock.Now + Standstill.NoticedMicros);
        heart.Beat();
        Assert.Single(heart.Signs().Standstills);
    }

    [Fact]
    public void The_wall_clock_alone_forward_or_back_is_no_standstill()
    {
        var heart = new Heartbeat(clock);
        clock.Freeze(Close + 3 * Second);
        heart.Beat();
        clock.Freeze(Start);
        heart.Beat();
        Assert.Empty(heart.Signs().Standstills);
        Assert.Equal(Close + 1, heart.ArrivalOf(Close + 1, Policy(Close)));
    }

    [Fact]
    public void A_clock_that_was_set_back_during_a_standstill_shows_no_deadline_in_it()
    {
        var heart = new Heartbeat(clock);
        clock.StandStill(Close + 3 * Second);
        clock.Freeze(Start - Second);
        Assert.Null(heart.Over(Policy(Start - Second)));
        Assert.Empty(heart.Signs().Standstills);
    }

    [Fact]
    public void Whoever_looks_first_notices_it_also_when_the_thread_has_not_come_to_beat()
    {
        var heart = new Heartbeat(clock);
        clock.Freeze(Close);
        heart.Beat();
        clock.StandStill(Close + 3 * Second);
        var arrivals = new Arrivals(heart);
        using var arrival = arrivals.Enter();
        Assert.Equal((Close + 3 * Second, Close), (arrival.ReadAt, arrival.For(Policy(Close))));
        Assert.False(arrivals.AreStamped(Policy(Close)));
        Assert.True(arrivals.AreStamped(Policy(Close - 1)));
    }

    [Fact]
    public void A_session_of_the_first_version_knows_no_standstill()
    {
        var heart = new Heartbeat(clock);
        clock.StandStill(Close + Second);
        Assert.NotNull(heart.Over(Policy(Close)));
        Assert.Null(heart.Over(Policy(Close) with { Version = 1 }));
    }

    [Fact]
    public void No_more_are_remembered_than_the_file_holds()
    {
        var heart = new Heartbeat(clock);
        for (var i = 0; i < Heartbeat.Most + 5; i++)
        {
            clock.StandStill(clock.Now + Second);
            heart.Beat();
            clock.Freeze(clock.Now + Second);
            heart.Beat();
        }
        Assert.Equal(Heartbeat.Most, heart.Signs().Standstills.Count);
        Assert.True(heart.Signs().Standstills[^1].Until > heart.Signs().Standstills[0].Until);
    }

    [Fact]
    public void The_next_process_was_away_since_the_last_sign_of_life_and_still_knows_what_was_before()
    {
        using var folder = new TemporaryFolder();
        var before = new Heartbeat(clock);
        clock.StandStill(Start + 3 * Second);
        before.Beat();
        clock.Freeze(Close);
        before.Beat();
        using (var file = new LifeFile(folder["alive"]))
        {
            Assert.Null(file.Before);
            file.Write(before.Signs());
        }
        clock.Freeze(Close + 4 * Second);
        using var again = new LifeFile(folder["alive"]);
        var heart = new Heartbeat(clock, again.Before);
        Assert.Equal(
            [new Standstill(Start, Start + 3 * Second, false), new Standstill(Close, Close + 4 * Second, true)],
            heart.Signs().Standstills
        );
        // Nothing waits any more: a COMMIT that comes again comes when it is read.
        Assert.Equal(Close + 4 * Second, heart.ArrivalOf(Close + 4 * Second, Policy(Close)));
    }

    [Fact]
    public void Signs_of_life_that_are_cut_or_altered_are_none()
    {
        using var folder = new TemporaryFolder();
        using (var file = new LifeFile(folder["alive"]))
            file.Write(new LifeSigns(Start, [new Standstill(Start, Close, true)]));
        var whole = File.ReadAllBytes(folder["alive"]);
        foreach (
            var bytes in new[]
            {
                whole[..^1],
                [],
                [.. whole[..7], (byte)(whole[7] ^ 1), .. whole[8..]],
                [.. whole[..8], (byte)255, .. whole[9..]],
                [.. whole[..20], (byte)(whole[20] ^ 1), .. whole[21..]],
            }
        )
        {
            File.WriteAllBytes(folder["alive"], bytes);
            using var file = new LifeFile(folder["alive"]);
            Assert.Null(file.Before);
        }
    }

    internal static LockPolicy Policy(long closeAt) =>
        new()
        {
            Session = new('5', 32),
            Lot = "1",
            Purpose = LockPurpose.Open,
            Suite = 1,
            Threshold = 2,
            Trustees = [],
            PlatformKey = [],
            Custody = Custody.Single,
            CloseAt = closeAt,
            OpenAt = closeAt,
            Ticks = [],
            RecordSizeBytes = 4_096,
            SecondSecret = SecondSecret.None,
            WindowSeconds = 0,
            Quorum = 3,
            CeremonyFate = CeremonyFate.Keep,
            Drill = true,
            Roles = new PolicyRoles(null, null, null, null, null),
            TermsHash = [],
        };
}
