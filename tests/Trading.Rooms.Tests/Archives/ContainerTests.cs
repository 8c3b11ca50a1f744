using Trading.Rooms.Archives;
using Trading.Streams.Archives;

namespace Trading.Rooms.Tests.Archives;

/// <summary>The file of a room, of three kinds. Source: docs/spec/room.md, "Archive".</summary>
public sealed class ContainerTests
{
    [Fact]
    public void Each_kind_is_read_as_it_was_written()
    {
        var maker = new ArchivedRoom(PlayedRooms.Eventful()).Maker();
        var names = new Dictionary<int, string> { [1] = "甲", [3] = "丙" };
        foreach (
            var archive in new[]
            {
                maker.ForEverybody(),
                maker.ForBidder(StartsOf.BidId(2)),
                maker.ForSupervisor(),
                maker.ForSupervisor(names),
            }
        )
        {
            var file = archive.ToFile();
            Assert.True(RoomArchive.IsRoom(file));
            Assert.True(RoomArchive.TryRead(file, out var read, out var problem), problem);
            Assert.Equal(file, read.ToFile());
        }
    }

    [Fact]
    public void A_bidder_is_given_what_is_its_own_and_no_event_of_another()
    {
        var room = PlayedRooms.Eventful();
        var maker = new ArchivedRoom(room).Maker();
        foreach (var bid in room.Start.Bids)
        {
            var part = maker.ForBidder(bid.Id).Bidder!;
            Assert.NotNull(part.Line);
            var events = part.Own.Select(e => RoomCodec.Table.Decode(e)).ToList();
            Assert.DoesNotContain(
                events,
                e => e is BidReviewed or SheetSubmitted or MotionVoted or MotionRaised or BallotCast
            );
            var others = room.Start.Bids.Select(b => b.Id).Where(id => id != bid.Id);
            Assert.All(
                part.Own,
                e => Assert.All(others, id => Assert.DoesNotContain(id, System.Text.Encoding.UTF8.GetString(e)))
            );
        }
        // Bid 2 was asked to explain its price; bid 5 does not comply, bid 4 was silent.
        Assert.Equal(
            [nameof(SeatTaken), nameof(BidQualified), nameof(QuestionAsked), nameof(QuestionAnswered)],
            maker.ForBidder(room.Id(2)).Bidder!.Own.Select(e => RoomCodec.Table.Decode(e).GetType().Name)
        );
        Assert.Equal(
            [nameof(BidQualified), nameof(BidRejected)],
            maker.ForBidder(room.Id(5)).Bidder!.Own.Select(e => RoomCodec.Table.Decode(e).GetType().Name)
        );
        Assert.Throws<ArgumentException>(() => maker.ForBidder(new string('f', 32)));
    }

    [Fact]
    public void Before_a_room_is_over_and_covered_there_is_no_archive()
    {
        var open = new ArchivedRoom(new PlayedRoom().Counted()).Maker();
        Assert.False(open.IsOver);
        Assert.Throws<InvalidOperationException>(open.ForEverybody);
        var room = new ArchivedRoom(PlayedRooms.Eventful());
        Assert.True(room.Maker().IsCovered);
        room.Events.Add(new EvaluationExtended(room.Events[^1].At, 1));
        Assert.ThrowsAny<Exception>(() => room.Maker().ForEverybody());
    }

    [Fact]
    public void Other_procedures_have_no_archive_for_a_bidder_and_members_are_of_their_kind()
    {
        var archive = new ArchivedRoom(PlayedRooms.Eventful()).Maker();
        var asPublic = archive.ForSupervisor() with
        {
            Stream = archive.ForSupervisor().Stream with { Kind = ArchiveKind.Public },
        };
        Assert.False(RoomArchive.TryRead(asPublic.ToFile(), out _, out var problem));
        Assert.Contains("none of this kind", problem, StringComparison.Ordinal);
    }
}
