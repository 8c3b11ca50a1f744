namespace Trading.Rooms.Tests.Rooms;

/// <summary>What somebody signed once has its effect once. Source: docs/spec/room.md, "Acts".</summary>
public sealed class ReplayedActTests
{
    [Fact]
    public void A_ballot_of_the_first_vote_is_none_of_the_second()
    {
        var room = new PlayedRoom().Pledged();
        int[] first = [2, 2, 3, 3, 4];
        var ballots = Enumerable
            .Range(1, room.Seats)
            .Select(seat => room.Act(seat, RoomActKind.Ballot, of: first[seat - 1]))
            .ToList();
        ballots.ForEach(room.Must);
        var count = room.Events.Count;
        ballots.ForEach(room.Must);
        Assert.Equal(count, room.Events.Count);
        Assert.Empty(((Room.Electing)room.State).Ballots);
    }

    [Fact]
    public void An_order_about_a_member_is_none_about_the_next_one()
    {
        var room = new PlayedRoom().Complied();
        var order = room.ActBy("host", RoomActKind.Unseat, of: 3, text: "突发疾病");
        var close = room.Act(1, RoomActKind.Close);
        room.Must(close);
        room.Must(order);
        room.Must(room.Sit(3, who: "substitute"));
        room.Must(room.Act(3, RoomActKind.Pledge));
        for (var bid = 1; bid <= 3; bid++)
            room.Must(room.Review(3, bid));
        var count = room.Events.Count;
        room.Must(order);
        room.Must(close);
        Assert.Equal(count, room.Events.Count);
        Assert.Equal(RoomStage.Explaining, room.Sitting.Stage);
        Assert.Contains(3, room.Sitting.Committee.Members.Keys);
    }

    [Fact]
    public void A_word_that_time_is_short_extends_once()
    {
        var room = new PlayedRoom().Qualified();
        Declare[] words = [room.Act(1, RoomActKind.CallShort), room.Act(2, RoomActKind.CallShort)];
        foreach (var word in words.Concat(words))
            room.Must(word);
        Assert.Single(room.Events.OfType<EvaluationExtended>());
    }
}
