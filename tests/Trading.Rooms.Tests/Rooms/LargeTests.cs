namespace Trading.Rooms.Tests.Rooms;

/// <summary>The largest rooms that the design asks for.</summary>
public sealed class LargeTests
{
    [Fact]
    public void Three_hundred_bids_are_reviewed_scored_and_counted()
    {
        var room = new PlayedRoom(StartsOf.New(bids: StartsOf.Bids(300))).Complied(7, 8);
        Assert.Equal(2, room.Events.OfType<BidRejected>().Count());
        room.Must(room.Act(1, RoomActKind.Close));
        for (var seat = 1; seat <= room.Seats; seat++)
            room.Must(room.Sheet(seat));
        room.Must(room.Count());
        Assert.Equal(3, ((Room.Summing)room.State).Count!.Candidates.Select(c => c.Rank).Distinct().Count());
    }
}
