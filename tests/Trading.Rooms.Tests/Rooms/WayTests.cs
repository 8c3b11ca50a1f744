namespace Trading.Rooms.Tests.Rooms;

/// <summary>Whole rooms. Source: docs/spec/room.md.</summary>
public sealed class WayTests
{
    [Fact]
    public void A_room_goes_from_its_start_to_its_result()
    {
        var room = new PlayedRoom().Concluded();
        var concluded = Assert.IsType<Room.Concluded>(room.State);
        Assert.Equal((0, 5, 0), (concluded.Result.Revision, concluded.Result.Agreed, concluded.Result.Dissenting));
        Assert.Equal(3, concluded.Result.Candidates.Count);
        Assert.Equal(
            [
                RoomStage.Pledging,
                RoomStage.Electing,
                RoomStage.Qualifying,
                RoomStage.Complying,
                RoomStage.Explaining,
                RoomStage.Scoring,
                RoomStage.Summing,
            ],
            room.Events.OfType<StageBegan>().Select(e => e.Stage)
        );
    }

    [Theory]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(9)]
    public void Committees_of_every_size_conclude(int seats)
    {
        var start = StartsOf.New(seats: seats, bids: StartsOf.Bids(4));
        var result = Assert.IsType<Room.Concluded>(new PlayedRoom(start).Concluded().State).Result;
        Assert.Equal((seats, 3), (result.Agreed, result.Candidates.Count));
    }
}
