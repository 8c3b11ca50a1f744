using FsCheck;
using FsCheck.Fluent;
using Trading.Media.Recording;

namespace Trading.Media.Tests.Recording;

public class KeepingTests
{
    private const long Day = 86_400_000_000;

    [Fact]
    public void Fifteen_years_are_counted_from_the_end()
    {
        var rule = Retention.Of("procurement-goods");
        var end = DateTime.UnixEpoch.AddYears(54);
        var fifteen = end.AddYears(15);
        var micros = (end - DateTime.UnixEpoch).Ticks / 10;
        Assert.Equal(RetentionState.Running, Retention.Judge(rule, null, micros, false).State);
        Assert.Equal(
            RetentionState.Kept,
            Retention.Judge(rule, micros, (fifteen - DateTime.UnixEpoch).Ticks / 10 - 1, false).State
        );
        var until = Retention.Judge(rule, micros, micros, false).Until!.Value;
        Assert.True(until >= (fifteen - DateTime.UnixEpoch).Ticks / 10);
        Assert.Equal(RetentionState.Kept, Retention.Judge(rule, micros, until - 1, false).State);
        Assert.Equal(RetentionState.MayBeErased, Retention.Judge(rule, micros, until, false).State);
        Assert.Equal(RetentionState.Held, Retention.Judge(rule, micros, until + 9 * Day, true).State);
        Assert.Equal("procurement-law:42", rule.Rule);
    }

    [Fact]
    public void A_pack_that_nobody_knows_is_kept_the_longest() =>
        Assert.Equal(
            ("toy", 5479, "spec:recording"),
            (Retention.Of("toy").Pack, Retention.Of("toy").Days, Retention.Of("toy").Rule)
        );

    [Theory]
    [InlineData(0, 0, DiskVerdict.RefuseNewRooms)]
    [InlineData(12, 0, DiskVerdict.RefuseNewRooms)]
    [InlineData(14, 0, DiskVerdict.Warn)]
    [InlineData(22, 0, DiskVerdict.Fine)]
    [InlineData(22, 1, DiskVerdict.Warn)]
    [InlineData(110, 12, DiskVerdict.RefuseNewRooms)]
    [InlineData(130, 12, DiskVerdict.Warn)]
    [InlineData(240, 12, DiskVerdict.Fine)]
    public void The_disk_has_room_for_what_runs_first(int gib, int rooms, DiskVerdict verdict) =>
        Assert.Equal(verdict, DiskRoom.Judge((long)gib << 30, 1000, rooms));

    [Fact]
    public void More_free_bytes_and_fewer_rooms_never_make_it_worse() =>
        Prop.ForAll<long, int, byte>(
                (free, rate, rooms) =>
                    DiskRoom.Judge(free, rate, rooms) >= DiskRoom.Judge(long.Max(free, free + (1L << 30)), rate, rooms)
                    && DiskRoom.Judge(free, rate, rooms) <= DiskRoom.Judge(free, rate, rooms + 1)
            )
            .QuickCheckThrowOnFailure();
}
